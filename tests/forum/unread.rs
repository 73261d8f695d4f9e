//! What is unread: how much of it each room has, the way to the first of it, and marking it as read.

use crate::support::page::words;
use crate::support::stream::Stream;
use crate::support::tables::{self, an_hour_passes};
use crate::support::{Page, Visitor, Wall};

on_both![
    rooms_say_how_much_is_unread_and_lead_to_the_first,
    whoever_reads_on_from_the_first_has_read_all_at_the_end,
    one_room_is_marked_as_read_and_so_are_all,
    what_nobody_may_see_is_not_counted,
    no_more_is_counted_than_anybody_would_read,
    all_that_is_unread_stands_on_one_page,
    the_wall_has_its_way_to_the_first_unread_post,
    what_is_seen_as_it_is_said_is_read,
    what_is_unread_stays_so_when_the_wall_starts_again,
];

/// What the list of rooms says of a room.
fn unread(visitor: &Visitor, room: &str) -> Option<String> {
    let page = visitor.open("/rooms");
    let way = format!("ul.unread a[href='{room}/unread']");
    page.maybe(&way).map(words)
}

/// The page that the way to what is unread leads to.
fn jump(visitor: &Visitor, path: &str) -> Page {
    let answer = visitor.get(path);
    assert_eq!(answer.status, 303, "{path}");
    answer.follow()
}

/// A room of Ana's that Bob has read.
fn room(wall: &Wall) -> (Visitor, Visitor, String) {
    let (ana, bob) = (Visitor::named(wall, "Ana"), Visitor::named(wall, "Bob"));
    let room = ana.open_room("Tea", "");
    ana.say(&room, "Read.");
    bob.open(&room);
    (ana, bob, room)
}

fn rooms_say_how_much_is_unread_and_lead_to_the_first(wall: Wall) {
    let (ana, bob, room) = room(&wall);
    assert_eq!(unread(&bob, &room), None);
    let first = ana.say(&room, "One.");
    assert_eq!(unread(&bob, &room).as_deref(), Some("One unread"));
    ana.say(&room, "Two.");
    assert_eq!(unread(&bob, &room).as_deref(), Some("2 unread"));
    assert_eq!(unread(&ana, &room), None, "her own words");
    assert!(!Visitor::new(&wall).open("/rooms").has("ul.unread"));

    let answer = bob.get(&format!("{room}/unread"));
    assert!(answer.location().ends_with(&format!("#p{first}")));
    let page = answer.follow();
    assert_eq!(page.ids().iter().min(), Some(&first));
    let source = page.source();
    let line = source.find("id=\"new\"").expect("where the new begins");
    assert!(line < source.find(&format!("id=\"p{first}\"")).expect("the first"));
    // That was the end of it.
    assert_eq!(unread(&bob, &room), None);
    let page = jump(&bob, &format!("{room}/unread"));
    assert!(page.says("Read.") && page.says("Two."), "the newest page");
    // Who was never there has read what was said before they came here.
    let zoe = Visitor::named(&wall, "Zoe");
    assert_eq!(unread(&zoe, &room), None);
    ana.say(&room, "Three.");
    assert_eq!(unread(&zoe, &room).as_deref(), Some("One unread"));
}

fn whoever_reads_on_from_the_first_has_read_all_at_the_end(wall: Wall) {
    let (ana, bob, room) = room(&wall);
    let said: Vec<u64> = (0..60)
        .map(|n| ana.say(&room, &format!("number {n}.")))
        .collect();
    let mut page = jump(&bob, &format!("{room}/unread"));
    assert_eq!(page.ids().iter().min(), said.first());
    assert!(page.has("#new"));
    assert_eq!(unread(&bob, &room).as_deref(), Some("60 unread"));
    let mut pages = 1;
    while let Some(newer) = page.link_rel("prev") {
        page = bob.open(&newer);
        pages += 1;
    }
    assert!(pages > 1 && page.ids().contains(&said[59]));
    assert_eq!(unread(&bob, &room), None);
}

fn one_room_is_marked_as_read_and_so_are_all(wall: Wall) {
    let (ana, bob, tea) = room(&wall);
    let coffee = ana.open_room("Coffee", "");
    let water = ana.open_room("Water", "");
    for room in [&tea, &coffee, &water] {
        ana.say(room, "Unread.");
    }
    let page = bob.open("/rooms");
    ana.say(&tea, "After the page was opened.");
    let page = page.form(&format!("{tea}/read")).submit();
    assert_eq!(page.address, format!("{}/rooms", wall.origin));
    assert_eq!(unread(&bob, &tea).as_deref(), Some("One unread"));
    assert_eq!(unread(&bob, &coffee).as_deref(), Some("One unread"));
    let page = bob.open("/rooms").form("/unread/read").submit();
    assert!(!page.has("ul.unread"), "{}", page.words());
    assert!(bob.open("/unread").says("You have read everything."));
    // A row for each room, whatever is said there.
    let visits = tables::rows(&wall.database(), "visit");
    assert!(visits.len() <= 10, "{visits:?}");
    // Others have their own.
    let zoe = Visitor::named(&wall, "Zoe");
    ana.say(&tea, "For Zoe.");
    assert_eq!(unread(&zoe, &tea).as_deref(), Some("One unread"));
    bob.open("/rooms").form("/unread/read").submit();
    assert_eq!(unread(&zoe, &tea).as_deref(), Some("One unread"));
}

fn what_nobody_may_see_is_not_counted(wall: Wall) {
    let olga = Visitor::owner(&wall, "Olga");
    let (ana, bob, room) = room(&wall);
    let deleted = ana.say(&room, "Too hasty.");
    let held = ana.say(&room, "Too loud.");
    assert_eq!(unread(&bob, &room).as_deref(), Some("2 unread"));
    let delete = format!("/posts/{deleted}/delete");
    ana.open(&format!("/posts/{deleted}"))
        .form(&delete)
        .submit();
    assert_eq!(unread(&bob, &room).as_deref(), Some("One unread"));
    crate::support::furnished::order(&olga, held, "hold", "room");
    assert_eq!(unread(&bob, &room), None);
    assert!(!bob.open("/unread").says("Too"));
    // A room that somebody is banned from has nothing for them.
    let said = bob.say(&room, "Me?");
    crate::support::furnished::order(&olga, said, "ban", "room");
    ana.say(&room, "He is gone.");
    assert_eq!(unread(&bob, &room), None);
    assert!(!bob.open("/unread").says("He is gone."));
    assert_eq!(bob.get(&format!("{room}/unread")).status, 403);
}

fn no_more_is_counted_than_anybody_would_read(wall: Wall) {
    let (ana, bob, room) = room(&wall);
    for n in 0..101 {
        ana.say(&room, &format!("number {n}."));
    }
    let said = unread(&bob, &room);
    assert_eq!(said.as_deref(), Some("More than 99 unread"));
}

fn all_that_is_unread_stands_on_one_page(wall: Wall) {
    let (ana, bob, room) = room(&wall);
    bob.open("/");
    assert!(bob.open("/unread").says("You have read everything."));
    let said: Vec<u64> = (1..=5)
        .map(|n| ana.say(&room, &format!("*Message* {n}.")))
        .collect();
    ana.write("A post.");
    let page = bob.open("/unread");
    assert_eq!(page.all("section.unread").len(), 2);
    let sections: Vec<String> = page.all("section.unread").into_iter().map(words).collect();
    assert!(sections[0].starts_with("The wall"), "{sections:?}");
    for words in ["Tea", "5 unread", "Ana: “Message 1.”", "Message 3."] {
        assert!(
            page.says(words) || page.says(&words.replace(['“', '”'], "")),
            "{words}: {}",
            page.words()
        );
    }
    assert!(!page.says("Message 4."), "only how it begins");
    let way = page.first(&format!("section.unread a[href='/posts/{}']", said[0]));
    assert!(words(way).contains("Message 1."));
    let page = page.form(&format!("{room}/read")).submit();
    assert!(page.address.ends_with("/unread"), "{}", page.address);
    assert_eq!(page.all("section.unread").len(), 1);
    let page = page.form("/unread/read").submit();
    assert!(page.says("You have read everything."));
    // In French, and with nothing about letters where there is no mail.
    let chloe = Visitor::reading(&wall, "fr");
    chloe.take("Chloé");
    ana.say(&room, "Encore.");
    let page = chloe.open("/unread");
    assert!(page.says("Un non lu"), "{}", page.words());
    assert!(!page.has("a[href$='/account/letters']"));
}

fn the_wall_has_its_way_to_the_first_unread_post(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    bob.open("/");
    let first = ana.write("One.");
    ana.write("Two.");
    let page = jump(&bob, "/posts/unread");
    assert_eq!(page.ids().iter().min(), Some(&first));
    assert!(page.has("#new"));
    assert!(bob.open("/unread").says("You have read everything."));
}

fn what_is_seen_as_it_is_said_is_read(wall: Wall) {
    let (ana, bob, room) = room(&wall);
    let mut stream = Stream::of(wall.address(), &bob, &format!("{room}/live"));
    stream.until("Read.");
    ana.say(&room, "As it is said.");
    stream.until("As it is said.");
    assert_eq!(unread(&bob, &room), None);
    drop(stream);
    // The program hears only from what it says next that nobody listens.
    ana.say(&room, "Into the void.");
    crate::support::programs::eventually("he is gone", || {
        ana.say(&room, "Hello?");
        unread(&bob, &room).is_some()
    });
}

fn what_is_unread_stays_so_when_the_wall_starts_again(wall: Wall) {
    let (ana, bob, room) = room(&wall);
    ana.say(&room, "Unread.");
    let wall = wall.restart_after(an_hour_passes);
    let bob = bob.following(&wall);
    assert_eq!(unread(&bob, &room).as_deref(), Some("One unread"));
    bob.open(&room);
    let wall = wall.restart();
    assert_eq!(unread(&bob.following(&wall), &room), None);
}
