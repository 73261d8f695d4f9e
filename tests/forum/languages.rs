//! French and English: asked for by the browser, or chosen.

use crate::support::{Visitor, Wall};

on_both![
    the_browsers_language_is_spoken,
    a_stranger_chooses_a_language,
    a_chosen_language_belongs_to_the_account,
    a_language_that_is_not_spoken_is_refused,
];

fn the_browsers_language_is_spoken(wall: Wall) {
    let cases = [
        ("fr", "fr"),
        ("fr-CA, en;q=0.5", "fr"),
        ("en-GB, fr;q=0.9", "en"),
        ("de, fr;q=0.3, en;q=0.2", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("fr;q=0, en", "en"),
        (";;q=x,,fr", "fr"),
    ];
    for (asked, spoken) in cases {
        let page = Visitor::reading(&wall, asked).open("/");
        assert_eq!(page.language(), spoken, "Accept-Language: {asked}");
    }
    let titles =
        ["en", "fr"].map(|language| Visitor::reading(&wall, language).open("/about").words());
    assert_ne!(titles[0], titles[1]);
}

fn a_stranger_chooses_a_language(wall: Wall) {
    let visitor = Visitor::new(&wall);
    let page = visitor.open("/rooms");
    let address = page
        .first("footer.site a[href*='/language']")
        .attr("href")
        .expect("an address");
    let form = visitor
        .open(address)
        .form("/language")
        .set("language", "fr");
    let landed = form.submit();
    assert_eq!(
        visitor.path_of(&landed.address),
        "/rooms",
        "it does not lead back"
    );
    assert_eq!(landed.language(), "fr");
    assert_eq!(visitor.open("/about").language(), "fr");
}

fn a_chosen_language_belongs_to_the_account(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana
        .open("/settings")
        .form("/settings/save")
        .set("language", "fr");
    assert_eq!(form.submit().language(), "fr");
    assert_eq!(ana.open("/").language(), "fr");
}

fn a_language_that_is_not_spoken_is_refused(wall: Wall) {
    let visitor = Visitor::new(&wall);
    let refused = visitor
        .open("/language")
        .form("/language")
        .set("language", "xx")
        .send();
    assert_eq!(refused.status, 422);
    assert_eq!(visitor.open("/").language(), "en");
}
