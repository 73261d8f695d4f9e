//! Rooms: opening one, talking in it, its owner's settings, its deletion, and its days.

use crate::support::{Page, Visitor, Wall};
use chrono::{Datelike, Utc};

on_both![
    a_room_is_opened_and_listed,
    a_room_reads_from_oldest_to_newest,
    the_composer_stands_after_the_last_message,
    a_message_is_answered_where_it_stands,
    a_reply_quotes_what_it_answers,
    a_previewed_reply_is_still_a_reply,
    what_is_said_in_a_room_is_not_on_the_wall,
    a_stranger_reads_a_room_and_is_invited_to_write,
    two_rooms_of_one_title_are_two_rooms,
    a_title_in_any_script_makes_an_address,
    a_room_that_nobody_opened_is_not_there,
    a_discussion_is_deleted_after_confirmation_and_comes_back,
    a_deletion_that_is_not_confirmed_deletes_nothing,
    only_who_may_is_offered_to_delete_a_discussion,
    a_room_gets_another_title_and_keeps_its_address,
    only_who_may_changes_a_rooms_settings,
    a_day_of_a_room_is_an_archive,
    a_day_of_the_wall_is_an_archive,
    no_day_but_a_real_one_has_an_archive,
    new_messages_since_the_last_visit_are_marked,
];

fn a_room_is_opened_and_listed(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/rooms").form("/rooms");
    let answer = form
        .set("title", "Tea & biscuits")
        .set("about", "What steeps.")
        .send();
    let room = answer.follow();
    assert!(
        answer
            .location()
            .starts_with(&format!("{}/rooms/", wall.origin))
    );
    assert_eq!(room.text("h1"), "Tea & biscuits");
    assert!(room.words().contains("What steeps."));

    let list = Visitor::new(&wall).open("/rooms");
    let path = ana.path_of(&room.address);
    let link = list.first("ul.rooms li.room h2 a");
    assert_eq!(link.attr("href"), Some(path.as_str()));
    assert!(list.text("ul.rooms li.room").contains("What steeps."));
}

fn a_room_reads_from_oldest_to_newest(wall: Wall) {
    let (ana, room) = room(&wall);
    let said = ["first", "second", "third"].map(|words| ana.say(&room, words));
    assert_eq!(Visitor::new(&wall).open(&room).ids(), said);
}

fn the_composer_stands_after_the_last_message(wall: Wall) {
    let (ana, room) = room(&wall);
    let last = ana.say(&room, "The last word.");
    let source = ana.open(&room).source();
    let composer = source.find("<textarea").expect("a composer");
    assert!(
        source
            .find(&format!("id=\"p{last}\""))
            .expect("the message")
            < composer
    );
}

fn a_message_is_answered_where_it_stands(wall: Wall) {
    let (ana, room) = room(&wall);
    let form = ana.open(&room).form(&format!("{room}/posts"));
    let answer = form.set("body", "Hello, room.").send();
    let id = answer.follow().landed_on();
    assert_eq!(answer.location(), format!("{}{room}#p{id}", wall.origin));
}

fn a_reply_quotes_what_it_answers(wall: Wall) {
    let (ana, room) = room(&wall);
    let bob = Visitor::named(&wall, "Bob");
    let question = ana.say(&room, "Black or green?");
    let composer = open_reply(&bob, &room, question);
    assert!(
        composer.text(".quoting").contains("Ana"),
        "the composer does not say to whom"
    );
    let form = composer.form(&format!("{room}/posts"));
    assert_eq!(form.value("reply_to"), Some(question.to_string().as_str()));
    let answer = form.set("body", "Green.").submit().landed_on();

    let quote = format!("article#p{answer} .in-reply a.u-in-reply-to");
    let page = Visitor::new(&wall).open(&room);
    let quoted = page.text(&quote);
    assert!(
        quoted.contains("Ana") && quoted.contains("Black or green?"),
        "{quoted}"
    );
    let leads_to = page.first(&quote).attr("href").expect("an address");
    assert!(page.visitor.open(leads_to).shows(question));
}

fn a_previewed_reply_is_still_a_reply(wall: Wall) {
    let (ana, room) = room(&wall);
    let question = ana.say(&room, "Milk?");
    let form = open_reply(&ana, &room, question).form(&format!("{room}/posts"));
    let preview = form
        .set("body", "*Never.*")
        .press("act", "preview")
        .submit();
    let form = preview.form(&format!("{room}/posts"));
    assert_eq!(form.value("reply_to"), Some(question.to_string().as_str()));
    let answer = form.submit().landed_on();
    assert!(ana.open(&room).has(&format!("article#p{answer} .in-reply")));
}

fn what_is_said_in_a_room_is_not_on_the_wall(wall: Wall) {
    let (ana, room) = room(&wall);
    let (said, written) = (ana.say(&room, "In the room."), ana.write("On the wall."));
    assert_eq!(ana.open("/").ids(), [written]);
    assert_eq!(ana.open(&room).ids(), [said]);
}

fn a_stranger_reads_a_room_and_is_invited_to_write(wall: Wall) {
    let (ana, room) = room(&wall);
    let said = ana.say(&room, "Come in.");
    let page = Visitor::new(&wall).open(&room);
    assert_eq!(page.entry(said).words, "Come in.");
    assert!(page.has("p.join#write a[href^='/login?next=']"));
    assert!(!page.has("textarea"));
}

fn two_rooms_of_one_title_are_two_rooms(wall: Wall) {
    let (ana, first) = room(&wall);
    let form = ana
        .open("/rooms")
        .form("/rooms")
        .set("title", "Tea")
        .set("about", "Again.");
    let answer = form.send();
    // Refusing the title and giving another address are both kind; mixing the two rooms up is not.
    if answer.status == 422 {
        answer.error_for("title");
    } else {
        let second = ana.path_of(&answer.follow().address);
        assert_ne!(first, second);
        ana.say(&first, "In the first.");
        assert_eq!(ana.open(&second).posts(), []);
    }
}

fn a_title_in_any_script_makes_an_address(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for title in [
        "Crème brûlée",
        "日本語",
        "Чай",
        "¿?",
        "🐝",
        "live",
        "2026",
        "feed.atom",
    ] {
        let room = ana.open_room(title, "");
        let page = Visitor::new(&wall).open(&room);
        assert_eq!(page.text("h1"), title);
        assert!(
            room.is_ascii(),
            "{room} is no address that every client can type"
        );
        assert_eq!(
            ana.open(&room).ids(),
            [0_u64; 0],
            "{title} led to another room"
        );
    }
}

fn a_room_that_nobody_opened_is_not_there(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for path in [
        "/rooms/nowhere",
        "/rooms/nowhere/settings",
        "/rooms/nowhere/delete",
    ] {
        assert_eq!(ana.get(path).status, 404, "{path}");
    }
    assert_eq!(ana.get("/rooms/nowhere/2026/01/01").status, 404);
}

fn a_discussion_is_deleted_after_confirmation_and_comes_back(wall: Wall) {
    let (ana, room) = room(&wall);
    let said = ana.say(&room, "Remember this.");
    let form = open_deletion(&ana, &room).form(&format!("{room}/delete"));
    let answer = form.set("confirm", slug(&room)).send();
    assert_eq!(answer.location(), format!("{}{room}", wall.origin));

    let gone = answer.follow();
    assert_eq!(gone.status, 410);
    let stranger = Visitor::new(&wall);
    let seen = stranger.get(&room);
    assert_eq!(seen.status, 410);
    assert!(!seen.says("Remember this."));
    assert!(
        !seen.has_form(&format!("{room}/restore")),
        "a stranger may bring it back"
    );
    assert!(
        !stranger.open("/rooms").has("li.room"),
        "a deleted room is still listed"
    );
    assert_eq!(stranger.get(&format!("/posts/{said}")).status, 410);

    let back = gone.form(&format!("{room}/restore")).submit();
    assert_eq!(back.entry(said).words, "Remember this.");
    assert_eq!(stranger.open(&room).ids(), [said]);
    assert!(stranger.open("/rooms").has("li.room"));
}

fn a_deletion_that_is_not_confirmed_deletes_nothing(wall: Wall) {
    let (ana, room) = room(&wall);
    for confirmed in ["", "coffee", "tea ?"] {
        let form = open_deletion(&ana, &room).form(&format!("{room}/delete"));
        let refused = form.set("confirm", confirmed).send();
        assert_eq!(refused.status, 422, "{confirmed:?} deleted the room");
        refused.error_for("confirm");
        assert_eq!(
            refused.form(&format!("{room}/delete")).value("confirm"),
            Some(confirmed)
        );
    }
    assert_eq!(ana.get(&room).status, 200);
}

fn only_who_may_is_offered_to_delete_a_discussion(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, room) = room(&wall);
    let bob = Visitor::named(&wall, "Bob");
    assert!(
        leads_to_deletion(&ana.open(&room), &room),
        "who opened it may delete it"
    );
    assert!(
        leads_to_deletion(&owner.open(&room), &room),
        "the owner may delete it"
    );
    assert!(
        !leads_to_deletion(&bob.open(&room), &room),
        "anybody may delete it"
    );
    let path = format!("{room}/delete");
    assert_eq!(bob.get(&path).status, 403);
    assert_eq!(Visitor::new(&wall).get(&path).status, 401);
}

fn a_room_gets_another_title_and_keeps_its_address(wall: Wall) {
    let (ana, room) = room(&wall);
    let form = ana
        .open(&format!("{room}/settings"))
        .form(&format!("{room}/settings"));
    assert_eq!(
        (form.value("title"), form.value("about")),
        (Some("Tea"), Some("Leaves."))
    );
    form.set("title", "Coffee").set("about", "Beans.").submit();
    let page = Visitor::new(&wall).open(&room);
    assert_eq!(page.text("h1"), "Coffee");
    assert!(page.words().contains("Beans."));
}

fn only_who_may_changes_a_rooms_settings(wall: Wall) {
    let (_ana, room) = room(&wall);
    let settings = format!("{room}/settings");
    let bob = Visitor::named(&wall, "Bob");
    assert_eq!(bob.get(&settings).status, 403);
    assert!(!bob.open(&room).has(&format!("a[href='{settings}']")));
    assert_eq!(Visitor::new(&wall).get(&settings).status, 401);
}

fn a_day_of_a_room_is_an_archive(wall: Wall) {
    let (ana, room) = room(&wall);
    let said = ana.say(&room, "Said today.");
    let page = Visitor::new(&wall).open(&room);
    let day = page
        .first("h2.day a")
        .attr("href")
        .expect("the day's address")
        .to_owned();
    assert!(day.starts_with(&format!("{room}/")), "{day}");
    assert_eq!(page.visitor.open(&day).ids(), [said]);
    assert!(page.has("h2.day time[datetime]"));
}

fn a_day_of_the_wall_is_an_archive(wall: Wall) {
    let post = Visitor::named(&wall, "Ana").write("Written today.");
    let stranger = Visitor::new(&wall);
    let page = stranger.open("/");
    let day = page
        .first("h2.day a")
        .attr("href")
        .expect("the day's address")
        .to_owned();
    assert_eq!(stranger.open(&day).ids(), [post]);
    let last_year = Utc::now().year() - 1;
    let before = stranger.get(&format!("/{last_year}/01/01"));
    assert!([200, 404].contains(&before.status), "{}", before.status);
    assert_eq!(
        before.posts(),
        [],
        "another day shows what was written today"
    );
}

fn no_day_but_a_real_one_has_an_archive(wall: Wall) {
    let (ana, room) = room(&wall);
    for day in [
        "2026/02/30",
        "2026/13/01",
        "2026/00/10",
        "2026/1/32",
        "abcd/01/01",
        "99999/01/01",
    ] {
        assert_eq!(ana.get(&format!("/{day}")).status, 404, "{day}");
        assert_eq!(ana.get(&format!("{room}/{day}")).status, 404, "{day}");
    }
}

fn new_messages_since_the_last_visit_are_marked(wall: Wall) {
    let (ana, room) = room(&wall);
    let bob = Visitor::named(&wall, "Bob");
    let old = bob.say(&room, "Seen.");
    ana.open(&room);
    let wall = wall.restart_after(crate::support::tables::an_hour_passes);
    let (ana, bob) = (ana.following(&wall), bob.following(&wall));
    let fresh = bob.say(&room, "Unseen.");
    let source = ana.open(&room).source();
    let place = |needle: String| {
        source
            .find(&needle)
            .unwrap_or_else(|| panic!("no {needle}"))
    };
    let line = place("id=\"new\"".to_owned());
    assert!(place(format!("id=\"p{old}\"")) < line && line < place(format!("id=\"p{fresh}\"")));
}

/// Ana, and the room about tea that she opened.
fn room(wall: &Wall) -> (Visitor, String) {
    let ana = Visitor::named(wall, "Ana");
    let room = ana.open_room("Tea", "Leaves.");
    (ana, room)
}

fn slug(room: &str) -> &str {
    room.strip_prefix("/rooms/").expect("a room's address")
}

fn open_reply(visitor: &Visitor, room: &str, message: u64) -> Page {
    let page = visitor.open(room);
    let link = page.first(&format!(
        "article#p{message} .acts a[href*='reply={message}']"
    ));
    visitor.open(link.attr("href").expect("an address"))
}

/// Whether the room's page offers to delete it: by a link, or by a form that only opens a page.
fn leads_to_deletion(page: &Page, room: &str) -> bool {
    page.has(&format!("a[href='{room}/delete']")) || page.has_form(&format!("{room}/delete"))
}

fn open_deletion(visitor: &Visitor, room: &str) -> Page {
    assert!(
        leads_to_deletion(&visitor.open(room), room),
        "nothing leads to the deletion"
    );
    visitor.open(&format!("{room}/delete"))
}
