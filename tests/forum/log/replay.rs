//! The tables come from the log alone: whoever has it can make them again.

use super::open;
use crate::files;
use crate::languages::{FRENCH, GERMAN};
use crate::support::{Page, Visitor, Wall, tables};
use thewall::app::apply;
use thewall::db::Tx;
use thewall::log::{Log, entries_after};

on_both![
    replaying_the_log_from_nothing_gives_the_same_tables,
    replaying_a_log_with_erased_words_gives_the_same_tables,
];

/// The tables that the log writes. The others are private and never replayed: passwords, preferences,
/// sessions, drafts, keys of forms, visits, imported lines, secrets, and how far followers have read.
const PUBLIC: [&str; 8] = [
    "person",
    "room",
    "post",
    "post_version",
    "attachment",
    "profile",
    "reaction",
    "poll",
];

/// Every kind of event there is, as it stands in the log.
const KINDS: [&str; 24] = [
    "wall-opened",
    "person-joined",
    "person-kept",
    "person-left",
    "person-made-owner",
    "profile-described",
    "person-pictured",
    "room-opened",
    "room-described",
    "room-deleted",
    "room-restored",
    "post-published",
    "post-edited",
    "post-deleted",
    "post-restored",
    "post-erased",
    "post-moved",
    "file-attached",
    "file-described",
    "file-detached",
    "post-reacted",
    "poll-opened",
    "poll-tallied",
    "poll-closed",
];

fn replaying_the_log_from_nothing_gives_the_same_tables(mut wall: Wall) {
    live_on(&wall);
    let known = "SELECT lang AS text FROM post WHERE lang IS NOT NULL ORDER BY id";
    assert_eq!(tables::ask(&wall.database(), known), ["fr", "de", "fr"]);
    wall.stop();
    replays_to_the_same(&wall, &PUBLIC);
}

fn replaying_a_log_with_erased_words_gives_the_same_tables(mut wall: Wall) {
    live_on(&wall);
    wall.stop();
    let db = open(&wall.database());
    let log = Log::new(apply);
    let erase = move |tx: &mut Tx<'_>| thewall::post::store::erase_old(tx, log, i64::MAX, 100, 7);
    // Twice: first what was deleted by itself, then what went with a room.
    for _ in 0..2 {
        assert!(db.write_here(erase).expect("erased posts") > 0);
    }
    let events = tables::ask(&wall.database(), "SELECT event AS text FROM log");
    for kind in KINDS {
        let tag = format!("\"event\":\"{kind}\"");
        let there = events.iter().any(|event| event.contains(&tag));
        assert!(
            there,
            "no {kind} is in the log, so replaying it proves nothing"
        );
    }
    replays_to_the_same(&wall, &PUBLIC);
}

/// Does everything on a wall that leaves something public.
fn live_on(wall: &Wall) {
    let owner = Visitor::owner(wall, "Olga");
    let (ana, bob) = (Visitor::named(wall, "Ana"), Visitor::named(wall, "Bob"));
    ana.keep("a lantern in the reeds");
    wall.run(&["owner", "Ana"]).expect_success();
    let ana = Visitor::new(wall);
    ana.log_in("Ana", "a lantern in the reeds").follow();

    for words in ["Hello.", "Hello, again."] {
        let form = ana.open("/account/profile").form("/account/profile");
        form.set("bio", words)
            .set("link1", "https://example.com/~ana")
            .submit();
    }
    // The second stands in the place of the first; whoever takes theirs away has none.
    for (who, edges) in [(&ana, &[30, 50][..]), (&owner, &[70])] {
        for edge in edges {
            let page = who.open("/account/profile");
            let form = page.form("/account/profile/picture");
            form.attach("me.png", &files::png(*edge, 40)).submit();
        }
    }
    let form = owner.open("/account/profile");
    form.form("/account/profile/picture/remove").submit();
    let post = bob.write("With a “quote”, a\nline break and an emoji: 🪲");
    hang_pictures(&bob);
    let comment = owner.comment(post, "A comment.");
    let regretted = bob.comment(post, "A hasty word.");
    let gone = bob.write("Gone for good.");
    edit(&bob, post, "Edited once.");
    edit(&bob, post, "Edited twice.");
    edit(&bob, gone, "Still gone for good.");
    let undone = delete(&bob, regretted);
    undone.form(&format!("/posts/{regretted}/restore")).submit();
    for (who, to) in [(&owner, post), (&ana, post), (&ana, gone), (&bob, comment)] {
        who.react(to, "thanks");
    }
    ana.react(post, "smile");
    ana.react(post, "thanks");
    for question in ["Which one?", "Which one, in vain?"] {
        let poll = owner.ask(question, "This\nThat\nNeither", true);
        ana.vote(poll, &["1", "3"]);
        bob.vote(poll, &["3"]);
        ana.vote(poll, &["2"]);
        let form = owner.open(&format!("/posts/{poll}/edit"));
        form.form(&format!("/posts/{poll}/poll/close")).submit();
        if question.ends_with("vain?") {
            delete(&owner, poll);
        }
    }
    // In a language that is recognised, kept, changed to another, and gone for good.
    for fate in ["kept", "changed", "gone"] {
        let post = ana.write(FRENCH);
        match fate {
            "changed" => edit(&ana, post, GERMAN),
            "gone" => drop(delete(&ana, post)),
            _ => {}
        }
    }
    delete(&owner, comment);
    delete(&owner, gone);

    let (tea, coffee) = (ana.open_room("Tea", "Leaves."), ana.open_room("Coffee", ""));
    let question = ana.say(&tea, "Black or green?");
    let reply = owner.open(&format!("{tea}?reply={question}"));
    let reply = reply.form(&format!("{tea}/posts"));
    reply.set("body", "Green.").submit();
    ana.say(&coffee, "Nobody came.");
    let settings = format!("{tea}/settings");
    let form = ana.open(&settings).form(&settings);
    form.set("title", "Tea, again").submit();
    let moved = owner.write("Which pot?");
    bob.comment(moved, "The small one.");
    let path = format!("/posts/{moved}/moderate");
    let form = owner.open(&path).forms(&path).pop().expect("a form");
    let form = form.set("room", tea.trim_start_matches("/rooms/"));
    form.press("deed", "move").submit();
    let closed = delete_room(&ana, &tea);
    closed.form(&format!("{tea}/restore")).submit();
    delete_room(&ana, &coffee);

    let wall_of_olga = "/people/Olga/posts";
    let form = bob.open("/people/Olga").form(wall_of_olga);
    form.set("body", "On your wall.").submit();
    // The name is free again, and the next who takes it is somebody else.
    bob.leave();
    Visitor::named(wall, "Bob").write("Another Bob.");

    let line = |author: &str, body: &str| {
        let at = "2015-03-01T20:15:00Z";
        serde_json::json!({ "room": "Old tea", "author": author, "at": at, "body": body })
    };
    let lines = [line("Ana", "Is the kettle on?"), line("Zoë", "It is.")];
    let file = wall.folder().join("tea.jsonl");
    std::fs::write(&file, lines.map(|line| format!("{line}\n")).concat()).expect("a file");
    wall.run(&["import", &file.to_string_lossy()])
        .expect_success();
}

/// One picture stays as it was, one is described anew, one is taken away; and a post that has some is
/// deleted.
fn hang_pictures(visitor: &Visitor) {
    let form = visitor.open("/").form("/posts").set("body", "Pictures.");
    let form = (1..=3).fold(form, |form, n| {
        form.attach("a.png", &files::png(n * 10, 20))
    });
    let post = form.set("alt", "A plain square.").submit().landed_on();
    let path = format!("/posts/{post}/edit");
    let form = visitor.open(&path).form(&path);
    form.set("alt_1", "Another.").add("left_out", "2").submit();
    let form = visitor.open("/").form("/posts").set("body", "Regretted.");
    let gone = form
        .attach("a.png", &files::png(44, 20))
        .submit()
        .landed_on();
    delete(visitor, gone);
}

fn edit(visitor: &Visitor, post: u64, words: &str) {
    let path = format!("/posts/{post}/edit");
    visitor.open(&path).form(&path).set("body", words).submit();
}

fn delete(visitor: &Visitor, post: u64) -> Page {
    let page = visitor.open(&format!("/posts/{post}"));
    page.form(&format!("/posts/{post}/delete")).submit()
}

fn delete_room(visitor: &Visitor, room: &str) -> Page {
    let path = format!("{room}/delete");
    let slug = room.trim_start_matches("/rooms/");
    let form = visitor.open(&path).form(&path);
    form.set("confirm", slug).submit()
}

/// Only the entries of the log are carried into new databases, in pieces of several sizes: what comes
/// of them there must be what is here, byte for byte.
pub fn replays_to_the_same(wall: &Wall, public: &[&str]) {
    let here = wall.database();
    let entries = open(&here).read_here(|conn| entries_after(conn, 0, i64::MAX));
    let entries = entries.expect("the log");
    for size in [1, 3, 10, entries.len()] {
        let spare = wall.spare_database();
        let there = open(&spare.address);
        for piece in entries.chunks(size).map(<[_]>::to_vec) {
            let replay = move |tx: &mut Tx<'_>| Log::new(apply).replay(tx.conn, &piece);
            there.write_here(replay).expect("a replay");
        }
        for table in public {
            let rows = tables::rows(&here, table);
            assert!(!rows.is_empty(), "{table} is empty, so it proves nothing");
            let replayed = tables::rows(&spare.address, table);
            assert_eq!(replayed, rows, "{table}, in pieces of {size}");
        }
    }
}
