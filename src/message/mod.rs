//! Private messages: what two people who keep their pseudonyms say to each other. Ordinary tables, and
//! nothing in the log, in feeds or in search; no address shows a conversation to a third person.
//!
//! What goes when somebody is forgotten, and what they take along, is `account`'s.

pub mod store;
pub mod view;
pub mod web;

use crate::account::Standing;
use crate::account::store::Person;
use crate::clock::Micros;
use crate::error::Error;
use crate::locale::key;
use crate::viewer::{Role, Viewer};

/// How many messages stand on a page.
pub const PER_PAGE: usize = 50;
/// How many conversations do.
pub const CONVERSATIONS: usize = 50;
/// How many characters the reason has at most for which a message is shown to the moderators.
pub const REASON_MAX: usize = 500;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its number.
    pub id: i64,
    /// Who wrote it.
    pub author: i64,
    /// The words, in Markdown.
    pub body: String,
    /// When it was sent.
    pub at: Micros,
}

/// A conversation as it stands in the list of one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// The other one.
    pub other: Person,
    /// What was said last.
    pub last: Message,
    /// How many messages are not read.
    pub unread: i64,
}

/// What stands between two people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// Whether the one who would write takes nothing from the other.
    pub blocks: bool,
    /// Whether the other one takes nothing from them, or from anybody.
    pub refused: bool,
}

/// Why somebody has no private messages: a key of the locales, in a [`Error::Forbidden`].
///
/// # Errors
/// [`Error::Forbidden`] for whoever keeps no pseudonym, and whoever waits to be let in.
pub fn may_have(viewer: &Viewer) -> Result<(), Error> {
    let kept = viewer.member.as_ref().is_some_and(|member| member.kept);
    if !kept {
        return Err(Error::Forbidden(key("messages-keep-first")));
    }
    if viewer.applies() {
        return Err(Error::Forbidden(key("room-applies")));
    }
    Ok(())
}

/// Whether somebody may write to another person.
///
/// # Errors
/// [`Error::Forbidden`] with the reason.
pub fn may_write(viewer: &Viewer, other: &Person, reach: Reach) -> Result<(), Error> {
    may_have(viewer)?;
    let held = viewer.member.iter().flat_map(|member| &member.restraints);
    let mut everywhere = held.filter(|restraint| restraint.room.is_none());
    let why = match other.standing {
        _ if everywhere.next().is_some() => key("messages-muted"),
        _ if viewer.is(other.id) => key("messages-self"),
        Standing::Left => key("messages-other-left"),
        Standing::Visiting | Standing::Unclaimed => key("messages-other-unkept"),
        Standing::Kept if reach.blocks => key("messages-you-block"),
        Standing::Kept if reach.refused => key("messages-not-taken"),
        Standing::Kept => return Ok(()),
    };
    Err(Error::Forbidden(why))
}

/// Whether somebody may settle what was shown to the moderators of a person's messages: those who may act on
/// what that person did, and never the person themselves.
pub fn may_settle(viewer: &Viewer, author: i64, role: Role) -> bool {
    !viewer.is(author) && viewer.moderates_person(role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewer::{Restraint, RestraintKind};

    fn person(id: i64, standing: Standing) -> Person {
        Person {
            id,
            name: "Bob".into(),
            address: "Bob".into(),
            standing,
            joined_at: 0,
            role: Role::Member,
            picture: None,
        }
    }

    fn why(viewer: &Viewer, other: &Person, reach: Reach) -> Option<&'static str> {
        match may_write(viewer, other, reach) {
            Err(Error::Forbidden(why)) => Some(why),
            Ok(()) => None,
            Err(other) => panic!("{other}"),
        }
    }

    fn with(change: impl Fn(&mut crate::viewer::Member)) -> Viewer {
        let mut viewer = Viewer::of(1, Role::Member);
        viewer.member.iter_mut().for_each(change);
        viewer
    }

    #[test]
    fn who_may_write_to_whom() {
        let (ana, bob) = (Viewer::of(1, Role::Member), person(2, Standing::Kept));
        let (open, none) = (Reach::default(), Viewer::default());
        let muted_in = |room| {
            let kind = RestraintKind::Mute;
            with(move |member| {
                member.restraints = vec![Restraint {
                    kind,
                    room,
                    until: None,
                }];
            })
        };
        let blocks = Reach {
            blocks: true,
            refused: true,
        };
        let refused = Reach {
            refused: true,
            ..open
        };
        for (viewer, other, reach, expected) in [
            (&ana, &bob, open, None),
            (&none, &bob, open, Some("messages-keep-first")),
            (&ana, &bob, blocks, Some("messages-you-block")),
            (&ana, &bob, refused, Some("messages-not-taken")),
            // Moderators are no exception, on either side.
            (
                &Viewer::of(3, Role::Owner),
                &bob,
                refused,
                Some("messages-not-taken"),
            ),
            (
                &ana,
                &person(1, Standing::Kept),
                open,
                Some("messages-self"),
            ),
            (
                &ana,
                &person(2, Standing::Visiting),
                open,
                Some("messages-other-unkept"),
            ),
            (
                &ana,
                &person(2, Standing::Left),
                open,
                Some("messages-other-left"),
            ),
            (&muted_in(None), &bob, open, Some("messages-muted")),
            (&muted_in(Some(9)), &bob, open, None),
            (
                &with(|member| member.kept = false),
                &bob,
                open,
                Some("messages-keep-first"),
            ),
            (
                &with(|member| member.applies = true),
                &bob,
                open,
                Some("room-applies"),
            ),
        ] {
            assert_eq!(why(viewer, other, reach), expected);
        }
    }
}
