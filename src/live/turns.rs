//! The places of a stream's entries. What is appended to an open document can only stand at its end; so
//! each entry is wrapped in a turn that carries its place as classes, from which the stylesheet puts it
//! in order, and hides it as soon as another turn for the same place stands after it.
//!
//! A selector that names the turns that are to be hidden one by one would cost more with each of them;
//! here each turn is looked at by one rule alone.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use maud::{Markup, html};

/// How many places the stylesheet tells apart. No stream holds as many.
const PLACES: i64 = 512;
/// What a digit of a position counts to.
const BASE: i64 = 100;
/// The position of the first entry that comes while somebody listens: those before it count down.
const MIDDLE: i64 = BASE * BASE * BASE / 2;
/// How many entries are remembered.
const REMEMBERED: usize = 1_000;

/// The positions of a room's latest entries: they grow with the entries' numbers. An entry that waited
/// for a moderator, and is seen only now, goes by the number of what let it be seen.
#[derive(Default)]
pub struct Turns(BTreeMap<i64, i64>, HashMap<i64, i64>);

impl Turns {
    /// Gives positions to entries that were there before anybody listened, and to those that were made
    /// since, but not told yet. `ids` are the latest of the room, the newest first, without gaps.
    pub fn seed(&mut self, ids: &[i64]) {
        let last = self.0.last_key_value().map(|(last, _)| *last);
        if let Some(last) = last {
            for id in ids.iter().rev().filter(|id| **id > last) {
                self.publish(*id);
            }
        }
        for id in ids {
            let before = self.0.first_key_value();
            if before.is_none_or(|(first, _)| id < first) {
                let position = before.map_or(MIDDLE, |(_, position)| *position) - 1;
                self.0.insert(*id, position);
            }
        }
    }

    /// Gives a position to an entry that was just made.
    pub fn publish(&mut self, id: i64) -> i64 {
        if let Some(position) = self.find(id) {
            return position;
        }
        let last = self.0.last_key_value();
        let position = last.map_or(MIDDLE, |(_, position)| *position) + 1;
        self.0.insert(id, position);
        if self.0.len() > REMEMBERED {
            self.0.pop_first();
        }
        position
    }

    /// Gives a position to an entry that was made long ago, and is seen since `seq`.
    pub fn publish_late(&mut self, id: i64, seq: i64) -> i64 {
        self.1.retain(|_, seq| self.0.contains_key(seq));
        self.1.insert(id, seq);
        self.publish(seq)
    }

    /// The position of an entry, if it is among the latest.
    pub fn find(&self, id: i64) -> Option<i64> {
        let number = self.1.get(&id).unwrap_or(&id);
        self.0.get(number).copied()
    }
}

/// Which turn it is for its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It was there when the stream began.
    Old,
    /// It has just come.
    New,
    /// It was made before others that were told already: its author may see it twice.
    Late,
    /// Another for the same place stood before it.
    Again,
}

/// An entry in its place.
pub fn turn(position: i64, turn: Turn, entry: &Markup) -> Markup {
    let digits = position.rem_euclid(BASE * BASE * BASE);
    let place = position.rem_euclid(PLACES);
    let kind = match turn {
        Turn::Old => String::new(),
        Turn::New => " new".to_owned(),
        Turn::Late => format!(" new r{place}"),
        Turn::Again => format!(" r{place}"),
    };
    html! {
        div class={
            "turn k" (place) (kind)
            " x" (digits / BASE / BASE) " y" (digits / BASE % BASE) " z" (digits % BASE)
        } { (entry) }
    }
}

/// The stylesheet that puts turns in order.
pub fn stylesheet() -> String {
    let mut css = String::with_capacity(32 * 1024);
    let mut rule = |rule: std::fmt::Arguments<'_>| {
        // Writing into a string cannot fail.
        let _ = css.write_fmt(rule);
    };
    rule(format_args!(
        ".turn{{order:calc(var(--x,0)*{} + var(--y,0)*{BASE} + var(--z,0))}}\n",
        BASE * BASE
    ));
    for digit in 0..BASE {
        rule(format_args!(
            ".x{digit}{{--x:{digit}}}.y{digit}{{--y:{digit}}}.z{digit}{{--z:{digit}}}\n"
        ));
    }
    for place in 0..PLACES {
        rule(format_args!(".k{place}:has(~ .r{place}){{display:none}}\n"));
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_grow_with_the_entries() {
        let mut turns = Turns::default();
        turns.seed(&[40, 30, 20]);
        let new = turns.publish(50);
        turns.seed(&[70, 60, 50, 40, 30, 20, 10]);
        let positions: Vec<i64> = [10, 20, 30, 40, 50, 60, 70]
            .into_iter()
            .filter_map(|id| turns.find(id))
            .collect();
        assert_eq!(positions.len(), 7);
        assert!(positions.is_sorted());
        assert_eq!((turns.publish(50), turns.find(45)), (new, None));
    }

    #[test]
    fn what_waited_stands_after_what_was_told_before() {
        let mut turns = Turns::default();
        let told = [10, 20, 40].map(|id| turns.publish(id));
        let late = turns.publish_late(30, 50);
        let next = turns.publish(60);
        assert!(told[2] < late && late < next);
        assert_eq!(turns.find(30), Some(late));
        turns.seed(&[60, 40, 30, 20, 10]);
        assert_eq!(turns.find(30), Some(late));
    }

    #[test]
    fn only_the_latest_are_remembered() {
        let mut turns = Turns::default();
        let last = (1..=2_000).map(|id| turns.publish(id)).last();
        assert_eq!((turns.find(1), turns.find(2_000)), (None, last));
        assert_eq!(turns.0.len(), REMEMBERED);
    }
}
