//! Following the log: read from where one was, do one's work, and move on, all in one transaction.
//!
//! A follower that is killed anywhere in between begins again where its last finished step ended:
//! nothing is skipped, and nothing that it wrote into the database is done twice.

use diesel::prelude::*;

use super::{Entry, entries_after};
use crate::db::schema::log_cursor;
use crate::db::{Conn, Db};
use crate::error::Error;

/// How many entries a follower takes in one transaction.
const STEP: i64 = 500;

/// Something that follows the log.
pub trait Follower: Send + Sync + 'static {
    /// Under what name its cursor is kept. Never change it.
    fn name(&self) -> &'static str;

    /// Does what these entries ask for, on the connection of the transaction that also moves the
    /// cursor.
    ///
    /// # Errors
    /// Whatever went wrong: the cursor then stays, and the same entries come again.
    fn follow(&self, conn: &mut Conn, entries: &[Entry]) -> Result<(), Error>;
}

/// Where the follower of this name stands; 0 at first.
///
/// # Errors
/// A fault of the database.
pub fn position(conn: &mut Conn, name: &str) -> Result<i64, Error> {
    Ok(log_cursor::table
        .find(name)
        .select(log_cursor::seq)
        .first(conn)
        .optional()?
        .unwrap_or(0))
}

/// Brings a follower to the end of the log; answers how many entries it was given.
///
/// # Errors
/// The first error that the follower or the database gave; what was done before it stays done.
pub fn catch_up<F: Follower>(db: &Db, follower: &std::sync::Arc<F>) -> Result<usize, Error> {
    let mut given = 0;
    loop {
        let follower = std::sync::Arc::clone(follower);
        let step = db.write_here(move |tx| {
            let at = position(tx.conn, follower.name())?;
            let entries = entries_after(tx.conn, at, STEP)?;
            if let Some(last) = entries.last() {
                follower.follow(tx.conn, &entries)?;
                move_to(tx.conn, follower.name(), last.seq)?;
            }
            Ok(entries.len())
        })?;
        if step == 0 {
            return Ok(given);
        }
        given += step;
    }
}

/// Moves the cursor of a follower that did its work elsewhere, if it still stands at `from`. Answers
/// whether it did: otherwise another process has done the same work meanwhile.
///
/// # Errors
/// A fault of the database.
pub fn advance(conn: &mut Conn, name: &str, from: i64, to: i64) -> Result<bool, Error> {
    let stands = position(conn, name)? == from;
    if stands {
        move_to(conn, name, to)?;
    }
    Ok(stands)
}

/// Notes that the follower of this name has done all up to an entry.
///
/// # Errors
/// A fault of the database.
pub fn move_to(conn: &mut Conn, name: &str, seq: i64) -> Result<(), Error> {
    let moved = diesel::update(log_cursor::table.find(name))
        .set(log_cursor::seq.eq(seq))
        .execute(conn)?;
    if moved == 0 {
        diesel::insert_into(log_cursor::table)
            .values((log_cursor::name.eq(name), log_cursor::seq.eq(seq)))
            .execute(conn)?;
    }
    Ok(())
}
