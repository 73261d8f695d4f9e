//! Who is told of what: mentions, answers, comments, and what was said where somebody follows. The inbox,
//! the page of all that is unread, and letters about it.
//!
//! It follows the log ([`follow`]), so nobody who writes waits for it. What is read is kept in private
//! tables; the words themselves stand nowhere but in the post.

pub mod follow;
pub mod letters;
pub mod store;
pub mod unread;
pub mod view;
pub mod web;

use std::collections::BTreeMap;

use crate::room::following::Stance;

/// For how many days it is kept of what somebody was told, once they have read it.
pub const NOTICE_DAYS: u32 = 30;
/// And if they never do.
pub const UNREAD_NOTICE_DAYS: u32 = 180;

/// Why somebody is told of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It names them.
    Mention,
    /// It answers what they said.
    Reply,
    /// It comments on what they said.
    Comment,
    /// It stands on their own wall.
    Wall,
    /// It is part of a thread that they follow.
    Thread,
    /// It was said in a room that they follow.
    Room,
}

impl Why {
    const ALL: [Self; 6] = [
        Self::Mention,
        Self::Reply,
        Self::Comment,
        Self::Wall,
        Self::Thread,
        Self::Room,
    ];

    /// The word for it in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Comment => "comment",
            Self::Wall => "wall",
            Self::Thread => "thread",
            Self::Room => "room",
        }
    }

    /// The reason of a word in the tables. An unknown word says the least.
    pub fn from_word(word: &str) -> Self {
        let known = Self::ALL.into_iter().find(|why| why.as_str() == word);
        known.unwrap_or(Self::Room)
    }
}

/// What is known of a post when it is seen by everybody for the first time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Who wrote it.
    pub author: i64,
    /// Whom it names.
    pub names: Vec<i64>,
    /// Who wrote what it answers.
    pub answers: Option<i64>,
    /// Who wrote what it comments on; nobody where it is no comment.
    pub comments_on: Option<i64>,
    /// Whose own wall it stands on.
    pub on_wall_of: Option<i64>,
    /// How people stand to its thread.
    pub thread: Vec<(i64, Stance)>,
    /// How people stand to its room.
    pub room: Vec<(i64, Stance)>,
}

/// Who is told of a post, and why: of several reasons, the one that concerns them most.
///
/// Nobody is told of their own words. A name is always told; besides that, whoever muted a thread, or a
/// room whose thread they do not follow, is told of nothing. Comments are told to whoever follows their
/// thread, not to whoever follows the room. Whether they may read it is asked elsewhere.
pub fn told(said: &Said) -> Vec<(i64, Why)> {
    let mut reasons: BTreeMap<i64, Why> = BTreeMap::new();
    let thread: BTreeMap<i64, Stance> = said.thread.iter().copied().collect();
    let room: BTreeMap<i64, Stance> = said.room.iter().copied().collect();
    let follows = |stances: &BTreeMap<i64, Stance>| -> Vec<i64> {
        let following = stances.iter().filter(|(_, at)| **at == Stance::Follows);
        following.map(|(person, _)| *person).collect()
    };
    let in_room = if said.comments_on.is_some() {
        Vec::new()
    } else {
        follows(&room)
    };
    // From the weakest reason to the strongest, each of which takes the place of those before.
    for (why, people) in [
        (Why::Room, in_room),
        (Why::Thread, follows(&thread)),
        (Why::Wall, said.on_wall_of.into_iter().collect()),
        (Why::Comment, said.comments_on.into_iter().collect()),
        (Why::Reply, said.answers.into_iter().collect()),
        (Why::Mention, said.names.clone()),
    ] {
        reasons.extend(people.into_iter().map(|person| (person, why)));
    }
    let is_muted = |person: &i64| match (thread.get(person), room.get(person)) {
        (Some(Stance::Mutes), _) => true,
        (Some(Stance::Follows), _) => false,
        (None, at) => at == Some(&Stance::Mutes),
    };
    reasons
        .into_iter()
        .filter(|(person, why)| {
            *person != said.author && (*why == Why::Mention || !is_muted(person))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stance::{Follows, Mutes};

    /// A rule, what was said, and who is told of it.
    type Cell = (&'static str, Said, Vec<(i64, Why)>);

    /// What was said by person 1, in a room, unless it says otherwise.
    fn said() -> Said {
        Said {
            author: 1,
            ..Said::default()
        }
    }

    #[test]
    fn who_is_told_of_what() {
        let cells: Vec<Cell> = vec![
            ("nobody by default", said(), vec![]),
            (
                "whoever is named, once",
                Said {
                    names: vec![2, 2, 3],
                    ..said()
                },
                vec![(2, Why::Mention), (3, Why::Mention)],
            ),
            (
                "never oneself",
                Said {
                    names: vec![1],
                    answers: Some(1),
                    comments_on: Some(1),
                    on_wall_of: Some(1),
                    thread: vec![(1, Follows)],
                    room: vec![(1, Follows)],
                    ..said()
                },
                vec![],
            ),
            (
                "whoever is answered",
                Said {
                    answers: Some(2),
                    ..said()
                },
                vec![(2, Why::Reply)],
            ),
            (
                "a name says more than an answer",
                Said {
                    names: vec![2],
                    answers: Some(2),
                    comments_on: Some(2),
                    ..said()
                },
                vec![(2, Why::Mention)],
            ),
            (
                "an answer says more than a comment, and that more than a wall",
                Said {
                    answers: Some(2),
                    comments_on: Some(3),
                    on_wall_of: Some(3),
                    thread: vec![(2, Follows), (3, Follows)],
                    ..said()
                },
                vec![(2, Why::Reply), (3, Why::Comment)],
            ),
            (
                "whoever a wall belongs to",
                Said {
                    on_wall_of: Some(2),
                    ..said()
                },
                vec![(2, Why::Wall)],
            ),
            (
                "whoever follows the thread, not the room, of a comment",
                Said {
                    comments_on: Some(2),
                    thread: vec![(3, Follows)],
                    room: vec![(4, Follows)],
                    ..said()
                },
                vec![(2, Why::Comment), (3, Why::Thread)],
            ),
            (
                "whoever follows the room",
                Said {
                    room: vec![(4, Follows), (5, Mutes)],
                    ..said()
                },
                vec![(4, Why::Room)],
            ),
            (
                "nobody who muted the thread, but by name",
                Said {
                    names: vec![5],
                    answers: Some(2),
                    comments_on: Some(3),
                    thread: vec![(2, Mutes), (3, Mutes), (4, Mutes), (5, Mutes)],
                    room: vec![(4, Follows)],
                    ..said()
                },
                vec![(5, Why::Mention)],
            ),
            (
                "nobody who muted the room, but by name, or where they follow the thread",
                Said {
                    names: vec![5],
                    answers: Some(2),
                    comments_on: Some(3),
                    thread: vec![(3, Follows), (4, Follows)],
                    room: vec![(2, Mutes), (3, Mutes), (4, Mutes), (5, Mutes)],
                    ..said()
                },
                vec![(3, Why::Comment), (4, Why::Thread), (5, Why::Mention)],
            ),
        ];
        for (rule, said, expected) in cells {
            assert_eq!(told(&said), expected, "{rule}");
        }
    }

    #[test]
    fn every_reason_has_a_word() {
        for why in Why::ALL {
            assert_eq!(Why::from_word(why.as_str()), why);
        }
    }
}
