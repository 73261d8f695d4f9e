//! A person's page, and the fireflies: who is here.

use crate::support::page::words;
use crate::support::{Page, Visitor, Wall};

on_both![
    everybody_has_a_page_with_a_wall_of_its_own,
    a_page_of_nobody_is_not_there,
    whoever_is_here_is_a_firefly,
    a_firefly_goes_out_at_once_when_its_person_leaves,
    a_pseudonym_in_any_script_has_an_address,
];

fn everybody_has_a_page_with_a_wall_of_its_own(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let address = ana
        .open("/")
        .first("header nav a[href*='/people/']")
        .attr("href")
        .map(str::to_owned);
    let address = address.expect("the way to one's own page");
    let form = bob
        .open(&address)
        .form("/people/Ana/posts")
        .set("body", "Happy birthday, Ana!");
    let answer = form.send();
    let post = answer.follow().landed_on();
    assert_eq!(
        answer.location(),
        format!("{}/people/Ana#p{post}", wall.origin)
    );
    let page = Visitor::new(&wall).open(&address);
    assert_eq!(page.text("h1"), "Ana");
    assert_eq!(page.entry(post).author, "Bob");
    assert_eq!(
        ana.open("/").ids(),
        [0_u64; 0],
        "it is on everybody's wall as well"
    );
}

fn a_page_of_nobody_is_not_there(wall: Wall) {
    assert_eq!(Visitor::new(&wall).get("/people/Nobody").status, 404);
}

fn whoever_is_here_is_a_firefly(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    ana.open("/");
    let page = bob.open("/rooms");
    let mut here = fireflies(&page);
    here.sort();
    assert_eq!(here, ["Ana", "Bob"]);
    assert!(
        page.has("aside#fireflies li .light"),
        "a firefly without a light"
    );
    assert_eq!(page.all("aside#fireflies a[href='/people/Ana']").len(), 1);
}

fn a_firefly_goes_out_at_once_when_its_person_leaves(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    assert!(fireflies(&bob.open("/")).contains(&"Ana".to_owned()));
    ana.leave();
    assert_eq!(fireflies(&bob.open("/")), ["Bob"]);
}

fn a_pseudonym_in_any_script_has_an_address(wall: Wall) {
    for name in ["Zoé", "Борис", "花子", "محمد", "O'Brien"] {
        let visitor = Visitor::named(&wall, name);
        let post = visitor.write("Here I am.");
        let page = Visitor::new(&wall).open("/");
        let link = page
            .first(&format!("article#p{post} .p-author a"))
            .attr("href");
        let own = page.visitor.open(link.expect("an address"));
        assert_eq!(own.text("h1"), name);
        visitor.leave();
    }
}

fn fireflies(page: &Page) -> Vec<String> {
    page.all("aside#fireflies li bdi")
        .into_iter()
        .map(words)
        .collect()
}
