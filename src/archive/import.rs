//! JSON Lines of `{"room", "author", "at", "body"}`, plain or gzip: a dump of any discussion.
//!
//! A line is known by its time and the hash of what it says and of how many lines before it said the same, so
//! that equal lines of one file are distinct messages and the same file twice changes nothing. Lines are
//! taken in steps, a transaction each: whoever stops it in between runs it again.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::DateTime;
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::store::{self, Key, Message, Written};
use crate::clock::Micros;
use crate::db::Pending;
use crate::error::Error;
use crate::html::text::tame;
use crate::room::TITLE_MAX;
use crate::web::Site;

/// How many lines a step takes.
const STEP: usize = 5_000;
/// How long the database is left to others between two steps.
const TURN: Duration = Duration::from_millis(3);
/// How many bytes a line may have.
const LINE: u64 = 4 * 1024 * 1024;
/// How many characters an author's name may have.
const NAME: usize = 80;
/// How many bytes a name may have, as it is written, to be remembered.
const REMEMBERED: usize = 400;

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    room: Cow<'a, str>,
    #[serde(borrow)]
    author: Cow<'a, str>,
    #[serde(borrow)]
    at: Cow<'a, str>,
    body: String,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// Messages that were written.
    pub imported: u64,
    /// Messages that were here before.
    pub known: u64,
    /// Lines that could not be read.
    pub bad: u64,
    /// Rooms that were made.
    pub rooms: u64,
    /// People that were made.
    pub people: u64,
    /// How much of the file was read, from 0 to 1.
    pub part: f64,
}

/// An import that is going on.
pub struct Import {
    site: Site,
    source: Box<dyn BufRead>,
    read: Arc<AtomicU64>,
    size: u64,
    line: u64,
    seen: HashMap<[u8; 16], u32>,
    /// Names of rooms and people as they were written, and in one line: most come again and again.
    names: HashMap<String, Arc<str>>,
    pending: Option<Pending<Written>>,
    broken: Option<String>,
    progress: Progress,
}

/// A line that could not be read: its number, and why.
pub type Bad = (u64, String);

impl Import {
    /// Opens a file.
    ///
    /// # Errors
    /// A sentence when it cannot be read.
    pub fn open(site: &Site, path: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("cannot read {}: {error}", path.display());
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let read = Arc::new(AtomicU64::new(0));
        let mut raw = BufReader::with_capacity(
            256 * 1024,
            Counted {
                file,
                read: Arc::clone(&read),
            },
        );
        let gzip = raw.fill_buf().map_err(failed)?.starts_with(&[0x1f, 0x8b]);
        let source: Box<dyn BufRead> = if gzip {
            Box::new(BufReader::with_capacity(
                256 * 1024,
                MultiGzDecoder::new(raw),
            ))
        } else {
            Box::new(raw)
        };
        Ok(Self {
            site: site.clone(),
            source,
            read,
            size: size.max(1),
            line: 0,
            seen: HashMap::new(),
            names: HashMap::new(),
            pending: None,
            broken: None,
            progress: Progress::default(),
        })
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let part = self.read.load(Ordering::Relaxed) as f64 / self.size as f64;
        Progress {
            part,
            ..self.progress
        }
    }

    /// Takes the next lines; nothing once there are none. Answers those that could not be read.
    ///
    /// # Errors
    /// A sentence when the file cannot be read on, or the database fails: then nothing of this step
    /// was written.
    pub fn step(&mut self) -> Result<Option<Vec<Bad>>, String> {
        let (mut messages, mut bad) = (Vec::with_capacity(STEP), Vec::new());
        let before = self.line;
        while messages.len() < STEP && bad.len() < STEP && self.broken.is_none() {
            let line = match self.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    // What was read before is written before this is said.
                    self.broken = Some(error);
                    break;
                }
            };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match self.message(&line) {
                Ok(message) => messages.push(message),
                Err(why) => bad.push((self.line, why)),
            }
        }
        if self.line == before {
            self.finish()?;
            return self.broken.take().map_or(Ok(None), Err);
        }
        self.write(messages)?;
        self.progress.bad += bad.len() as u64;
        Ok(Some(bad))
    }

    fn next_line(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut line = Vec::new();
        let failed =
            |n: u64, error: std::io::Error| format!("cannot read on after line {n}: {error}");
        let length = (&mut self.source)
            .take(LINE)
            .read_until(b'\n', &mut line)
            .map_err(|error| failed(self.line, error))?;
        if length == 0 {
            return Ok(None);
        }
        self.line += 1;
        if length as u64 == LINE && !line.ends_with(b"\n") {
            // The rest of a line beyond all measure is read and thrown away, a piece at a time.
            let mut rest = Vec::new();
            while (&mut self.source)
                .take(LINE)
                .read_until(b'\n', &mut rest)
                .map_err(|error| failed(self.line, error))?
                > 0
                && !rest.ends_with(b"\n")
            {
                rest.clear();
            }
        }
        Ok(Some(line))
    }

    fn message(&mut self, line: &[u8]) -> Result<Message, String> {
        if line.len() as u64 >= LINE {
            return Err(format!("it is longer than {LINE} bytes"));
        }
        let line: Line<'_> = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let at = DateTime::parse_from_rfc3339(&line.at).map_err(|_| {
            format!(
                "“at” is no time as RFC 3339 writes it: {}",
                printable(&line.at)
            )
        })?;
        let room = self.name(&line.room, TITLE_MAX);
        let room = room.ok_or_else(|| format!("“room” must have 1 to {TITLE_MAX} characters"))?;
        let author = self.name(&line.author, NAME);
        let author = author.ok_or_else(|| format!("“author” must have 1 to {NAME} characters"))?;
        let at: Micros = at.timestamp_micros();
        let said = said(&line, at);
        let mut body = line.body;
        body.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
        if body.trim().is_empty() {
            return Err("“body” is empty".to_owned());
        }
        let key = self.key(&said, at);
        Ok(Message {
            key,
            room,
            author,
            at,
            body,
        })
    }

    /// What a message is known by. It begins with the time: what was said one after another stands side by
    /// side in the table, which of millions of lines has few pages in hand at once.
    fn key(&mut self, said: &[u8; 32], at: Micros) -> Key {
        let mut same = [0; 16];
        same.copy_from_slice(&said[..16]);
        let nth = self.seen.entry(same).or_insert(0);
        *nth += 1;
        let mut key = Sha256::new();
        key.update(said);
        key.update(nth.to_be_bytes());
        // With the sign turned over numbers are ordered as their bytes are.
        let time = (at ^ Micros::MIN).to_be_bytes();
        let mut known_by = Key::default();
        let (first, rest) = known_by.split_at_mut(time.len());
        first.copy_from_slice(&time);
        rest.copy_from_slice(&key.finalize()[..16]);
        known_by
    }

    /// A name in one line, if it has 1 to `most` characters.
    fn name(&mut self, written: &str, most: usize) -> Option<Arc<str>> {
        let known = self.names.get(written);
        let name = known.map_or_else(|| plain(written).into(), Arc::clone);
        let fits = !name.is_empty() && name.chars().count() <= most;
        if known.is_none() && fits && written.len() <= REMEMBERED {
            self.names.insert(written.to_owned(), Arc::clone(&name));
        }
        fits.then_some(name)
    }

    /// Hands messages to the writer, once it is done with those before: while it writes, the next lines
    /// are read.
    fn write(&mut self, messages: Vec<Message>) -> Result<(), String> {
        let (log, now, names) = (self.site.log, self.site.clock.now(), self.finish()?);
        // Whoever else writes into the same file gets a turn.
        std::thread::sleep(TURN);
        let pending = self
            .site
            .db
            .write_soon(move |tx| store::write(tx, log, messages, names, now))
            .map_err(|error| self.failed(&error))?;
        self.pending = Some(pending);
        Ok(())
    }

    /// Waits for what is being written.
    fn finish(&mut self) -> Result<store::Names, String> {
        let Some(pending) = self.pending.take() else {
            return Ok(store::Names::default());
        };
        let written: Written = pending.wait().map_err(|error| self.failed(&error))?;
        self.progress.imported += written.imported;
        self.progress.known += written.known;
        self.progress.rooms += written.rooms;
        self.progress.people += written.people;
        Ok(written.names)
    }

    fn failed(&self, error: &Error) -> String {
        format!(
            "cannot write what stands before line {}: {error}",
            self.line
        )
    }
}

/// A hash of what a line says, and of when.
fn said(line: &Line<'_>, at: Micros) -> [u8; 32] {
    let mut sha = Sha256::new();
    for part in [&*line.room, &*line.author, &*line.body] {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    sha.update(at.to_be_bytes());
    sha.finalize().into()
}

/// A name in one line, without what cannot be seen.
fn plain(name: &str) -> String {
    let visible: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    tame(&visible)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
