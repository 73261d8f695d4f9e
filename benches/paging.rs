//! What a page of a long room costs near its end, in its middle and at its beginning; and the memory
//! of a process that has shown them.

use scraper::Html;

use crate::corpus::Corpus;
use crate::member::Member;
use crate::meter::{Load, Meter, in_turns, relative};
use crate::page::{post_ids, select};
use crate::process::Process;
use crate::report::{Report, Row, count, micros};
use crate::scale::Scale;

/// The dearest position over the cheapest.
const RATIO_BOUND: f64 = 1.5;
/// Megabytes.
const MEMORY_BOUND: f64 = 100.0;
/// How many pages around a position are asked for in turn.
const PAGES: i64 = 16;

/// Asks as a member, since for members no page is kept: each request reads the database and renders.
pub fn measure(server: &Process, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    let mut reader = Member::named(&server.address, "Reader");
    let room = address_of(&mut reader, &corpus.room);
    let newest = *post_ids(&reader.open(&room)).last().expect("a newest post");
    let first = post_ids(&reader.open(&format!("{room}?after=0")));
    let (oldest, last_of_first) = (first[0], first[first.len() - 1]);
    let second = post_ids(&reader.open(&format!("{room}?after={last_of_first}")));
    let middle = oldest + (newest - oldest) / 2;

    let before = |id: i64| reader.request(&format!("{room}?before={id}"));
    // A page further with each, so that they have other posts.
    let in_the_middle = (0..PAGES).map(|page| before(middle + 50 * page)).collect();
    // Before each of the posts of the second page in turn: the first of them shows the very first.
    let at_the_beginning = second
        .iter()
        .take(PAGES as usize)
        .map(|id| before(*id))
        .collect();
    let mut at_the_end = Load::new(&server.address, vec![reader.request(&room)]);
    let mut in_the_middle = Load::new(&server.address, in_the_middle);
    let mut at_the_beginning = Load::new(&server.address, at_the_beginning);

    let meter = Meter::new(server, 2 * scale.turn);
    let found = in_turns(
        scale.rounds,
        [
            &mut || at_the_end.turn(&meter, scale.turn),
            &mut || in_the_middle.turn(&meter, scale.turn),
            &mut || at_the_beginning.turn(&meter, scale.turn),
        ],
    );
    let names = [
        "the newest page, `/rooms/SLUG`".to_owned(),
        format!("{PAGES} pages in the middle, `?before=ID`"),
        format!(
            "the first post's page and {} just after it, `?before=ID`",
            PAGES - 1
        ),
    ];
    let bytes = [
        at_the_end.page_bytes,
        in_the_middle.page_bytes,
        at_the_beginning.page_bytes,
    ];
    for ((name, turns), bytes) in names.iter().zip(&found).zip(bytes) {
        let what = format!(
            "CPU per request of a member, never cached, gzip, 50 posts of a room with {} messages: \
             {name} ({} bytes before gzip)",
            count(corpus.messages_in_room as f64),
            count(bytes)
        );
        report.add(Row::new(what, micros(turns)));
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
