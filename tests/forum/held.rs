//! What waits for a moderator: its author sees that it waits, those who keep order see it, and to
//! everybody else there is no such post, wherever they look.

use crate::files::png;
use crate::support::furnished::order;
use crate::support::inside::{happens, ruled};
use crate::support::programs::eventually;
use crate::support::stream::Stream;
use crate::support::{Visitor, Wall};
use chrono::Utc;
use thewall::log::Event;

on_both![
    its_author_sees_that_a_post_waits,
    nobody_else_finds_a_post_that_waits,
    a_comment_that_waits_is_seen_by_its_author_alone,
    nothing_under_a_post_that_waits_is_found_by_its_number,
    streams_hear_of_a_post_when_it_is_released,
    what_is_held_later_leaves_the_streams,
    a_wait_is_not_answered_by_what_nobody_sees,
    a_room_that_approves_holds_what_others_say,
    a_slow_room_says_how_long_to_wait,
    what_is_locked_takes_no_comments_and_no_answers,
];

/// A wall on which everything that newcomers write waits.
fn watchful(wall: Wall) -> Wall {
    ruled(wall, |rules| rules.hold_newcomers = true)
}

fn release(wall: &Wall, post: u64) {
    let post = i64::try_from(post).expect("a number");
    happens(
        wall,
        Event::PostReleased {
            post,
            by: 1,
            batch: None,
        },
    );
}

fn its_author_sees_that_a_post_waits(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let wall = watchful(wall);
    let (owner, ana) = (owner.following(&wall), Visitor::named(&wall, "Ana"));
    let post = ana.write("May I come in?");
    for address in ["/".to_owned(), format!("/posts/{post}")] {
        for sees in [&ana, &owner] {
            let page = sees.open(&address);
            let article = format!("article#p{post}.held");
            assert!(page.text(&article).contains("waits for a moderator"));
            assert_eq!(page.entry(post).words, "May I come in?");
        }
    }
    // What an owner says does not wait.
    let said = owner.write("Do.");
    assert!(Visitor::new(&wall).open("/").shows(said));
}

fn nobody_else_finds_a_post_that_waits(wall: Wall) {
    let wall = watchful(wall);
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let stranger = Visitor::new(&wall);
    let room = ana.open_room("Tea", "");
    let on_the_wall = ana.write("The secret of the wall.");
    let in_the_room = ana.say(&room, "The secret of the room.");
    let own = ana.open("/people/Ana").form("/people/Ana/posts");
    let own = own.set("body", "The secret of Ana.").submit().landed_on();
    let day = Utc::now().format("%Y/%m/%d").to_string();
    for visitor in [&stranger, &bob] {
        for post in [on_the_wall, in_the_room, own] {
            for page in ["", "/edit", "/versions"] {
                let found = visitor.get(&format!("/posts/{post}{page}"));
                assert_eq!(found.status, 404, "{}", found.name());
                assert!(!found.says("secret"), "{}", found.name());
            }
        }
        for address in [
            "/".to_owned(),
            room.clone(),
            "/people/Ana".to_owned(),
            "/rooms".to_owned(),
            "/wait?after=0".to_owned(),
            format!("{room}/wait?after=0"),
            format!("{room}?reply={in_the_room}"),
        ] {
            let page = visitor.open(&address);
            assert!(!page.source().contains("secret"), "{address}");
            for post in [on_the_wall, in_the_room, own] {
                assert!(!page.shows(post), "{address} shows {post}");
            }
        }
        for list in ["", &room] {
            let mut stream = Stream::open(wall.address(), &format!("{list}/live"));
            stream.until("What is said now appears here");
            assert_eq!(stream.count("secret"), 0);
        }
        for address in [format!("/{day}"), format!("{room}/{day}")] {
            assert_eq!(visitor.get(&address).status, 404, "{address}");
        }
    }
    assert!(stranger.open("/rooms").says("No messages"));
    // Nobody can comment on it, answer it, or delete it.
    let theirs = bob.open("/").form("/posts").set("body", "Hm?");
    let sent = theirs.encoded();
    let kind = "application/x-www-form-urlencoded";
    let answer = bob.post(&format!("/posts/{on_the_wall}/comments"), kind, sent);
    assert!([404, 422].contains(&answer.status), "{}", answer.status);
    assert!(!answer.source().contains("secret"));
    let answered = bob.open(&room).form(&format!("{room}/posts"));
    let answered = answered
        .add("reply_to", &in_the_room.to_string())
        .set("body", "I answer.")
        .send();
    assert_eq!(answered.status, 422);
    assert!(answered.says("no longer there"));
    release(&wall, on_the_wall);
    eventually("the post is seen", || stranger.open("/").shows(on_the_wall));
    assert!(!stranger.open("/").has(".held"));
}

fn a_comment_that_waits_is_seen_by_its_author_alone(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let wall = watchful(wall);
    let (owner, ana) = (owner.following(&wall), Visitor::named(&wall, "Ana"));
    let post = owner.write("Say what you like.");
    let comment = ana.comment(post, "A whisper.");
    let stranger = Visitor::new(&wall);
    for address in ["/".to_owned(), format!("/posts/{post}")] {
        assert!(!stranger.open(&address).says("whisper"), "{address}");
    }
    assert!(!stranger.open("/").says("One comment"));
    assert_eq!(stranger.get(&format!("/posts/{comment}")).status, 404);
    assert!(ana.open(&format!("/posts/{post}")).shows(comment));
    release(&wall, comment);
    eventually("the comment is seen", || {
        stranger.open(&format!("/posts/{post}")).shows(comment)
    });
}

fn nothing_under_a_post_that_waits_is_found_by_its_number(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let (cleo, stranger) = (Visitor::named(&wall, "Cléo"), Visitor::new(&wall));
    let room = owner.open_room("Tea", "");
    let post = ana.say(&room, "A question.");
    let form = bob.open(&format!("/posts/{post}"));
    let form = form.form(&format!("/posts/{post}/comments"));
    let form = form
        .set("body", "The secret.")
        .attach("a.png", &png(20, 20));
    let comment = form.submit().landed_on();
    let reactions = format!("/posts/{comment}/reactions");
    let reacting = cleo.open(&reactions).form(&reactions);
    let edit = format!("/posts/{comment}/edit");
    let editing = bob.open(&edit).form(&edit);
    order(&owner, post, "hold", "room");
    let permalink = format!("/posts/{comment}");
    let picture = format!("/files/{comment}/0/large");
    for address in [&permalink, &reactions, &picture] {
        for other in [&stranger, &cleo] {
            let found = other.get(address);
            assert_eq!(found.status, 404, "{}", found.name());
            assert!(!found.says("secret"), "{}", found.name());
        }
        for sees in [&ana, &owner] {
            assert_eq!(sees.get(address).status, 200, "{address}");
        }
    }
    let kept = ana.get(&picture);
    assert_eq!(kept.header("cache-control"), Some("private, no-store"));
    assert_eq!(reacting.send().status, 404);
    assert_eq!(editing.set("body", "Other words.").send().status, 404);
    let reply = cleo.open(&format!("{room}?reply={comment}"));
    assert!(!reply.source().contains("secret"));
    let answer = reply.form(&format!("{room}/posts")).set("body", "Hm?");
    let answer = answer.add("reply_to", &comment.to_string()).send();
    assert_eq!(answer.status, 422);
    assert!(!answer.source().contains("secret"));
    release(&wall, post);
    eventually("the comment is found", || {
        stranger.get(&permalink).status == 200
    });
}

fn streams_hear_of_a_post_when_it_is_released(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let wall = watchful(wall);
    let (owner, ana) = (owner.following(&wall), Visitor::named(&wall, "Ana"));
    let mut stream = Stream::open(wall.address(), "/live");
    let held = ana.write("Held for a while.");
    let comes = owner.write("Goes on at once.");
    stream.until("Goes on at once.");
    assert_eq!(stream.count("Held for a while."), 0);
    release(&wall, held);
    stream.until("Held for a while.");
    let text = stream.text();
    let place = |id: u64| text.find(&format!("id=\"p{id}\"")).expect("a post");
    assert!(place(comes) < place(held));
    // It has a turn of its own from now on.
    ana.edit(held, "Held no longer.");
    let later = owner.write("And on.");
    stream.until("And on.");
    assert_eq!(stream.count("Held no longer."), 1);
    assert_eq!(stream.count(&format!("id=\"p{later}\"")), 1);
}

fn what_is_held_later_leaves_the_streams(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Seen at first.");
    let mut stream = Stream::open(wall.address(), "/live");
    stream.until("Seen at first.");
    happens(
        &wall,
        Event::PostHeld {
            post: i64::try_from(post).expect("a number"),
            by: Some(1),
            batch: None,
            reason: Some("A look at it.".to_owned()),
        },
    );
    stream.until("This waits for a moderator.");
    assert_eq!(stream.count("Seen at first."), 1);
    assert!(!Visitor::new(&wall).open("/").shows(post));
    release(&wall, post);
    stream.until_count("Seen at first.", 2);
}

fn a_wait_is_not_answered_by_what_nobody_sees(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let wall = watchful(wall);
    let (owner, ana) = (owner.following(&wall), Visitor::named(&wall, "Ana"));
    let seen = owner.write("What there is.");
    ana.write("Nobody sees this.");
    let waiting = {
        let stranger = Visitor::new(&wall);
        let origin = stranger.origin().to_owned();
        std::thread::spawn(move || {
            let stranger = Visitor::at(&origin, "");
            let page = stranger.open(&format!("/wait?after={seen}"));
            page.words()
        })
    };
    ana.write("Nor this, which is another.");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(!waiting.is_finished(), "it was answered");
    owner.write("What they wait for.");
    let words = waiting.join().expect("a page");
    assert!(words.contains("What they wait for.") && !words.contains("Nobody"));
}

fn rule(wall: &Wall, room: &str, approves: bool, slow_seconds: i64) {
    let slug = room.trim_start_matches("/rooms/");
    let query = format!("SELECT CAST(id AS text) AS text FROM room WHERE slug = '{slug}'");
    let found = crate::support::tables::ask(&wall.database(), &query);
    happens(
        wall,
        Event::RoomRuled {
            room: found[0].parse().expect("a number"),
            approves,
            slow_seconds,
            writers: thewall::rules::Who::Everybody,
            by: 1,
        },
    );
}

fn a_room_that_approves_holds_what_others_say(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    rule(&wall, &room, true, 0);
    let said = bob.say(&room, "Is this all right?");
    assert!(!Visitor::new(&wall).open(&room).shows(said));
    // Whoever opened the room sees what waits in it, and need not wait.
    assert!(ana.open(&room).has(&format!("article#p{said}.held")));
    let own = ana.say(&room, "Here I decide.");
    assert!(Visitor::new(&wall).open(&room).shows(own));
}

fn a_slow_room_says_how_long_to_wait(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    rule(&wall, &room, false, 3_600);
    bob.say(&room, "My first word.");
    let form = bob.open(&room).form(&format!("{room}/posts"));
    let refused = form.set("body", "My second word.").send();
    assert_eq!(refused.status, 429);
    assert!(refused.says("slow mode") && refused.says("60 minutes"));
    assert!(refused.says("My second word."), "the words are lost");
    let wait: u64 = refused
        .header("retry-after")
        .and_then(|wait| wait.parse().ok())
        .expect("a number of seconds");
    assert!((3_000..=3_600).contains(&wait));
    // Elsewhere, and for whoever keeps the room, nothing is slow.
    bob.write("On the wall.");
    ana.say(&room, "One.");
    ana.say(&room, "Two.");
}

fn what_is_locked_takes_no_comments_and_no_answers(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    let (post, said) = (ana.write("Enough."), ana.say(&room, "Enough here."));
    let comments = format!("/posts/{post}/comments");
    let late = bob.open(&format!("/posts/{post}")).form(&comments);
    let answer = bob.open(&format!("{room}?reply={said}"));
    let answer = answer.form(&format!("{room}/posts"));
    for post in [post, said] {
        let post = i64::try_from(post).expect("a number");
        let locked = Event::PostLocked {
            post,
            locked: true,
            by: 1,
            batch: None,
            reason: None,
        };
        happens(&wall, locked);
    }
    for form in [late, answer] {
        let refused = form.set("body", "One more thing.").send();
        assert_eq!(refused.status, 403, "{}", refused.name());
        assert!(refused.says("closed") && refused.says("One more thing."));
    }
    eventually("the page says so", || {
        let page = bob.open(&format!("/posts/{post}"));
        page.says("closed") && !page.has_form(&comments)
    });
}
