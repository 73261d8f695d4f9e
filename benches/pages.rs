//! What pages cost that were made before: to strangers, beside as many bytes that nobody had to make; to
//! those who have them already, beside an answer that says nothing; and to members, each of whom has a page
//! of their own, beside a handler that does no more than read 50 posts and show them.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::after::Elsewhere;
use crate::bare;
use crate::client::{self, BROWSER, Client};
use crate::corpus::Corpus;
use crate::load::Load;
use crate::member::Member;
use crate::meter::{Meter, in_turns};
use crate::process::{Process, thewall};
use crate::report::Report;
use crate::scale::Scale;
use crate::table;

/// A stranger's page over as many bytes.
const STRANGERS: f64 = 2.5;
/// “Not modified” over an answer of five bytes.
const KNOWN: f64 = 1.2;
/// A member's page over the bare handler.
const MEMBERS: f64 = 1.0;

/// How many posts stand on each page.
const POSTS: usize = 50;
/// How many people write, and how many read in turn.
const WRITERS: usize = 5;
const READERS: usize = 16;
/// How many members at once are named in one post.
const NAMED: usize = 8;
/// Two hours: whoever was away for so long sees where the news begin.
const AWAY: i64 = 2 * 3600 * 1_000_000;

/// Fills a wall, a room, a thread and somebody's own wall, and has strangers and members read them.
pub fn measure(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    let folder = folder.join("pages");
    std::fs::create_dir(&folder).expect("a folder");
    let (pages, readers, server) = furnish(&folder, corpus);
    let posts = corpus
        .bodies
        .iter()
        .take(POSTS)
        .map(|body| ("Writer", &body[..]));
    let bare = Process::start(bare::command(&folder.join("bare.sqlite"), posts));
    let bare_meter = Meter::new(&bare, 2 * scale.turn);
    let meter = Meter::new(&server, 2 * scale.turn);

    for (name, path) in pages.strangers() {
        strangers(
            name,
            path,
            (&server, &meter),
            (&bare, &bare_meter),
            scale,
            report,
        );
    }
    known((&server, &meter), (&bare, &bare_meter), scale, report);
    let mut elsewhere = Elsewhere::new(Member::named(&server.address, "Other"));
    for (name, path, posts) in pages.members() {
        let requests: Vec<_> = readers.iter().map(|reader| reader.request(path)).collect();
        let mut load = Load::of(&server.address, &requests, 200, |page| {
            assert_eq!(page.matches("<article").count(), posts, "posts of {path}");
            assert!(page.contains("class=\"told\""), "something is unread");
            let news = page.contains("id=\"new\"");
            assert_eq!(
                news,
                posts == POSTS && !path.starts_with("/people"),
                "{path}"
            );
        });
        let request = client::get(&bare.address, "/", BROWSER);
        let mut bare_load = Load::new(&bare.address, &[request]);
        let (mut client, mut nth) = (Client::connect(&server.address), 0);
        let [found, after, reference] = in_turns(
            scale.rounds,
            [
                &mut || load.turn(&meter),
                &mut || {
                    elsewhere.micros(&meter, scale.cold_posts, || {
                        nth = (nth + 1) % READERS;
                        client.expect(200, &readers[nth].request(path));
                    })
                },
                &mut || bare_load.turn(&bare_meter),
            ],
        );
        let reference = bare_load.cost(&reference, &bare_meter);
        let cost = load.cost(&found, &meter);
        let what = format!(
            "{name}: a member, {READERS} of them in turn, told of something that they have not read; they \
             asked before, and nothing was written since"
        );
        let bare = ("the bare handler", &reference);
        report.compare(&what, &cost, bare, Some(MEMBERS));
        let what = format!("{name}: the same right after something was said elsewhere");
        report.compare(&what, &cost.after(after), bare, None);
    }
    server.stop();
}

/// A page that strangers get, beside the same number of bytes.
fn strangers(
    name: &str,
    path: &str,
    (server, meter): (&Process, &Meter<'_>),
    (bare, bare_meter): (&Process, &Meter<'_>),
    scale: &Scale,
    report: &mut Report,
) {
    let request = client::get(&server.address, path, BROWSER);
    let bytes = Client::connect(&server.address)
        .expect(200, &request)
        .body
        .len();
    let fixed = client::get(&bare.address, &format!("/fixed/{bytes}"), BROWSER);
    let mut load = Load::of(&server.address, &[request], 200, |_| ());
    let mut fixed = Load::of(&bare.address, &[fixed], 200, |_| ());
    let [found, reference] = in_turns(
        scale.rounds,
        [&mut || load.turn(meter), &mut || fixed.turn(bare_meter)],
    );
    let (cost, reference) = (load.cost(&found, meter), fixed.cost(&reference, bare_meter));
    let what = format!("{name}: a stranger, the page was asked for before");
    report.compare(&what, &cost, ("as many bytes", &reference), Some(STRANGERS));
}

/// “Not modified”, beside an answer that says hello.
fn known(
    (server, meter): (&Process, &Meter<'_>),
    (bare, bare_meter): (&Process, &Meter<'_>),
    scale: &Scale,
    report: &mut Report,
) {
    let request = client::get(&server.address, "/", BROWSER);
    let answer = Client::connect(&server.address).expect(200, &request);
    let tag = answer.header("etag").expect("a validator");
    let headers = format!("{BROWSER}If-None-Match: {tag}\r\n");
    let request = client::get(&server.address, "/", &headers);
    let hello = client::get(&bare.address, "/fixed/5", BROWSER);
    let mut load = Load::of(&server.address, &[request], 304, |_| ());
    let mut hello = Load::of(&bare.address, &[hello], 200, |_| ());
    let [found, reference] = in_turns(
        scale.close_rounds,
        [&mut || load.turn(meter), &mut || hello.turn(bare_meter)],
    );
    let (cost, reference) = (load.cost(&found, meter), hello.cost(&reference, bare_meter));
    let what = "the wall: a stranger who has it already, `304`";
    report.compare(what, &cost, ("five bytes", &reference), Some(KNOWN));
}

/// Where everything is.
struct Pages {
    room: String,
    thread: String,
    person: String,
}

impl Pages {
    fn strangers(&self) -> [(&'static str, &str); 5] {
        [
            ("the wall", "/"),
            ("a room", &self.room),
            ("a post with 50 comments", &self.thread),
            ("somebody’s own wall", &self.person),
            ("the wall’s feed", "/feed.atom"),
        ]
    }

    /// With how many articles each has.
    fn members(&self) -> [(&'static str, &str, usize); 4] {
        [
            ("the wall, half of it new to them", "/", POSTS),
            ("a room, half of it new to them", &self.room, POSTS),
            ("a post with 50 comments", &self.thread, POSTS + 1),
            ("somebody’s own wall", &self.person, POSTS),
        ]
    }
}

/// A wall with 50 posts everywhere; readers who were there when there were half as many, are told of
/// something since, and come back after two hours; and the server.
fn furnish(folder: &Path, corpus: &Corpus) -> (Pages, Vec<Member>, Process) {
    let start = || Process::start(thewall(folder, &["serve", "--listen", "127.0.0.1:0"]));
    let server = start();
    let named = |kind: &str, count: usize| -> Vec<Member> {
        (0..count)
            .map(|nth| Member::named(&server.address, &format!("{kind}{nth}")))
            .collect()
    };
    let (mut writers, mut readers) = (named("Writer", WRITERS), named("Reader", READERS));
    let room = writers[0].open_room("Pages");
    let draft = writers[0].draft("What do you say?");
    let thread = format!("/posts/{}", writers[0].publish(&draft));
    let person = "/people/Writer0".to_owned();
    let bodies: Vec<&String> = corpus.bodies.iter().take(POSTS).collect();
    for (nth, body) in bodies.iter().enumerate() {
        if nth == POSTS / 2 {
            for reader in &mut readers {
                reader.open("/");
                reader.open(&room);
            }
        }
        let writer = &mut writers[nth % WRITERS];
        let comments = format!("{thread}/comments");
        let own = format!("{person}/posts");
        for (page, action) in [
            ("/", "/posts"),
            (&room, &*format!("{room}/posts")),
            (&thread, &comments),
            (&person, &own),
        ] {
            writer.press(page, action, &[("body", body), ("act", "publish")]);
        }
    }
    let names: Vec<String> = (0..READERS).map(|nth| format!("@Reader{nth}")).collect();
    for names in names.chunks(NAMED) {
        let words = format!("Look, {}!", names.join(" "));
        writers[0].press(
            &room,
            &format!("{room}/posts"),
            &[("body", &words), ("act", "publish")],
        );
    }
    // Who is told is found in the background.
    let told = |reader: &mut Member| reader.open("/about").contains("class=\"told\"");
    for reader in &mut readers {
        while !told(reader) {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
    server.stop();
    let mut conn = table::connect(&folder.join("data/thewall.sqlite"));
    diesel::sql_query("UPDATE visit SET seen_at = seen_at - ?")
        .bind::<BigInt, _>(AWAY)
        .execute(&mut conn)
        .expect("visits of long ago");
    let server = start();
    let readers = readers.into_iter().map(|reader| reader.at(&server.address));
    let pages = Pages {
        room,
        thread,
        person,
    };
    (pages, readers.collect(), server)
}
