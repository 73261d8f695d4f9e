//! What the wall's page costs, beside a bare handler.

use std::path::Path;

use crate::after;
use crate::bare;
use crate::client::{self, BROWSER, Client, PLAIN};
use crate::corpus::Corpus;
use crate::load::Load;
use crate::member::Member;
use crate::meter::{Meter, in_turns};
use crate::process::Process;
use crate::report::{Cost, Report};
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
    let all = corpus.bodies.len();
    let drafts = drafts(&mut writers, &corpus.bodies, 0, all);
    publish(&mut writers, &drafts, || ());
    let authors = names.iter().map(String::as_str).cycle();
    let posts = authors.zip(corpus.bodies.iter().map(String::as_str));
    let bare = Process::start(bare::command(&folder.join("bare.sqlite"), posts));

    let stranger = |headers| [client::get(&server.address, "/", headers)];
    let bare_request = client::get(&bare.address, "/", BROWSER);
    let mut bare_load = Load::new(&bare.address, &[bare_request]);
    let mut warm_load = Load::new(&server.address, &stranger(BROWSER));
    let mut plain_load = Load::new(&server.address, &stranger(PLAIN));
    let mut member_load = Load::new(&server.address, &[writers[0].request("/")]);

    let bare_meter = Meter::new(&bare, 2 * scale.turn);
    let meter = Meter::new(server, 2 * scale.turn);
    let mut said = 0;
    let mut cold_turn = || {
        said += scale.cold_posts;
        let from = said - scale.cold_posts;
        cold_turn(server, &meter, &mut writers, &corpus.bodies, from, scale)
    };
    let [bare, warm, plain, cold, member] = in_turns(
        scale.rounds,
        [
            &mut || bare_load.turn(&bare_meter),
            &mut || warm_load.turn(&meter),
            &mut || plain_load.turn(&meter),
            &mut cold_turn,
            &mut || member_load.turn(&meter),
        ],
    );

    let reference = bare_load.cost(&bare, &bare_meter);
    let mut compare = |what: &str, cost: &Cost, bound| {
        let what = format!("the wall with 50 posts, {what}");
        report.compare(&what, cost, ("the bare handler", &reference), bound);
    };
    let cost = warm_load.cost(&warm, &meter);
    let what = "a stranger, the page is kept; takes gzip";
    compare(what, &cost, Some(BOUND));
    let what = "the same, takes no gzip, as the bare one";
    compare(what, &plain_load.cost(&plain, &meter), Some(BOUND));
    let what = "a stranger, the first request after a post, which is not counted; gzip";
    compare(what, &cost.after(cold), None);
    let what = "a member, who looks again and again; gzip";
    compare(what, &member_load.cost(&member, &meter), None);
}

/// The CPU microseconds of a stranger's request after the wall has changed.
fn cold_turn(
    server: &Process,
    meter: &Meter<'_>,
    writers: &mut [Member],
    bodies: &[String],
    from: usize,
    scale: &Scale,
) -> f64 {
    let request = client::get(&server.address, "/", BROWSER);
    let drafts = drafts(writers, bodies, from, scale.cold_posts);
    let mut stranger = Client::connect(&server.address);
    let mut micros = 0.0;
    publish(writers, &drafts, || {
        micros += after::micros(meter, || drop(stranger.expect(200, &request)));
    });
    micros / scale.cold_posts as f64
}

/// So many posts, by everybody in turn, ready to be sent. `from` says with which words they begin: on a page of
/// posts nothing is said twice.
fn drafts(writers: &mut [Member], bodies: &[String], from: usize, posts: usize) -> Vec<Vec<u8>> {
    let bodies = bodies.iter().cycle().skip(from).take(posts);
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
