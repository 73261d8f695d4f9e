//! The fireflies: who is here.
//!
//! Whoever asked for a page is here for [`WINDOW`] after it, once, however many tabs they have; whoever
//! leaves is gone at once. Kept in memory: it is about now, and a restart asks everybody again.

pub mod view;
pub mod web;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::{Micros, SECOND};
use crate::html::{Firefly, Lights};
use crate::viewer::Member;
use crate::web::Crowd;

/// How long somebody is here after their last page.
const WINDOW: Micros = 60 * SECOND;
/// How long a list of who is here holds while nobody comes or goes.
const FRESH: Micros = SECOND;

/// Who is here, and when each session was last seen.
#[derive(Default)]
pub struct Tracker(Mutex<State>);

#[derive(Default)]
struct State {
    here: HashMap<i64, (Firefly, Micros)>,
    sights: HashMap<Vec<u8>, Micros>,
    lights: Arc<Lights>,
    made_at: Option<Micros>,
}

impl Tracker {
    /// Takes out the sessions that were seen since the last time, and when.
    pub fn take_sights(&self) -> Vec<(Vec<u8>, Micros)> {
        self.state().sights.drain().collect()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Crowd for Tracker {
    fn saw(&self, member: &Member, now: Micros) {
        let mut state = self.state();
        state.sights.insert(member.session.clone(), now);
        let firefly = Firefly {
            name: member.name.clone(),
            address: member.address.clone(),
            kept: member.kept,
        };
        let before = state.here.insert(member.id, (firefly, now));
        if before.is_none_or(|(_, at)| now - at > WINDOW) {
            state.made_at = None;
        }
    }

    fn left(&self, person: i64) {
        let mut state = self.state();
        if state.here.remove(&person).is_some() {
            state.made_at = None;
        }
    }

    fn lights(&self, now: Micros) -> Arc<Lights> {
        let mut state = self.state();
        if state.made_at.is_none_or(|at| now - at > FRESH || now < at) {
            state.here.retain(|_, (_, at)| now - *at <= WINDOW);
            let mut here: Vec<Firefly> = state
                .here
                .values()
                .map(|(firefly, _)| firefly.clone())
                .collect();
            here.sort_by(|one, other| one.address.cmp(&other.address));
            let mut hasher = DefaultHasher::new();
            here.hash(&mut hasher);
            state.lights = Arc::new(Lights {
                here,
                version: hasher.finish(),
            });
            state.made_at = Some(now);
        }
        Arc::clone(&state.lights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewer::Role;

    fn member(id: i64, name: &str) -> Member {
        Member {
            id,
            name: name.into(),
            address: name.into(),
            kept: false,
            role: Role::Member,
            session: vec![id as u8],
        }
    }

    fn names(tracker: &Tracker, now: Micros) -> Vec<String> {
        tracker
            .lights(now)
            .here
            .iter()
            .map(|firefly| firefly.name.clone())
            .collect()
    }

    #[test]
    fn a_light_is_there_for_a_minute_and_goes_out_at_once_on_leaving() {
        let tracker = Tracker::default();
        tracker.saw(&member(2, "Bob"), 0);
        tracker.saw(&member(1, "Ana"), 10 * SECOND);
        assert_eq!(names(&tracker, 11 * SECOND), ["Ana", "Bob"]);
        assert_eq!(names(&tracker, 65 * SECOND), ["Ana"]);
        tracker.saw(&member(1, "Ana"), 66 * SECOND);
        tracker.left(1);
        assert!(names(&tracker, 66 * SECOND).is_empty());
    }

    #[test]
    fn the_version_changes_with_who_is_here_and_not_with_time() {
        let tracker = Tracker::default();
        let empty = tracker.lights(0).version;
        tracker.saw(&member(1, "Ana"), SECOND);
        let one = tracker.lights(SECOND).version;
        assert_ne!(empty, one);
        tracker.saw(&member(1, "Ana"), 30 * SECOND);
        assert_eq!(tracker.lights(31 * SECOND).version, one);
        assert_eq!(tracker.take_sights(), [(vec![1], 30 * SECOND)]);
        assert!(tracker.take_sights().is_empty());
    }
}
