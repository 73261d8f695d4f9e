//! What a page of a long room costs near its end, in its middle and at its beginning; and the memory
//! of a process that has shown them.

use scraper::Html;

use crate::corpus::Corpus;
use crate::load::Load;
use crate::member::Member;
use crate::meter::{Meter, in_turns, relative};
use crate::page::{post_ids, select};
use crate::process::Process;
use crate::report::{Report, Row, count};
use crate::scale::Scale;

/// The dearest position over the cheapest.
const RATIO_BOUND: f64 = 1.5;
/// Megabytes.
const MEMORY_BOUND: f64 = 100.0;
/// How many pages of a third of the room are asked for in turn at most: so many that nearly none of them
/// is kept until it is asked for again.
const PAGES: usize = 1_000;
/// How many posts a page has.
const POSTS: i64 = 50;

/// Asks as a member, for another page each time: each request reads the database and renders.
pub fn measure(server: &Process, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    let mut reader = Member::named(&server.address, "Reader");
    let room = address_of(&mut reader, &corpus.room);
    let newest = *post_ids(&reader.open(&room)).last().expect("a newest post");
    let oldest = post_ids(&reader.open(&format!("{room}?after=0")))[0];
    let third = (newest - oldest) / 3;
    let pages = usize::try_from(third / POSTS).expect("a number of pages") - 1;
    let pages = pages.min(PAGES);
    // Each shows the 50 posts before those of the page before it.
    let before = |id: i64| {
        let ids = (0..pages as i64).map(|page| id - POSTS * page);
        let requests = ids.map(|id| reader.request(&format!("{room}?before={id}")));
        Load::new(&server.address, &requests.collect::<Vec<_>>())
    };
    let mut at_the_end = before(newest);
    let mut in_the_middle = before(newest - third);
    let mut at_the_beginning = before(oldest + POSTS * (pages as i64 + 1));

    let meter = Meter::new(server, 2 * scale.turn);
    let found = in_turns(
        scale.rounds,
        [
            &mut || at_the_end.turn(&meter),
            &mut || in_the_middle.turn(&meter),
            &mut || at_the_beginning.turn(&meter),
        ],
    );
    let newest = at_the_end.cost(&found[0], &meter);
    for (name, load, turns) in [
        ("in the middle", &in_the_middle, &found[1]),
        ("the first", &at_the_beginning, &found[2]),
    ] {
        let what = format!(
            "a member asks for {} pages in turn of a room with {} messages, so that nearly none of them is \
             kept: {name}",
            count(pages as f64),
            count(corpus.messages_in_room as f64),
        );
        let cost = load.cost(turns, &meter);
        report.compare(&what, &cost, ("as many of the newest", &newest), None);
    }
    let relative = relative(&found);
    let slowest = relative.iter().copied().fold(0.0, f64::max);
    let fastest = relative.iter().copied().fold(f64::INFINITY, f64::min);
    let ratio = slowest / fastest;
    report.add(
        Row::new(
            "The dearest of these three over the cheapest, both relative to the mean of their rounds",
            format!("{slowest:.2}"),
        )
        .against(format!("{fastest:.2}"), ratio)
        .bound(format!("≤ {RATIO_BOUND}"), ratio <= RATIO_BOUND),
    );
    report_memory(server, "these requests", report);
}

/// What the process holds, which must stay small whatever it was asked for before.
pub fn report_memory(server: &Process, after: &str, report: &mut Report) {
    let (now, most) = server.memory();
    report.add(
        Row::new(
            format!("Resident memory after {after}: VmRSS; VmHWM, the most so far, counts"),
            format!("{now:.0} MB; {most:.0} MB"),
        )
        .bound(format!("< {MEMORY_BOUND:.0} MB"), most < MEMORY_BOUND),
    );
}

/// The address of the room with this title.
fn address_of(reader: &mut Member, title: &str) -> String {
    let page = Html::parse_document(&reader.open("/rooms"));
    let links = select(&page, "main a[href^='/rooms/']");
    let link = links
        .iter()
        .find(|link| link.text().collect::<String>() == title);
    link.and_then(|link| link.attr("href"))
        .expect("the room in the list of rooms")
        .to_owned()
}
