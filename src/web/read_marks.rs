//! Private messages that were read: in memory, until the upkeep's clock writes it, since reading a page
//! writes nothing. Who may read a message is no business of this.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What somebody has read of one conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    /// Up to which message.
    up_to: i64,
    /// How many of those stand as unread in the tables.
    count: i64,
}

/// What everybody has read and what is not written yet, by person and by whom they read.
#[derive(Default)]
pub struct ReadMarks(Mutex<HashMap<i64, HashMap<i64, Mark>>>);

impl ReadMarks {
    /// Notes that a person has read what another one wrote to them, up to a message; `count` of the
    /// messages stand as unread in the tables.
    pub fn note(&self, person: i64, other: i64, up_to: i64, count: i64) {
        if count > 0 {
            let mark = Mark { up_to, count };
            self.lock().entry(person).or_default().insert(other, mark);
        }
    }

    /// How many of the messages that stand as unread a person has read.
    pub fn count_of(&self, person: i64) -> i64 {
        let known = self.lock();
        let marks = known.get(&person);
        marks.map_or(0, |marks| marks.values().map(|mark| mark.count).sum())
    }

    /// The same, of one conversation.
    pub fn count_with(&self, person: i64, other: i64) -> i64 {
        let known = self.lock();
        let mark = known.get(&person).and_then(|marks| marks.get(&other));
        mark.map_or(0, |mark| mark.count)
    }

    /// Takes out what is not written yet: who, whose messages, and up to which.
    pub fn take(&self) -> Vec<(i64, i64, i64)> {
        let all = self.lock().drain().collect::<Vec<_>>();
        all.into_iter()
            .flat_map(|(person, marks)| {
                marks
                    .into_iter()
                    .map(move |(other, mark)| (person, other, mark.up_to))
            })
            .collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<i64, HashMap<i64, Mark>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_counts_until_it_is_written() {
        let marks = ReadMarks::default();
        marks.note(1, 2, 10, 3);
        marks.note(1, 3, 12, 1);
        marks.note(1, 4, 13, 0);
        marks.note(1, 2, 14, 4);
        assert_eq!((marks.count_of(1), marks.count_with(1, 2)), (5, 4));
        assert_eq!((marks.count_of(2), marks.count_with(1, 4)), (0, 0));
        let mut taken = marks.take();
        taken.sort_unstable();
        assert_eq!(taken, [(1, 2, 14), (1, 3, 12)]);
        assert_eq!(marks.count_of(1), 0);
    }
}
