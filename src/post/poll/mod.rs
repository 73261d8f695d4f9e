//! Polls: a question that stands under a post. What one can choose is written with the post and stays;
//! votes are secret, can be changed until the poll closes, and are counted in public.

pub mod store;
pub mod view;
pub mod web;

use serde::{Deserialize, Serialize};

use crate::clock::{HOUR, Micros};
use crate::locale::key;
use crate::log::Event;
use crate::web::{Submission, id};

/// How many choices a poll has at least.
pub const FEWEST: usize = 2;
/// How many at most.
pub const MOST: usize = 12;
/// How many characters a choice has at most.
pub const CHOICE_MAX: usize = 200;
/// After how many hours a poll can close by itself, and what that is called; 0: never.
pub const HOURS: [(i64, &str); 8] = [
    (0, key("poll-never")),
    (1, key("poll-hour")),
    (6, key("poll-hours-6")),
    (12, key("poll-hours-12")),
    (24, key("poll-day")),
    (72, key("poll-days-3")),
    (168, key("poll-week")),
    (720, key("poll-month")),
];

/// The names of its fields.
pub(super) const CHOICES: &str = "poll_choices";
pub(super) const MULTIPLE: &str = "poll_multiple";
pub(super) const CLOSES: &str = "poll_hours";

/// What one can choose.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// In its author's words.
    pub words: String,
    /// How many chose it.
    pub votes: i64,
}

/// The poll of a post.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Poll {
    /// The post.
    pub post: i64,
    /// Whether one may choose more than one.
    pub multiple: bool,
    /// Until when votes count.
    pub closes_at: Option<Micros>,
    /// What one can choose.
    pub choices: Vec<Choice>,
    /// How many people voted.
    pub voters: i64,
    /// What the visitor chose: the first is 1.
    pub own: Vec<i64>,
}

impl Poll {
    /// Whether votes still count.
    pub fn is_open(&self, now: Micros) -> bool {
        self.closes_at.is_none_or(|at| now < at)
    }

    /// What is wrong with a vote for these, each of them named once: a key of the locales.
    pub fn fault(&self, chosen: &[i64]) -> Option<&'static str> {
        let known = |choice: &i64| (1..=self.choices.len() as i64).contains(choice);
        match chosen {
            [] => Some(key("vote-none")),
            [_, _, ..] if !self.multiple => Some(key("vote-many")),
            _ if !chosen.iter().all(known) => Some(key("vote-unknown")),
            _ => None,
        }
    }

    /// How many in a hundred of those who voted chose this.
    pub fn share(&self, choice: &Choice) -> i64 {
        let voters = self.voters.max(1);
        (choice.votes.saturating_mul(200) + voters) / (2 * voters)
    }
}

/// A poll on its way, as its form was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// What one can choose, one on each line.
    pub choices: String,
    /// Whether one may choose more than one.
    pub multiple: bool,
    /// After how many hours it closes; 0: never.
    pub hours: i64,
    /// What is wrong with the choices: a key of the locales.
    #[serde(skip)]
    pub error: Option<&'static str>,
    /// What is wrong with the hours.
    #[serde(skip)]
    pub hours_error: Option<&'static str>,
}

impl Sketch {
    /// As it was sent, if anything of it was filled in: its fields stand in every composer.
    pub fn read(form: &Submission) -> Option<Self> {
        let choices = form.area(CHOICES, MOST * (CHOICE_MAX + 2) * 2);
        let (hours, hours_error) = match form.line(CLOSES, 10).text {
            text if text.is_empty() => (0, None),
            text => id(&text)
                .filter(|hours| HOURS.iter().any(|(known, _)| known == hours))
                .map_or((0, Some(key("set-choice"))), |hours| (hours, None)),
        };
        let sketch = Self {
            choices: choices.text,
            multiple: form.has(MULTIPLE),
            hours,
            error: choices.error,
            hours_error,
        };
        let blank = sketch.choices.trim().is_empty() && sketch.error.is_none();
        let untouched = !sketch.multiple && sketch.hours == 0 && sketch.hours_error.is_none();
        (!blank || !untouched).then_some(sketch)
    }

    /// The event that opens it under a post that was just written.
    pub fn opened(&self, post: i64, now: Micros) -> Event {
        Event::PollOpened {
            post,
            multiple: self.multiple,
            closes_at: self.closes_at(now),
            choices: Some(self.lines().join("\n")),
        }
    }

    /// What can be chosen: the lines with something on them.
    pub fn lines(&self) -> Vec<&str> {
        let lines = self.choices.lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// Looks whether it can be published; answers whether it can.
    pub fn is_sound(&mut self) -> bool {
        let lines = self.lines();
        let same = |n: usize| lines[..n].contains(&lines[n]);
        let fault = match lines.len() {
            ..FEWEST => Some(key("poll-few")),
            count if count > MOST => Some(key("poll-many")),
            _ if lines.iter().any(|line| line.chars().count() > CHOICE_MAX) => {
                Some(key("poll-long"))
            }
            count if (0..count).any(same) => Some(key("poll-same")),
            _ => None,
        };
        self.error = self.error.or(fault);
        self.error.is_none() && self.hours_error.is_none()
    }

    /// When it closes, if it is opened now.
    pub fn closes_at(&self, now: Micros) -> Option<Micros> {
        (self.hours > 0).then(|| now.saturating_add(self.hours.saturating_mul(HOUR)))
    }

    /// As drafts hold it.
    pub fn encode(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// From a draft; nothing, where that holds none.
    pub fn decode(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(choices: &str) -> Sketch {
        Sketch {
            choices: choices.to_owned(),
            ..Sketch::default()
        }
    }

    #[test]
    fn a_poll_has_choices_that_can_be_told_apart() {
        let twelve = (1..=12).map(|n| format!("{n}\n")).collect::<String>();
        let long = "é".repeat(CHOICE_MAX);
        for (choices, fault) in [
            ("Tea\n\n  Coffee \n", None),
            (&twelve[..], None),
            (&format!("a\n{long}")[..], None),
            ("", Some("poll-few")),
            ("Tea\n \n", Some("poll-few")),
            (&format!("{twelve}13"), Some("poll-many")),
            (&format!("a\n{long}é"), Some("poll-long")),
            ("Tea\nTea ", Some("poll-same")),
        ] {
            let mut sketch = sketch(choices);
            assert_eq!(sketch.is_sound(), fault.is_none(), "{choices}");
            assert_eq!(sketch.error, fault, "{choices}");
        }
        assert_eq!(sketch("Tea\n\n  Coffee \n").lines(), ["Tea", "Coffee"]);
    }

    #[test]
    fn a_draft_keeps_a_poll() {
        let poll = Sketch {
            multiple: true,
            hours: 6,
            ..sketch("Tea\nCoffee")
        };
        let kept = poll.encode().expect("a draft");
        assert_eq!(Sketch::decode(&kept), Some(poll.clone()));
        assert_eq!(Sketch::decode("x"), None);
        assert_eq!(poll.closes_at(HOUR), Some(7 * HOUR));
        assert_eq!(sketch("").closes_at(HOUR), None);
    }

    #[test]
    fn a_vote_names_what_can_be_chosen() {
        let choice = |votes| Choice {
            words: "Tea".into(),
            votes,
        };
        let mut poll = Poll {
            post: 9,
            multiple: false,
            closes_at: Some(10),
            choices: vec![choice(1), choice(2)],
            voters: 3,
            own: Vec::new(),
        };
        assert_eq!(poll.fault(&[]), Some("vote-none"));
        assert_eq!(poll.fault(&[2]), None);
        assert_eq!(poll.fault(&[1, 2]), Some("vote-many"));
        assert_eq!(poll.fault(&[0]), Some("vote-unknown"));
        assert_eq!(poll.fault(&[3]), Some("vote-unknown"));
        poll.multiple = true;
        assert_eq!(poll.fault(&[1, 2]), None);
        assert_eq!(poll.fault(&[1, 3]), Some("vote-unknown"));
        assert!(poll.is_open(9) && !poll.is_open(10));
        let shares: Vec<i64> = poll.choices.iter().map(|one| poll.share(one)).collect();
        assert_eq!(shares, [33, 67]);
        poll.voters = 0;
        assert_eq!(poll.share(&choice(0)), 0);
    }
}
