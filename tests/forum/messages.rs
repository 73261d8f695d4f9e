//! Private messages: between two, and nobody else.

use crate::owner::{kept, moderator};
use crate::support::furnished::order;
use crate::support::inside::ruled;
use crate::support::programs::{eventually, require};
use crate::support::terminal::Terminal;
use crate::support::{Backend, Page, Setup, Visitor, Wall, tables};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const SECRET: &str = "Holunderblüte at dawn";

on_both![
    two_people_write_to_each_other,
    what_is_unread_is_counted_until_it_is_read,
    what_is_said_in_private_is_counted_once_and_is_no_notification,
    a_long_conversation_goes_on_by_key,
    nobody_else_reads_a_conversation,
    only_those_who_keep_their_pseudonyms_have_messages,
    whoever_is_muted_everywhere_sends_nothing,
    a_message_is_deleted_for_both_by_its_author_alone,
    a_conversation_is_deleted_for_one_and_gone_when_both_did,
    whoever_is_blocked_is_told_and_can_be_let_write_again,
    whoever_takes_no_messages_gets_none,
    a_conversation_is_deleted_as_far_as_it_was_shown,
    a_message_is_shown_to_the_moderators_and_nothing_else_is,
    nobody_settles_what_was_reported_about_themselves,
    what_was_said_is_taken_along_and_goes_with_its_author,
    what_was_said_with_several_is_taken_along_once,
    a_message_that_is_wrong_is_given_back,
    a_form_sent_twice_sends_one_message,
    newcomers_begin_few_conversations,
    too_many_previews_of_a_message_are_given_back,
];

/// What stands in a conversation: who, and what.
fn said(page: &Page) -> Vec<String> {
    let words = page.all("article.h-entry .e-content").into_iter();
    words.map(crate::support::page::words).collect()
}

fn unread(visitor: &Visitor) -> Option<String> {
    let page = visitor.open("/rooms");
    let link = page.maybe("header.site a[href='/messages']");
    link.map(crate::support::page::words)
}

fn two_people_write_to_each_other(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    assert_eq!(unread(&ana), None);
    let page = ana.open("/people/Bob");
    let link = page.first(".quiet-links a[href='/messages/Bob']");
    assert_eq!(crate::support::page::words(link), "Write a private message");
    let id = ana.send("Bob", "Hello, *Bob*.");
    assert_eq!(said(&ana.open("/messages/Bob")), ["Hello, Bob."]);
    bob.send("Ana", "Hello, Ana.");
    let page = ana.open("/messages/Bob");
    assert_eq!(said(&page), ["Hello, Bob.", "Hello, Ana."]);
    assert!(page.has(&format!("article#m{id} .e-content em")));
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    let source = page.source();
    let last = source.rfind("Hello, Ana.").expect("the message");
    assert!(last < source.find("<textarea").expect("a composer"));
    let list = bob.open("/messages");
    assert!(list.has("li.room a[href='/messages/Ana']"));
    assert!(list.says("You: Hello, Ana."), "{}", list.words());
    // One's own wall shows no way to oneself.
    assert!(!ana.open("/people/Ana").has("a[href='/messages/Ana']"));
    assert_eq!(ana.open("/messages/Ana").text("#write"), "This is you.");
}

fn what_is_unread_is_counted_until_it_is_read(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    ana.send("Bob", "One.");
    ana.send("Bob", "Two.");
    assert_eq!(unread(&bob).as_deref(), Some("Messages (2)"));
    assert_eq!(unread(&ana).as_deref(), Some("Messages"));
    assert!(bob.open("/messages").says("2 new"));
    let page = bob.open("/messages/Ana");
    assert!(page.has("#new"), "nothing says what is new");
    assert_eq!(unread(&bob).as_deref(), Some("Messages"));
    assert!(!bob.open("/messages/Ana").has("#new"));
    assert!(!bob.open("/messages").says("2 new"));
    ana.send("Bob", "Three.");
    assert_eq!(unread(&bob).as_deref(), Some("Messages (1)"));
    // In time it stands in the database as well.
    bob.open("/messages/Ana");
    let question = "SELECT CAST(unread AS TEXT) AS text FROM mailbox WHERE unread > 0";
    eventually("it is written that it was read", || {
        tables::ask(&wall.database(), question).is_empty()
    });
    assert_eq!(unread(&bob).as_deref(), Some("Messages"));
    ana.send("Bob", "Four.");
    assert_eq!(unread(&bob).as_deref(), Some("Messages (1)"));
}

fn what_is_said_in_private_is_counted_once_and_is_no_notification(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    ana.send("Bob", "Hello, @Bob!");
    ana.write("Good evening, @Bob!");
    let told = || {
        let page = bob.open("/rooms");
        let links = page.all("header.site nav a.told").into_iter();
        links.map(crate::support::page::words).collect::<Vec<_>>()
    };
    eventually("Bob is told", || told().len() == 2);
    assert_eq!(told(), ["Notifications (1)", "Messages (1)"]);
    let page = bob.open("/notifications");
    assert!(page.says("Good evening") && !page.says("Hello"));
    bob.open("/messages/Ana");
    assert_eq!(told(), ["Notifications (1)"]);
}

fn a_long_conversation_goes_on_by_key(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let mut page = ana.open("/messages/Bob");
    for n in 1..=60 {
        let form = page.form("/messages/Bob/posts");
        page = form.set("body", &format!("Message {n}.")).submit();
    }
    let page = bob.open("/messages/Ana");
    let shown = said(&page);
    assert_eq!(shown.len(), 50);
    assert_eq!(shown.last().map(String::as_str), Some("Message 60."));
    let older = bob.open(&page.link_rel("next").expect("an older page"));
    let shown = said(&older);
    assert_eq!(shown.first().map(String::as_str), Some("Message 1."));
    assert_eq!(shown.len(), 10);
    let newer = bob.open(&older.link_rel("prev").expect("a newer page"));
    assert_eq!(said(&newer).len(), 50);
}

fn nobody_else_reads_a_conversation(mut wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let (ana, bob, eve) = (kept(&wall, "Ana"), kept(&wall, "Bob"), kept(&wall, "Eve"));
    let id = ana.send("Bob", SECRET);
    let any = ana.open("/messages/Bob");
    assert!(any.says(SECRET));
    let stranger = Visitor::new(&wall);
    for visitor in [&owner, &mona, &eve, &stranger] {
        for path in [
            "/messages".to_owned(),
            "/messages/Ana".to_owned(),
            "/messages/Bob".to_owned(),
            "/messages/Ana/delete".to_owned(),
            "/messages/Bob/delete".to_owned(),
            format!("/messages/Ana/{id}/report"),
            format!("/messages/Bob/{id}/report"),
            format!("/posts/{id}"),
            "/people/Ana".to_owned(),
            "/people/Bob".to_owned(),
            "/moderation".to_owned(),
            "/moderation/messages".to_owned(),
            "/moderation/people/Ana".to_owned(),
            "/moderation/log".to_owned(),
            "/owner/log".to_owned(),
            "/".to_owned(),
        ] {
            let page = visitor.get(&path);
            assert!(!page.says(SECRET), "{} shows it", page.name());
        }
    }
    // Nor do the forms of the two do anything for a third.
    let mint = crate::support::mint::Mint::of(&wall);
    let before = tables::dump(&wall);
    for action in [
        format!("/messages/Bob/{id}/delete"),
        format!("/messages/Ana/{id}/delete"),
        "/messages/Ana/delete".to_owned(),
        "/messages/Bob/delete".to_owned(),
    ] {
        for visitor in [&owner, &mona, &eve, &stranger] {
            let mut form = any.form("/messages/Bob/posts").without("body").by(visitor);
            form.action.clone_from(&action);
            let status = mint.renew(&form, visitor).send().status;
            assert!([401, 404].contains(&status), "{action}: {status}");
        }
    }
    assert_eq!(tables::dump(&wall), before);
    assert!(bob.open("/messages/Ana").says(SECRET));
    wall.stop();
    // It stands in one table of the database, and not in the program's log.
    for (table, rows) in tables::dump(&wall) {
        let found = rows.iter().any(|row| row.contains(SECRET));
        assert_eq!(found, table == "message", "{table}");
    }
    assert!(!wall.log().contains(SECRET));
}

fn only_those_who_keep_their_pseudonyms_have_messages(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let page = ana.open("/messages/Bob");
    assert!(
        page.text("#write")
            .contains("does not keep their pseudonym")
    );
    assert!(!ana.open("/people/Bob").has("a[href='/messages/Bob']"));
    for path in ["/messages", "/messages/Ana"] {
        let page = bob.open(path);
        assert!(
            page.says("Set a password in your account"),
            "{}",
            page.words()
        );
        assert!(!page.has("textarea"));
    }
    let asked = Visitor::new(&wall).get("/messages/Ana");
    assert_eq!(asked.status, 401);
    assert!(asked.has_form("/login"));
    assert_eq!(ana.get("/messages/Nobody").status, 404);
}

fn whoever_is_muted_everywhere_sends_nothing(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, _bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let form = ana.open("/messages/Bob").form("/messages/Bob/posts");
    order(&owner, ana.write("Loud."), "mute", "wall");
    let refused = form.set("body", SECRET).send();
    assert_eq!(refused.status, 403);
    assert!(refused.says(SECRET) && refused.says("are kept for you"));
    assert!(ana.open("/account/drafts").says(SECRET));
    assert!(ana.open("/messages/Bob").text("#write").contains("muted"));
}

fn a_message_is_deleted_for_both_by_its_author_alone(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let first = ana.send("Bob", "Stays.");
    let second = ana.send("Bob", SECRET);
    let delete = format!("/messages/Ana/{second}/delete");
    assert!(!bob.open("/messages/Ana").has_form(&delete));
    let delete = format!("/messages/Bob/{second}/delete");
    let landed = ana.open("/messages/Bob").form(&delete).submit();
    assert_eq!(said(&landed), ["Stays."]);
    assert_eq!(unread(&bob).as_deref(), Some("Messages"));
    assert!(bob.open("/messages").says("Stays."));
    assert_eq!(said(&bob.open("/messages/Ana")), ["Stays."]);
    assert!(!format!("{:?}", tables::dump(&wall)).contains(SECRET));
    let delete = format!("/messages/Bob/{first}/delete");
    let empty = ana.open("/messages/Bob").form(&delete).submit();
    assert_eq!(said(&empty), [""; 0]);
    assert!(!ana.open("/messages").has("li.room"));
    assert!(!bob.open("/messages").has("li.room"));
}

fn a_conversation_is_deleted_for_one_and_gone_when_both_did(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    ana.send("Bob", SECRET);
    let delete = |who: &Visitor, other: &str| {
        let path = format!("/messages/{other}/delete");
        who.open(&path).form(&path).submit()
    };
    let list = delete(&ana, "Bob");
    assert!(!list.has("li.room"), "{}", list.words());
    assert!(!ana.open("/messages/Bob").says(SECRET));
    assert!(bob.open("/messages/Ana").says(SECRET));
    // What comes later is seen, and nothing of what was before.
    bob.send("Ana", "Again.");
    assert_eq!(said(&ana.open("/messages/Bob")), ["Again."]);
    assert_eq!(said(&bob.open("/messages/Ana")).len(), 2);
    delete(&bob, "Ana");
    assert!(!format!("{:?}", tables::dump(&wall)).contains(SECRET));
    assert_eq!(said(&ana.open("/messages/Bob")), ["Again."]);
    delete(&ana, "Bob");
    let database = wall.database();
    for table in ["message", "correspondence"] {
        assert_eq!(tables::rows(&database, table), [""; 0], "{table}");
    }
    assert_eq!(ana.get("/messages/Bob/delete").status, 404);
}

fn a_conversation_is_deleted_as_far_as_it_was_shown(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    ana.send("Bob", SECRET);
    bob.open("/messages/Ana/delete")
        .form("/messages/Ana/delete")
        .submit();
    let form = ana
        .open("/messages/Bob/delete")
        .form("/messages/Bob/delete");
    bob.send("Ana", "Came late.");
    // A form that does not say up to where deletes nothing.
    assert_eq!(form.clone().without("up_to").send().status, 400);
    assert!(format!("{:?}", tables::dump(&wall)).contains(SECRET));
    let list = form.submit();
    assert!(list.says("1 new"), "{}", list.words());
    assert_eq!(unread(&ana).as_deref(), Some("Messages (1)"));
    for (visitor, other) in [(&ana, "Bob"), (&bob, "Ana")] {
        let page = visitor.open(&format!("/messages/{other}"));
        assert_eq!(said(&page), ["Came late."]);
    }
    assert!(!format!("{:?}", tables::dump(&wall)).contains(SECRET));
}

fn whoever_is_blocked_is_told_and_can_be_let_write_again(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    bob.send("Ana", "Hello.");
    let form = bob.open("/messages/Ana").form("/messages/Ana/posts");
    let page = ana
        .open("/messages/Bob")
        .form("/account/blocks/add")
        .submit();
    assert!(page.has("ul.blocked a[href='/people/Bob']"));
    let refused = form.set("body", "Hello?").send();
    assert_eq!(refused.status, 403);
    assert!(refused.says("This person takes no messages from you."));
    assert!(refused.says("Hello?"));
    let page = bob.open("/messages/Ana");
    assert_eq!(
        page.text("#write"),
        "This person takes no messages from you."
    );
    assert!(
        ana.open("/messages/Bob")
            .text("#write")
            .contains("unblock them")
    );
    // What is public is as before.
    let post = bob.write("To everybody.");
    assert!(ana.open("/").shows(post));
    ana.open("/account/blocks")
        .form("/account/blocks/end")
        .submit();
    bob.send("Ana", "Hello again.");
    let form = ana.open("/account/blocks").form("/account/blocks/add");
    for (name, says) in [
        ("Nobody", "nobody else"),
        ("Ana", "nobody else"),
        ("", "empty"),
    ] {
        let refused = form.clone().set("pseudonym", name).send();
        assert_eq!(refused.status, 422, "{name}");
        assert!(refused.error_for("pseudonym").contains(says));
    }
}

fn whoever_takes_no_messages_gets_none(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let path = "/account/blocks/taking";
    let page = ana.open("/account/blocks").form(path).submit();
    assert!(page.says("You take messages from nobody."));
    for visitor in [&bob, &owner] {
        let page = visitor.open("/messages/Ana");
        assert_eq!(
            page.text("#write"),
            "This person takes no messages from you."
        );
    }
    ana.open("/account/blocks").form(path).submit();
    bob.send("Ana", "Hello.");
}

fn a_message_is_shown_to_the_moderators_and_nothing_else_is(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let own = ana.send("Bob", "Something of my own.");
    let bad = bob.send("Ana", SECRET);
    bob.send("Ana", "Something else.");
    let own = format!("/messages/Bob/{own}/report");
    assert_eq!(ana.get(&own).status, 404, "one reports oneself");
    let path = format!("/messages/Bob/{bad}/report");
    let form = ana.open(&path).form(&path);
    assert_eq!(form.send().status, 422);
    let back = form.set("reason", "Look.").submit();
    assert!(back.has("main p.done"), "{}", back.words());
    let page = mona.open("/moderation/messages");
    assert!(page.says(SECRET) && page.says("Look.") && page.says("Bob"));
    assert!(!page.says("Something"), "{}", page.words());
    for (visitor, status) in [(&ana, 403), (&bob, 403), (&Visitor::new(&wall), 401)] {
        assert_eq!(visitor.get("/moderation/messages").status, status);
    }
    let settled = page.form("/moderation/messages/settle").submit();
    assert!(!settled.says(SECRET));
    assert_eq!(tables::rows(&wall.database(), "message_report"), [""; 0]);
}

fn nobody_settles_what_was_reported_about_themselves(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let ana = kept(&wall, "Ana");
    let show = |bad: u64, author: &str| {
        let path = format!("/messages/{author}/{bad}/report");
        let form = ana.open(&path).form(&path);
        form.set("reason", "Look.").submit();
    };
    let bob = kept(&wall, "Bob");
    show(bob.send("Ana", "From Bob."), "Bob");
    let settle = "/moderation/messages/settle";
    let form = mona.open("/moderation/messages").form(settle);
    show(mona.send("Ana", SECRET), "Mona");
    // Only Bob's can be settled by Mona.
    let page = mona.open("/moderation/messages");
    assert!(page.says(SECRET));
    assert_eq!(page.all("form.settle").len(), 1);
    let theirs = owner.open("/moderation/messages");
    let forms = theirs.all("form.settle input[name=report]");
    let own = forms[1].attr("value").expect("a number").to_owned();
    let refused = form.clone().set("report", &own).send();
    assert_eq!(refused.status, 403);
    assert!(refused.says("You may not decide about this."));
    assert!(owner.open("/moderation/messages").says(SECRET));
    let left = mona.open("/moderation/messages").form(settle).submit();
    assert!(left.says(SECRET) && !left.says("From Bob."));
    owner.open("/moderation/messages").form(settle).submit();
    assert_eq!(tables::rows(&wall.database(), "message_report"), [""; 0]);
}

fn what_was_said_with_several_is_taken_along_once(wall: Wall) {
    let ana = kept(&wall, "Ana");
    for name in ["Bob", "Cleo"] {
        let other = kept(&wall, name);
        for n in 1..=2 {
            other.send("Ana", &format!("{name} {n}"));
            ana.send(name, &format!("To {name} {n}"));
        }
    }
    let led = ana.open("/account/data").form("/account/data").send();
    let file = ana.get(led.location());
    let mut archive = ZipArchive::new(Cursor::new(file.body)).expect("an archive");
    let mut text = String::new();
    let mut entry = archive.by_name("messages.jsonl").expect("messages");
    entry.read_to_string(&mut text).expect("text");
    let lines = text.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        line["body"].as_str().expect("words").to_owned()
    });
    let expected = ["Bob", "Cleo"].into_iter().flat_map(|name| {
        let pairs = [1, 2].map(|n| [format!("{name} {n}"), format!("To {name} {n}")]);
        pairs.into_iter().flatten()
    });
    assert_eq!(lines.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

fn what_was_said_is_taken_along_and_goes_with_its_author(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Zwiebelfisch"));
    bob.send("Ana", SECRET);
    ana.send("Zwiebelfisch", "My own words.");
    let led = ana.open("/account/data").form("/account/data").send();
    let file = ana.get(led.location());
    let mut archive = ZipArchive::new(Cursor::new(file.body)).expect("an archive");
    let mut text = String::new();
    let mut entry = archive.by_name("messages.jsonl").expect("messages");
    entry.read_to_string(&mut text).expect("text");
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["author"], "Zwiebelfisch");
    assert_eq!(
        (&lines[0]["body"], &lines[0]["with"]),
        (&SECRET.into(), &"Zwiebelfisch".into())
    );
    assert_eq!(lines[1]["author"], "Ana");

    for page in ["/messages/Zwiebelfisch", "/people/Zwiebelfisch"] {
        let form = ana
            .open(page)
            .form(&format!("{page}/posts"))
            .set("body", "Begun.");
        form.press("act", "preview").submit();
    }
    let form = bob.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "leave");
    let form = form.set("confirm", "Zwiebelfisch");
    form.set("current", "a lantern in the reeds").submit();
    let dump = tables::dump(&wall);
    for mark in [SECRET, "Zwiebelfisch"] {
        assert!(!format!("{dump:?}").contains(mark), "{mark} is still there");
    }
    let page = ana.open("/messages");
    let link = page.first("li.room h2 a");
    let address = link.attr("href").expect("an address").to_owned();
    assert!(page.says("somebody who was forgotten"));
    let page = ana.open(&address);
    assert_eq!(said(&page), ["My own words."]);
    assert_eq!(page.text("#write"), "This person has left.");
    let drafts = ana.open("/account/drafts");
    assert!(drafts.has(&format!("ul.drafts a[href='{address}#write']")));
    assert!(!drafts.says("Zwiebelfisch") && drafts.says("Begun."));
    let delete = format!("{address}/delete");
    ana.open(&delete).form(&delete).submit();
    assert_eq!(tables::rows(&wall.database(), "message"), [""; 0]);
}

fn a_message_that_is_wrong_is_given_back(wall: Wall) {
    let (ana, _bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let form = || ana.open("/messages/Bob").form("/messages/Bob/posts");
    let empty = form().set("body", " ").send();
    assert_eq!(empty.status, 422);
    empty.error_for("body");
    let long = form().set("body", &"x".repeat(20_001)).send();
    assert_eq!(long.status, 413);
    assert!(
        long.error_for("body").contains("20,001"),
        "{}",
        long.error_for("body")
    );
    let stale = form().set("body", SECRET).set("token", "x").send();
    assert_eq!(stale.status, 422);
    let again = stale.form("/messages/Bob/posts");
    assert_eq!(again.value("body"), Some(SECRET));
    assert_eq!(said(&again.submit()), [SECRET]);
    // A preview is kept, and sends nothing.
    let form = form().set("body", "A *shy* one.").press("act", "preview");
    let preview = form.submit();
    assert_eq!(preview.text("section.preview em"), "shy");
    assert_eq!(said(&preview), [SECRET]);
    preview.form("/messages/Bob/posts").submit();
    assert!(!ana.open("/messages/Bob").has("section.preview"));
    assert!(!ana.open("/account/drafts").says("shy"));
}

fn a_form_sent_twice_sends_one_message(wall: Wall) {
    let (ana, _bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let form = ana.open("/messages/Bob").form("/messages/Bob/posts");
    let form = form.set("body", "Once.");
    let (first, second) = (form.send(), form.send());
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    assert_eq!(said(&ana.open("/messages/Bob")), ["Once."]);
}

fn newcomers_begin_few_conversations(wall: Wall) {
    let names = ["Bob", "Cleo", "Dan", "Eva"];
    let ana = kept(&wall, "Ana");
    for name in names {
        kept(&wall, name);
    }
    let wall = ruled(wall.limited(), |_| ());
    let ana = ana.following(&wall);
    for name in &names[..3] {
        ana.send(name, "Hello!");
    }
    ana.send("Bob", "And hello again.");
    let form = ana.open("/messages/Eva").form("/messages/Eva/posts");
    let refused = form.set("body", SECRET).send();
    assert_eq!(refused.status, 429);
    assert!(refused.says("You began several conversations"));
    assert!(refused.says(SECRET));
    assert!(refused.header("retry-after").is_some());
    let kept = ana.open("/messages/Eva").form("/messages/Eva/posts");
    assert_eq!(kept.value("body"), Some(SECRET));
    // What is filled in that must stay empty.
    let form = ana.open("/messages/Bob").form("/messages/Bob/posts");
    let form = form.set("body", "Buy pills.").set("subject", "Pills");
    assert_eq!(form.send().status, 422);
}

fn too_many_previews_of_a_message_are_given_back(wall: Wall) {
    let (ana, _bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let wall = ruled(wall.limited(), |_| ());
    let ana = ana.following(&wall);
    let form = ana.open("/messages/Bob").form("/messages/Bob/posts");
    let form = form.set("body", SECRET).press("act", "preview");
    let refused = (0..200)
        .map(|_| form.send())
        .find(|page| page.status != 303);
    let refused = refused.expect("an end of it");
    assert_eq!(refused.status, 429);
    assert!(refused.says(SECRET));
    assert!(refused.header("retry-after").is_some());
}

#[test]
fn messages_are_written_and_deleted_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        correspond(Terminal::lynx);
    }
}

#[test]
fn messages_are_written_and_deleted_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        correspond(Terminal::w3m);
    }
}

/// Logs in, answers somebody, deletes a message, finds a draft and throws it away.
fn correspond(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    ana.send("Bob", "Are you there?");
    bob.open("/messages/Ana");
    let browser = open(&format!("{}/login", wall.origin));
    browser.wait_for("Password").fill("Pseudonym", "Bob");
    browser.fill_password("Password", "a lantern in the reeds");
    browser.follow("Take").wait_for("Messages");
    browser.follow("Messages").wait_for("Are you there?");
    browser.follow("Ana").wait_for("Are you there?");
    browser.fill_area("Your words", "Here I am.");
    browser.follow("Preview").wait_for("Throw away");
    browser
        .follow("Send")
        .wait_until("the message and no draft", |screen| {
            screen.contains("Here I am.") && !screen.contains("Throw away")
        });
    assert_eq!(said(&ana.open("/messages/Bob")).len(), 2);
    browser
        .follow("Delete for both")
        .wait_until("the message is gone", |screen| {
            screen.contains("Are you there?") && !screen.contains("Here I am.")
        });
    assert_eq!(said(&ana.open("/messages/Bob")), ["Are you there?"]);
    browser.fill_area("Your words", "Not sent.");
    browser.follow("Preview").wait_for("Throw away");
    browser.go(&format!("{}/account/drafts", wall.origin));
    browser.wait_for("A message to Ana");
    browser.follow("Throw away").wait_for("Nothing is kept.");
}
