//! What a forum costs that is ten and a hundred times as large: with more posts, rooms, or people.

use std::fs;
use std::io::{BufWriter, PipeWriter, Write};
use std::path::{Path, PathBuf};

use crate::after::{Elsewhere, settle};
use crate::client::{self, BROWSER};
use crate::generate::{AUTHORS, Generator};
use crate::load::{Load, TURN};
use crate::member::Member;
use crate::meter::{Meter, ratio};
use crate::page::post_ids;
use crate::plot::{Panel, Series};
use crate::process::{Process, thewall};
use crate::report::{Cost, Report, Row, count, median, micros};
use crate::scale::Scale;
use crate::sizes::{MEMORY, START, Sizes};
use crate::{import, search, start};

/// What the same page may cost in the largest forum over what it costs in the smallest.
const BOUND: f64 = 1.3;
/// By how many megabytes more the process may take after the last request than after a tenth.
const FLAT: f64 = 10.0;

/// Where everything is said that is imported, or most of it.
const ROOM: &str = "/rooms/harbour";
/// Who says most of it.
const PERSON: &str = "/people/bababa";
/// How many posts a page has.
const POSTS: usize = 50;
/// How many pages are asked for in the middle of the room: so many that they are not kept until it is their
/// turn again.
const DEEP: i64 = 300;
/// How many kept pages are asked for before another of those is.
const KEPT: usize = 40;
/// How many seconds pass between two looks at the memory.
const WATCH: u32 = 5 * TURN;

/// How large a forum is.
#[derive(Clone, Copy)]
struct Shape {
    messages: usize,
    rooms: usize,
    people: usize,
}

/// What grows, how large it is in each of three forums, and what a page may cost in the last over the first.
#[derive(Clone, Copy)]
struct Growth {
    what: &'static str,
    sizes: [usize; 3],
    bound: Option<f64>,
}

impl Growth {
    fn of(what: &'static str, sizes: [usize; 3]) -> Self {
        let bound = None;
        Self { what, sizes, bound }
    }
}

/// Raises forums that grow in one way each, and asks them for the same pages; asks the one with the most posts
/// for a great many; and answers how costs grew, and what the process took, with the posts first.
pub fn measure(folder: &Path, scale: &Scale, report: &mut Report) -> (Vec<Panel>, Vec<Sizes>) {
    let shape = Shape {
        messages: scale.forums[0],
        rooms: 1,
        people: AUTHORS,
    };
    let mut grow = |growth: Growth, shape_of: &dyn Fn(usize) -> Shape| {
        // At once: raising one does not keep all cores busy, and nothing is measured meanwhile.
        let mut forums = std::thread::scope(|scope| {
            let raising = growth.sizes.map(|size| {
                let home = folder.join(format!("{size}-{}", growth.what));
                let shape = shape_of(size);
                scope.spawn(move || Forum::raise(home, shape))
            });
            raising.map(|raising| raising.join().expect("a forum"))
        });
        let panel = compare(&mut forums, growth, scale, report);
        let memory = forums.each_ref().map(|forum| forum.server.memory().0);
        let [first, second, largest] = forums;
        let starts = [first.end(scale), second.end(scale)];
        (panel, memory, starts, largest)
    };
    let sizes = |what, memory, [first, second]: [f64; 2], last| Sizes {
        what,
        memory,
        start: Some([first, second, last]),
    };
    let growth = Growth::of("rooms", [10, 100, 1_000]);
    let (rooms, memory, starts, largest) = grow(growth, &|rooms| Shape { rooms, ..shape });
    let by_rooms = sizes("rooms", memory, starts, largest.end(scale));
    let growth = Growth::of("people", [100, 1_000, 10_000]);
    let (people, memory, starts, largest) = grow(growth, &|people| Shape { people, ..shape });
    let by_people = sizes("people", memory, starts, largest.end(scale));
    let growth = Growth {
        bound: Some(BOUND),
        ..Growth::of("posts", scale.forums)
    };
    let (posts, memory, starts, largest) = grow(growth, &|messages| Shape { messages, ..shape });
    ask_long(&largest, scale, report);
    let Forum { home, server, .. } = largest;
    server.stop();
    let words = format!("a database of {} posts", count(scale.forums[2] as f64));
    let last = start::measure(&home, &words, START, scale, report);
    let by_posts = sizes("posts", memory, starts, last);
    (
        vec![rooms, people, posts],
        vec![by_posts, by_rooms, by_people],
    )
}

/// A forum of one size.
struct Forum {
    home: PathBuf,
    server: Process,
    reader: Member,
    elsewhere: Elsewhere,
    /// Which pages are asked for, one after another.
    kinds: Vec<(&'static str, Vec<String>)>,
}

impl Forum {
    /// Imports a discussion of this shape, waits until it can be searched, and has a member say a page of
    /// posts on the wall and under one of them.
    fn raise(home: PathBuf, shape: Shape) -> Self {
        fs::create_dir(&home).expect("a folder for a forum");
        let imported = std::thread::scope(|scope| {
            let (discussion, out) = std::io::pipe().expect("a pipe");
            scope.spawn(move || write(out, shape));
            let mut command = thewall(&home, &["import", "/dev/stdin"]);
            command.stdin(discussion);
            import::run(command, shape.messages).imported
        });
        assert_eq!(imported, shape.messages, "the messages that were made");
        let server = Process::start(thewall(&home, &["serve", "--listen", "127.0.0.1:0"]));
        search::wait(&home);
        let mut reader = Member::named(&server.address, "Reader");
        let publish = ("act", "publish");
        for nth in 1..POSTS {
            reader.press("/", "/posts", &[("body", &format!("Post {nth}.")), publish]);
        }
        let draft = reader.draft("What do you say?");
        let thread = format!("/posts/{}", reader.publish(&draft));
        let comments = format!("{thread}/comments");
        for nth in 1..=POSTS {
            let body = format!("Comment {nth}.");
            reader.press(&thread, &comments, &[("body", &body), publish]);
        }
        let newest = *post_ids(&reader.open(ROOM)).last().expect("a newest post");
        let deep = |nth| format!("{ROOM}?before={}", newest / 4 + newest / 2 * nth / DEEP);
        Self {
            elsewhere: Elsewhere::new(Member::named(&server.address, "Other")),
            kinds: vec![
                ("the wall", vec!["/".to_owned()]),
                ("a room’s newest page", vec![ROOM.to_owned()]),
                ("pages deep in a room", (0..DEEP).map(deep).collect()),
                ("a post with 50 comments", vec![thread]),
                ("a person’s page", vec![PERSON.to_owned()]),
                ("the list of rooms", vec!["/rooms".to_owned()]),
            ],
            home,
            server,
            reader,
        }
    }

    /// What the page of a kind whose turn it is costs a member, in CPU microseconds.
    fn look(&mut self, kind: usize, nth: usize) -> f64 {
        let pages = &self.kinds[kind].1;
        let request = self.reader.request(&pages[nth % pages.len()]);
        let meter = Meter::of_moments(&self.server);
        let client = &mut self.reader.client;
        meter.micros(|| drop(client.expect(200, &request)))
    }

    /// Stops it, and removes what it kept, once it has said how long a start takes: milliseconds, in the middle.
    fn end(self, scale: &Scale) -> f64 {
        self.server.stop();
        let start = median(&start::times(&self.home, scale));
        fs::remove_dir_all(&self.home).expect("a folder that can be removed");
        start
    }
}

/// Makes a discussion up while it is imported.
fn write(out: PipeWriter, shape: Shape) {
    let mut out = BufWriter::new(out);
    for line in Generator::new(shape.messages, shape.rooms, shape.people) {
        writeln!(out, "{line}").expect("somebody who reads the discussion");
    }
    out.flush().expect("somebody who reads the discussion");
}

/// Asks three forums for each kind of page in turns, each time after something was said elsewhere in all of
/// them. Each is the first as often as the others: a machine that rested takes longer for the first.
fn compare(forums: &mut [Forum; 3], growth: Growth, scale: &Scale, report: &mut Report) -> Panel {
    let what = growth.what;
    let sizes = growth.sizes.map(|size| count(size as f64));
    let mut series = Vec::new();
    for forum in forums.iter_mut() {
        // It may have waited until the last of them was raised.
        forum.reader.reconnect();
        forum.elsewhere.reconnect();
    }
    for kind in 0..forums[0].kinds.len() {
        let (mut found, mut costs) = ([const { Vec::new() }; 3], Vec::new());
        for nth in 0..scale.looks {
            for forum in forums.iter_mut() {
                forum.elsewhere.say();
            }
            settle();
            for place in 0..3 {
                let which = (nth + place) % 3;
                found[which].push(forums[which].look(kind, nth));
            }
        }
        for (forum, micros) in forums.iter_mut().zip(&found) {
            let request = forum.reader.request(&forum.kinds[kind].1[0]);
            costs.push(Cost {
                micros: micros.clone(),
                half: None,
                late: None,
                bytes: forum.reader.client.expect(200, &request).body.len() as f64,
                memory: forum.server.memory().0,
            });
        }
        let name = forums[0].kinds[kind].0;
        let [small, _, large] = &sizes;
        report.compare(
            &format!(
                "{name}, of {large} {what}: a member, right after something was said elsewhere"
            ),
            &costs[2],
            (&format!("the same of {small} {what}"), &costs[0]),
            growth.bound,
        );
        let grown = |nth: usize| ratio(&found[nth], &found[0]);
        series.push(Series {
            name: name.to_owned(),
            points: vec![(1.0, 1.0), (10.0, grown(1)), (100.0, grown(2))],
            base: format!("{:.0} µs", median(&found[0])),
        });
    }
    Panel {
        title: format!("CPU of a page, by how many {what} there are"),
        ticks: [1.0, 10.0, 100.0].into_iter().zip(sizes).collect(),
        limit: (BOUND, format!("limit: {BOUND} times")),
        series,
    }
}

/// Asks for pages of all kinds, most of which are kept, a great many times, and looks at the memory.
fn ask_long(forum: &Forum, scale: &Scale, report: &mut Report) {
    let address = &forum.server.address;
    let mut paths: Vec<&str> = forum.kinds.iter().map(|(_, pages)| &*pages[0]).collect();
    paths.push("/feed.atom");
    let kept: Vec<_> = paths
        .iter()
        .flat_map(|path| {
            [
                client::get(address, path, BROWSER),
                forum.reader.request(path),
            ]
        })
        .collect();
    let mut requests = Vec::new();
    for path in &forum.kinds[2].1 {
        requests.push(forum.reader.request(path));
        requests.extend(kept.iter().cycle().take(KEPT).cloned());
    }
    let mut load = Load::of(address, &requests, 200, |_| ());
    let meter = Meter::new(&forum.server, scale.turn);
    let all = scale.long_requests as f64;
    let (mut found, mut watched) = (Vec::new(), Vec::new());
    while load.requests < all {
        found.push(load.ask(&meter, WATCH));
        watched.push((load.requests, forum.server.memory().0));
    }
    let after = |share: f64| {
        let then = watched.iter().find(|(asked, _)| *asked >= all * share);
        then.expect("a look at the memory").1
    };
    let (early, half, last) = (after(0.1), after(0.5), after(1.0));
    let (_, most) = forum.server.memory();
    report.add(
        Row::new(
            format!(
                "VmRSS of the server of {} posts after a tenth, half, and all of {} requests of strangers and \
                 of a member, one in {} for a page that is not kept",
                count(scale.forums[2] as f64),
                count(load.requests),
                KEPT + 1
            ),
            format!("{early:.0} MB, {half:.0} MB, {last:.0} MB"),
        )
        .beside(format!(
            "VmHWM {most:.0} MB; CPU of one request: {}",
            micros(&found)
        ))
        .bound(
            format!("< {MEMORY:.0} MB, within {FLAT:.0} MB"),
            most < MEMORY && last - early <= FLAT,
        ),
    );
}
