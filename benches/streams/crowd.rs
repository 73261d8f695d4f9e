//! Many streams of one room: how soon a post is in all of them, what they weigh, and what the pages of
//! everybody else cost meanwhile.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::open_files;
use super::readers::Readers;
use super::room::Room;
use crate::client::{self, BROWSER, Client};
use crate::corpus::Corpus;
use crate::report::{Report, Row, count, median, quantile};
use crate::scale::{Crowd, Scale};

/// KiB of resident memory for each stream.
const MEMORY_BOUND: f64 = 12.0;
/// Milliseconds that 99 of 100 pages may take.
const PAGE_BOUND: f64 = 50.0;
/// The time between two requests for a page: fifty a second.
const STEP: Duration = Duration::from_millis(20);
/// How many connections the pages are asked for on.
const CLIENTS: usize = 8;
/// The time between two posts.
const SECOND: Duration = Duration::from_secs(1);

/// Opens the streams, measures, and answers within how many milliseconds a post is in 99 of 100 of them, and how
/// many megabytes the server takes with them.
pub fn measure(
    folder: &Path,
    crowd: Crowd,
    corpus: &Corpus,
    scale: &Scale,
    report: &mut Report,
) -> (f64, f64) {
    let mut room = Room::full(folder, corpus);
    let alone = crowd
        .is_weighed
        .then(|| ask_for_pages(&mut room, corpus, scale));
    let (before, _) = room.server.memory();
    let streams = crowd
        .streams
        .min(open_files::allowed() - open_files::BESIDES);
    if streams < crowd.streams {
        eprintln!(
            "the system allows too few open files for {} streams",
            crowd.streams
        );
    }
    let begun = Instant::now();
    let readers = Readers::open(&room.server.address, &room.address, streams);
    let opening = begun.elapsed();
    let what = format!(
        "{} streams open, each of a room with a full page",
        count(streams as f64)
    );

    post(&mut room, &readers, &corpus.bodies[0]);
    let (with, most) = room.server.memory();
    if crowd.is_weighed {
        let each = (with - before) * 1e6 / 1024.0 / streams as f64;
        report.add(
            Row::new(
                format!("{what} and one post more: resident memory for each"),
                format!("{each:.1} KiB"),
            )
            .beside(format!(
                "VmRSS from {before:.0} MB to {with:.0} MB, {most:.0} MB at most; all had their \
                 beginnings after {:.1} s",
                opening.as_secs_f64()
            ))
            .bound(format!("< {MEMORY_BOUND:.0} KiB"), each < MEMORY_BOUND),
        );
    }
    let late = report_delivery(&what, &mut room, &readers, crowd, corpus, scale, report);
    if let Some(alone) = alone {
        let meanwhile = ask_for_pages(&mut room, corpus, scale);
        report_pages(&what, &meanwhile, &alone, report);
    }
    // So that everything that was posted has come.
    readers.times_of(room.last_mark());
    let (ended, strays) = readers.faults();
    assert_eq!((ended, strays), (0, 0), "streams that ended, and strays");
    drop(readers);
    room.server.stop();
    (late, with)
}

/// The milliseconds until each reader had read a post, and until its writer was answered.
fn post(room: &mut Room, readers: &Readers, body: &str) -> (Vec<f64>, f64) {
    let (writer, draft) = room.draft(body);
    let begun = Instant::now();
    room.publish(writer, &draft);
    let answered = millis(begun.elapsed());
    let times = readers.times_of(room.last_mark()).into_iter();
    let times = times.map(|at| millis(at - begun)).collect();
    (times, answered)
}

fn report_delivery(
    what: &str,
    room: &mut Room,
    readers: &Readers,
    crowd: Crowd,
    corpus: &Corpus,
    scale: &Scale,
    report: &mut Report,
) -> f64 {
    let (mut all, mut lasts, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    for body in corpus.bodies.iter().cycle().take(scale.stream_posts) {
        // At different times of the hub's beat, and not while the streams are still busy.
        std::thread::sleep(Duration::from_millis(170));
        let (times, answered) = post(room, readers, body);
        lasts.push(quantile(&times, 1.0));
        all.extend(times);
        answers.push(answered);
    }
    let late = quantile(&all, 0.99);
    report.add(
        Row::new(
            format!(
                "{what}: from sending each of {} posts until 99 of 100 readers had its words",
                scale.stream_posts
            ),
            format!("{late:.0} ms"),
        )
        .beside(format!(
            "{:.0} ms for half of them; the last reader {:.0} ms ({:.0} to {:.0}); its writer was \
             answered after {:.1} ms",
            median(&all),
            median(&lasts),
            quantile(&lasts, 0.0),
            quantile(&lasts, 1.0),
            median(&answers)
        ))
        .bound(format!("< {:.0} ms", crowd.bound), late < crowd.bound),
    );
    late
}

/// What strangers and members waited for the wall, in milliseconds.
type Waits = [Vec<f64>; 2];

/// Asks for the wall at a steady pace, as a stranger and as a member in turn, while there is one post a
/// second. A request that is sent late because the one before was answered late has waited as well.
fn ask_for_pages(room: &mut Room, corpus: &Corpus, scale: &Scale) -> Waits {
    let requests = scale.steady_requests;
    let seconds = requests as u32 * STEP.as_millis() as u32 / SECOND.as_millis() as u32;
    let bodies = corpus.bodies.iter().cycle().take(seconds as usize);
    let drafts: Vec<_> = bodies.map(|body| room.draft(body)).collect();
    let address = room.server.address.clone();
    let pages = [client::get(&address, "/", BROWSER), room.members_request()];
    let (next, waits) = (AtomicUsize::new(0), Mutex::new(Waits::default()));
    let begun = Instant::now() + STEP;
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let mut client = Client::connect(&address);
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= requests {
                        return;
                    }
                    let due = begun + STEP * nth as u32;
                    sleep_until(due);
                    client.expect(200, &pages[nth % 2]);
                    let wait = millis(due.elapsed());
                    waits.lock().expect("the waits")[nth % 2].push(wait);
                }
            });
        }
        for ((writer, draft), nth) in drafts.into_iter().zip(0..) {
            sleep_until(begun + SECOND * nth + SECOND / 2);
            room.publish(writer, &draft);
        }
    });
    waits.into_inner().expect("the waits")
}

fn report_pages(what: &str, meanwhile: &Waits, alone: &Waits, report: &mut Report) {
    let who = ["a stranger", "a member"];
    for ((who, waits), alone) in who.iter().zip(meanwhile).zip(alone) {
        let late = quantile(waits, 0.99);
        report.add(
            Row::new(
                format!(
                    "{what}, one post a second: 99 of 100 of {} requests of {who} for the wall, at a \
                     steady pace, were answered within",
                    waits.len()
                ),
                format!("{late:.1} ms"),
            )
            .beside(format!(
                "{:.1} ms in the middle, {:.1} ms at most; without streams {:.1} ms, {:.1} ms in the \
                 middle",
                median(waits),
                quantile(waits, 1.0),
                quantile(alone, 0.99),
                median(alone)
            ))
            .bound(format!("< {PAGE_BOUND:.0} ms"), late < PAGE_BOUND),
        );
    }
}

fn sleep_until(due: Instant) {
    std::thread::sleep(due.saturating_duration_since(Instant::now()));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
