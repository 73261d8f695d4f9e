//! What one person may do in a time. Generous: it stops floods, not talk.

use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::error::Error;

/// Something that has a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Saying something, anywhere: 20 at once, then one every 3 seconds.
    Post,
    /// Opening a room: 5 at once, then one a minute.
    OpenRoom,
}

/// The budgets of everybody.
pub struct Budgets {
    on: bool,
    posts: DefaultKeyedRateLimiter<i64>,
    rooms: DefaultKeyedRateLimiter<i64>,
    clock: DefaultClock,
}

impl Budgets {
    /// New budgets, all full; without limits where `on` is false.
    pub fn new(on: bool) -> Self {
        let quota = |per_minute: u32, burst: u32| {
            Quota::per_minute(
                NonZeroU32::MIN.max(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN)),
            )
            .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN))
        };
        Self {
            on,
            posts: DefaultKeyedRateLimiter::keyed(quota(20, 20)),
            rooms: DefaultKeyedRateLimiter::keyed(quota(1, 5)),
            clock: DefaultClock::default(),
        }
    }

    /// Takes one from a person's budget.
    ///
    /// # Errors
    /// [`Error::TooMany`] says how many seconds to wait.
    pub fn take(&self, act: Act, person: i64) -> Result<(), Error> {
        let budget = match act {
            Act::Post => &self.posts,
            Act::OpenRoom => &self.rooms,
        };
        if !self.on {
            return Ok(());
        }
        budget
            .check_key(&person)
            .map_err(|until| Error::TooMany(until.wait_time_from(self.clock.now()).as_secs() + 1))
    }

    /// Forgets whoever has a full budget again.
    pub fn tidy(&self) {
        self.posts.retain_recent();
        self.rooms.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_stopped_and_another_person_is_not() {
        let budgets = Budgets::new(true);
        let taken = (0..30)
            .filter(|_| budgets.take(Act::Post, 1).is_ok())
            .count();
        assert_eq!(taken, 20);
        assert!(matches!(
            budgets.take(Act::Post, 1),
            Err(Error::TooMany(1..=4))
        ));
        assert!(budgets.take(Act::Post, 2).is_ok());
        assert!((0..100).all(|_| Budgets::new(false).take(Act::Post, 1).is_ok()));
    }
}
