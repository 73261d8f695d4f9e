//! The moderators' filters: words and patterns that mark, hold or refuse what others write.

use crate::support::{Page, Visitor, Wall};

on_both![
    a_filter_refuses_and_the_words_are_kept,
    a_filter_holds,
    a_filter_marks,
    a_filter_is_held_against_edits,
    words_are_whole_whatever_their_capitals_and_accents,
    a_pattern_that_does_not_compile_is_a_sentence,
    a_pattern_that_would_hang_others_hangs_nobody,
    words_are_tried_out,
    a_filter_is_deleted,
    pseudonyms_and_rooms_are_held_against_filters_too,
    only_moderators_see_filters,
    another_process_learns_of_a_filter,
];

const FILTERS: &str = "/moderation/filters";
const ADD: &str = "/moderation/filters/add";

/// Fills in the form for a new filter, and sends it.
fn add(owner: &Visitor, pattern: &str, kind: &str, deed: &str) -> Page {
    let form = owner.open(FILTERS).form(ADD);
    // Of several buttons to choose among only the pressed one is sent.
    form.without("kind")
        .without("deed")
        .add("kind", kind)
        .add("deed", deed)
        .set("pattern", pattern)
        .send()
}

fn added(owner: &Visitor, pattern: &str, kind: &str, deed: &str) {
    let answer = add(owner, pattern, kind, deed);
    assert_eq!(answer.status, 303, "{}", answer.words());
    assert!(answer.follow().says(pattern));
}

fn try_to_write(visitor: &Visitor, words: &str) -> Page {
    visitor.open("/").form("/posts").set("body", words).send()
}

fn a_filter_refuses_and_the_words_are_kept(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    added(&owner, "cheap pills", "words", "refuse");
    let refused = try_to_write(&ana, "I have CHEAP\npills for you.");
    assert_eq!(refused.status, 422);
    assert!(
        refused.says("filter of the moderators"),
        "{}",
        refused.words()
    );
    let kept = refused.form("/posts");
    assert_eq!(kept.value("body"), Some("I have CHEAP\npills for you."));
    ana.write("Pills are not cheap.");
    // Whoever moderates may quote what others may not write.
    owner.write("Do not write about cheap pills.");
}

fn a_filter_holds(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    added(&owner, "casino", "words", "hold");
    let held = ana.write("Come to my casino.");
    assert!(ana.open("/").has(&format!("article#p{held}.held")));
    assert!(!Visitor::new(&wall).open("/").shows(held));
    let queue = owner.open("/moderation");
    assert!(queue.says("Come to my casino.") && queue.says("it hits the filter “casino”"));
}

fn a_filter_marks(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    added(&owner, "politics", "words", "mark");
    let post = ana.write("Let us talk politics.");
    assert!(Visitor::new(&wall).open("/").shows(post));
    let looked_at = owner.open(&format!("/posts/{post}/moderate"));
    assert!(looked_at.says("it hits the filter “politics”"));
    assert!(!ana.open("/").says("filter"));
}

fn a_filter_is_held_against_edits(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    added(&owner, "casino", "words", "hold");
    added(&owner, "viagra", "words", "refuse");
    let post = ana.write("Something harmless.");
    let edit = format!("/posts/{post}/edit");
    let form = || ana.open(&edit).form(&edit);
    let refused = form().set("body", "Viagra!").send();
    assert_eq!(refused.status, 422);
    assert_eq!(refused.form(&edit).value("body"), Some("Viagra!"));
    assert!(Visitor::new(&wall).open("/").says("Something harmless."));
    form().set("body", "A casino.").submit();
    assert!(!Visitor::new(&wall).open("/").shows(post));
    assert!(ana.open("/").has(&format!("article#p{post}.held")));
}

fn words_are_whole_whatever_their_capitals_and_accents(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    added(&owner, "crème", "words", "refuse");
    assert_eq!(try_to_write(&ana, "Une CREME, vite").status, 422);
    ana.write("Un peu d’écrèmement.");
}

fn a_pattern_that_does_not_compile_is_a_sentence(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    added(&owner, "(?i)v[i1]agra", "regex", "refuse");
    for wrong in ["(", "*a", "[z-a]", "a**{", "(\\w{90}){90}", "x*"] {
        let refused = add(&owner, wrong, "regex", "hold");
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(!refused.error_for("pattern").is_empty());
        assert_eq!(refused.form(ADD).value("pattern"), Some(wrong));
    }
    // A word is no pattern.
    assert_eq!(add(&owner, "(", "words", "hold").status, 422);
    assert_eq!(add(&owner, "", "words", "hold").status, 422);
    assert_eq!(add(&owner, "tea", "words", "allow").status, 422);
    assert_eq!(owner.open(FILTERS).all("ul.filters li").len(), 1);
    assert_eq!(try_to_write(&ana, "Buy V1agra").status, 422);
}

fn a_pattern_that_would_hang_others_hangs_nobody(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    // With backtracking, each more `a` would double the time: none of these would ever end.
    for pattern in ["(a+)+$", "(a|a)*$x", "(.*a){20}b"] {
        add(&owner, pattern, "regex", "mark");
    }
    ana.write(&format!("{}!", "a".repeat(10_000)));
}

fn words_are_tried_out(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    added(&owner, "tea", "words", "hold");
    added(&owner, "coff?ee?", "regex", "mark");
    let tried = owner.open(&format!("{FILTERS}?try=Tea+and+milk"));
    assert_eq!(tried.all(".try-out .notice a").len(), 1);
    assert_eq!(tried.text(".try-out .notice a"), "tea");
    assert!(tried.text(".try-out textarea").contains("Tea and milk"));
    let none = owner.open(&format!("{FILTERS}?try=Water"));
    assert!(none.text(".try-out .notice").contains("hit no filter"));
    let both = owner.open(&format!("{FILTERS}?try=tea%0Acofee"));
    assert_eq!(both.all(".try-out .notice a").len(), 2);
}

fn a_filter_is_deleted(wall: Wall) {
    let (owner, ana) = (Visitor::owner(&wall, "Olga"), Visitor::named(&wall, "Ana"));
    added(&owner, "tea", "words", "refuse");
    assert_eq!(try_to_write(&ana, "Tea?").status, 422);
    let page = owner.open(FILTERS);
    let delete = page.first("ul.filters form").attr("action").expect("a way");
    let without = page.form(&page.visitor.path_of(delete)).submit();
    assert!(without.says("no filter yet"));
    ana.write("Tea?");
}

fn pseudonyms_and_rooms_are_held_against_filters_too(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    added(&owner, "casino", "words", "hold");
    let form = Visitor::new(&wall).open("/login").form("/login");
    let refused = form.set("pseudonym", "Casino Royal").send();
    assert_eq!(refused.status, 422);
    assert!(refused.error_for("pseudonym").contains("filter"));
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/rooms").form("/rooms");
    let refused = form
        .set("title", "Tea")
        .set("about", "And a casino.")
        .send();
    assert_eq!(refused.status, 422);
    assert_eq!(refused.form("/rooms").value("about"), Some("And a casino."));
    let room = ana.open_room("Tea", "");
    let settings = format!("{room}/settings");
    let form = ana.open(&settings).form(&settings);
    assert_eq!(form.set("title", "Casino").send().status, 422);
    owner.open_room("Casino", "");
}

fn only_moderators_see_filters(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    added(&owner, "tea", "words", "refuse");
    let (ana, stranger) = (Visitor::named(&wall, "Ana"), Visitor::new(&wall));
    assert_eq!(ana.get(FILTERS).status, 403);
    assert_eq!(stranger.get(FILTERS).status, 401);
    let body = b"pattern=x&kind=words&deed=hold".to_vec();
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(ana.post(ADD, kind, body).status, 403);
    let delete = format!("{FILTERS}/1/delete");
    assert_eq!(ana.post(&delete, kind, Vec::new()).status, 403);
}

fn another_process_learns_of_a_filter(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let other = wall.beside();
    let ana = Visitor::named(&other, "Ana");
    ana.write("Before there was a filter.");
    added(&owner, "tea", "words", "refuse");
    crate::support::programs::eventually("the other process refuses", || {
        try_to_write(&ana, "Tea?").status == 422
    });
}
