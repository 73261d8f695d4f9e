//! The log: everything public, as events in one gapless sequence.
//!
//! [`Log::append`] writes an event and applies it to the tables in the same transaction; an entry's
//! number is the id of whatever it made. Each entry carries the hash of the one before it
//! ([`chain`]), and what a person may one day want erased stands beside the hashed part, under a
//! salted digest. After the commit the [`Bell`] rings, and followers catch up from their
//! [`cursor`]s. What is private (passwords, sessions, addresses) never comes here.

mod bell;
pub mod chain;
pub mod cursor;
mod event;

use diesel::prelude::*;

pub use bell::Bell;
pub use event::{Event, RoomKind};

use crate::clock::Micros;
use crate::db::head::{self, Head};
use crate::db::schema::log;
use crate::db::{Conn, Tx, on_either};
use crate::error::{Error, Fault};

/// An event in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number: 1 for the first, without gaps.
    pub seq: i64,
    /// When it was written.
    pub at: Micros,
    /// What happened.
    pub event: Event,
}

/// Writes the effect of entries, in their order, into the tables. Given the same entries it makes the
/// same tables, in however many pieces they come.
pub type Apply = fn(&mut Conn, &[Entry]) -> Result<(), Error>;

/// The log of one wall: it knows how its events become tables. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Log {
    apply: Apply,
}

impl Log {
    /// A log whose entries are applied by `apply`.
    pub fn new(apply: Apply) -> Self {
        Self { apply }
    }

    /// Appends one event and applies it; answers its number.
    ///
    /// # Errors
    /// A fault of the database. The transaction must then be given up, as `write` does.
    pub fn append(self, tx: &mut Tx<'_>, at: Micros, event: Event) -> Result<i64, Error> {
        let mut batch = self.batch(tx)?;
        let seq = batch.append(at, event)?;
        batch.close()?;
        Ok(seq)
    }

    /// Begins to append many events.
    ///
    /// # Errors
    /// As for [`Log::append`].
    pub fn batch<'a, 'b>(self, tx: &'a mut Tx<'b>) -> Result<Batch<'a, 'b>, Error> {
        let Head { seq, hash } = tx.head()?;
        Ok(Batch {
            log: self,
            tx,
            seq,
            hash,
            waiting: Vec::new(),
        })
    }

    /// Applies entries that are in the log already, in their order: what fills the tables of a
    /// database that has only the log.
    ///
    /// # Errors
    /// A fault of the database, or an entry that this version cannot read.
    pub fn replay(self, conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
        (self.apply)(conn, entries)
    }
}

/// Many events on their way into the log. Nothing counts before [`Batch::close`].
pub struct Batch<'a, 'b> {
    log: Log,
    tx: &'a mut Tx<'b>,
    seq: i64,
    hash: Vec<u8>,
    waiting: Vec<Entry>,
}

impl Batch<'_, '_> {
    /// As [`Log::append`].
    ///
    /// # Errors
    /// As [`Log::append`].
    pub fn append(&mut self, at: Micros, event: Event) -> Result<i64, Error> {
        let seq = self.seq + 1;
        let link = chain::Link::forge(seq, at, &event, &self.hash)?;
        let row = (
            log::seq.eq(seq),
            log::at.eq(at),
            log::event.eq(&link.event),
            log::words.eq(event.words()),
            log::salt.eq(link.salt.as_deref()),
            log::digest.eq(link.digest.as_deref()),
            log::hash.eq(&link.hash),
        );
        on_either!(&mut *self.tx.conn, |conn| {
            diesel::insert_into(log::table).values(row).execute(conn)
        })?;
        self.seq = seq;
        self.hash = link.hash;
        self.waiting.push(Entry { seq, at, event });
        Ok(seq)
    }

    /// The transaction it is part of, with everything so far applied to the tables.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn conn(&mut self) -> Result<&mut Conn, Error> {
        let waiting = std::mem::take(&mut self.waiting);
        (self.log.apply)(self.tx.conn, &waiting)?;
        Ok(self.tx.conn)
    }

    /// Applies what waits, and moves the head to the last entry.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn close(mut self) -> Result<(), Error> {
        self.conn()?;
        let hash = std::mem::take(&mut self.hash);
        self.tx.set_head(Head {
            seq: self.seq,
            hash,
        });
        Ok(())
    }
}

/// The number of the last entry; 0 for an empty log.
///
/// # Errors
/// A fault of the database.
pub fn last_seq(conn: &mut Conn) -> Result<i64, Error> {
    Ok(head::read(conn)?.seq)
}

/// When the last entry was written; 0 for an empty log.
///
/// # Errors
/// A fault of the database.
pub fn last_at(conn: &mut Conn) -> Result<Micros, Error> {
    let last = log::table.find(last_seq(conn)?).select(log::at);
    let at: Option<Micros> = on_either!(conn, |conn| last.first(conn).optional())?;
    Ok(at.unwrap_or_default())
}

/// The number of the first entry that was written at `at` or later: one more than the last, if there is none.
///
/// # Errors
/// A fault of the database.
pub fn first_since(conn: &mut Conn, at: Micros) -> Result<i64, Error> {
    // Entries are written in the order of time, so that this halves what it looks at each time.
    let (mut before, mut since) = (0, last_seq(conn)? + 1);
    while since - before > 1 {
        let middle = before + (since - before) / 2;
        let written: Micros = log::table.find(middle).select(log::at).first(conn)?;
        if written < at {
            before = middle;
        } else {
            since = middle;
        }
    }
    Ok(since)
}

/// Up to `limit` entries after `after`, in order.
///
/// # Errors
/// A fault of the database, or an entry that this version cannot read.
pub fn entries_after(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Entry>, Error> {
    let rows: Vec<(i64, Micros, String, Option<String>)> = log::table
        .filter(log::seq.gt(after))
        .order(log::seq)
        .limit(limit)
        .select((log::seq, log::at, log::event, log::words))
        .load(conn)?;
    rows.into_iter()
        .map(|(seq, at, event, words)| {
            let event = Event::decode(&event, words).map_err(|why| Fault::Log { seq, why })?;
            Ok(Entry { seq, at, event })
        })
        .collect()
}

/// Erases the words of entries for good. Their digests stay, so the chain still verifies.
///
/// # Errors
/// A fault of the database.
pub fn erase_words(tx: &mut Tx<'_>, seqs: &[i64]) -> Result<(), Error> {
    for seq in seqs {
        diesel::update(log::table.find(seq))
            .set((log::words.eq(None::<String>), log::salt.eq(None::<Vec<u8>>)))
            .execute(tx.conn)?;
    }
    Ok(())
}
