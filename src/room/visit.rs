//! What is new to somebody since they were last in a room.
//!
//! A visit lasts as long as its pages are less than [`PAUSE`] apart. What came since the last page of
//! the visit before is new during the whole of this one. Sights are gathered in memory and written by
//! the background's clock, since reading a page writes nothing.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;

use crate::clock::{Micros, SECOND};
use crate::db::schema::visit;
use crate::db::{Conn, Tx};
use crate::error::Error;

/// How long somebody must be away for a new visit to begin.
const PAUSE: Micros = 30 * 60 * SECOND;

/// One person in one room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    since: i64,
    seen: i64,
    at: Micros,
}

impl Visit {
    /// Somebody's first visit: everything is new to them, so nothing is marked as such.
    fn first(seq: i64, now: Micros) -> Self {
        Self {
            since: i64::MAX,
            seen: seq,
            at: now,
        }
    }

    /// A visit after this one, or the same going on: at `now`, with everything up to `seq` on the page.
    fn goes_on(self, seq: i64, now: Micros) -> Self {
        let since = if now - self.at > PAUSE {
            self.seen
        } else {
            self.since
        };
        Self {
            since,
            seen: self.seen.max(seq),
            at: now,
        }
    }
}

/// Everybody's visits that are not written yet.
#[derive(Default)]
pub struct Visits(Mutex<HashMap<(i64, i64), Visit>>);

impl Visits {
    /// Notes that a person sees the newest page of a room, and says after which number things are new
    /// to them. At a first visit everything is, and nothing need be said.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn enter(
        &self,
        conn: &mut Conn,
        person: i64,
        room: i64,
        seq: i64,
        now: Micros,
    ) -> Result<i64, Error> {
        let known = self.lock().get(&(person, room)).copied();
        let before = match known {
            Some(visit) => Some(visit),
            None => stored(conn, person, room)?,
        };
        let visit =
            before.map_or_else(|| Visit::first(seq, now), |before| before.goes_on(seq, now));
        self.lock().insert((person, room), visit);
        Ok(visit.since)
    }

    /// Takes out what has not been written yet.
    pub fn take(&self) -> Vec<((i64, i64), Visit)> {
        self.lock().drain().collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(i64, i64), Visit>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stored(conn: &mut Conn, person: i64, room: i64) -> Result<Option<Visit>, Error> {
    let row: Option<(i64, i64, Micros)> = visit::table
        .find((person, room))
        .select((visit::since_seq, visit::seen_seq, visit::seen_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(since, seen, at)| Visit { since, seen, at }))
}

/// Writes visits.
///
/// # Errors
/// A fault of the database.
pub fn write(tx: &mut Tx<'_>, visits: &[((i64, i64), Visit)]) -> Result<(), Error> {
    for ((person, room), sight) in visits {
        let values = (
            visit::since_seq.eq(sight.since),
            visit::seen_seq.eq(sight.seen),
            visit::seen_at.eq(sight.at),
        );
        let changed = diesel::update(visit::table.find((person, room)))
            .set(values)
            .execute(tx.conn)?;
        if changed == 0 {
            diesel::insert_into(visit::table)
                .values((visit::person_id.eq(person), visit::room_id.eq(room), values))
                .execute(tx.conn)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_stays_new_for_the_whole_visit() {
        let first = Visit::first(10, 0);
        let reload = first.goes_on(12, SECOND);
        assert_eq!((reload.since, reload.seen), (i64::MAX, 12));
        let tomorrow = reload.goes_on(30, PAUSE * 3);
        assert_eq!((tomorrow.since, tomorrow.seen), (12, 30));
        assert_eq!(tomorrow.goes_on(31, PAUSE * 4).since, 12);
    }
}
