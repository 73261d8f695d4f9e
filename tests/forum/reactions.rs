//! Reactions: given and taken back with one press, seen by everybody, and gone with whoever gave them.

use crate::owner::{OFF, kept, set};
use crate::support::form::URLENCODED;
use crate::support::furnished::{PASSWORD, order};
use crate::support::mint::Mint;
use crate::support::page::words;
use crate::support::raw::{at_once, request};
use crate::support::{Page, Visitor, Wall, tables};

on_both![
    a_reaction_is_given_and_taken_back_with_one_press,
    what_others_gave_is_joined_on_the_wall_itself,
    strangers_see_how_many_and_who,
    a_press_leads_back_to_the_post_in_its_list,
    a_form_sent_twice_at_once_counts_once,
    many_who_press_at_once_are_all_counted,
    a_word_that_is_not_offered_is_refused_with_a_sentence,
    owners_choose_which_words_there_are,
    what_is_locked_held_or_deleted_takes_none,
    a_comment_on_a_locked_post_takes_none,
    whoever_is_muted_or_a_stranger_gives_none,
    the_reactions_of_whoever_is_forgotten_vanish,
    what_one_gave_is_taken_along,
    one_who_reacts_without_end_is_told_to_wait,
];

/// The row under a post, as it reads.
fn row(page: &Page, post: u64) -> String {
    page.text(&format!("#p{post} > .reactions"))
}

fn has_row(page: &Page, post: u64) -> bool {
    page.has(&format!("#p{post} > .reactions"))
}

fn a_reaction_is_given_and_taken_back_with_one_press(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("The kettle is on.");
    assert!(!has_row(&ana.open("/"), post));
    let page = bob.react(post, "thanks");
    assert_eq!(row(&page, post), "Thanks 1 (yours)");
    assert_eq!(row(&ana.open("/"), post), "Thanks 1");
    let page = ana.react(post, "light");
    assert_eq!(row(&page, post), "Thanks 1 Sheds light 1 (yours)");
    let page = bob.react(post, "thanks");
    assert_eq!(row(&page, post), "Sheds light 1");
}

fn what_others_gave_is_joined_on_the_wall_itself(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("The kettle is on.");
    let comment = ana.comment(post, "And the pot is warm.");
    bob.react(post, "agree");
    bob.react(comment, "smile");
    let page = ana.open("/");
    for (id, kind, says) in [(post, "agree", "Agreed"), (comment, "smile", "Smile")] {
        let form = page.form(&format!("/posts/{id}/reactions"));
        assert_eq!(form.choices().len(), 1, "buttons of what nobody gave");
        let page = form.press("kind", kind).submit();
        assert_eq!(row(&page, id), format!("{says} 2 (yours)"));
    }
}

fn strangers_see_how_many_and_who(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("The kettle is on.");
    let stranger = Visitor::new(&wall);
    assert!(!has_row(&stranger.open("/"), post));
    bob.react(post, "thanks");
    ana.react(post, "thanks");
    bob.react(post, "sad");
    let page = stranger.open("/");
    assert_eq!(row(&page, post), "Thanks 2 · Sad 1");
    assert!(!page.has("form[method='post']"));
    let page = stranger.open(&format!("/posts/{post}/reactions"));
    let said = page.all("main section h2, main section li");
    let said: Vec<String> = said.into_iter().map(words).collect();
    assert_eq!(said, ["Thanks 2", "Bob", "Ana", "Sad 1", "Bob"]);
    assert!(page.has("main a[href='/people/Bob']"));
    let alone = stranger.open(&format!("/posts/{post}/reactions?kind=sad"));
    assert_eq!(alone.all("main section").len(), 1);
    for wrong in ["?kind=love", "?before=x"] {
        let address = format!("/posts/{post}/reactions{wrong}");
        assert_eq!(stranger.get(&address).status, 404, "{wrong}");
    }
}

fn a_press_leads_back_to_the_post_in_its_list(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("On the wall.");
    let comment = ana.comment(post, "A comment.");
    let room = ana.open_room("Tea", "");
    let said = ana.say(&room, "In a room.");
    for (id, address) in [
        (post, "/".to_owned()),
        (comment, format!("/posts/{post}")),
        (said, room),
    ] {
        let path = format!("/posts/{id}/reactions");
        let form = bob.open(&path).form(&path).press("kind", "smile");
        let expected = format!("{}{address}#p{id}", wall.origin);
        assert_eq!(form.send().location(), expected);
    }
}

fn a_form_sent_twice_at_once_counts_once(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("The kettle is on.");
    let path = format!("/posts/{post}/reactions");
    let form = bob.open(&path).form(&path).press("kind", "thanks");
    for answer in at_once(wall.address(), &vec![request(&form); 6]) {
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    assert_eq!(row(&form.submit(), post), "Thanks 1 (yours)");
}

fn many_who_press_at_once_are_all_counted(wall: Wall) {
    let post = Visitor::named(&wall, "Ana").write("The kettle is on.");
    let path = format!("/posts/{post}/reactions");
    let presses: Vec<Vec<u8>> = (0..8)
        .map(|n| {
            let one = Visitor::named(&wall, &format!("Person {n}"));
            request(&one.open(&path).form(&path).press("kind", "agree"))
        })
        .collect();
    for answer in at_once(wall.address(), &presses) {
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    assert_eq!(row(&Visitor::new(&wall).open("/"), post), "Agreed 8");
}

fn a_word_that_is_not_offered_is_refused_with_a_sentence(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("The kettle is on.");
    let path = format!("/posts/{post}/reactions");
    let form = ana.open(&path).form(&path);
    assert!(!form.choices().iter().any(|(_, kind)| kind == "seen"));
    for kind in ["seen", "love", "", "%3Cb%3E"] {
        let bytes = String::from_utf8(form.encoded()).expect("a form");
        let bytes = bytes.replace("kind=thanks", &format!("kind={kind}"));
        let page = form.send_bytes(URLENCODED, bytes.into_bytes());
        assert_eq!(page.status, 422, "{kind}");
        assert_eq!(page.text("main p.error"), "Choose one of these.");
    }
    assert!(!has_row(&ana.open("/"), post));
}

fn owners_choose_which_words_there_are(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let post = owner.write("The kettle is on.");
    owner.react(post, "thanks");
    set(
        &owner,
        "place",
        &[("reactions_thanks", OFF), ("reactions_seen", "1")],
    );
    assert!(
        !has_row(&owner.open("/"), post),
        "what is switched off is shown"
    );
    let page = owner.react(post, "seen");
    assert_eq!(row(&page, post), "Read 1 (yours)");
    assert!(owner.open("/owner/log").says("Reactions that are offered"));
    let all = [
        "thanks", "agree", "smile", "sad", "light", "surprise", "disagree", "seen",
    ];
    let names = all.map(|kind| format!("reactions_{kind}"));
    let none: Vec<(&str, &str)> = names.iter().map(|name| (&name[..], OFF)).collect();
    set(&owner, "place", &none);
    let page = owner.open("/");
    assert!(!has_row(&page, post) && !page.says("React"));
    let page = owner.open(&format!("/posts/{post}/reactions"));
    assert!(page.says("No reactions are offered here."));
    set(&owner, "place", &[("reactions_thanks", "1")]);
    assert_eq!(row(&owner.open("/"), post), "Thanks 1 (yours)");
}

/// The form with which somebody reacted, sent again once something has changed.
fn prepared(visitor: &Visitor, post: u64) -> impl Fn() -> u16 {
    let path = format!("/posts/{post}/reactions");
    let form = visitor.open(&path).form(&path);
    move || form.send().status
}

fn what_is_locked_held_or_deleted_takes_none(wall: Wall) {
    let (olga, ana, bob) = (
        Visitor::owner(&wall, "Olga"),
        Visitor::named(&wall, "Ana"),
        Visitor::named(&wall, "Bob"),
    );
    let (locked, held) = (ana.write("Locked."), ana.write("Held."));
    let deleted = ana.write("Deleted.");
    bob.react(locked, "sad");
    let sends = [locked, held, deleted].map(|post| prepared(&bob, post));
    for (post, deed) in [(locked, "lock"), (held, "hold"), (deleted, "delete")] {
        order(&olga, post, deed, "room");
    }
    let answers = sends.map(|send| send());
    assert_eq!(answers, [403, 404, 410]);
    let page = bob.open("/");
    assert_eq!(row(&page, locked), "Sad 1", "what was given stays readable");
    assert!(!page.has_form(&format!("/posts/{locked}/reactions")));
    let page = bob.open(&format!("/posts/{locked}/reactions"));
    assert!(page.says("This is locked") && page.says("Bob"));
    for (who, post, status) in [(&bob, held, 404), (&bob, deleted, 410), (&ana, held, 200)] {
        let address = format!("/posts/{post}/reactions");
        assert_eq!(who.get(&address).status, status, "{address}");
    }
}

fn a_comment_on_a_locked_post_takes_none(wall: Wall) {
    let (olga, ana, bob) = (
        Visitor::owner(&wall, "Olga"),
        Visitor::named(&wall, "Ana"),
        Visitor::named(&wall, "Bob"),
    );
    let post = ana.write("A post.");
    let comment = ana.comment(post, "A comment.");
    bob.react(comment, "smile");
    let send = prepared(&bob, comment);
    order(&olga, post, "lock", "room");
    assert_eq!(send(), 403);
    for address in ["/", &format!("/posts/{post}"), &format!("/posts/{comment}")] {
        let page = bob.open(address);
        assert_eq!(row(&page, comment), "Smile 1", "{address}");
        assert!(
            !page.has_form(&format!("/posts/{comment}/reactions")),
            "{address}"
        );
    }
}

fn whoever_is_muted_or_a_stranger_gives_none(wall: Wall) {
    let (olga, ana, bob) = (
        Visitor::owner(&wall, "Olga"),
        Visitor::named(&wall, "Ana"),
        Visitor::named(&wall, "Bob"),
    );
    let post = ana.write("A post.");
    let path = format!("/posts/{post}/reactions");
    let form = bob.open(&path).form(&path);
    let stranger = Visitor::new(&wall);
    stranger.open("/login");
    assert_eq!(form.clone().by(&stranger).send().status, 401);
    order(&olga, bob.write("Loud!"), "mute", "wall");
    assert_eq!(form.send().status, 403);
    assert!(!bob.open("/").has_form(&path));
    assert!(!bob.open(&path).has_form(&path));
}

fn the_reactions_of_whoever_is_forgotten_vanish(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), kept(&wall, "Bob"));
    let post = ana.write("A post.");
    ana.react(post, "thanks");
    bob.react(post, "thanks");
    bob.react(post, "sad");
    let form = bob.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "leave");
    let form = form.set("confirm", "Bob").set("current", PASSWORD);
    form.submit();
    assert_eq!(row(&ana.open("/"), post), "Thanks 1 (yours)");
    let page = ana.open(&format!("/posts/{post}/reactions"));
    assert!(page.says("Ana") && !page.says("Sad 1"));
    assert_eq!(tables::rows(&wall.database(), "reaction").len(), 1);
}

fn what_one_gave_is_taken_along(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = bob.ask("Tea?", "Yes\nNo", false);
    ana.react(post, "thanks");
    ana.vote(post, &["2"]);
    let mut archive = crate::privacy::take(&ana);
    let own = crate::privacy::text(&mut archive, "reactions.json");
    let own: serde_json::Value = serde_json::from_str(&own).expect("JSON");
    assert_eq!(own["reactions"][0]["post"], post);
    assert_eq!(own["reactions"][0]["reaction"], "thanks");
    assert_eq!(own["votes"][0]["post"], post);
    assert_eq!(own["votes"][0]["choice"], 2);
    let mut archive = crate::privacy::take(&bob);
    let posts = crate::privacy::text(&mut archive, "posts.jsonl");
    assert!(posts.contains(r#""poll":["Yes","No"]"#), "{posts}");
}

fn one_who_reacts_without_end_is_told_to_wait(wall: Wall) {
    let wall = wall.limited().restart();
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("A post.");
    let path = format!("/posts/{post}/reactions");
    let form = ana.open(&path).form(&path).press("kind", "thanks");
    let mint = Mint::of(&wall);
    let statuses: Vec<u16> = (0..70)
        .map(|_| mint.renew(&form, &ana).send().status)
        .collect();
    assert_eq!(statuses[0], 303);
    assert_eq!(statuses.last(), Some(&429));
}
