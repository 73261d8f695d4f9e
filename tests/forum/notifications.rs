//! Who is told of what: mentions, answers, comments, and what was said where somebody follows.

use crate::support::furnished::order;
use crate::support::inside::{happens, ruled};
use crate::support::page::words;
use crate::support::programs::eventually;
use crate::support::terminal::Terminal;
use crate::support::{Backend, Page, Setup, Visitor, Wall};
use thewall::log::Event;

on_both![
    a_name_after_an_at_leads_to_its_person_and_tells_them,
    a_name_in_code_or_of_nobody_tells_nobody,
    names_with_accents_and_blanks_are_found,
    answers_and_comments_tell_whoever_wrote_what_they_are_about,
    a_post_on_somebodys_wall_tells_them,
    whoever_follows_a_room_is_told_and_whoever_mutes_it_is_not,
    whoever_comments_follows_the_thread_until_they_mute_it,
    a_post_that_waits_tells_nobody_until_it_is_released,
    nobody_is_told_of_what_stands_under_a_post_that_waits,
    what_is_deleted_is_neither_shown_nor_counted,
    a_change_tells_whom_it_names_and_nobody_twice,
    what_is_read_is_marked_by_a_button_by_all_and_by_opening_it,
    notifications_go_on_on_further_pages,
    who_is_banned_from_a_room_is_told_of_nothing_there,
    what_an_import_brings_tells_nobody,
    what_came_before_one_came_or_followed_is_no_news_after_a_restart,
    two_processes_tell_once,
    whoever_is_forgotten_is_told_of_nothing_and_leaves_no_trace,
    strangers_are_asked_who_they_are,
];

/// What somebody is told of, from the newest on, each in a line.
fn told(visitor: &Visitor) -> Vec<String> {
    let page = visitor.open("/notifications");
    page.all("ol.notices > li").into_iter().map(words).collect()
}

/// Waits until somebody is told of so many things.
fn has_heard(visitor: &Visitor, count: usize) -> Vec<String> {
    let mut heard = Vec::new();
    eventually("somebody is told", || {
        heard = told(visitor);
        heard.len() == count
    });
    heard
}

/// Waits until everything that was said so far is told: somebody else is told of what comes last.
fn all_is_told(wall: &Wall) {
    let marker = Visitor::named(wall, "Marker");
    let speaker = Visitor::named(wall, "Speaker");
    let before = told(&marker).len();
    speaker.write("@Marker, the end.");
    has_heard(&marker, before + 1);
    marker.leave();
    speaker.leave();
}

/// How many the navigation counts.
fn counted(visitor: &Visitor) -> Option<String> {
    let page = visitor.open("/rooms");
    let link = page.text("header nav a[href$='/notifications']");
    let count = link.strip_prefix("Notifications").expect("the way there");
    Some(count.trim().to_owned()).filter(|count| !count.is_empty())
}

fn press(page: &Page, action: &str, wish: &str) -> Page {
    let form = page.forms(action).into_iter();
    let form = form.map(|form| (form.value("wish").map(str::to_owned), form));
    let found = form.into_iter().find(|(at, _)| at.as_deref() == Some(wish));
    let (_, form) = found.unwrap_or_else(|| panic!("no {wish} on {}", page.name()));
    form.submit()
}

fn reply(visitor: &Visitor, room: &str, to: u64, body: &str) -> u64 {
    let page = visitor.open(&format!("{room}?reply={to}"));
    let form = page.form(&format!("{room}/posts"));
    form.set("body", body).submit().landed_on()
}

fn a_name_after_an_at_leads_to_its_person_and_tells_them(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    assert_eq!(counted(&ana), None);
    let post = bob.write("Hello @ana, how are you? Ask bob@ana.example or @Nobody.");
    let page = Visitor::new(&wall).open("/");
    let links = page.all(&format!("article#p{post} .e-content a"));
    assert_eq!(links.len(), 1, "{}", page.source());
    assert_eq!(links[0].attr("href"), Some("/people/Ana"));
    assert_eq!(words(links[0]), "@ana");
    let heard = has_heard(&ana, 1);
    for said in ["New", "Bob", "named you", "The wall", "Hello @ana, how are"] {
        assert!(heard[0].contains(said), "{heard:?}");
    }
    assert_eq!(counted(&ana).as_deref(), Some("(1)"));
    let page = ana.open("/notifications");
    let there = page.first("ol.notices p.said a").attr("href");
    assert_eq!(there, Some(&*format!("/posts/{post}#p{post}")));
    // Nobody else is told, and neither is who said it.
    bob.write("I am @Bob.");
    all_is_told(&wall);
    assert!(told(&bob).is_empty());
    let page = Visitor::reading(&wall, "fr");
    page.take("Chloé");
    assert!(page.open("/notifications").says("Rien pour l’instant"));
}

fn a_name_in_code_or_of_nobody_tells_nobody(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = bob.write("`@Ana` and [@Ana](https://example.com/)\n\n```\n@Ana\n```");
    all_is_told(&wall);
    assert!(told(&ana).is_empty());
    assert!(!bob.open("/").has(&format!("article#p{post} a.mention")));
}

fn names_with_accents_and_blanks_are_found(wall: Wall) {
    let bob = Visitor::named(&wall, "Bob");
    for name in ["Zoé Ñandú", "Борис", "O'Brien", "Jean-Luc"] {
        let visitor = Visitor::named(&wall, name);
        let post = bob.write(&format!("So says @{name}, who knows."));
        let page = bob.open("/");
        let link = page.first(&format!("article#p{post} a.mention"));
        assert_eq!(words(link), format!("@{name}"));
        let address = link.attr("href").expect("an address").to_owned();
        assert_eq!(bob.open(&address).text("h1"), name);
        has_heard(&visitor, 1);
    }
    // The longest name that there is counts.
    let (ana, maria) = (
        Visitor::named(&wall, "Ana"),
        Visitor::named(&wall, "Ana Maria"),
    );
    bob.write("@Ana Maria is meant.");
    has_heard(&maria, 1);
    assert!(told(&ana).is_empty());
}

fn answers_and_comments_tell_whoever_wrote_what_they_are_about(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    let question = ana.say(&room, "Black or green?");
    let answer = reply(&bob, &room, question, "Green.");
    let heard = has_heard(&ana, 1);
    assert!(heard[0].contains("answered you") && heard[0].contains("Tea"));
    // What one says to oneself tells nobody.
    reply(&bob, &room, answer, "Or white.");
    let post = ana.write("A post.");
    bob.comment(post, "A comment.");
    let heard = has_heard(&ana, 2);
    assert!(heard[0].contains("commented on your post"), "{heard:?}");
    all_is_told(&wall);
    assert!(told(&bob).is_empty());
}

fn a_post_on_somebodys_wall_tells_them(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let form = bob.open("/people/Ana").form("/people/Ana/posts");
    form.set("body", "Happy birthday!").submit();
    let heard = has_heard(&ana, 1);
    assert!(heard[0].contains("wrote on your wall"), "{heard:?}");
    assert!(heard[0].contains("The wall of Ana"), "{heard:?}");
}

fn whoever_follows_a_room_is_told_and_whoever_mutes_it_is_not(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    let action = format!("{room}/following");
    let page = press(&bob.open(&room), &action, "follow");
    assert!(page.says("You follow this."));
    ana.say(&room, "The first.");
    assert!(has_heard(&bob, 1)[0].contains("wrote where you follow"));
    let said = bob.say(&room, "Thanks.");
    let page = press(&bob.open(&room), &action, "mute");
    assert!(page.says("You muted this"));
    ana.say(&room, "The second.");
    reply(&ana, &room, said, "An answer.");
    ana.say(&room, "@Bob, your name.");
    let heard = has_heard(&bob, 2);
    assert!(heard[0].contains("named you"), "{heard:?}");
    // What is followed and muted stands on a page, and is changed there.
    let page = bob.open("/notifications/following");
    assert!(page.text("ul.notices li").contains("Muted Tea"));
    let page = press(&page, &action, "leave");
    assert!(page.says("You follow and mute nothing"), "{}", page.words());
    // The wall itself is followed from there.
    let page = press(&page, "/posts/following", "follow");
    assert!(page.text("ul.notices").contains("The wall"));
    ana.write("On the wall.");
    has_heard(&bob, 3);
}

fn whoever_comments_follows_the_thread_until_they_mute_it(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let zoe = Visitor::named(&wall, "Zoe");
    let post = ana.write("A post.");
    bob.comment(post, "A comment.");
    has_heard(&ana, 1);
    zoe.comment(post, "Another.");
    let heard = has_heard(&bob, 1);
    assert!(heard[0].contains("went on in a thread"), "{heard:?}");
    let (path, action) = (format!("/posts/{post}"), format!("/posts/{post}/following"));
    let page = bob.open(&path);
    assert!(page.says("You follow this."));
    press(&page, &action, "mute");
    // Who wrote the post is told without following, and can mute it as well.
    press(&ana.open(&path), &action, "mute");
    zoe.comment(post, "Does anybody hear?");
    bob.comment(post, "Nobody.");
    zoe.comment(post, "@Bob, you do.");
    has_heard(&bob, 2);
    all_is_told(&wall);
    assert_eq!(told(&ana).len(), 2);
    assert_eq!(told(&zoe).len(), 1, "the comment of Bob");
}

fn a_post_that_waits_tells_nobody_until_it_is_released(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let wall = ruled(wall, |rules| rules.hold_newcomers = true);
    let owner = owner.following(&wall);
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = bob.write("@Ana, the secret.");
    owner.write("@Ana, the first.");
    let heard = has_heard(&ana, 1);
    assert!(heard[0].contains("the first"));
    assert_eq!(counted(&ana).as_deref(), Some("(1)"));
    let post = i64::try_from(post).expect("a number");
    let released = Event::PostReleased {
        post,
        by: 1,
        batch: None,
    };
    happens(&wall, released);
    assert!(has_heard(&ana, 2)[0].contains("the secret"));
    // Held again, it is told to nobody any more.
    let held = Event::PostHeld {
        post,
        by: Some(1),
        batch: None,
        reason: None,
    };
    happens(&wall, held);
    assert_eq!(has_heard(&ana, 1).len(), 1);
    assert_eq!(counted(&ana).as_deref(), Some("(1)"));
}

fn nobody_is_told_of_what_stands_under_a_post_that_waits(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = bob.write("A question.");
    bob.comment(post, "@Ana, the secret.");
    has_heard(&ana, 1);
    order(&owner, post, "hold", "room");
    assert!(told(&ana).is_empty());
    assert_eq!(counted(&ana), None);
    // Nor is anybody of what is said there meanwhile.
    owner.comment(post, "@Ana, behind the curtain.");
    all_is_told(&wall);
    assert!(told(&ana).is_empty());
    order(&owner, post, "release", "room");
    assert!(has_heard(&ana, 1)[0].contains("the secret"));
    assert_eq!(counted(&ana).as_deref(), Some("(1)"));
}

fn what_is_deleted_is_neither_shown_nor_counted(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = bob.write("@Ana, too hasty a word.");
    has_heard(&ana, 1);
    let delete = format!("/posts/{post}/delete");
    let page = bob.open(&format!("/posts/{post}")).form(&delete).submit();
    assert!(told(&ana).is_empty());
    assert_eq!(counted(&ana), None);
    page.form(&format!("/posts/{post}/restore")).submit();
    assert_eq!(told(&ana).len(), 1);
    // What is said in a deleted room is gone with it.
    let room = bob.open_room("Tea", "");
    bob.say(&room, "@Ana, in a room.");
    has_heard(&ana, 2);
    let form = bob.open(&format!("{room}/delete"));
    let form = form.form(&format!("{room}/delete"));
    form.set("confirm", "tea").submit();
    assert_eq!(told(&ana).len(), 1);
    assert_eq!(counted(&ana).as_deref(), Some("(1)"));
}

fn a_change_tells_whom_it_names_and_nobody_twice(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let zoe = Visitor::named(&wall, "Zoe");
    let post = bob.write("Hello @Ana.");
    has_heard(&ana, 1);
    bob.edit(post, "Hello @Ana and @Zoe.");
    has_heard(&zoe, 1);
    bob.edit(post, "Hello @Zoe and @Ana!");
    all_is_told(&wall);
    assert_eq!(told(&ana).len(), 1);
    let heard = told(&zoe);
    assert_eq!(heard.len(), 1);
    assert!(heard[0].contains("Hello @Zoe and @Ana!"), "as it is now");
}

fn what_is_read_is_marked_by_a_button_by_all_and_by_opening_it(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let posts: Vec<u64> = (1..=4)
        .map(|n| bob.write(&format!("@Ana, number {n}.")))
        .collect();
    has_heard(&ana, 4);
    let page = ana.open("/notifications");
    let forms = page.forms("/notifications/read");
    assert_eq!(forms.len(), 4);
    let page = forms.into_iter().next().expect("a form").submit();
    assert_eq!(
        page.address,
        format!("{}/notifications#n{}", wall.origin, posts[3])
    );
    assert_eq!(page.all("ol.notices > li.unread").len(), 3);
    assert_eq!(counted(&ana).as_deref(), Some("(3)"));
    // By opening it: at once in the list, and in the count once it is written.
    ana.open(&format!("/posts/{}", posts[2]));
    let page = ana.open("/notifications");
    assert_eq!(page.all("ol.notices > li.unread").len(), 2);
    eventually("it is written", || counted(&ana).as_deref() == Some("(2)"));
    // What comes after the page was opened is not marked with the rest.
    let page = ana.open("/notifications");
    bob.write("@Ana, number 5.");
    has_heard(&ana, 5);
    page.form("/notifications/read-all").submit();
    assert_eq!(counted(&ana).as_deref(), Some("(1)"));
    let page = ana.open("/notifications").form("/notifications/read-all");
    let page = page.submit();
    assert!(!page.has("ol.notices > li.unread"));
    assert_eq!(page.all("ol.notices > li").len(), 5, "read ones stay");
    assert_eq!(counted(&ana), None);
    // Nobody marks what somebody else is told of.
    bob.write("@Ana, number 6.");
    has_heard(&ana, 6);
    let stolen = ana.open("/notifications").form("/notifications/read");
    let body = stolen.encoded();
    let kind = "application/x-www-form-urlencoded";
    bob.post("/notifications/read", kind, body);
    assert_eq!(counted(&ana).as_deref(), Some("(1)"));
}

fn notifications_go_on_on_further_pages(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = bob.open_room("Tea", "");
    press(&ana.open(&room), &format!("{room}/following"), "follow");
    for n in 1..=104 {
        bob.say(&room, &format!("number {n}."));
    }
    eventually("all is told", || {
        told(&ana)
            .first()
            .is_some_and(|line| line.contains("number 104."))
    });
    assert_eq!(counted(&ana).as_deref(), Some("(99+)"));
    let first = ana.open("/notifications");
    assert_eq!(first.all("ol.notices > li").len(), 50);
    let second = ana.open(&first.link_rel("next").expect("older ones"));
    let third = ana.open(&second.link_rel("next").expect("older ones"));
    assert_eq!(third.all("ol.notices > li").len(), 4);
    assert!(third.link_rel("next").is_none());
    assert!(words(third.all("ol.notices > li")[3]).contains("number 1."));
    let back = ana.open(&third.link_rel("prev").expect("newer ones"));
    assert_eq!(back.all("ol.notices > li").len(), 50);
}

fn who_is_banned_from_a_room_is_told_of_nothing_there(wall: Wall) {
    let olga = Visitor::owner(&wall, "Olga");
    let bob = Visitor::named(&wall, "Bob");
    let room = olga.open_room("Tea", "");
    let said = bob.say(&room, "Loud!");
    olga.say(&room, "@Bob, quiet.");
    has_heard(&bob, 1);
    crate::support::furnished::order(&olga, said, "ban", "room");
    assert!(told(&bob).is_empty());
    assert_eq!(counted(&bob), None);
    olga.say(&room, "@Bob is gone.");
    olga.write("@Bob, on the wall.");
    let heard = has_heard(&bob, 1);
    assert!(heard[0].contains("on the wall"), "{heard:?}");
}

fn what_an_import_brings_tells_nobody(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Old tea", "");
    press(&ana.open(&room), &format!("{room}/following"), "follow");
    let line =
        r#"{"room":"Old tea","author":"Zed","at":"2015-03-01T20:15:00Z","body":"@Ana, long ago."}"#;
    let file = wall.folder().join("tea.jsonl");
    std::fs::write(&file, format!("{line}\n")).expect("a file");
    wall.run(&["import", &file.to_string_lossy()])
        .expect_success();
    all_is_told(&wall);
    assert!(told(&ana).is_empty());
}

fn what_came_before_one_came_or_followed_is_no_news_after_a_restart(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let tea = ana.open_room("Tea", "");
    ana.say(&tea, "Welcome, @Dora.");
    let dora = Visitor::named(&wall, "Dora");
    press(&bob.open(&tea), &format!("{tea}/following"), "follow");
    let wall = wall.restart();
    let (ana, bob) = (ana.following(&wall), bob.following(&wall));
    let dora = dora.following(&wall);
    all_is_told(&wall);
    assert_eq!((told(&dora), told(&bob)), (Vec::new(), Vec::new()));
    ana.say(&tea, "Welcome again, @Dora.");
    has_heard(&dora, 1);
    has_heard(&bob, 1);
}

fn two_processes_tell_once(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let beside = wall.beside();
    for n in 1..=10 {
        bob.write(&format!("@Ana, number {n}."));
    }
    has_heard(&ana, 10);
    all_is_told(&wall);
    assert_eq!(told(&ana).len(), 10);
    assert!(!beside.log().contains("cannot follow"), "{}", beside.log());
    assert!(!wall.log().contains("cannot follow"), "{}", wall.log());
}

fn whoever_is_forgotten_is_told_of_nothing_and_leaves_no_trace(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("A post.");
    bob.comment(post, "A comment for @Ana.");
    has_heard(&ana, 1);
    ana.comment(post, "Another.");
    has_heard(&bob, 1);
    let form = ana.open("/account/delete").form("/account/delete");
    form.add("words", "delete").set("confirm", "Ana").submit();
    all_is_told(&wall);
    let id = post - 1;
    for table in ["notice", "subscription", "digest"] {
        let rows = crate::support::tables::rows(&wall.database(), table);
        let begins = [format!("{id},"), format!("({id},")];
        let own = rows
            .iter()
            .find(|row| begins.iter().any(|b| row.starts_with(b)));
        assert_eq!(own, None, "{table}");
    }
    // What they said is gone, and that it was told; their name in others' words leads nowhere.
    assert!(told(&bob).is_empty());
    assert!(!bob.open(&format!("/posts/{}", post + 1)).has("a.mention"));
}

fn strangers_are_asked_who_they_are(wall: Wall) {
    let stranger = Visitor::new(&wall);
    for path in [
        "/notifications",
        "/notifications/following",
        "/unread",
        "/posts/unread",
    ] {
        let page = stranger.get(path);
        assert_eq!(page.status, 401, "{path}");
        assert!(page.has("form[action$='/login']"), "{path}");
    }
    let page = stranger.open("/");
    assert!(!page.has("a[href$='/notifications']") && !page.has("form[method='post']"));
}

#[test]
fn notifications_are_read_in_lynx() {
    read_in(Terminal::lynx);
}

#[test]
fn notifications_are_read_in_w3m() {
    read_in(Terminal::w3m);
}

fn read_in(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    let browser = open(&format!("{}/login", wall.origin));
    browser.wait_for("Password").fill("Pseudonym", "Firefly");
    browser.follow("Take").wait_for("Leave");
    let bob = Visitor::named(&wall, "Bob");
    bob.write("Good evening, @Firefly!");
    eventually("Firefly is told", || {
        !crate::support::tables::rows(&wall.database(), "notice").is_empty()
    });
    browser.follow("Rooms").wait_for("Notifications (1)");
    browser.follow("Notifications").wait_for("Mark as read");
    browser.wait_for("Good evening, @Firefly!");
    browser
        .follow("Mark as read")
        .wait_until("it is read", |screen| {
            screen.contains("Good evening") && !screen.contains("Mark as read")
        });
    // A thread is followed on its page.
    browser.follow("Good evening").wait_for("Mute");
    browser.follow("Follow").wait_for("You follow this.");
}
