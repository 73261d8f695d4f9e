//! What the wall's page costs, beside a bare handler.

use std::path::Path;

use crate::bare;
use crate::client::{self, BROWSER, Client, PLAIN};
use crate::corpus::Corpus;
use crate::member::Member;
use crate::meter::{Load, Meter, in_turns, ratio};
use crate::process::Process;
use crate::report::{Report, Row, count, micros};
use crate::scale::Scale;

/// The cost of a page that is kept over that of the bare handler.
const BOUND: f64 = 1.0;
/// How many people write the posts on the wall.
const WRITERS: usize = 10;

/// Fills the wall with a page of posts, and asks for it in every way.
pub fn measure(
    folder: &Path,
    server: &Process,
    corpus: &Corpus,
    scale: &Scale,
    report: &mut Report,
) {
    let names: Vec<String> = (0..WRITERS).map(|nth| format!("Writer {nth}")).collect();
    let mut writers: Vec<Member> = names
        .iter()
        .map(|name| Member::named(&server.address, name))
        .collect();
    let drafts = drafts(&mut writers, &corpus.bodies, corpus.bodies.len());
    publish(&mut writers, &drafts, || ());
    let authors = names.iter().map(String::as_str).cycle();
    let posts = authors.zip(corpus.bodies.iter().map(String::as_str));
    let bare = Process::start(bare::command(&folder.join("bare.sqlite"), posts));

    let stranger = |headers| vec![client::get(&server.address, "/", headers)];
    let bare_request = client::get(&bare.address, "/", BROWSER);
    let mut bare_load = Load::new(&bare.address, vec![bare_request]);
    let mut warm_load = Load::new(&server.address, stranger(BROWSER));
    let mut plain_load = Load::new(&server.address, stranger(PLAIN));
    let mut member_load = Load::new(&server.address, vec![writers[0].request("/")]);

    let bare_meter = Meter::new(&bare, 2 * scale.turn);
    let meter = Meter::new(server, 2 * scale.turn);
    let mut cold_turn = || cold_turn(server, &meter, &mut writers, &corpus.bodies, scale);
    let [bare, warm, plain, cold, member] = in_turns(
        scale.rounds,
        [
            &mut || bare_load.turn(&bare_meter, scale.turn),
            &mut || warm_load.turn(&meter, scale.turn),
            &mut || plain_load.turn(&meter, scale.turn),
            &mut cold_turn,
            &mut || member_load.turn(&meter, scale.turn),
        ],
    );

    let reference = format!(
        "{}, bare handler, {} bytes",
        micros(&bare),
        count(bare_load.page_bytes)
    );
    let row = |what: &str, turns: &[f64], bytes: f64| {
        let what = format!(
            "CPU per request, the wall with 50 posts ({} bytes before gzip): {what}",
            count(bytes)
        );
        let ratio = ratio(turns, &bare);
        (
            Row::new(what, micros(turns)).against(&reference, ratio),
            ratio,
        )
    };
    let strangers = warm_load.page_bytes;
    let (warm, ratio) = row(
        "stranger, warm: the page is kept; takes gzip",
        &warm,
        strangers,
    );
    report.add(warm.bound(format!("≤ {BOUND:.1}"), ratio <= BOUND));
    let (plain, ratio) = row(
        "stranger, warm, takes no gzip, as the bare one",
        &plain,
        strangers,
    );
    report.add(plain.bound(format!("≤ {BOUND:.1}"), ratio <= BOUND));
    let cold_words = "stranger, cold: the first request after a post, which is not counted; gzip";
    report.add(row(cold_words, &cold, strangers).0);
    report.add(
        row(
            "member, who looks again and again, gzip",
            &member,
            member_load.page_bytes,
        )
        .0,
    );
}

/// The CPU microseconds of a stranger's request right after the wall has changed. Posting is done by the
/// same process, so it is done once with such a request after each post and once without, and the
/// difference counts.
fn cold_turn(
    server: &Process,
    meter: &Meter<'_>,
    writers: &mut [Member],
    bodies: &[String],
    scale: &Scale,
) -> f64 {
    let request = client::get(&server.address, "/", BROWSER);
    let alone = drafts(writers, bodies, scale.cold_posts);
    let looked_at = drafts(writers, bodies, scale.cold_posts);
    let posting = meter.micros(|| publish(writers, &alone, || ()));
    let mut stranger = Client::connect(&server.address);
    let both = meter.micros(|| {
        publish(writers, &looked_at, || {
            stranger.expect(200, &request);
        });
    });
    (both - posting) / scale.cold_posts as f64
}

/// So many posts, by everybody in turn, ready to be sent.
fn drafts(writers: &mut [Member], bodies: &[String], posts: usize) -> Vec<Vec<u8>> {
    let bodies = bodies.iter().cycle().take(posts);
    bodies
        .enumerate()
        .map(|(nth, body)| writers[nth % WRITERS].draft(body))
        .collect()
}

/// Sends them one after another, and does something after each.
fn publish(writers: &mut [Member], drafts: &[Vec<u8>], mut then: impl FnMut()) {
    for (nth, draft) in drafts.iter().enumerate() {
        writers[nth % WRITERS].publish(draft);
        then();
    }
}
