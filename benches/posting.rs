//! Sixty-four people who post at once: how much of the price of a commit they share.

use std::path::Path;
use std::sync::Barrier;
use std::time::Instant;

use crate::bare;
use crate::client::{self, BROWSER, Client};
use crate::corpus::Corpus;
use crate::inserts::Inserts;
use crate::member::Member;
use crate::meter::{Meter, in_turns, ratio};
use crate::page;
use crate::process::{Process, thewall};
use crate::report::{Report, Row, count, median, micros, quantile};
use crate::scale::Scale;
use crate::slow_disk::{self, SlowDisk};

/// How many post at once.
const CLIENTS: usize = 64;
/// How many times as fast as where each post of the same wall is a commit of its own.
const SHARED: f64 = 4.0;
/// On a slow disk, beside a bare loop and beside the bare handler. Where a commit costs next to nothing there
/// is nothing to share.
const SHARED_ON_SLOW_DISK: f64 = 6.0;
/// How many posts one member sends in a turn.
const ALONE: usize = 200;
/// Milliseconds that 99 of 100 posts may take at most.
const LATENCY_BOUND: f64 = 60.0;
/// What the bare handler does with a post.
const BARE: &str = "the same clients at the bare handler, where each post is a commit of its own";
/// What the database alone does.
const LOOP: &str = "one row for each commit in a loop, no HTTP, WAL, synchronous=FULL";

/// A connection, and the posts that are to be sent over it.
type Sending<'a> = (&'a mut Client, Vec<Vec<u8>>);

/// Posts on the wall of the imported database, and on a new wall on a slow disk.
pub fn measure(
    folder: &Path,
    server: &Process,
    corpus: &Corpus,
    scale: &Scale,
    report: &mut Report,
) {
    on_this_disk(folder, server, corpus, scale, report);
    on_a_slow_disk(folder, corpus, scale, report);
}

fn on_this_disk(
    folder: &Path,
    server: &Process,
    corpus: &Corpus,
    scale: &Scale,
    report: &mut Report,
) {
    let (mut members, mut strangers) = (
        members_of(server),
        Strangers::of(&folder.join("posts"), None),
    );
    let mut alone = [Member::named(&server.address, "Poster alone")];
    let inserts = Inserts::into(folder.join("loop.sqlite"), None);
    let meter = Meter::new(server, 2 * scale.turn);
    let (mut latencies, mut costs) = (Vec::new(), Vec::new());
    let all = (CLIENTS * scale.posts_each) as f64;
    let [loop_speed, bare_speed, speed, alone_speed] = in_turns(
        scale.crowded_rounds,
        [
            &mut || inserts.turn(&corpus.bodies, scale.turn),
            &mut || strangers.turn(corpus, scale),
            &mut || {
                let sending = write_drafts(&mut members, &corpus.bodies, scale.posts_each);
                let mut speed = 0.0;
                let cost = meter.micros(|| speed = turn(sending, &mut latencies));
                costs.push(cost / all);
                speed
            },
            &mut || {
                let sending = write_drafts(&mut alone, &corpus.bodies, ALONE);
                turn(sending, &mut Vec::new())
            },
        ],
    );

    let what = format!("{} on the imported database", what(scale));
    let words = "one member of the same wall, each post a commit of its own, sent after the answer to \
                 the one before";
    report.add(against(what, &speed, &alone_speed, words, Some(SHARED)));
    let beside = |what: &str| format!("The same, beside {what}");
    let handler = beside("the bare handler");
    report.add(against(handler, &speed, &bare_speed, BARE, None));
    let database = beside("the database alone");
    report.add(against(database, &speed, &loop_speed, LOOP, None));
    report.add(Row::new(
        "The same: CPU of the server for one post",
        micros(&costs),
    ));
    report.add(answered_within(&latencies));
}

/// How long whoever posted waited.
fn answered_within(latencies: &[f64]) -> Row {
    let late = quantile(latencies, 0.99);
    Row::new(
        format!(
            "The same: 99 of 100 of these {} posts were answered within",
            count(latencies.len() as f64)
        ),
        format!("{late:.0} ms"),
    )
    .beside(format!("{:.0} ms in the middle", median(latencies)))
    .bound(format!("< {LATENCY_BOUND:.0} ms"), late < LATENCY_BOUND)
}

fn on_a_slow_disk(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    let disk = SlowDisk::compile(folder);
    let home = folder.join("slow");
    std::fs::create_dir(&home).expect("a folder for the wall on a slow disk");
    let server = thewall(&home, &["serve", "--listen", "127.0.0.1:0"]);
    let server = Process::start(disk.under(server));
    let mut members = members_of(&server);
    let mut strangers = Strangers::of(&home.join("posts"), Some(&disk));
    let inserts = Inserts::into(home.join("loop.sqlite"), Some(&disk));
    let mut latencies = Vec::new();
    let [loop_speed, bare_speed, speed] = in_turns(
        scale.crowded_rounds,
        [
            &mut || inserts.turn(&corpus.bodies, scale.turn),
            &mut || strangers.turn(corpus, scale),
            &mut || {
                let sending = write_drafts(&mut members, &corpus.bodies, scale.posts_each);
                turn(sending, &mut latencies)
            },
        ],
    );
    server.stop();
    let what = format!("{} on a new wall, on {}", what(scale), slow_disk::WORDS);
    let bound = Some(SHARED_ON_SLOW_DISK);
    report.add(against(what, &speed, &loop_speed, LOOP, bound));
    let handler = "The same, beside the bare handler".to_owned();
    report.add(against(handler, &speed, &bare_speed, BARE, bound));
    report.add(answered_within(&latencies));
}

fn what(scale: &Scale) -> String {
    format!(
        "{CLIENTS} members, each on a connection kept alive, post on the wall at once, {} posts each in \
         {} turns, the forms fetched before,",
        scale.posts_each * scale.crowded_rounds,
        scale.crowded_rounds
    )
}

/// A row of speeds, with the bound if there is one.
fn against(what: String, speed: &[f64], other: &[f64], words: &str, bound: Option<f64>) -> Row {
    let ratio = ratio(speed, other);
    let row = Row::new(what, speeds(speed)).against(format!("{}: {words}", speeds(other)), ratio);
    match bound {
        Some(bound) => row.bound(format!("≥ {bound:.0}"), ratio >= bound),
        None => row,
    }
}

fn speeds(turns: &[f64]) -> String {
    let (least, most) = (quantile(turns, 0.0), quantile(turns, 1.0));
    format!(
        "{} posts per second ({least:.0} to {most:.0})",
        count(median(turns))
    )
}

/// The people who post on a wall.
fn members_of(server: &Process) -> Vec<Member> {
    let named = |nth| Member::named(&server.address, &format!("Poster {nth}"));
    (0..CLIENTS).map(named).collect()
}

/// The clients of a bare handler.
struct Strangers {
    server: Process,
    clients: Vec<Client>,
}

impl Strangers {
    /// Starts the handler on a new file, on a slow disk if one is given.
    fn of(file: &Path, disk: Option<&SlowDisk>) -> Self {
        let command = bare::command(file, std::iter::empty());
        let command = match disk {
            Some(disk) => disk.under(command),
            None => command,
        };
        let server = Process::start(command);
        let clients = (0..CLIENTS).map(|_| Client::connect(&server.address));
        Self {
            clients: clients.collect(),
            server,
        }
    }

    /// Lets everybody post at once, and answers the posts per second.
    fn turn(&mut self, corpus: &Corpus, scale: &Scale) -> f64 {
        let address = &self.server.address;
        let sending = self.clients.iter_mut().enumerate().map(|(nth, client)| {
            let bodies = corpus
                .bodies
                .iter()
                .cycle()
                .skip(nth)
                .take(scale.posts_each);
            let draft = |body: &String| {
                client::post(address, "/posts", BROWSER, &page::form(&[("body", body)]))
            };
            (client, bodies.map(draft).collect())
        });
        turn(sending.collect(), &mut Vec::new())
    }
}

/// Fetches the forms for one turn. Everybody does so by themselves, to be done sooner.
fn write_drafts<'a>(
    members: &'a mut [Member],
    bodies: &[String],
    posts: usize,
) -> Vec<Sending<'a>> {
    std::thread::scope(|scope| {
        let writing = members.iter_mut().enumerate().map(|(nth, member)| {
            scope.spawn(move || {
                let bodies = bodies.iter().cycle().skip(nth).take(posts);
                let drafts = bodies.map(|body| member.draft(body)).collect();
                (&mut member.client, drafts)
            })
        });
        let writing: Vec<_> = writing.collect();
        writing
            .into_iter()
            .map(|thread| thread.join().expect("somebody who writes"))
            .collect()
    })
}

/// Lets everybody post at once, and answers the posts per second from the first that was sent to the
/// last that was answered. `latencies` gets the milliseconds of each.
fn turn(sending: Vec<Sending<'_>>, latencies: &mut Vec<f64>) -> f64 {
    let start = Barrier::new(sending.len());
    let times: Vec<(Instant, Instant)> = std::thread::scope(|scope| {
        let start = &start;
        let posting: Vec<_> = sending
            .into_iter()
            .map(|(client, drafts)| {
                scope.spawn(move || {
                    start.wait();
                    let publish = |draft: Vec<u8>| {
                        let begun = Instant::now();
                        client.expect(303, &draft);
                        (begun, Instant::now())
                    };
                    drafts.into_iter().map(publish).collect::<Vec<_>>()
                })
            })
            .collect();
        posting
            .into_iter()
            .flat_map(|thread| thread.join().expect("a poster"))
            .collect()
    });
    let first = times
        .iter()
        .map(|(begun, _)| *begun)
        .min()
        .expect("a first post");
    let last = times
        .iter()
        .map(|(_, ended)| *ended)
        .max()
        .expect("a last post");
    latencies.extend(
        times
            .iter()
            .map(|(begun, ended)| (*ended - *begun).as_secs_f64() * 1e3),
    );
    times.len() as f64 / (last - first).as_secs_f64()
}
