//! What cannot be undone: a person deleted with all their words, a room deleted for good.

use super::{PASSWORD, kept, moderator};
use crate::log::replay::replays_to_the_same;
use crate::support::stream::Stream;
use crate::support::{Page, Visitor, Wall, tables};

on_both![
    a_person_is_deleted_with_all_their_words,
    a_wrong_password_deletes_nobody,
    a_pseudonym_that_was_deleted_is_free_again,
    somebody_with_many_posts_is_deleted_too,
    an_owner_does_not_delete_themselves_by_accident,
    what_others_said_stays,
    a_room_is_deleted_for_good,
    a_wrong_password_wipes_nothing,
    a_stream_says_that_its_room_was_wiped,
    the_log_replays_to_the_same_after_all_that_owners_can_do,
];

/// Deletes somebody for good.
fn erase(owner: &Visitor, name: &str, password: &str) -> Page {
    let path = format!("/owner/people/{name}/erase");
    owner
        .open(&path)
        .form(&path)
        .set("current", password)
        .send()
}

fn wipe(owner: &Visitor, room: &str, reason: &str, password: &str) -> Page {
    let path = format!("{room}/wipe");
    let form = owner.open(&path).form(&path);
    form.set("reason", reason).set("current", password).send()
}

/// Somebody of whom there is something everywhere.
fn live_on(wall: &Wall, owner: &Visitor) -> (Visitor, Vec<u64>) {
    let quill = kept(wall, "Quillwort");
    let post = quill.write("A saxifrage on the wall.");
    quill.edit(post, "A saxifrage, mended.");
    let olgas = owner.write("By the owner.");
    let comment = quill.comment(olgas, "A saxifrage under it.");
    let room = quill.open_room("Ponds", "");
    let said = quill.say(&room, "A saxifrage in the room.");
    let gone = quill.write("A saxifrage, regretted.");
    let page = quill.open(&format!("/posts/{gone}"));
    page.form(&format!("/posts/{gone}/delete")).submit();
    let form = quill.open("/people/Olga").form("/people/Olga/posts");
    let visit = form
        .set("body", "A saxifrage for Olga.")
        .submit()
        .landed_on();
    let form = quill.open("/").form("/posts");
    let draft = form.set("body", "A saxifrage not yet sent.");
    draft.press("act", "preview").submit();
    (quill, vec![post, comment, said, gone, visit])
}

fn a_person_is_deleted_with_all_their_words(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (quill, posts) = live_on(&wall, &owner);
    let list = owner.open("/owner/people?q=Quill");
    assert!(list.has("a[href='/owner/people/Quillwort/erase']"));
    let before = owner.open("/");
    assert!(before.says("One comment") || before.says("saxifrage under it"));

    let landed = erase(&owner, "Quillwort", PASSWORD).follow();
    assert_eq!(owner.path_of(&landed.address), "/owner/log");
    assert!(landed.says("deleted a person with all their words"));

    assert_eq!(
        quill.open("/").pseudonym(),
        None,
        "they are still logged in"
    );
    let refused = quill.log_in("Quillwort", "a lantern in the reeds");
    assert_eq!(refused.status, 422, "their password still opens");
    for visitor in [&owner, &Visitor::new(&wall)] {
        for post in &posts {
            let page = visitor.get(&format!("/posts/{post}"));
            assert_eq!(page.status, 410, "{post}");
            assert!(!page.says("saxifrage") && !page.says("Quillwort"));
        }
        assert_eq!(visitor.get("/people/Quillwort").status, 404);
        for page in ["/", "/rooms", "/rooms/ponds", "/people/Olga", "/fireflies"] {
            let page = visitor.open(page);
            let left = page.says("saxifrage") || page.says("Quillwort");
            assert!(!left, "{}: {}", page.name(), page.words());
        }
    }
    let rooms = Visitor::new(&wall).open("/rooms");
    assert!(rooms.text("ul.rooms li.room").contains("No messages"));

    for (table, rows) in tables::dump(&wall) {
        for word in ["saxifrage", "uillwort"] {
            let left = rows.iter().find(|row| row.contains(word));
            assert_eq!(left, None, "{table} still holds “{word}”");
        }
    }
    wall.run(&["check"]).expect_success();
}

fn a_wrong_password_deletes_nobody(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Still here.");
    for wrong in ["not the password", ""] {
        let refused = erase(&owner, "Ana", wrong);
        assert_eq!(refused.status, 422);
        refused.error_for("current");
    }
    let path = "/owner/people/Ana/erase";
    let form = owner.open(path).form(path).set("current", PASSWORD);
    assert_eq!(form.without("token").send().status, 422);
    assert_eq!(ana.open("/").pseudonym().as_deref(), Some("Ana"));
    assert!(ana.open("/").shows(post));
    let nobody = owner.get("/owner/people/Nobody/erase");
    assert_eq!(nobody.status, 404);
}

fn a_pseudonym_that_was_deleted_is_free_again(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    kept(&wall, "Ana");
    erase(&owner, "Ana", PASSWORD).follow();
    let another = Visitor::named(&wall, "Ana");
    another.write("Another Ana.");
    assert!(Visitor::new(&wall).open("/people/Ana").says("Ana"));
    erase(&owner, "Ana", PASSWORD).follow();
    assert!(!Visitor::new(&wall).open("/").says("Another Ana."));
    wall.run(&["check"]).expect_success();
}

fn somebody_with_many_posts_is_deleted_too(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    // More than are erased in one piece.
    let lines: String = (0..450)
        .map(|n| {
            let at = format!("2015-03-01T20:{:02}:{:02}Z", n / 60, n % 60);
            let line = serde_json::json!({
                "room": "Old", "author": "Zoë", "at": at, "body": format!("saxifrage {n}")
            });
            format!("{line}\n")
        })
        .collect();
    let file = wall.folder().join("old.jsonl");
    std::fs::write(&file, lines).expect("a file");
    wall.run(&["import", &file.to_string_lossy()])
        .expect_success();
    erase(&owner, "Zo%C3%AB", PASSWORD).follow();
    let room = ana.open("/rooms/old");
    assert_eq!(room.ids(), [0; 0]);
    let left = tables::ask(
        &wall.database(),
        "SELECT body AS text FROM post WHERE body <> ''",
    );
    assert_eq!(left, [""; 0]);
    wall.run(&["check"]).expect_success();
}

fn an_owner_does_not_delete_themselves_by_accident(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    assert_eq!(owner.get("/owner/people/Olga/erase").status, 403);
    let page = owner.open("/owner/people");
    assert!(!page.has("a[href='/owner/people/Olga/erase']"));
}

fn what_others_said_stays(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    let question = ana.say(&room, "Black or green?");
    let reply = bob.open(&format!("{room}?reply={question}"));
    let form = reply.form(&format!("{room}/posts"));
    let answer = form.set("body", "Green.").submit().landed_on();
    erase(&owner, "Ana", PASSWORD).follow();
    let page = Visitor::new(&wall).open(&room);
    assert_eq!(page.ids(), [answer]);
    assert_eq!(page.entry(answer).words, "Green.");
    assert!(!page.says("Black or green?") && !page.says("Ana"));
}

fn a_room_is_deleted_for_good(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Tea", "");
    let said = ana.say(&room, "A saxifrage in the room.");
    ana.write("On the wall.");
    let settings = owner.open(&format!("{room}/settings"));
    assert!(settings.has(&format!("a[href='{room}/wipe']")));
    assert!(
        !ana.open(&format!("{room}/settings"))
            .has(&format!("a[href='{room}/wipe']"))
    );

    let landed = wipe(&owner, &room, "Bitter", PASSWORD).follow();
    let row = landed.text("ul.owner-log > li");
    assert!(
        row.contains("Tea") && row.contains("Bitter") && row.contains("Olga"),
        "{row}"
    );
    for visitor in [&owner, &ana, &Visitor::new(&wall)] {
        let gone = visitor.get(&room);
        assert_eq!(gone.status, 410);
        assert!(
            !gone.has_form(&format!("{room}/restore")),
            "it can be undone"
        );
        assert_eq!(visitor.get(&format!("/posts/{said}")).status, 410);
    }
    assert_eq!(owner.get(&format!("{room}/wipe")).status, 410);
    assert!(ana.open("/").says("On the wall."));
    for (table, rows) in tables::dump(&wall) {
        let left = rows.iter().any(|row| row.contains("saxifrage"));
        assert!(!left, "{table} still holds what was said");
    }
    wall.run(&["check"]).expect_success();
}

fn a_wrong_password_wipes_nothing(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let room = owner.open_room("Tea", "");
    let said = owner.say(&room, "Green.");
    let refused = wipe(&owner, &room, "Bitter", "not the password");
    assert_eq!(refused.status, 422);
    refused.error_for("current");
    let form = refused.form(&format!("{room}/wipe"));
    assert_eq!(form.value("reason"), Some("Bitter"));
    assert!(Visitor::new(&wall).open(&room).shows(said));
}

fn a_stream_says_that_its_room_was_wiped(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let room = owner.open_room("Tea", "");
    let mut stream = Stream::open(wall.address(), &format!("{room}/live"));
    wipe(&owner, &room, "", PASSWORD).follow();
    stream.until("This discussion was deleted.");
    stream.until_its_end();
}

fn the_log_replays_to_the_same_after_all_that_owners_can_do(mut wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    live_on(&wall, &owner);
    moderator(&wall, &owner, "Mona");
    super::set(&owner, "access", &[("writers", "kept")]);
    super::set(&owner, "place", &[("title", "The Reeds")]);
    erase(&owner, "Quillwort", PASSWORD).follow();
    let room = owner.open_room("Tea", "");
    owner.say(&room, "Green.");
    wipe(&owner, &room, "Bitter", PASSWORD).follow();
    owner.write("What goes on.");
    wall.stop();
    let public = ["person", "room", "post", "act", "rules"];
    replays_to_the_same(&wall, &public);
}
