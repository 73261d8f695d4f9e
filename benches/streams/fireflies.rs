//! How soon the fireflies know who has come and who has gone.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::reader::Reader;
use crate::client::{self, PLAIN};
use crate::member::Member;
use crate::process::{Process, thewall};
use crate::report::{Report, Row, median, quantile};

/// How many people come and go. No more than stand beside a page.
const PEOPLE: usize = 20;
/// How long somebody is here after their last page, and a little longer.
const SILENCE: Duration = Duration::from_secs(62);
/// How far apart they come and go: not in step with anything.
const STEP: Duration = Duration::from_millis(137);
/// How long a change is waited for.
const PATIENCE: Duration = Duration::from_secs(15);
/// Seconds until whoever closed their connection is gone.
const GONE_BOUND: f64 = 10.0;
/// Seconds until whoever opened one is there.
const COME_BOUND: f64 = 2.0;

/// The names that a stream said are here, and when it said so.
type Word = (Instant, String);

/// A wall on which people hold streams and are silent.
pub struct Fireflies {
    server: Process,
    people: Vec<Member>,
    streams: Vec<Reader>,
    since: Instant,
}

impl Fireflies {
    /// Lets everybody in.
    pub fn light(folder: &Path) -> Self {
        let server = Process::start(thewall(folder, &["serve", "--listen", "127.0.0.1:0"]));
        let named = |nth| Member::named(&server.address, &name(nth));
        let people: Vec<Member> = (0..PEOPLE).map(named).collect();
        let streams = people.iter().map(|person| open(&server, person));
        Self {
            streams: streams.collect(),
            since: Instant::now(),
            people,
            server,
        }
    }

    /// Lets them leave and come back, and reads in a stranger's stream when that is seen.
    pub fn measure(self, report: &mut Report) {
        let Self {
            server,
            people,
            streams,
            since,
        } = self;
        std::thread::sleep(SILENCE.saturating_sub(since.elapsed()));
        let witness = Witness::new(&server);
        let mut left = Vec::new();
        for stream in streams {
            std::thread::sleep(STEP);
            left.push(Instant::now());
            drop(stream);
        }
        let gone = witness.seconds_until(&left, |names, name| !names.contains(name));
        let (mut came, mut streams) = (Vec::new(), Vec::new());
        for person in &people {
            std::thread::sleep(STEP);
            came.push(Instant::now());
            streams.push(open(&server, person));
        }
        let there = witness.seconds_until(&came, |names, name| names.contains(name));
        let what = [
            "A member's stream is closed, a minute after their last page, until they are off the \
             fireflies of another stream",
            "A member's stream is opened until they are among the fireflies of another stream",
        ];
        report_seconds(what[0], &gone, GONE_BOUND, report);
        report_seconds(what[1], &there, COME_BOUND, report);
        witness.end();
        drop(streams);
        server.stop();
    }
}

/// The stream of a member.
fn open(server: &Process, person: &Member) -> Reader {
    Reader::open(&server.address, &person.request("/live")).expect("a stream")
}

fn name(nth: usize) -> String {
    format!("Lamp {nth:02}")
}

fn report_seconds(what: &str, seconds: &[f64], bound: f64, report: &mut Report) {
    let most = quantile(seconds, 1.0);
    report.add(
        Row::new(
            format!("{what}: the most of {}", seconds.len()),
            format!("{most:.2} s"),
        )
        .beside(format!("{:.2} s in the middle", median(seconds)))
        .bound(format!("< {bound:.0} s"), most < bound),
    );
}

/// Somebody who watches the fireflies in a stream.
struct Witness {
    words: Arc<Mutex<Vec<Word>>>,
    end: Box<dyn FnOnce()>,
    thread: JoinHandle<()>,
}

impl Witness {
    fn new(server: &Process) -> Self {
        let request = client::get(&server.address, "/live", PLAIN);
        let mut stream = Reader::open(&server.address, &request).expect("a stream");
        let end = Box::new(stream.end());
        let words = Arc::<Mutex<Vec<Word>>>::default();
        let noted = Arc::clone(&words);
        let thread = std::thread::spawn(move || {
            let mut text = Vec::new();
            let mut goes_on = true;
            while goes_on {
                goes_on = stream.read(&mut text);
                let now = Instant::now();
                while let Some(names) = take_swarm(&mut text) {
                    noted.lock().expect("the words").push((now, names));
                }
            }
        });
        Self { words, end, thread }
    }

    /// The seconds from each of these moments until the witness was told what is to be true of the
    /// person.
    fn seconds_until(&self, moments: &[Instant], is_so: impl Fn(&str, &str) -> bool) -> Vec<f64> {
        let nths = moments.iter().enumerate();
        let seconds = nths.map(|(nth, moment)| {
            let name = format!("<bdi>{}</bdi>", name(nth));
            while moment.elapsed() < PATIENCE {
                let words = self.words.lock().expect("the words").clone();
                let found = words
                    .iter()
                    .find(|(at, names)| at > moment && is_so(names, &name));
                if let Some((at, _)) = found {
                    return (*at - *moment).as_secs_f64();
                }
                std::thread::sleep(STEP);
            }
            f64::INFINITY
        });
        seconds.collect()
    }

    fn end(self) {
        (self.end)();
        self.thread.join().expect("the end of a reader");
    }
}

/// Takes out who is here as the stream said it next, and what stood before it.
fn take_swarm(text: &mut Vec<u8>) -> Option<String> {
    let all = String::from_utf8_lossy(text);
    let begin = all.find("<div class=\"swarm")?;
    let length = all[begin..].find("</div>")?;
    let names = all[begin..begin + length].to_owned();
    *text = all[begin + length..].as_bytes().to_vec();
    Some(names)
}
