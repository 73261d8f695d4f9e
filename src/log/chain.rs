//! The hash chain, and its verification.
//!
//! `digest = SHA-256("thewall words 1" · salt · words)` for entries that carry words, and
//! `hash = SHA-256("thewall entry 1" · seq · at · length of event · event · digest or 32 zeros ·
//! hash of the entry before)`, numbers as 8 bytes, most significant first. Erasing removes words
//! and salt and leaves the digest: nobody can guess short words back from it, and every hash stays.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::Event;
use crate::clock::Micros;
use crate::db::Conn;
use crate::db::head::{Head, read as read_head};
use crate::db::schema::{head, log};
use crate::error::{Error, Fault};

/// What the first entry has in place of a hash before it.
pub const GENESIS: [u8; 32] = [0; 32];

/// How many entries are verified at a time.
const STRIDE: i64 = 1000;

/// The stored form of an entry that is about to be appended.
pub(super) struct Link {
    pub event: String,
    pub salt: Option<Vec<u8>>,
    pub digest: Option<Vec<u8>>,
    pub hash: Vec<u8>,
}

impl Link {
    pub(super) fn forge(seq: i64, at: Micros, event: &Event, before: &[u8]) -> Result<Self, Error> {
        let json = event.encode().map_err(Error::fault)?;
        let mut link = Self {
            event: json,
            salt: None,
            digest: None,
            hash: Vec::new(),
        };
        if let Some(words) = event.words() {
            let mut salt = vec![0; 16];
            getrandom::fill(&mut salt).map_err(Error::fault)?;
            link.digest = Some(digest(&salt, words));
            link.salt = Some(salt);
        }
        link.hash = hash(seq, at, &link.event, link.digest.as_deref(), before);
        Ok(link)
    }
}

fn digest(salt: &[u8], words: &str) -> Vec<u8> {
    let mut sha = Sha256::new();
    sha.update(b"thewall words 1");
    sha.update(salt);
    sha.update(words.as_bytes());
    sha.finalize().to_vec()
}

fn hash(seq: i64, at: Micros, event: &str, digest: Option<&[u8]>, before: &[u8]) -> Vec<u8> {
    let mut sha = Sha256::new();
    sha.update(b"thewall entry 1");
    sha.update(seq.to_be_bytes());
    sha.update(at.to_be_bytes());
    sha.update((event.len() as u64).to_be_bytes());
    sha.update(event.as_bytes());
    sha.update(digest.unwrap_or(&GENESIS));
    sha.update(before);
    sha.finalize().to_vec()
}

/// Whether the log has begun.
///
/// # Errors
/// A fault of the database.
pub fn is_founded(conn: &mut Conn) -> Result<bool, Error> {
    let there: i64 = head::table.count().get_result(conn)?;
    Ok(there > 0)
}

/// The hash of the first entry, which no other wall has.
///
/// # Errors
/// A fault of the database; an empty log has no first entry.
pub fn first_hash(conn: &mut Conn) -> Result<[u8; 32], Error> {
    let hash: Vec<u8> = log::table.find(1).select(log::hash).first(conn)?;
    hash.try_into()
        .map_err(|_| Error::fault("the hash of the first entry has another length"))
}

/// Puts the head of an empty log in its place, in a database that has none.
///
/// # Errors
/// A fault of the database.
pub fn found(conn: &mut Conn) -> Result<bool, Error> {
    let new = !is_founded(conn)?;
    if new {
        diesel::insert_into(head::table)
            .values((
                head::one.eq(1),
                head::seq.eq(0),
                head::hash.eq(GENESIS.as_slice()),
            ))
            .execute(conn)?;
    }
    Ok(new)
}

type Row = (
    i64,
    Micros,
    String,
    Option<String>,
    Option<Vec<u8>>,
    Option<Vec<u8>>,
    Vec<u8>,
);

/// Verifies the whole chain; answers how many entries it has.
///
/// # Errors
/// [`Fault::Log`] names the first entry that does not verify and says why.
pub fn verify(conn: &mut Conn) -> Result<i64, Error> {
    let mut before = GENESIS.to_vec();
    let (mut last, mut after) = (0, i64::MIN);
    loop {
        // Before the rows: while the wall is served, both go on.
        let Head { seq, hash } = read_head(conn)?;
        let rows: Vec<Row> = log::table
            .filter(log::seq.gt(after))
            .order(log::seq)
            .limit(STRIDE)
            .select((
                log::seq,
                log::at,
                log::event,
                log::words,
                log::salt,
                log::digest,
                log::hash,
            ))
            .load(conn)?;
        for row in &rows {
            verify_one(row, last + 1, &before).map_err(|why| Fault::Log {
                seq: last + 1,
                why: why.to_owned(),
            })?;
            last = row.0;
            after = last;
            before.clone_from(&row.6);
        }
        if rows.is_empty() {
            return ends_at(&before, last, seq, &hash);
        }
    }
}

/// Whether the head says what the last entry does; answers its number.
fn ends_at(before: &[u8], last: i64, seq: i64, hash: &[u8]) -> Result<i64, Error> {
    if seq != last {
        let why = format!("the log ends after {last} entries, and its head says {seq}");
        return Err(Fault::Log {
            seq: last.max(seq),
            why,
        }
        .into());
    }
    if hash != before {
        let why = "the head's hash is not the last entry's".to_owned();
        return Err(Fault::Log { seq, why }.into());
    }
    Ok(last)
}

fn verify_one(row: &Row, expected: i64, before: &[u8]) -> Result<(), &'static str> {
    let (seq, at, event, words, salt, stored, stored_hash) = row;
    if *seq != expected {
        return Err("it is missing");
    }
    match (words, salt, stored) {
        (Some(words), Some(salt), Some(stored)) if digest(salt, words) == *stored => {}
        (None, None, _) => {}
        _ => return Err("its words do not match their digest"),
    }
    if hash(*seq, *at, event, stored.as_deref(), before) != *stored_hash {
        return Err("its hash does not match what it says");
    }
    Event::decode(event, words.clone()).map_err(|_| "it is no event of this version")?;
    Ok(())
}
