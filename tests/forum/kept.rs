//! What is kept from one page for the next: nobody ever sees in it what is somebody else's, or what was
//! taken away.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::read::GzDecoder;

use crate::support::furnished::{Furnished, furnish, order};
use crate::support::{Page, Visitor, Wall};

on_both![
    everybody_gets_the_page_that_they_would_get_first,
    what_is_deleted_is_gone_for_everybody_at_once,
    what_somebody_changes_about_themselves_is_seen_at_once,
    forms_on_pages_that_were_kept_are_everybodys_own,
    a_page_that_is_asked_for_again_follows_what_nobody_wrote,
];

/// Pages on which there is something to be mistaken about.
const PAGES: [&str; 11] = [
    "/",
    "/feed.atom",
    "/rooms/tea/feed.atom",
    "/people/Ana/feed.atom",
    "/rooms",
    "/rooms/tea",
    "/people/Ana",
    "/people/Bob",
    "/people/Olga",
    "/unread",
    "/notifications",
];

/// One of every kind: by what they may do, what is theirs, what they speak, and how they like to read.
fn everybody(wall: &Wall, furnished: &Furnished) -> Vec<(&'static str, Visitor)> {
    let french = Visitor::reading(wall, "fr");
    let (frugal, sepia) = (Visitor::named(wall, "Frugal"), Visitor::new(wall));
    for (who, field, value) in [(&frugal, "posts", "20"), (&sepia, "theme", "sepia")] {
        let form = who.open("/settings").form("/settings/save");
        form.set(field, value).submit();
    }
    vec![
        ("the owner", furnished.owner.clone()),
        ("a moderator", furnished.moderator.clone()),
        ("who wrote", furnished.ana.clone()),
        ("who is muted", furnished.bob.clone()),
        ("who is banned", furnished.zed.clone()),
        ("a newcomer", Visitor::named(wall, "Newcomer")),
        ("who reads little at once", frugal),
        ("a stranger", Visitor::new(wall)),
        ("a stranger who reads French", french),
        ("a stranger by sepia", sepia),
    ]
}

/// What somebody's browser asks for.
fn spoken(kind: &str) -> &'static str {
    if kind.contains("French") { "fr" } else { "en" }
}

/// Makes the same visitor again, on another thread.
fn twin(wall: &Wall, visitor: &Visitor) -> impl FnOnce() -> Visitor + Send + use<> {
    let (origin, cookies) = (wall.origin.clone(), visitor.cookies("/"));
    move || {
        let twin = Visitor::at(&origin, "");
        for cookie in cookies.iter().flat_map(|cookies| cookies.split("; ")) {
            twin.take_cookie(&format!("{cookie}; Path=/"));
        }
        twin
    }
}

/// The addresses of everything that stands on the wall, and the pages above.
fn addresses(visitor: &Visitor) -> Vec<String> {
    let posts = visitor.open("/").ids().into_iter().step_by(8);
    let posts = posts.map(|id| format!("/posts/{id}"));
    let pages = PAGES.iter().map(|page| (*page).to_owned());
    pages.chain(posts).collect()
}

/// A page without what is never the same twice, and without who happens to be here.
fn settled(visitor: &Visitor, languages: &str, address: &str, coding: &str) -> String {
    let agent = ureq::Agent::config_builder().http_status_as_error(false);
    let asked = ureq::Agent::from(agent.build()).get(format!("{}{address}", visitor.origin()));
    let asked = asked.header("Accept-Language", languages);
    let mut asked = asked.header("Accept-Encoding", coding);
    if let Some(cookies) = visitor.cookies(address) {
        asked = asked.header("Cookie", cookies);
    }
    let mut answer = asked.call().expect("an answer");
    let (status, mut text) = (answer.status().as_u16(), String::new());
    let packed = answer.headers().get("content-encoding").is_some();
    let body = answer.body_mut().read_to_vec().expect("a page");
    if packed {
        let mut gzip = GzDecoder::new(&body[..]);
        gzip.read_to_string(&mut text).expect("a page in gzip");
    } else {
        text = String::from_utf8(body).expect("a page in UTF-8");
    }
    assert!(!text.contains('\0'), "{address} holds a place to be filled");
    let text = text.replace(visitor.origin(), "").replace(" away", "");
    let text = without(&text, "name=\"once\" value=\"", "\"");
    let text = without(&text, "name=\"token\" value=\"", "\"");
    let text = without(&text, "name=\"ticket\" value=\"", "\"");
    let text = without(&text, "/wait?", "\"");
    let text = without(&text, "<p class=\"request\">", "</p>");
    let text = without(&text, "<aside", "</aside>");
    format!("{status} {text}")
}

/// A text without what stands between these.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once(end).expect("an end");
        rest.push_str(begin);
        rest.push_str(after);
    }
    rest
}

fn everybody_gets_the_page_that_they_would_get_first(wall: Wall) {
    let furnished = furnish(&wall);
    let everybody = everybody(&wall, &furnished);
    let addresses = addresses(&furnished.owner);
    let looks = |kind: &str, visitor: &Visitor| {
        let look = |address: &String| {
            let look = |coding| settled(visitor, spoken(kind), address, coding);
            let plain = look("identity");
            assert_eq!(plain, look("gzip"), "{address} in gzip");
            // By now the visitor is known to be there, and nothing moves any more.
            assert_eq!(plain, look("gzip"), "{address} again");
            (address.clone(), plain)
        };
        addresses.iter().map(look).collect::<BTreeMap<_, _>>()
    };
    // All of them at once, so that everything is kept that can be mistaken for something else. What they
    // are told of they have read when the wall starts again, and nothing changes by being looked at.
    let all_look = |wall: &Wall, everybody: &[(&str, Visitor)]| {
        std::thread::scope(|scope| {
            for (_, visitor) in everybody {
                let (twin, addresses) = (twin(wall, visitor), &addresses);
                scope.spawn(move || {
                    let visitor = twin();
                    for address in addresses {
                        visitor.get(address);
                    }
                });
            }
        });
    };
    all_look(&wall, &everybody);
    let wall = wall.restart();
    let moved = everybody.into_iter();
    let moved = moved.map(|(kind, visitor)| (kind, visitor.following(&wall)));
    let everybody: Vec<_> = moved.collect();
    all_look(&wall, &everybody);
    let kept: Vec<_> = everybody
        .iter()
        .map(|(kind, who)| looks(kind, who))
        .collect();
    assert_ne!(kept[0], kept[1], "an owner's pages are not a moderator's");
    let mut wall = wall;
    for ((kind, visitor), kept) in everybody.into_iter().zip(kept) {
        // Nothing is kept when it starts again.
        wall = wall.restart();
        let visitor = visitor.following(&wall);
        for (address, kept) in kept {
            let first = settled(&visitor, spoken(kind), &address, "identity");
            assert_eq!(kept, first, "{address} as {kind} sees it");
        }
    }
}

fn what_is_deleted_is_gone_for_everybody_at_once(wall: Wall) {
    let furnished = furnish(&wall);
    let everybody = everybody(&wall, &furnished);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for (_, visitor) in &everybody {
            let (twin, done) = (twin(&wall, visitor), &done);
            scope.spawn(move || {
                let visitor = twin();
                while !done.load(Ordering::Relaxed) {
                    visitor.get("/");
                    visitor.get("/people/Ana");
                }
            });
        }
        // Whatever happens, the others stop.
        let _stop = Stop(&done);
        for n in 0..6 {
            let words = format!("Soon gone {n}.");
            let post = furnished.ana.write(&words);
            let comment = furnished.owner.comment(post, &format!("A word on {words}"));
            let places = ["/", "/feed.atom", "/people/Ana", "/?before=999999"];
            let thread = format!("/posts/{post}");
            let find = |what: &str| {
                let places = places.iter().copied().chain([&thread[..]]);
                let seen = places.flat_map(|place| {
                    let seen = everybody
                        .iter()
                        .map(move |(_, who)| who.get(place).source());
                    seen.filter(|page| page.contains(what)).collect::<Vec<_>>()
                });
                seen.count()
            };
            let about = format!("A word on {words}");
            assert!(find(&about) > 0, "{about} is seen");
            furnished.owner.open(&thread);
            let path = format!("/posts/{comment}/delete");
            let page = furnished.owner.open(&thread);
            page.form(&path).submit();
            assert_eq!(find(&about), 0, "{about} is gone");
            assert!(find(&words) > 0, "{words} is seen");
            let path = format!("/posts/{post}/delete");
            let page = furnished.ana.open(&thread);
            page.form(&path).submit();
            assert_eq!(find(&words), 0, "{words} is gone");
        }
    });
}

/// Says that all is done when it goes, in a panic too.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn what_somebody_changes_about_themselves_is_seen_at_once(wall: Wall) {
    let furnished = furnish(&wall);
    let bob = Visitor::named(&wall, "Robert");
    let post = bob.write("Mine.");
    assert!(bob.open("/").has_form(&format!("/posts/{post}/delete")));
    // A reaction is marked as one's own, for nobody else, and no longer once it is taken back.
    let own = |who: &Visitor| who.open("/").all(&format!("#p{post} button.own")).len();
    for times in 1..=2 {
        furnished.ana.react(post, "thanks");
        assert_eq!((own(&furnished.ana), own(&bob)), (times % 2, 0));
    }
    // What somebody is kept from is not offered any more.
    order(&furnished.moderator, post, "mute", "wall");
    assert!(!bob.open("/").has_form("/posts"));
    let people = furnished.moderator.open("/moderation/people");
    people.form("/moderation/people/Robert/release").submit();
    assert!(bob.open("/").has_form("/posts"));
    // What was begun is offered, and then not.
    let form = bob.open("/").form("/posts").set("body", "Begun.");
    form.press("act", "preview").submit();
    assert!(bob.open("/").says("Begun."));
    assert!(!Visitor::named(&wall, "Rita").open("/").says("Begun."));
    bob.open("/").form("/account/drafts/drop").submit();
    assert!(!bob.open("/").says("Begun."));
    // Whoever leaves is a stranger at once.
    bob.leave();
    assert_eq!(bob.open("/").pseudonym(), None);
}

fn forms_on_pages_that_were_kept_are_everybodys_own(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("Good evening.");
    ana.react(post, "thanks");
    let path = format!("/posts/{post}/reactions");
    let fields = |who: &Visitor| who.open("/").form(&path).press("kind", "thanks").encoded();
    let (first, second) = (fields(&bob), fields(&bob));
    assert_ne!(first, second, "each form is good once");
    assert_ne!(first, fields(&ana), "and for one visitor");
    // Bob's form is of no use to Ana; to him it is.
    for (who, status) in [(&ana, 422), (&bob, 303)] {
        let sent = who.post(&path, "application/x-www-form-urlencoded", first.clone());
        assert_eq!(sent.status, status);
    }
}

fn a_page_that_is_asked_for_again_follows_what_nobody_wrote(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let posts = ["Good evening.", "It rains."].map(|words| ana.write(words));
    let wait = |page: &Page| {
        let link = page.first("a[href*='/wait?']");
        link.attr("href").expect("an address").to_owned()
    };
    let pages: Vec<Page> = (0..3).map(|_| ana.open("/")).collect();
    for pair in pages.windows(2) {
        assert_eq!(pair[0].ids(), [posts[1], posts[0]]);
        assert_eq!(pair[1].ids(), pair[0].ids());
        // Text browsers show an address again that they know already.
        assert_ne!(wait(&pair[0]), wait(&pair[1]), "a moment is told twice");
    }
    // Fireflies move, and nothing of it is written.
    let room = ana.open_room("Tea", "");
    let zed = Visitor::named(&wall, "Zed");
    let lights = || ana.open(&room).text("#fireflies");
    assert!(!lights().contains("Zed") && !lights().contains("Zed"));
    zed.open(&room);
    assert!(lights().contains("Zed"), "{}", lights());
    zed.open("/");
    assert!(!lights().contains("Zed"), "{}", lights());
    // How news come is told by a cookie alone.
    ana.take_cookie("live=refresh; Path=/");
    assert!(
        ana.open("/")
            .says("This page renews itself every 30 seconds.")
    );
    ana.take_cookie("live=hand; Path=/");
    assert!(
        !ana.open("/")
            .says("This page renews itself every 30 seconds.")
    );
}
