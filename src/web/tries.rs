//! How often something may be tried in vain. A few times at once, then slowly: guessing becomes
//! hopeless, and nobody is locked out for good.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::{Micros, SECOND};
use crate::error::Error;

/// What is counted: a hash, so that no names stay in memory.
pub type TryKey = [u8; 32];

/// How long a count is remembered after the last try.
const MEMORY: Micros = 3_600 * SECOND;
/// How many counts are kept at most. Beyond it the oldest is forgotten.
const MOST: usize = 20_000;

/// Counts of tries, in memory only.
pub struct Tries {
    on: bool,
    free: u32,
    every: Micros,
    counts: Mutex<HashMap<TryKey, Count>>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    tries: u32,
    last: Micros,
}

impl Tries {
    /// `free` tries at once, and from then on one in each `every`; without limits where `on` is false.
    pub fn new(on: bool, free: u32, every: Micros) -> Self {
        Self {
            on,
            free,
            every,
            counts: Mutex::default(),
        }
    }

    /// Counts a try before it is made, so that many at the same time do not slip through.
    ///
    /// # Errors
    /// [`Error::TooMany`] says how many seconds to wait.
    pub fn take(&self, key: &TryKey, now: Micros) -> Result<(), Error> {
        if !self.on {
            return Ok(());
        }
        let mut counts = self.counts();
        if counts.len() >= MOST && !counts.contains_key(key) {
            make_room(&mut counts, now);
        }
        let count = counts.entry(*key).or_insert(Count {
            tries: 0,
            last: now,
        });
        if now.saturating_sub(count.last) > MEMORY {
            count.tries = 0;
        }
        let wait = self.every - now.saturating_sub(count.last);
        if count.tries >= self.free && wait > 0 {
            // Whole seconds, rounded up.
            let seconds = (wait + SECOND - 1) / SECOND;
            return Err(Error::TooMany(seconds.unsigned_abs()));
        }
        count.tries = count.tries.saturating_add(1);
        count.last = now;
        Ok(())
    }

    /// The last try never took place: it does not count.
    pub fn put_back(&self, key: &TryKey) {
        if let Some(count) = self.counts().get_mut(key) {
            count.tries = count.tries.saturating_sub(1);
        }
    }

    /// A try went well: the count begins anew.
    pub fn succeeded(&self, key: &TryKey) {
        self.counts().remove(key);
    }

    /// Forgets what is old.
    pub fn tidy(&self, now: Micros) {
        self.counts()
            .retain(|_, count| now.saturating_sub(count.last) <= MEMORY);
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<TryKey, Count>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room(counts: &mut HashMap<TryKey, Count>, now: Micros) {
    counts.retain(|_, count| now.saturating_sub(count.last) <= MEMORY);
    let oldest = counts
        .iter()
        .min_by_key(|(_, count)| count.last)
        .map(|(key, _)| *key);
    if let Some(oldest) = oldest.filter(|_| counts.len() >= MOST) {
        counts.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: TryKey = [1; 32];

    #[test]
    fn five_at_once_then_one_in_ten_seconds() {
        let tries = Tries::new(true, 5, 10 * SECOND);
        assert!((0..5).all(|_| tries.take(&KEY, 0).is_ok()));
        assert!(matches!(tries.take(&KEY, 0), Err(Error::TooMany(10))));
        let soon = 9 * SECOND + 1;
        assert!(matches!(tries.take(&KEY, soon), Err(Error::TooMany(1))));
        assert!(tries.take(&KEY, 10 * SECOND).is_ok());
        assert!(matches!(
            tries.take(&KEY, 11 * SECOND),
            Err(Error::TooMany(9))
        ));
        assert!(tries.take(&[2; 32], 11 * SECOND).is_ok(), "of another");
    }

    #[test]
    fn a_success_or_an_hour_forgets_and_a_try_that_was_none_does_not_count() {
        let tries = Tries::new(true, 1, 10 * SECOND);
        assert!(tries.take(&KEY, 0).is_ok());
        tries.succeeded(&KEY);
        assert!(tries.take(&KEY, 0).is_ok());
        assert!(tries.take(&KEY, 0).is_err());
        assert!(tries.take(&KEY, MEMORY + 1).is_ok());
        tries.put_back(&KEY);
        assert!(tries.take(&KEY, MEMORY + 1).is_ok());
        tries.tidy(3 * MEMORY);
        assert!(tries.counts().is_empty());
        let off = Tries::new(false, 0, SECOND);
        assert!((0..100).all(|_| off.take(&KEY, 0).is_ok()));
    }

    #[test]
    fn memory_is_bounded() {
        let tries = Tries::new(true, 1, SECOND);
        for n in 0..MOST as u64 + 10 {
            let mut key = KEY;
            key[..8].copy_from_slice(&n.to_be_bytes());
            assert!(tries.take(&key, n as Micros).is_ok());
        }
        assert_eq!(tries.counts().len(), MOST);
    }
}
