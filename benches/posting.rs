//! Sixty-four people who post at once, beside a loop that commits each post by itself.

use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use diesel::sqlite::SqliteConnection;

use crate::corpus::Corpus;
use crate::member::Member;
use crate::meter::{Meter, in_turns, ratio};
use crate::process::Process;
use crate::report::{Report, Row, count, median, micros, quantile};
use crate::scale::Scale;
use crate::table::{self, NewPost};

/// How many post at once.
const CLIENTS: usize = 64;
/// How many times as fast as the loop.
const RATIO_BOUND: f64 = 4.0;
/// Milliseconds that 99 of 100 posts may take at most.
const LATENCY_BOUND: f64 = 100.0;

/// Somebody with posts that are written out already.
struct Poster {
    member: Member,
    drafts: Vec<Vec<u8>>,
}

/// Posts on the wall of the imported database.
pub fn measure(
    folder: &Path,
    server: &Process,
    corpus: &Corpus,
    scale: &Scale,
    report: &mut Report,
) {
    let mut posters: Vec<Poster> = (0..CLIENTS)
        .map(|nth| Poster {
            member: Member::named(&server.address, &format!("Poster {nth}")),
            drafts: Vec::new(),
        })
        .collect();
    let mut loop_file = table::create(&folder.join("loop.sqlite"));
    let meter = Meter::new(server, 2 * scale.turn);
    let (mut latencies, mut costs) = (Vec::new(), Vec::new());
    let mut alone = Poster {
        member: Member::named(&server.address, "Poster alone"),
        drafts: Vec::new(),
    };
    let all = CLIENTS * scale.posts_each;
    let [loop_speed, speed, alone_speed] = in_turns(
        scale.rounds,
        [
            &mut || loop_turn(&mut loop_file, &corpus.bodies, scale.turn),
            &mut || {
                write_drafts(&mut posters, &corpus.bodies, scale.posts_each);
                let mut speed = 0.0;
                let cost = meter.micros(|| speed = turn(&mut posters, &mut latencies));
                costs.push(cost / all as f64);
                speed
            },
            &mut || {
                let alone = std::slice::from_mut(&mut alone);
                write_drafts(alone, &corpus.bodies, scale.cold_posts);
                turn(alone, &mut Vec::new())
            },
        ],
    );

    let what = format!(
        "{CLIENTS} members, each on a connection kept alive, post on the wall at once, {} posts each in \
         {} turns; the forms were fetched before",
        scale.posts_each * scale.rounds,
        scale.rounds
    );
    let words = "one row for each commit in a loop, no HTTP, WAL, synchronous=FULL";
    let over_loop = ratio(&speed, &loop_speed);
    report.add(
        Row::new(what, speeds(&speed))
            .against(format!("{}: {words}", speeds(&loop_speed)), over_loop)
            .bound(format!("≥ {RATIO_BOUND:.0}"), over_loop >= RATIO_BOUND),
    );
    report.add(Row::new(
        "The same: CPU of the server for one post",
        micros(&costs),
    ));
    let words = "one member of the same wall alone, each post after the answer to the one before";
    report.add(
        Row::new("The same: beside one who posts alone", speeds(&speed)).against(
            format!("{}: {words}", speeds(&alone_speed)),
            ratio(&speed, &alone_speed),
        ),
    );
    let late = quantile(&latencies, 0.99);
    report.add(
        Row::new(
            format!(
                "The same: 99 of 100 of these {} posts were answered within",
                latencies.len()
            ),
            format!("{late:.0} ms"),
        )
        .beside(format!("{:.0} ms in the middle", median(&latencies)))
        .bound(format!("< {LATENCY_BOUND:.0} ms"), late < LATENCY_BOUND),
    );
}

fn speeds(turns: &[f64]) -> String {
    let (least, most) = (quantile(turns, 0.0), quantile(turns, 1.0));
    format!(
        "{} posts per second ({least:.0} to {most:.0})",
        count(median(turns))
    )
}

/// Fetches the forms for one turn. Everybody does so by themselves, to be done sooner.
fn write_drafts(posters: &mut [Poster], bodies: &[String], posts: usize) {
    std::thread::scope(|scope| {
        for (nth, poster) in posters.iter_mut().enumerate() {
            scope.spawn(move || {
                let bodies = bodies.iter().cycle().skip(nth).take(posts);
                poster.drafts = bodies.map(|body| poster.member.draft(body)).collect();
            });
        }
    });
}

/// Lets everybody post at once, and answers the posts per second from the first that was sent to the
/// last that was answered. `latencies` gets the milliseconds of each.
fn turn(posters: &mut [Poster], latencies: &mut Vec<f64>) -> f64 {
    let start = Barrier::new(posters.len());
    let times: Vec<(Instant, Instant)> = std::thread::scope(|scope| {
        let posting: Vec<_> = posters
            .iter_mut()
            .map(|poster| {
                scope.spawn(|| {
                    start.wait();
                    let publish = |draft: Vec<u8>| {
                        let begun = Instant::now();
                        poster.member.publish(&draft);
                        (begun, Instant::now())
                    };
                    poster.drafts.drain(..).map(publish).collect::<Vec<_>>()
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

/// What the loop gets done in `length`: rows per second.
fn loop_turn(conn: &mut SqliteConnection, bodies: &[String], length: Duration) -> f64 {
    let (begun, mut rows) = (Instant::now(), 0);
    for body in bodies.iter().cycle() {
        let published_at = chrono::Utc::now().timestamp_micros();
        table::insert(
            conn,
            &NewPost {
                author: "Poster",
                body,
                published_at,
            },
        );
        rows += 1;
        if begun.elapsed() > length {
            break;
        }
    }
    f64::from(rows) / begun.elapsed().as_secs_f64()
}
