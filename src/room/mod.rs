//! Rooms: where something can be said. The wall is one, and so is everybody's own wall. What is said
//! in them is `post`'s business.

pub mod following;
pub mod store;
pub mod view;
pub mod visit;
pub mod web;

use unicode_normalization::UnicodeNormalization;

use crate::clock::{DAY, Micros};
use crate::error::Error;
use crate::locale::key;
use crate::log::RoomKind;
use crate::rules::Who;
use crate::viewer::{RestraintKind, Viewer};

/// How many characters a title has at most.
pub const TITLE_MAX: usize = 100;
/// How many characters the text about a room has at most.
pub const ABOUT_MAX: usize = 500;

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its number; a person's own wall has the person's.
    pub id: i64,
    /// What it is for.
    pub kind: RoomKind,
    /// Its name in addresses; rooms alone have one.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Who opened it.
    pub owner: Option<i64>,
    /// How many posts and comments it holds, deleted ones not counted.
    pub posts: i64,
    /// The number of the last thing that happened in it.
    pub last_seq: i64,
    /// When its discussion was deleted, if it was.
    pub deleted_at: Option<Micros>,
    /// Who deleted it.
    pub deleted_by: Option<i64>,
    /// Whether each post waits for a moderator.
    pub approves: bool,
    /// How many seconds one waits between two posts.
    pub slow_seconds: i64,
    /// Who may write.
    pub writers: Who,
}

/// What somebody may do with a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// See what was said.
    Read,
    /// Say something.
    Write,
    /// Change its title and what it is about.
    Describe,
    /// Delete its discussion.
    Delete,
    /// Undo that, at this time, where it can be undone for so many days.
    Restore(Micros, u32),
}

/// Whether somebody may do this in this room.
///
/// # Errors
/// [`Error::Gone`] when it was deleted, [`Error::Forbidden`] with the reason otherwise. Strangers are
/// asked for a pseudonym before this.
pub fn may(viewer: &Viewer, room: &Room, act: Act) -> Result<(), Error> {
    let owns = viewer.keeps(room.id, room.owner);
    match (act, room.deleted_at) {
        (Act::Restore(now, days), Some(at)) => {
            let by_hand = room.deleted_by.is_some_and(|by| viewer.is(by));
            if !by_hand && !viewer.moderates() {
                Err(Error::Forbidden(key("room-not-yours")))
            } else if now.saturating_sub(at) > Micros::from(days).saturating_mul(DAY) {
                Err(Error::Gone)
            } else {
                Ok(())
            }
        }
        (Act::Restore(..), None) => Err(Error::NotFound),
        (_, Some(_)) => Err(Error::Gone),
        (Act::Read | Act::Write, None) if viewer.shut_out().is_some() => {
            viewer.shut_out().map_or(Ok(()), Err)
        }
        (Act::Read | Act::Write, None) => match viewer.restraint(room.id).map(|held| held.kind) {
            Some(RestraintKind::Ban) => Err(Error::Forbidden(key("room-banned"))),
            Some(RestraintKind::Mute) if act == Act::Write => {
                Err(Error::Forbidden(key("room-muted")))
            }
            _ if act == Act::Write && viewer.applies() => {
                Err(Error::Forbidden(key("room-applies")))
            }
            _ if act == Act::Write && !may_write(viewer, room) => {
                Err(Error::Forbidden(key("room-not-writer")))
            }
            _ => Ok(()),
        },
        (Act::Describe | Act::Delete, None) if room.kind != RoomKind::Room => Err(Error::NotFound),
        (Act::Describe | Act::Delete, None) if owns => Ok(()),
        (Act::Describe | Act::Delete, None) => Err(Error::Forbidden(key("room-not-yours"))),
    }
}

/// Whether somebody may open rooms, once they have a pseudonym.
pub fn may_open(viewer: &Viewer) -> bool {
    !viewer.applies() && viewer.is_among(viewer.rules.openers)
}

/// Why somebody may not open a room: a key of the locales.
pub fn not_opener(viewer: &Viewer) -> &'static str {
    match viewer.rules.openers {
        _ if viewer.applies() => key("room-applies"),
        Who::Kept => key("rooms-kept"),
        Who::Everybody | Who::Members | Who::Moderators => key("rooms-moderators"),
    }
}

/// Whether the owners of the wall, and the keepers of this room, let somebody write in it.
fn may_write(viewer: &Viewer, room: &Room) -> bool {
    viewer.is_among(viewer.rules.writers)
        && (viewer.keeps(room.id, room.owner) || viewer.is_among(room.writers))
}

/// A room's name in addresses: the letters and digits of its title that everybody can type.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.nfkd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && (c.is_ascii() || c.is_whitespace()) {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "room".to_owned()
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewer::Role;

    #[test]
    fn a_slug_can_be_typed_by_everybody() {
        for (title, expected) in [
            ("Tea & biscuits", "tea-biscuits"),
            ("Crème brûlée", "creme-brulee"),
            ("日本語", "room"),
            ("¿?", "room"),
            ("#zig", "zig"),
            ("feed.atom", "feed-atom"),
            ("  ", "room"),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    fn room(deleted_by: Option<i64>) -> Room {
        Room {
            id: 9,
            kind: RoomKind::Room,
            slug: "tea".into(),
            title: "Tea".into(),
            about: String::new(),
            owner: Some(1),
            posts: 0,
            last_seq: 9,
            deleted_at: deleted_by.map(|_| 0),
            deleted_by,
            approves: false,
            slow_seconds: 0,
            writers: Who::Everybody,
        }
    }

    #[test]
    fn who_may_do_what_in_a_room() {
        let (opener, other, owner) = (
            Viewer::of(1, Role::Member),
            Viewer::of(2, Role::Member),
            Viewer::of(3, Role::Owner),
        );
        let stranger = Viewer::default();
        let restore = Act::Restore(DAY, 30);
        // Who, in which room, which act, and whether.
        let cells = [
            (&stranger, None, Act::Read, true),
            (&stranger, None, Act::Describe, false),
            (&stranger, None, Act::Delete, false),
            (&other, None, Act::Write, true),
            (&other, None, Act::Describe, false),
            (&other, None, Act::Delete, false),
            (&opener, None, Act::Describe, true),
            (&opener, None, Act::Delete, true),
            (&owner, None, Act::Describe, true),
            (&owner, None, Act::Delete, true),
            (&opener, None, restore, false),
            (&owner, None, restore, false),
            (&opener, Some(1), restore, true),
            (&owner, Some(1), restore, true),
            (&other, Some(1), restore, false),
            (&stranger, Some(1), restore, false),
            (&opener, Some(3), restore, false),
            (&owner, Some(3), restore, true),
            (&opener, Some(1), Act::Restore(31 * DAY, 30), false),
            (&opener, Some(1), Act::Read, false),
            (&owner, Some(1), Act::Write, false),
            (&owner, Some(1), Act::Delete, false),
            (&owner, Some(1), Act::Describe, false),
        ];
        for (who, deleted_by, act, expected) in cells {
            let allowed = may(who, &room(deleted_by), act).is_ok();
            assert_eq!(allowed, expected, "{who:?} {deleted_by:?} {act:?}");
        }
    }
}
