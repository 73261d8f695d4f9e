//! The fireflies: who is here.
//!
//! Whoever holds a connection (a stream, a long poll) is here until it closes; whoever asked for a page
//! is here for `WINDOW` after it; once, however many tabs they have; and whoever leaves is gone at
//! once. Kept in memory, since it is about now; processes that serve one wall tell each other
//! ([`store`]).

pub mod store;
pub mod view;
pub mod web;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::{Micros, SECOND};
use crate::html::{Firefly, Lights};
use crate::viewer::Member;
use crate::web::Crowd;

/// How long somebody is here after their last page.
const WINDOW: Micros = 60 * SECOND;
/// How long a list of who is here holds while nobody comes or goes.
const FRESH: Micros = SECOND;
/// After how long without a page somebody who holds a connection is idle.
const IDLE: Micros = 600 * SECOND;

/// Who is here, and when each session was last seen. Cheap to clone.
#[derive(Default, Clone)]
pub struct Tracker(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    people: HashMap<i64, Person>,
    strangers: BTreeMap<i64, usize>,
    sights: HashMap<Vec<u8>, Micros>,
    /// Who is here as other processes see it.
    elsewhere: Vec<Lights>,
    lights: Arc<Lights>,
    made_at: Option<Micros>,
    arrivals: u64,
}

/// Somebody who is here.
struct Person {
    /// Which arrival this is: what was held before they left does not count after they came back.
    arrival: u64,
    name: String,
    address: String,
    picture: Option<String>,
    kept: bool,
    invisible: bool,
    /// When they last asked for a page.
    acted_at: Micros,
    /// The room of their last page.
    room: Option<i64>,
    /// How many connections they hold, by room.
    held: BTreeMap<i64, usize>,
}

impl Person {
    fn new(member: &Member, now: Micros, arrival: u64) -> Self {
        Self {
            arrival,
            name: member.name.clone(),
            address: member.address.clone(),
            picture: member.picture.clone(),
            kept: member.kept,
            invisible: member.invisible,
            acted_at: now,
            room: None,
            held: BTreeMap::new(),
        }
    }

    fn was_just_here(&self, now: Micros) -> bool {
        now - self.acted_at <= WINDOW
    }

    fn is_here(&self, now: Micros) -> bool {
        !self.held.is_empty() || self.was_just_here(now)
    }

    fn firefly(&self, now: Micros) -> Firefly {
        let seen = self.room.filter(|_| self.was_just_here(now));
        let rooms: BTreeSet<i64> = self.held.keys().copied().chain(seen).collect();
        Firefly {
            name: self.name.clone(),
            address: self.address.clone(),
            picture: self.picture.clone(),
            kept: self.kept,
            idle: now - self.acted_at > IDLE,
            rooms: rooms.into_iter().collect(),
        }
    }
}

impl State {
    /// The person, as they are called now, whether they were here before or not.
    fn person(&mut self, member: &Member, now: Micros) -> &mut Person {
        self.sights.insert(member.session.clone(), now);
        let is_new = self
            .people
            .get(&member.id)
            .is_none_or(|person| !person.is_here(now));
        if is_new {
            self.made_at = None;
        }
        self.arrivals += 1;
        let arrival = self.arrivals;
        let person = self
            .people
            .entry(member.id)
            .or_insert_with(|| Person::new(member, now, arrival));
        if (&person.name, person.kept) != (&member.name, member.kept) {
            (person.name, person.address) = (member.name.clone(), member.address.clone());
            person.kept = member.kept;
        }
        if person.picture != member.picture {
            person.picture.clone_from(&member.picture);
            self.made_at = None;
        }
        if person.invisible != member.invisible {
            person.invisible = member.invisible;
            self.made_at = None;
        }
        person
    }

    fn own(&mut self, now: Micros) -> Lights {
        self.people.retain(|_, person| person.is_here(now));
        let seen = self.people.values().filter(|person| !person.invisible);
        let strangers = self.strangers.iter();
        Lights {
            here: seen.map(|person| person.firefly(now)).collect(),
            strangers: strangers.map(|(room, count)| (*room, *count)).collect(),
            version: 0,
        }
    }

    fn release(&mut self, person: Option<(i64, u64)>, room: i64) {
        let counts = match person {
            Some((id, arrival)) => self
                .people
                .get_mut(&id)
                .filter(|person| person.arrival == arrival)
                .map(|person| &mut person.held),
            None => Some(&mut self.strangers),
        };
        // Whoever left meanwhile holds nothing any more.
        let Some(counts) = counts else { return };
        if let Some(count) = counts.get_mut(&room) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&room);
            }
        }
        self.made_at = None;
    }
}

impl Tracker {
    /// Takes out the sessions that were seen since the last time, and when.
    pub fn take_sights(&self) -> Vec<(Vec<u8>, Micros)> {
        self.state().sights.drain().collect()
    }

    /// Who is here as this process sees it.
    pub fn own(&self, now: Micros) -> Lights {
        self.state().own(now)
    }

    /// Notes who is here as the other processes see it.
    pub fn note_elsewhere(&self, elsewhere: Vec<Lights>) {
        let mut state = self.state();
        state.elsewhere = elsewhere;
        state.made_at = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lights that several processes see: whoever is seen by two of them is one firefly, idle only where
/// both say so.
fn together<'a>(all: impl Iterator<Item = &'a Lights>) -> Lights {
    let mut here: BTreeMap<&str, Firefly> = BTreeMap::new();
    let mut strangers: BTreeMap<i64, usize> = BTreeMap::new();
    for lights in all {
        for firefly in &lights.here {
            let known = here
                .entry(&firefly.address)
                .or_insert_with(|| firefly.clone());
            known.idle &= firefly.idle;
            let rooms: BTreeSet<i64> = known.rooms.iter().chain(&firefly.rooms).copied().collect();
            known.rooms = rooms.into_iter().collect();
        }
        for (room, count) in &lights.strangers {
            *strangers.entry(*room).or_default() += count;
        }
    }
    Lights {
        here: here.into_values().collect(),
        strangers: strangers.into_iter().collect(),
        version: 0,
    }
    .sealed()
}

/// A connection that is held. Dropping it says that it closed.
struct Held {
    tracker: Tracker,
    person: Option<(i64, u64)>,
    room: i64,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.tracker.state().release(self.person, self.room);
    }
}

impl Crowd for Tracker {
    fn saw(&self, member: &Member, now: Micros) {
        self.state().person(member, now).acted_at = now;
    }

    fn entered(&self, member: &Member, room: i64, now: Micros) {
        let mut state = self.state();
        let person = state.person(member, now);
        if person.room.replace(room) != Some(room) {
            state.made_at = None;
        }
    }

    fn hold(&self, member: Option<&Member>, room: i64, now: Micros) -> Box<dyn Send> {
        let mut state = self.state();
        let person = match member {
            Some(member) => {
                // To hold a connection is no act: browsers do it by themselves.
                let before = state.people.get(&member.id).map(|known| known.acted_at);
                let person = state.person(member, now);
                person.acted_at = before.unwrap_or(now - WINDOW - 1);
                *person.held.entry(room).or_default() += 1;
                Some((member.id, person.arrival))
            }
            None => {
                *state.strangers.entry(room).or_default() += 1;
                None
            }
        };
        state.made_at = None;
        Box::new(Held {
            tracker: self.clone(),
            person,
            room,
        })
    }

    fn unpictured(&self, person: i64) {
        let mut state = self.state();
        if let Some(person) = state.people.get_mut(&person) {
            person.picture = None;
        }
        state.made_at = None;
    }

    fn left(&self, person: i64) {
        let mut state = self.state();
        if state.people.remove(&person).is_some() {
            state.made_at = None;
        }
    }

    fn lights(&self, now: Micros) -> Arc<Lights> {
        let mut state = self.state();
        if state.made_at.is_none_or(|at| now - at > FRESH || now < at) {
            let own = state.own(now);
            let all = std::iter::once(&own).chain(&state.elsewhere);
            state.lights = Arc::new(together(all));
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
            picture: None,
            kept: false,
            role: Role::Member,
            session: vec![id as u8],
            invisible: false,
            restraints: Vec::new(),
            keeps: Vec::new(),
            applies: false,
            warned: false,
            unread_in: Vec::new(),
            unread_messages: None,
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

    #[test]
    fn whoever_holds_a_connection_is_here_until_it_closes_and_grows_idle() {
        let tracker = Tracker::default();
        let ana = member(1, "Ana");
        tracker.saw(&ana, 0);
        let (one, two) = (
            tracker.hold(Some(&ana), 7, 0),
            tracker.hold(Some(&ana), 9, 0),
        );
        let stranger = tracker.hold(None, 7, 0);
        let lights = tracker.lights(300 * SECOND);
        assert_eq!((lights.here.len(), lights.strangers()), (1, 1));
        assert_eq!(
            (&lights.here[0].rooms[..], lights.here[0].idle),
            (&[7, 9][..], false)
        );
        assert_eq!(lights.in_room(9).strangers(), 0);
        drop((one, stranger));
        let lights = tracker.lights(700 * SECOND);
        assert_eq!(
            (&lights.here[0].rooms[..], lights.here[0].idle),
            (&[9][..], true)
        );
        drop(two);
        assert_eq!(tracker.lights(701 * SECOND).here, []);
    }

    #[test]
    fn whoever_is_seen_by_two_processes_is_one_firefly() {
        let (one, two) = (Tracker::default(), Tracker::default());
        let ana = member(1, "Ana");
        let _held = (one.hold(Some(&ana), 7, 0), two.hold(Some(&ana), 9, 0));
        let _strangers = (one.hold(None, 7, 0), two.hold(None, 7, 0));
        one.note_elsewhere(vec![two.own(0)]);
        let lights = one.lights(0);
        assert_eq!((lights.here.len(), lights.strangers()), (1, 2));
        assert_eq!(lights.here[0].rooms, [7, 9]);
        one.note_elsewhere(Vec::new());
        assert_eq!(one.lights(0).here[0].rooms, [7]);
    }

    #[test]
    fn whoever_wants_to_be_invisible_is() {
        let tracker = Tracker::default();
        let hidden = Member {
            invisible: true,
            ..member(1, "Ana")
        };
        tracker.saw(&member(1, "Ana"), 0);
        assert_eq!(names(&tracker, 0), ["Ana"]);
        tracker.saw(&hidden, 0);
        assert!(names(&tracker, 0).is_empty());
    }

    #[test]
    fn a_connection_that_is_still_open_after_leaving_lights_nothing() {
        let tracker = Tracker::default();
        let ana = member(1, "Ana");
        let held = tracker.hold(Some(&ana), 7, 0);
        tracker.left(1);
        assert_eq!(tracker.lights(0).here, []);
        tracker.saw(&ana, SECOND);
        drop(held);
        assert_eq!(names(&tracker, SECOND), ["Ana"]);
    }
}
