//! What one person may do in a time. Generous: it stops floods, not talk. Whoever is known gets three times
//! as much, moderators as much as they like. An address has a budget as well, but a weak one, for many
//! people may share it: behind Tor, all of them.

use std::num::NonZeroU32;
use std::sync::{Arc, PoisonError, RwLock};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use super::{Address, Ctx, session_number};
use crate::error::Error;
use crate::locale::key;
use crate::rules::Rules;

/// How many people's budgets an address has.
const PEOPLE: u32 = 20;

/// Something that has a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Saying something, anywhere.
    Post,
    /// Changing what was said.
    Edit,
    /// Opening a room.
    OpenRoom,
    /// Taking a new pseudonym.
    Join,
    /// Coming back to one that a password keeps.
    LogIn,
    /// Reporting a post.
    Report,
    /// Sending a file with a post.
    Upload,
    /// Searching.
    Search,
    /// Reacting to a post, or voting in its poll.
    React,
    /// Having words kept that are looked at in a preview, or were refused.
    Keep,
    /// Sending a private message.
    Message,
    /// Beginning a conversation with somebody.
    Address,
}

impl Act {
    const ALL: [Self; 12] = [
        Self::Post,
        Self::Edit,
        Self::OpenRoom,
        Self::Join,
        Self::LogIn,
        Self::Report,
        Self::Upload,
        Self::Search,
        Self::React,
        Self::Keep,
        Self::Message,
        Self::Address,
    ];

    /// How many in an hour in the long run, and how many at once.
    fn quota(self, rules: &Rules) -> (u32, u32) {
        match self {
            Self::Post | Self::Message => {
                (rules.posts_a_minute.saturating_mul(60), rules.posts_at_once)
            }
            Self::Edit => (240, 30),
            Self::OpenRoom => (rules.rooms_an_hour, rules.rooms_an_hour.clamp(1, 5)),
            Self::Join => (20, 5),
            Self::LogIn => (120, 20),
            Self::Report => (60, 20),
            Self::Upload => (240, 32),
            Self::Search => (900, 60),
            Self::React => (600, 60),
            Self::Keep => (240, 30),
            Self::Address => (6, 3),
        }
    }

    /// Why it is refused: a key of the locales.
    fn why(self) -> &'static str {
        match self {
            Self::Post => key("limited-posts"),
            Self::Edit => key("limited-edits"),
            Self::OpenRoom => key("limited-rooms"),
            Self::Join => key("limited-names"),
            Self::LogIn => key("limited-logins"),
            Self::Report => key("limited-reports"),
            Self::Upload => key("limited-files"),
            Self::Search => key("limited-searches"),
            Self::React => key("limited-reactions"),
            Self::Keep => key("limited-edits"),
            Self::Message => key("limited-messages"),
            Self::Address => key("limited-conversations"),
        }
    }
}

/// Who spends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spender {
    /// A person.
    Person(i64),
    /// Somebody without a pseudonym, by the number of their cookie.
    Session(Vec<u8>),
    /// Everybody at an address.
    Address(Address),
}

/// The budgets for one act.
struct Purse {
    /// What everybody has.
    own: DefaultKeyedRateLimiter<Spender>,
    /// What those have besides who are known.
    more: DefaultKeyedRateLimiter<Spender>,
    /// What an address has.
    shared: DefaultKeyedRateLimiter<Spender>,
}

impl Purse {
    fn new((an_hour, at_once): (u32, u32)) -> Self {
        let some = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let times = |times: u32| {
            let quota = Quota::per_hour(some(an_hour.saturating_mul(times)));
            DefaultKeyedRateLimiter::keyed(quota.allow_burst(some(at_once.saturating_mul(times))))
        };
        Self {
            own: times(1),
            more: times(2),
            shared: times(PEOPLE),
        }
    }
}

/// What the purses were made for, and they.
type Purses = ([u32; 3], Arc<Vec<Purse>>);

/// The budgets of everybody. They follow the owners' rules; when those change, all are full again.
pub struct Budgets {
    purses: RwLock<Purses>,
    clock: DefaultClock,
}

impl Budgets {
    /// New budgets, all full.
    pub fn new(rules: &Rules) -> Self {
        Self {
            purses: RwLock::new(purses(rules)),
            clock: DefaultClock::default(),
        }
    }

    /// Takes one from somebody's budget: their own, or what they have besides if they are `known`.
    ///
    /// # Errors
    /// [`Error::Limited`] says why, and how many seconds to wait.
    pub fn take(&self, act: Act, who: &Spender, known: bool, rules: &Rules) -> Result<(), Error> {
        let purses = self.purses(rules);
        let purse = &purses[act as usize];
        let (budget, why) = match who {
            Spender::Address(_) => (&purse.shared, key("limited-address")),
            _ if known => (&purse.more, act.why()),
            _ => (&purse.own, act.why()),
        };
        budget.check_key(who).map_err(|until| Error::Limited {
            why,
            seconds: until.wait_time_from(self.clock.now()).as_secs() + 1,
        })
    }

    fn purses(&self, rules: &Rules) -> Arc<Vec<Purse>> {
        {
            let known = self.purses.read().unwrap_or_else(PoisonError::into_inner);
            if known.0 == numbers(rules) {
                return known.1.clone();
            }
        }
        let mut known = self.purses.write().unwrap_or_else(PoisonError::into_inner);
        if known.0 != numbers(rules) {
            *known = purses(rules);
        }
        known.1.clone()
    }

    /// Forgets whoever has a full budget again.
    pub fn tidy(&self) {
        let known = self.purses.read().unwrap_or_else(PoisonError::into_inner);
        for purse in known.1.iter() {
            for budget in [&purse.own, &purse.more, &purse.shared] {
                budget.retain_recent();
            }
        }
    }
}

fn numbers(rules: &Rules) -> [u32; 3] {
    [
        rules.posts_a_minute,
        rules.posts_at_once,
        rules.rooms_an_hour,
    ]
}

fn purses(rules: &Rules) -> Purses {
    let purses = Act::ALL.iter().map(|act| Purse::new(act.quota(rules)));
    (numbers(rules), Arc::new(purses.collect()))
}

impl Ctx {
    /// Takes one from the budget of whoever asks.
    ///
    /// # Errors
    /// [`Error::Limited`] when it is empty; a fault of the database.
    pub async fn spend(&self, act: Act) -> Result<(), Error> {
        let rules = &self.ui.viewer.rules;
        if rules.lifted || self.ui.viewer.moderates() {
            return Ok(());
        }
        let member = self.ui.viewer.member.as_ref();
        let who = match member {
            Some(member) => Spender::Person(member.id),
            None => Spender::Session(session_number(self.ui.forms.cookie())),
        };
        let budgets = &self.site.budgets;
        let own = budgets.take(act, &who, false, rules);
        let shared = match self.address.filter(|_| own.is_ok()) {
            Some(address) => budgets.take(act, &Spender::Address(address), false, rules),
            None => Ok(()),
        };
        if own.is_ok() && shared.is_ok() {
            return Ok(());
        }
        // Only now is it worth a look how much is known of them.
        if self.is_of_standing().await? {
            return own.or_else(|_| budgets.take(act, &who, true, rules));
        }
        own.and(shared)
    }

    /// Whether whoever asks moderates, or keeps a pseudonym of which more was seen than of a newcomer.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn is_of_standing(&self) -> Result<bool, Error> {
        if self.ui.viewer.moderates() {
            return Ok(true);
        }
        let member = self.ui.viewer.member.as_ref();
        let Some(person) = member.filter(|member| member.kept).map(|member| member.id) else {
            return Ok(false);
        };
        let enough = i64::from(self.ui.viewer.rules.newcomer_posts);
        let is_known = self.site.is_known;
        let db = &self.site.db;
        db.read(move |conn| is_known(conn, person, enough)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_stopped_and_another_person_is_not() {
        let rules = Rules::default();
        let budgets = Budgets::new(&rules);
        let (ana, bob) = (Spender::Person(1), Spender::Person(2));
        let spent = |who, known| {
            (0..90)
                .filter(|_| budgets.take(Act::Post, who, known, &rules).is_ok())
                .count()
        };
        assert_eq!((spent(&ana, false), spent(&ana, true)), (20, 40));
        assert!(matches!(
            budgets.take(Act::Post, &ana, false, &rules),
            Err(Error::Limited {
                why: "limited-posts",
                seconds: 1..=4
            })
        ));
        assert_eq!(spent(&bob, false), 20);
        assert!(budgets.take(Act::Edit, &ana, false, &rules).is_ok());
    }

    #[test]
    fn other_rules_are_other_budgets() {
        let mut rules = Rules::default();
        let budgets = Budgets::new(&rules);
        let ana = Spender::Person(1);
        rules.posts_at_once = 2;
        rules.posts_a_minute = 1;
        let taken = (0..5).filter(|_| budgets.take(Act::Post, &ana, false, &rules).is_ok());
        assert_eq!(taken.count(), 2);
    }
}
