//! What is new to somebody since they were last in a room, and how far they have read. What nobody has
//! read of a room is counted, never kept: there is one row a person and room.
//!
//! A visit lasts as long as its pages are less than `PAUSE` apart. What came since the last page of
//! the visit before is new during the whole of this one. Sights are gathered in memory and written by
//! the background's clock, since reading a page writes nothing.

mod store;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::clock::{Micros, SECOND};
use crate::db::Conn;
use crate::error::Error;

pub use store::{
    News, UNREAD_MOST, Unread, first_unread, mark_read, news_in, unread, with_news, write,
};

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

/// What is gathered in memory.
#[derive(Default)]
struct Gathered {
    /// By person and room.
    visits: HashMap<(i64, i64), Visit>,
    /// Which posts were opened by people who are told of some, and when.
    opened: HashMap<(i64, i64), Micros>,
    /// At how many streams somebody sees what is said as it is said, and their visit when that began.
    watching: HashMap<(i64, i64), (usize, Visit)>,
}

/// Everybody's visits that are not written yet.
#[derive(Default)]
pub struct Visits(Mutex<Gathered>);

impl Visits {
    /// The last visit of a person to a room that was written: for [`Visits::enter`] and [`Visits::look`].
    ///
    /// # Errors
    /// A fault of the database.
    pub fn written(conn: &mut Conn, person: i64, room: i64) -> Result<Option<Visit>, Error> {
        store::stored(conn, person, room)
    }

    /// Notes that a person, whose last visit was `written`, sees the newest page of a room, and says after
    /// which number things are new to them. At a first visit everything is, and nothing need be said.
    pub fn enter(
        &self,
        person: i64,
        room: i64,
        written: Option<Visit>,
        seq: i64,
        now: Micros,
    ) -> i64 {
        let mut gathered = self.lock();
        let before = gathered.visits.get(&(person, room)).copied().or(written);
        let visit =
            before.map_or_else(|| Visit::first(seq, now), |before| before.goes_on(seq, now));
        gathered.visits.insert((person, room), visit);
        visit.since
    }

    /// After which number things are new to a person in a room, where they look at a part of it that is not
    /// the newest: nothing is noted. Who was never there has read what was said before they came here.
    pub fn look(
        &self,
        person: i64,
        room: i64,
        written: Option<Visit>,
        seq: i64,
        now: Micros,
    ) -> i64 {
        let gathered = self.lock().visits.get(&(person, room)).copied();
        gathered.or(written).map_or(person, |before| {
            before.goes_on(seq, now).since.min(before.seen)
        })
    }

    /// Takes out what has not been written yet.
    pub fn take(&self) -> Vec<((i64, i64), Visit)> {
        self.lock().visits.drain().collect()
    }

    /// Notes that a person opened a post of which they may have been told.
    pub fn open(&self, person: i64, post: i64, now: Micros) {
        self.lock().opened.insert((person, post), now);
    }

    /// Whether a person opened a post, and that is not written yet.
    pub fn has_opened(&self, person: i64, post: i64) -> bool {
        self.lock().opened.contains_key(&(person, post))
    }

    /// Takes out who opened what.
    pub fn take_opened(&self) -> Vec<((i64, i64), Micros)> {
        self.lock().opened.drain().collect()
    }

    /// What was gathered about a person is no older than what they said they have read: everything up to
    /// `seq`, in one room or in all.
    pub fn has_read(&self, person: i64, room: Option<i64>, seq: i64) {
        let mut gathered = self.lock();
        let visits = gathered.visits.iter_mut();
        for (_, visit) in
            visits.filter(|((who, at), _)| *who == person && room.is_none_or(|room| room == *at))
        {
            visit.since = seq;
            visit.seen = visit.seen.max(seq);
        }
    }

    /// Notes that a person, who entered a room a moment ago, sees from now on what is said there as it is
    /// said: until [`Visits::turns_away`].
    pub fn watches(&self, person: i64, room: i64, seq: i64, now: Micros) {
        let mut gathered = self.lock();
        let known = gathered.visits.get(&(person, room)).copied();
        let visit = known.unwrap_or_else(|| Visit::first(seq, now));
        let watching = gathered.watching.entry((person, room));
        watching.or_insert((0, visit)).0 += 1;
    }

    /// Notes that they no longer do: they have seen all up to `seq`.
    pub fn turns_away(&self, person: i64, room: i64, seq: i64, now: Micros) {
        let mut gathered = self.lock();
        let key = (person, room);
        let Some((streams, began)) = gathered.watching.get_mut(&key) else {
            return;
        };
        *streams -= 1;
        let (streams, began) = (*streams, *began);
        if streams == 0 {
            gathered.watching.remove(&key);
        }
        let visit = gathered.visits.entry(key).or_insert(began);
        visit.seen = visit.seen.max(seq);
        visit.at = now;
    }

    /// Up to where a person has read a room, where that is not written yet.
    fn seen(&self, person: i64, room: i64) -> Option<i64> {
        let gathered = self.lock();
        if gathered.watching.contains_key(&(person, room)) {
            return Some(i64::MAX);
        }
        gathered.visits.get(&(person, room)).map(|visit| visit.seen)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Gathered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
