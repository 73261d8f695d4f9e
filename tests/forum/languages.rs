//! French and English: asked for by the browser, or chosen. And the language of what people write: it stands
//! on their words where it is known, and not that of the page.

use crate::support::furnished::order;
use crate::support::programs::eventually;
use crate::support::stream::Stream;
use crate::support::tables::{self, indexed};
use crate::support::{Visitor, Wall};

on_both![
    the_browsers_language_is_spoken,
    a_stranger_chooses_a_language,
    a_chosen_language_belongs_to_the_account,
    a_language_that_is_not_spoken_is_refused,
    words_in_another_language_than_the_page_say_so,
    short_words_and_code_are_in_no_language,
    the_language_changes_with_the_words,
    no_language_stays_of_words_that_are_erased,
    a_reply_and_what_somebody_is_told_of_say_the_language,
    what_is_imported_says_its_language,
    what_is_folded_away_is_opened_in_the_language_of_the_page,
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

pub const FRENCH: &str = "Je viens de lire l’article sur le thé et je le trouve très bon, mais un peu trop \
    long pour une courte pause.";
pub const GERMAN: &str = "Ich habe gerade den Artikel über Tee gelesen und finde ihn sehr gut, aber etwas \
    zu lang für eine kurze Pause.";
const ENGLISH: &str = "I have just read what was written about tea, and I think that it is very good, but \
    somewhat too long for a short break.";

/// What is said of the language of the words that this selects on a page: nothing, if nothing is.
fn said(visitor: &Visitor, address: &str, selector: &str) -> Option<String> {
    let page = visitor.open(address);
    page.first(selector).attr("lang").map(str::to_owned)
}

fn words_of(post: u64) -> String {
    format!("#p{post} > .e-content")
}

fn words_in_another_language_than_the_page_say_so(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let posts = [FRENCH, GERMAN, ENGLISH].map(|words| ana.write(words));
    for (language, expected) in [
        ("en", [Some("fr"), Some("de"), None]),
        ("fr", [None, Some("de"), Some("en")]),
    ] {
        let stranger = Visitor::reading(&wall, language);
        for (post, expected) in posts.into_iter().zip(expected) {
            for address in ["/", &format!("/posts/{post}")] {
                let said = said(&stranger, address, &words_of(post));
                assert_eq!(
                    said.as_deref(),
                    expected,
                    "{post} on {address} in {language}"
                );
            }
        }
    }
    indexed(&wall.database());
    let stranger = Visitor::new(&wall);
    assert_eq!(
        said(&stranger, "/search?q=article", ".p-summary").as_deref(),
        Some("fr")
    );
    assert_eq!(said(&stranger, "/search?q=somewhat", ".p-summary"), None);
    // A preview says it before it is published.
    let form = ana.open("/").form("/posts").set("body", GERMAN);
    let preview = form.press("act", "preview").submit();
    assert_eq!(
        preview.first(".preview .e-content").attr("lang"),
        Some("de")
    );
}

fn short_words_and_code_are_in_no_language(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let code = format!(
        "```\n{}```\nVoilà !",
        "let tea = kettle.boil(&water)?;\n".repeat(9)
    );
    let link = format!(
        "Voilà : https://example.com/{}",
        "what/is/written/there/".repeat(9)
    );
    for words in ["Merci beaucoup !", "🫖", &code, &link, &"1 2 3 ".repeat(50)] {
        let post = ana.write(words);
        assert_eq!(said(&ana, "/", &words_of(post)), None, "{words}");
    }
}

fn the_language_changes_with_the_words(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write(FRENCH);
    let mut stream = Stream::open(wall.address(), "/live");
    for (words, language) in [(GERMAN, Some("de")), ("Danke.", None), (FRENCH, Some("fr"))] {
        ana.edit(post, words);
        let said = said(&ana, &format!("/posts/{post}"), &words_of(post));
        assert_eq!(said.as_deref(), language, "{words}");
    }
    stream.until("<div class=\"e-content\" dir=\"auto\" lang=\"de\">");
}

fn no_language_stays_of_words_that_are_erased(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    ana.write(FRENCH);
    let post = ana.write("Hello.");
    ana.edit(post, FRENCH);
    let known = || {
        tables::ask(
            &wall.database(),
            "SELECT lang AS text FROM post WHERE lang IS NOT NULL",
        )
    };
    assert_eq!(known(), ["fr", "fr"]);
    let path = "/owner/people/Ana/erase";
    let form = owner.open(path).form(path);
    form.set("current", "the owner's long password").submit();
    assert_eq!(known(), [""; 0]);
}

fn a_reply_and_what_somebody_is_told_of_say_the_language(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let tea = ana.open_room("Tea", "");
    let asked = ana.say(&tea, FRENCH);
    let reply = bob.open(&format!("{tea}?reply={asked}"));
    assert_eq!(reply.first(".quoting q").attr("lang"), Some("fr"));
    let form = reply.form(&format!("{tea}/posts")).set("body", GERMAN);
    let answer = form.submit().landed_on();
    let quoted = format!("#p{answer} .in-reply q");
    assert_eq!(said(&bob, &tea, &quoted).as_deref(), Some("fr"));
    let reacted = format!("/posts/{asked}/reactions");
    assert_eq!(said(&bob, &reacted, ".lede q").as_deref(), Some("fr"));
    eventually("Ana is told of it", || {
        ana.open("/notifications").has("q[lang='de']")
    });
    order(&owner, asked, "pin", "room");
    assert!(bob.open(&tea).has("q[lang='fr']"));
    order(&owner, asked, "hold", "room");
    assert_eq!(
        said(&owner, "/moderation", ".case .e-content").as_deref(),
        Some("fr")
    );
    assert!(!bob.open(&tea).has("[lang='fr']"));
}

fn what_is_imported_says_its_language(wall: Wall) {
    let line = |body: &str| serde_json::json!({ "room": "Tea", "author": "Zoë", "at": "2015-03-01T20:15:00Z", "body": body });
    let lines = [FRENCH, ENGLISH, "Oui."].map(|words| format!("{}\n", line(words)));
    let file = wall.folder().join("tea.jsonl");
    std::fs::write(&file, lines.concat()).expect("a file");
    wall.run(&["import", &file.to_string_lossy()])
        .expect_success();
    let page = Visitor::new(&wall).open("/rooms/tea");
    let said = page.all(".e-content");
    let said: Vec<Option<&str>> = said.into_iter().map(|words| words.attr("lang")).collect();
    assert_eq!(said, [Some("fr"), None, None]);
}

fn what_is_folded_away_is_opened_in_the_language_of_the_page(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write(&format!("{FRENCH}\n\n").repeat(20));
    let summary = format!("{} summary", words_of(post));
    assert_eq!(said(&ana, "/", &summary).as_deref(), Some("en"));
    assert_eq!(said(&Visitor::reading(&wall, "fr"), "/", &summary), None);
}
