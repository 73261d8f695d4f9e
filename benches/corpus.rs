//! The discussion that is imported: a given one, or a generated one of the same shape.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde::Deserialize;

use crate::generate::{AUTHORS, Generator};

/// Names a corpus to be used instead of a generated one.
const GIVEN: &str = "THEWALL_BENCH_CORPUS";
/// How many messages a generated corpus has.
const MESSAGES: usize = 300_000;
/// How many bodies are taken out for the wall: a page of it.
const BODIES: usize = 50;
/// How many at most are taken out to be searched for.
const SAMPLE: usize = 10_000;

/// A corpus, as a file to be imported.
pub struct Corpus {
    /// The file: JSON Lines in gzip.
    pub file: PathBuf,
    /// How many messages it has.
    pub messages: usize,
    /// The title of the room with most of them.
    pub room: String,
    /// How many are in that room.
    pub messages_in_room: usize,
    /// Bodies from all over it, for the wall.
    pub bodies: Vec<String>,
    /// More of them, for what is searched for.
    pub sample: Vec<String>,
}

#[derive(Deserialize)]
struct Line {
    room: String,
    body: String,
}

impl Corpus {
    /// Writes a corpus into `folder`: one line in `share` of the given or generated one.
    pub fn open(folder: &Path, share: usize) -> Self {
        let file = folder.join("corpus.jsonl.gz");
        let out = BufWriter::new(File::create(&file).expect("a file for the corpus"));
        let mut out = GzEncoder::new(out, Compression::fast());
        let (mut bodies, mut rooms) = (Vec::new(), HashMap::<String, usize>::new());
        for text in lines().step_by(share) {
            let line: Line = serde_json::from_str(&text).expect("a message as a line of JSON");
            *rooms.entry(line.room).or_default() += 1;
            bodies.push(line.body);
            writeln!(out, "{text}").expect("room on the disk for the corpus");
        }
        let mut out = out.finish().expect("room on the disk for the corpus");
        out.flush().expect("room on the disk for the corpus");
        let messages = bodies.len();
        let (room, messages_in_room) = rooms
            .into_iter()
            .max_by_key(|(_, messages)| *messages)
            .expect("a message");
        let some = |number: usize| -> Vec<String> {
            let bodies = bodies.iter().step_by((messages / number).max(1));
            bodies.take(number).cloned().collect()
        };
        Self {
            file,
            messages,
            room,
            messages_in_room,
            bodies: some(BODIES),
            sample: some(SAMPLE),
        }
    }
}

fn lines() -> Box<dyn Iterator<Item = String>> {
    match std::env::var_os(GIVEN) {
        Some(path) => {
            let file = File::open(path).expect("the file that THEWALL_BENCH_CORPUS names");
            let lines = BufReader::new(MultiGzDecoder::new(file)).lines();
            Box::new(lines.map(|line| line.expect("a line of the corpus")))
        }
        None => Box::new(Generator::new(MESSAGES, 1, AUTHORS)),
    }
}
