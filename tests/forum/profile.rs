//! What people say about themselves, what they wrote, and the firefly that is drawn for each.

use crate::owner::{kept, moderator};
use crate::support::furnished::order;
use crate::support::programs::require;
use crate::support::terminal::Terminal;
use crate::support::{Backend, Page, Setup, Visitor, Wall, tables};

const PASSWORD: &str = "a lantern in the reeds";
const WORDS: &str = "Keeper of the *lights*.";
const ADDRESS: &str = "https://example.com/~ana";

on_both![
    what_one_says_stands_on_ones_page_for_all_to_read,
    an_address_that_leads_nowhere_is_refused_beside_its_field,
    a_pseudonym_that_nobody_keeps_says_nothing,
    when_somebody_was_here_last_is_told_to_members_if_they_want,
    all_that_somebody_wrote_is_listed_as_far_as_one_may_see_it,
    a_moderator_clears_what_somebody_says,
    everybody_has_a_firefly,
    what_was_said_before_and_whoever_is_forgotten_leave_nothing,
];

fn describe(visitor: &Visitor, choices: &[(&str, &str)]) -> Page {
    let mut form = visitor.open("/account/profile").form("/account/profile");
    for (name, value) in choices {
        form = form.set(name, value);
    }
    form.submit()
}

fn what_one_says_stands_on_ones_page_for_all_to_read(wall: Wall) {
    let (ana, stranger) = (kept(&wall, "Ana"), Visitor::new(&wall));
    assert!(!stranger.open("/people/Ana").has(".p-note"));
    let page = describe(
        &ana,
        &[("bio", WORDS), ("link1", ADDRESS), ("link3", ADDRESS)],
    );
    assert!(page.says("Your page is changed."));
    let page = stranger.open("/people/Ana");
    assert_eq!(page.text(".h-card .p-note em"), "lights");
    let links = page.all(".h-card a.u-url[rel~='me']");
    assert_eq!(links.len(), 1, "one address stands there twice");
    assert_eq!(links[0].attr("href"), Some(ADDRESS));
    assert!(page.has("img.u-photo[src='/people/Ana/avatar.svg'][alt='']"));
    let form = ana.open("/account/profile").form("/account/profile");
    assert_eq!(form.value("bio"), Some(WORDS));
    assert_eq!(form.value("link1"), Some(ADDRESS));
    describe(&ana, &[("bio", ""), ("link1", "")]);
    assert!(!stranger.open("/people/Ana").has(".p-note, .elsewhere"));
}

fn an_address_that_leads_nowhere_is_refused_beside_its_field(wall: Wall) {
    let ana = kept(&wall, "Ana");
    let form = ana.open("/account/profile").form("/account/profile");
    let form = form.set("bio", WORDS).set("link1", ADDRESS);
    for wrong in [
        "http://example.com",
        "javascript:alert(1)",
        "https://localhost",
    ] {
        let refused = form.clone().set("link2", wrong).send();
        assert_eq!(refused.status, 422);
        assert!(refused.error_for("link2").contains("https://"), "{wrong}");
        let again = refused.form("/account/profile");
        assert_eq!(again.value("bio"), Some(WORDS));
        assert_eq!(again.value("link2"), Some(wrong));
    }
    let refused = form.set("bio", &"a".repeat(2_001)).send();
    assert_eq!(refused.status, 422);
    assert!(!refused.error_for("bio").is_empty());
    assert!(!Visitor::new(&wall).open("/people/Ana").has(".p-note"));
}

fn a_pseudonym_that_nobody_keeps_says_nothing(wall: Wall) {
    let bob = Visitor::named(&wall, "Bob");
    let page = bob.open("/account/profile");
    assert!(!page.has("textarea") && page.says("a pseudonym that a password keeps"));
    page.form("/account/profile").add("bio", WORDS).submit();
    assert!(!bob.open("/people/Bob").has(".p-note"));
}

fn when_somebody_was_here_last_is_told_to_members_if_they_want(wall: Wall) {
    let (ana, bob, stranger) = (
        kept(&wall, "Ana"),
        Visitor::named(&wall, "Bob"),
        Visitor::new(&wall),
    );
    let told = |who: &Visitor| who.open("/people/Ana").says("Last here on");
    assert!(!told(&bob) && !told(&ana) && !told(&stranger));
    let form = ana.open("/account/profile").form("/account/profile");
    form.add("sight", "1").submit();
    assert!(told(&bob) && told(&ana) && !told(&stranger));
    let form = ana.open("/account/profile").form("/account/profile");
    form.without("sight").submit();
    assert!(!told(&bob) && !told(&ana));
}

fn all_that_somebody_wrote_is_listed_as_far_as_one_may_see_it(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let (ana, bob) = (kept(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let first = ana.write("On the wall.");
    let of_bob = bob.write("By somebody else.");
    let comment = ana.comment(of_bob, "Under something.");
    let (tea, coffee) = (ana.open_room("Tea", ""), ana.open_room("Coffee", ""));
    let said = ana.say(&tea, "In a room.");
    let lost = ana.say(&coffee, "In a room that is gone.");
    let held = ana.write("Held.");
    let hides = bob.write("Held with what hangs on it.");
    let hidden = ana.comment(hides, "Hanging on it.");
    let gone = ana.write("Deleted.");
    let form = bob.open("/people/Olga").form("/people/Olga/posts");
    form.set("body", "Not hers.").submit();
    let form = ana.open("/people/Bob").form("/people/Bob/posts");
    let own = form.set("body", "On a wall.").submit().landed_on();
    order(&mona, held, "hold", "room");
    order(&mona, hides, "hold", "room");
    let page = ana.open(&format!("/posts/{gone}"));
    page.form(&format!("/posts/{gone}/delete")).submit();
    let form = ana
        .open("/rooms/coffee/delete")
        .form("/rooms/coffee/delete");
    form.set("confirm", "coffee").submit();

    let seen = |who: &Visitor| who.open("/people/Ana/written").ids();
    let public = [own, said, comment, first];
    assert_eq!(seen(&Visitor::new(&wall)), public);
    assert_eq!(seen(&bob), public);
    assert_eq!(seen(&ana), [own, held, said, comment, first]);
    assert_eq!(seen(&mona), [own, hidden, held, said, comment, first]);
    for post in [lost, gone] {
        assert!(!seen(&owner).contains(&post), "{post}");
    }
    let page = Visitor::new(&wall).open("/people/Ana/written");
    assert!(page.has("nav.tabs [aria-current='page']"));
    assert!(page.has(".where a[href='/rooms/tea']") && page.has(".where a[href='/people/Bob']"));

    let reader = Visitor::new(&wall);
    reader.plant_cookie("reading", "20");
    for n in 0..20 {
        ana.write(&format!("Number {n}."));
    }
    let page = reader.open("/people/Ana/written");
    assert_eq!(page.ids().len(), 20);
    let next = page.link_rel("next").expect("more");
    assert_eq!(reader.open(&next).ids(), public);
    // Whoever types a name without its capitals is led on.
    let led = reader.get("/people/ana/written");
    assert_eq!(led.status, 301);
    assert!(led.location().ends_with("/people/Ana/written"));
    assert_eq!(reader.get("/people/Nobody/written").status, 404);
}

fn a_moderator_clears_what_somebody_says(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let (ana, bob) = (kept(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    describe(&ana, &[("bio", "Buy lamps!")]);
    assert!(!bob.open("/people/Ana").has_form("/people/Ana/clear"));
    let form = mona.open("/people/Ana").form("/people/Ana/clear");
    assert!(!form.submit().says("Buy lamps!"));
    assert!(!Visitor::new(&wall).open("/people/Ana").has(".p-note"));
    let log = Visitor::new(&wall).open("/moderation/log");
    assert!(log.says("cleared what somebody says about themselves"));
    // An owner's is none of a moderator's business.
    describe(&owner, &[("bio", "I own this.")]);
    assert!(!mona.open("/people/Olga").has_form("/people/Olga/clear"));
}

fn everybody_has_a_firefly(wall: Wall) {
    Visitor::named(&wall, "Ana").open("/");
    Visitor::named(&wall, "Bob").open("/");
    let stranger = Visitor::new(&wall);
    let page = stranger.get("/people/Ana/avatar.svg");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("image/svg+xml"));
    let keeps = page.header("cache-control").unwrap_or_default();
    assert!(keeps.contains("immutable"), "{keeps}");
    assert!(page.header("content-security-policy").is_some());
    assert!(page.source().starts_with("<svg"));
    assert_ne!(
        page.source(),
        stranger.get("/people/Bob/avatar.svg").source()
    );
    assert_eq!(stranger.get("/people/Nobody/avatar.svg").status, 404);
}

fn what_was_said_before_and_whoever_is_forgotten_leave_nothing(mut wall: Wall) {
    let ana = kept(&wall, "Ana");
    describe(
        &ana,
        &[("bio", "Zwetschgenmus, at first"), ("link1", ADDRESS)],
    );
    describe(&ana, &[("bio", "Quittengelee, later")]);
    let form = ana.open("/account/profile").form("/account/profile");
    form.add("sight", "1").submit();
    let mentions = |wall: &Wall, mark: &str| {
        let rows = tables::dump(wall);
        rows.values().flatten().any(|row| row.contains(mark))
    };
    assert!(mentions(&wall, "Quittengelee") && !mentions(&wall, "Zwetschgenmus"));
    let form = ana.open("/account/delete").form("/account/delete");
    let form = form
        .without("words")
        .add("words", "delete")
        .set("confirm", "Ana");
    form.set("current", PASSWORD).submit();
    assert_eq!(Visitor::new(&wall).get("/people/Ana/written").status, 404);
    assert!(!mentions(&wall, "Quittengelee") && !mentions(&wall, ADDRESS));
    assert_eq!(tables::rows(&wall.database(), "sight_shown").len(), 0);
    wall.stop();
}

fn a_person_is_described_in(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    kept(&wall, "Firefly");
    let browser = open(&format!("{}/login", wall.origin));
    browser.wait_for("Password").fill("Pseudonym", "Firefly");
    browser.fill_password("Password", PASSWORD);
    browser.follow("Take").wait_for("My account");
    browser.follow("My account").wait_for("Change the password");
    browser.follow("Change what your page");
    browser.wait_for("Who you are");
    browser.fill_area("Who you are", "I write from a terminal.");
    browser.fill("Address 1", ADDRESS);
    browser.follow("Save").wait_for("I write from a terminal.");
    browser
        .follow("Posts and comments")
        .wait_for("Nothing that you can see");
}

#[test]
fn a_person_is_described_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        a_person_is_described_in(Terminal::lynx);
    }
}

#[test]
fn a_person_is_described_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        a_person_is_described_in(Terminal::w3m);
    }
}
