//! What everything that can hang on posts adds to the cost of the wall's page: pictures, reactions, polls.

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use crate::after::Elsewhere;
use crate::corpus::Corpus;
use crate::load::Load;
use crate::member::Member;
use crate::meter::{Meter, in_turns};
use crate::process::{Process, thewall};
use crate::report::Report;
use crate::scale::Scale;

/// The cost of the page with everything over that of the page with words alone.
const BOUND: f64 = 1.5;
/// How many posts stand on the page.
const POSTS: usize = 50;
/// One post in so many has a poll.
const POLLED: usize = 5;
/// What stands on it.
const ALL: &str =
    "the wall with 50 posts, each with a picture and four kinds of reactions, ten with a poll";
/// How members react, one after another.
const KINDS: [&str; 4] = ["thanks", "agree", "smile", "light"];

/// Writes the same posts on two walls, once with words alone, and has a member read both in turn.
pub fn measure(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    let (mut plain, mut full) = (
        Wall::new(&folder.join("plain")),
        Wall::new(&folder.join("full")),
    );
    let picture = picture();
    for (nth, body) in corpus.bodies.iter().take(POSTS).enumerate() {
        plain.write(nth, body);
        full.write_with_everything(nth, body, &picture);
    }
    for (wall, pictures) in [(&mut plain, 0), (&mut full, POSTS)] {
        let page = wall.reader.open("/");
        assert_eq!(page.matches("<img").count(), pictures, "pictures");
    }

    let mut plain_load = plain.load();
    let mut full_load = full.load();
    let plain_meter = Meter::new(&plain.server, 2 * scale.turn);
    let full_meter = Meter::new(&full.server, 2 * scale.turn);
    let (plain_request, full_request) = (plain.reader.request("/"), full.reader.request("/"));
    let [words, everything, words_again, everything_again] = in_turns(
        scale.rounds,
        [
            &mut || {
                let ask = || drop(plain.reader.client.expect(200, &plain_request));
                plain.elsewhere.micros(&plain_meter, scale.cold_posts, ask)
            },
            &mut || {
                let ask = || drop(full.reader.client.expect(200, &full_request));
                full.elsewhere.micros(&full_meter, scale.cold_posts, ask)
            },
            &mut || plain_load.turn(&plain_meter),
            &mut || full_load.turn(&full_meter),
        ],
    );
    let (words_kept, kept) = (
        plain_load.cost(&words_again, &plain_meter),
        full_load.cost(&everything_again, &full_meter),
    );
    let (words, everything) = (words_kept.after(words), kept.after(everything));
    let beside = "the same words with nothing on them";
    let what = format!("{ALL}: a member, right after something was said elsewhere");
    report.compare(&what, &everything, (beside, &words), Some(BOUND));
    let what = format!("{ALL}: the same where nothing was written since it was asked for before");
    report.compare(&what, &kept, (beside, &words_kept), None);
    plain.server.stop();
    full.server.stop();
}

/// A wall with some who write on it, and one who reads.
struct Wall {
    server: Process,
    writers: Vec<Member>,
    reader: Member,
    elsewhere: Elsewhere,
}

impl Wall {
    fn new(folder: &Path) -> Self {
        std::fs::create_dir(folder).expect("a folder");
        let server = Process::start(thewall(folder, &["serve", "--listen", "127.0.0.1:0"]));
        let writers = 0..KINDS.len();
        Self {
            writers: writers
                .map(|nth| Member::named(&server.address, &format!("Writer {nth}")))
                .collect(),
            reader: Member::named(&server.address, "Reader"),
            elsewhere: Elsewhere::new(Member::named(&server.address, "Other")),
            server,
        }
    }

    fn write(&mut self, nth: usize, body: &str) {
        let writer = &mut self.writers[nth % KINDS.len()];
        let draft = writer.draft(body);
        writer.publish(&draft);
    }

    fn write_with_everything(&mut self, nth: usize, body: &str, picture: &[u8]) {
        let writer = &mut self.writers[nth % KINDS.len()];
        let poll: &[(&str, &str)] = if nth.is_multiple_of(POLLED) {
            &[
                ("poll_choices", "Yes\nNo\nPerhaps\nLater"),
                ("poll_hours", "24"),
            ]
        } else {
            &[]
        };
        let draft = writer.draft_with(body, poll, picture);
        let post = writer.publish(&draft);
        for (member, kind) in self.writers.iter_mut().zip(KINDS) {
            let page = format!("/posts/{post}");
            member.press(&page, &format!("{page}/reactions"), &[("kind", kind)]);
            if !poll.is_empty() {
                member.press(&page, &format!("{page}/vote"), &[("choice", "1")]);
            }
        }
    }

    fn load(&self) -> Load {
        Load::new(&self.server.address, &[self.reader.request("/")])
    }
}

/// A small picture.
fn picture() -> Vec<u8> {
    let image = RgbImage::from_fn(640, 480, |x, y| Rgb([x as u8, y as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 80);
    image.write_with_encoder(encoder).expect("a picture");
    bytes.into_inner()
}
