//! As many posts as a busy room has in a day, and one reader who stays the whole time.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::reader::Reader;
use super::room::Room;
use crate::client::{self, PLAIN};
use crate::corpus::Corpus;
use crate::member::Member;
use crate::report::{Report, Row, count, quantile};
use crate::scale::Scale;

/// How many post at once.
const CLIENTS: usize = 64;
/// Turns in one document.
const TURNS_BOUND: usize = 500;
/// Megabytes between the least and the most that the server holds.
const MEMORY_BOUND: f64 = 10.0;
/// How long the reader gets for what was posted last.
const REST: Duration = Duration::from_secs(5);
/// How often it is looked how far the day is.
const PAUSE: Duration = Duration::from_millis(20);
/// When the memory is looked at, in twentieths of the day. The first is told and not held against the
/// bound: the caches of the database are still filling.
const HOURS: [usize; 4] = [1, 8, 14, 20];

/// Lets everybody post, and reads along.
pub fn measure(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    let room = Room::full(folder, corpus);
    let address = &room.server.address;
    let named = |nth| Member::named(address, &format!("Poster {nth}"));
    let mut members: Vec<Member> = (0..CLIENTS).map(named).collect();
    let (begun, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (posted, posts) = (Mutex::new(BTreeSet::new()), scale.day_posts);
    let (diary, memory, speed) = std::thread::scope(|scope| {
        let reading = scope.spawn(|| Diary::read(&room, &is_over));
        let begin = Instant::now();
        let writers: Vec<_> = members
            .iter_mut()
            .map(|member| {
                scope.spawn(|| {
                    let bodies = &corpus.bodies;
                    loop {
                        let nth = begun.fetch_add(1, Ordering::Relaxed);
                        if nth >= posts {
                            return;
                        }
                        let draft = member.draft_in(&room.address, &bodies[nth % bodies.len()]);
                        let id = member.publish(&draft);
                        posted.lock().expect("the posts").insert(id);
                    }
                })
            })
            .collect();
        let memory = HOURS.map(|hour| {
            while posted.lock().expect("the posts").len() < posts * hour / 20 {
                std::thread::sleep(PAUSE);
            }
            room.server.memory().0
        });
        for writer in writers {
            writer.join().expect("a writer");
        }
        let speed = posts as f64 / begin.elapsed().as_secs_f64();
        std::thread::sleep(REST);
        is_over.store(true, Ordering::Relaxed);
        // The last document ends with it.
        room.server.end();
        (reading.join().expect("the reader"), memory, speed)
    });
    room.server.stop();
    let posted = posted.into_inner().expect("the posts");
    report_day(&diary, &posted, memory, speed, report);
}

fn report_day(
    diary: &Diary,
    posted: &BTreeSet<i64>,
    memory: [f64; 4],
    speed: f64,
    report: &mut Report,
) {
    let what = format!(
        "{} posts of {CLIENTS} members in one room, {} a second, and one reader who opens the stream again \
         whenever it ends",
        count(posted.len() as f64),
        count(speed)
    );
    report.add(
        Row::new(
            format!("{what}: the most turns in one document"),
            diary.most_turns.to_string(),
        )
        .beside(diary.endings())
        .bound(format!("< {TURNS_BOUND}"), diary.most_turns < TURNS_BOUND),
    );
    let missed: Vec<i64> = posted.difference(&diary.shown).copied().collect();
    let is_between = |id: &i64| {
        diary
            .gaps
            .iter()
            .any(|(last, first)| last < id && id < first)
    };
    let lost = missed.iter().filter(|id| !is_between(id)).count();
    report.add(
        Row::new(
            format!(
                "{what}: posts that it never showed though the page that each document begins with \
                 reaches back to the one before; posts shown twice; posts out of their places"
            ),
            format!("{lost}; {}; {}", diary.doubled, diary.misplaced),
        )
        .beside(format!(
            "{} more were older than that page when it was opened again, {} times",
            count((missed.len() - lost) as f64),
            diary.gaps.len()
        ))
        .bound("0; 0; 0", [lost, diary.doubled, diary.misplaced] == [0; 3]),
    );
    let [dawn, morning, noon, night] = memory;
    let spread = quantile(&memory[1..], 1.0) - quantile(&memory[1..], 0.0);
    report.add(
        Row::new(
            format!("{what}: VmRSS of the server after four, seven, and ten tenths of them"),
            format!("{morning:.0} MB, {noon:.0} MB, {night:.0} MB"),
        )
        .beside(format!(
            "{dawn:.0} MB after a twentieth; meanwhile the caches of the database fill (16 MiB for writing \
             alone, which takes some 40,000 posts)"
        ))
        .bound(
            format!("within {MEMORY_BOUND:.0} MB"),
            spread < MEMORY_BOUND,
        ),
    );
}

/// What the reader saw.
#[derive(Default)]
struct Diary {
    shown: BTreeSet<i64>,
    /// Those that came as news.
    news: BTreeSet<i64>,
    most_turns: usize,
    doubled: usize,
    /// Turns that stand in no place, or not after the turn before.
    misplaced: usize,
    /// Where a document began with posts that were not next to the last one of the document before: the
    /// numbers of both.
    gaps: Vec<(i64, i64)>,
    /// After how many seconds each document was to be opened again; without a number, it just ended.
    endings: Vec<Option<u64>>,
}

impl Diary {
    /// Reads until the day is over.
    fn read(room: &Room, is_over: &AtomicBool) -> Self {
        let address = &room.server.address;
        let request = client::get(address, &format!("{}/live", room.address), PLAIN);
        let mut diary = Self::default();
        while let Some(mut stream) = Reader::open(address, &request) {
            let mut text = Vec::new();
            while stream.read(&mut text) {}
            let wait = diary.add(&String::from_utf8_lossy(&text));
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            std::thread::sleep(Duration::from_secs(wait.unwrap_or_default()));
        }
        diary
    }

    /// Adds a document, and answers after how many seconds it is to be opened again.
    fn add(&mut self, document: &str) -> Option<u64> {
        let turns: Vec<&str> = document.split("<div class=\"turn").skip(1).collect();
        self.most_turns = self.most_turns.max(turns.len());
        let (mut here, last) = (BTreeSet::new(), self.shown.last().copied());
        let first = turns.iter().find_map(|turn| id_of(turn));
        let mut before = None;
        for turn in &turns {
            let Some(id) = id_of(turn) else { continue };
            let place = place_of(turn);
            if place.is_none() || place <= before {
                self.misplaced += 1;
            }
            before = place.or(before);
            let is_news = turn
                .split('"')
                .next()
                .is_some_and(|class| class.contains(" new"));
            let was_news = is_news && !self.news.insert(id);
            if !here.insert(id) || was_news {
                self.doubled += 1;
            }
        }
        if let (Some(last), Some(first)) = (last, first)
            && first > last
        {
            self.gaps.push((last, first));
        }
        self.shown.append(&mut here);
        let ending = document
            .split("<meta http-equiv=\"refresh\" content=\"")
            .nth(1);
        let wait = ending.and_then(|rest| rest.split('"').next()?.parse().ok());
        self.endings.push(wait);
        wait
    }

    /// How the documents ended.
    fn endings(&self) -> String {
        let of = |ending: Option<u64>| self.endings.iter().filter(|at| **at == ending).count();
        format!(
            "{} documents: {} because they were long, {} because the reader was slow, {} without a word",
            self.endings.len(),
            of(Some(0)),
            of(Some(2)),
            of(None)
        )
    }
}

/// Where a turn stands among the others: its digits, the first one first.
fn place_of(turn: &str) -> Option<[u32; 3]> {
    let class = turn.split('"').next()?;
    let digit = |name| {
        let mut words = class.split(' ');
        words.find_map(|word| word.strip_prefix(name)?.parse().ok())
    };
    Some([digit('x')?, digit('y')?, digit('z')?])
}

/// The number of the post in a turn.
fn id_of(turn: &str) -> Option<i64> {
    turn.split(" id=\"p")
        .nth(1)?
        .split('"')
        .next()?
        .parse()
        .ok()
}
