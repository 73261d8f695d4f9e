//! Keeping order: what moderators do, and what everybody may read of it.

mod feed;
pub mod filters;
mod perform;
pub mod store;
mod view;
pub mod web;

use crate::clock::{DAY, HOUR, Micros};
use crate::error::Error;
use crate::locale::key;
use crate::post::Post;
use crate::room::Room;
use crate::viewer::{Role, Viewer};

/// What moderators and owners do, as it stands in the public log of their acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// A post is deleted.
    Delete,
    /// A post is brought back.
    Restore,
    /// A post waits, seen by nobody but its author.
    Hold,
    /// A post is seen.
    Release,
    /// A post and its comments go to another room.
    Move,
    /// A post takes no comments.
    Lock,
    /// And does again.
    Unlock,
    /// A post stands first.
    Pin,
    /// And does no longer.
    Unpin,
    /// A person is told that something was not right.
    Warn,
    /// A person may not write.
    Mute,
    /// And may again.
    Unmute,
    /// A person may not come.
    Ban,
    /// And may again.
    Unban,
    /// A room's discussion is deleted.
    DeleteRoom,
    /// And brought back.
    RestoreRoom,
    /// A room is deleted for good.
    WipeRoom,
    /// How a room is written in is changed.
    RuleRoom,
    /// Who keeps order in a room is changed.
    KeepRoom,
    /// A person gets a role.
    GiveRole,
    /// A person is forgotten.
    ErasePerson,
    /// What a person says about themselves is cleared.
    ClearProfile,
    /// The rules are changed.
    ChangeRules,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 23] = [
        Self::Delete,
        Self::Restore,
        Self::Hold,
        Self::Release,
        Self::Move,
        Self::Lock,
        Self::Unlock,
        Self::Pin,
        Self::Unpin,
        Self::Warn,
        Self::Mute,
        Self::Unmute,
        Self::Ban,
        Self::Unban,
        Self::DeleteRoom,
        Self::RestoreRoom,
        Self::WipeRoom,
        Self::RuleRoom,
        Self::KeepRoom,
        Self::GiveRole,
        Self::ErasePerson,
        Self::ClearProfile,
        Self::ChangeRules,
    ];

    /// The word for it in forms and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Move => "move",
            Self::Lock => "lock",
            Self::Unlock => "unlock",
            Self::Pin => "pin",
            Self::Unpin => "unpin",
            Self::Warn => "warn",
            Self::Mute => "mute",
            Self::Unmute => "unmute",
            Self::Ban => "ban",
            Self::Unban => "unban",
            Self::DeleteRoom => "delete-room",
            Self::RestoreRoom => "restore-room",
            Self::WipeRoom => "wipe-room",
            Self::RuleRoom => "rule-room",
            Self::KeepRoom => "keep-room",
            Self::GiveRole => "give-role",
            Self::ErasePerson => "erase-person",
            Self::ClearProfile => "clear-profile",
            Self::ChangeRules => "change-rules",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == word)
    }

    /// What this undoes, if anything.
    pub fn undoes(self) -> Option<Self> {
        match self {
            Self::Restore => Some(Self::Delete),
            Self::Release => Some(Self::Hold),
            Self::Unlock => Some(Self::Lock),
            Self::Unpin => Some(Self::Pin),
            Self::Unmute => Some(Self::Mute),
            Self::Unban => Some(Self::Ban),
            Self::RestoreRoom => Some(Self::DeleteRoom),
            _ => None,
        }
    }
}

/// For how long somebody is kept from something.
pub const TERMS: [(&str, Option<Micros>); 6] = [
    (key("term-hour"), Some(HOUR)),
    (key("term-day"), Some(DAY)),
    (key("term-week"), Some(7 * DAY)),
    (key("term-month"), Some(30 * DAY)),
    (key("term-year"), Some(365 * DAY)),
    (key("term-ever"), None),
];
/// Which of them is offered first.
pub const USUAL_TERM: usize = 2;
/// How many characters a reason has at most.
pub const REASON_MAX: usize = 500;

/// What a moderator wants done with some posts, or with whoever wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// In this order. Nothing at all: what was reported is all right.
    pub deeds: Vec<Deed>,
    /// Why; may be empty.
    pub reason: String,
    /// Whether a mute or a ban is for the whole wall, and not for the post's room.
    pub everywhere: bool,
    /// Until when a mute or a ban is.
    pub until: Option<Micros>,
    /// Where a post is moved to.
    pub to: Option<i64>,
}

/// The deeds of a button.
pub fn deeds_of(word: &str) -> Option<Vec<Deed>> {
    match word {
        "dismiss" => Some(Vec::new()),
        "delete-ban" => Some(vec![Deed::Delete, Deed::Ban]),
        _ => Deed::from_word(word)
            .filter(|deed| deed.is_on_posts() || deed.is_on_authors())
            .map(|deed| vec![deed]),
    }
}

impl Deed {
    /// Whether it is done to a post.
    pub fn is_on_posts(self) -> bool {
        use Deed::*;
        matches!(
            self,
            Delete | Restore | Hold | Release | Move | Lock | Unlock | Pin | Unpin
        )
    }

    /// Whether it is done to whoever wrote a post.
    pub fn is_on_authors(self) -> bool {
        matches!(self, Self::Warn | Self::Mute | Self::Ban)
    }

    /// Whether there is anything to do: nobody locks what is locked.
    pub fn changes(self, post: &Post) -> bool {
        let (deleted, alone) = (post.deleted.is_some(), post.parent.is_none());
        !post.erased
            && match self {
                Self::Delete => !deleted,
                Self::Restore => deleted,
                Self::Hold => !post.held && !deleted,
                Self::Release => post.held,
                Self::Move => alone && !deleted,
                Self::Lock => alone && !post.locked && !deleted,
                Self::Unlock => post.locked,
                Self::Pin => alone && !post.pinned && !deleted && !post.held,
                Self::Unpin => post.pinned,
                Self::Warn | Self::Mute | Self::Ban => true,
                _ => false,
            }
    }
}

/// Whether somebody may do this with a post of this room, or with whoever wrote it.
///
/// | who | on members' posts | on members | on moderators | on owners |
/// |---|---|---|---|---|
/// | keeper of the room | in it | in it | — | — |
/// | moderator | everywhere | everywhere | — | — |
/// | owner | everywhere | everywhere | everywhere | on posts |
///
/// What they wrote themselves they may pin, lock, hold or move where they keep order; nobody acts on
/// their own person.
///
/// # Errors
/// [`Error::Forbidden`] with the reason.
pub fn may(
    viewer: &Viewer,
    deed: Deed,
    everywhere: bool,
    post: &Post,
    room: &Room,
) -> Result<(), Error> {
    let own = viewer.is(post.author.id);
    let keeps = viewer.keeps(room.id, room.owner);
    let outranks = viewer.outranks(post.author.role, room.id, room.owner);
    let allowed = if deed.is_on_posts() {
        outranks || (own && keeps)
    } else if deed.is_on_authors() {
        outranks && !own && post.author.role != Role::Owner && (!everywhere || viewer.moderates())
    } else {
        false
    };
    if allowed {
        Ok(())
    } else {
        Err(Error::Forbidden(key("moderate-not-yours")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Standing;
    use crate::log::RoomKind;
    use crate::post::Author;
    use crate::rules::Who;

    fn post(author: i64, role: Role) -> Post {
        Post {
            id: 9,
            room: 5,
            author: Author {
                id: author,
                name: "somebody".into(),
                address: "somebody".into(),
                standing: Standing::Kept,
                role,
                picture: None,
            },
            parent: None,
            reply_to: None,
            body: String::new(),
            published_at: 0,
            edited_at: None,
            comments: 0,
            deleted: None,
            erased: false,
            held: false,
            locked: false,
            pinned: false,
            files: 0,
            reactions: crate::post::reaction::Tally::default(),
            polled: false,
            lang: None,
        }
    }

    fn room(owner: i64) -> Room {
        Room {
            id: 5,
            kind: RoomKind::Room,
            slug: "tea".into(),
            title: "Tea".into(),
            about: String::new(),
            owner: Some(owner),
            posts: 1,
            last_seq: 9,
            deleted_at: None,
            deleted_by: None,
            approves: false,
            slow_seconds: 0,
            writers: Who::Everybody,
        }
    }

    /// Each cell of role, act and object. `p`: on posts, `a`: on authors here, `w`: on authors everywhere.
    #[test]
    fn who_may_do_what_to_whom() {
        let keeper = {
            let mut viewer = Viewer::of(2, Role::Member);
            if let Some(member) = &mut viewer.member {
                member.keeps.push(5);
            }
            viewer
        };
        let viewers = [
            ("stranger", Viewer::default()),
            ("member", Viewer::of(1, Role::Member)),
            ("keeper", keeper),
            ("opener", Viewer::of(7, Role::Member)),
            ("moderator", Viewer::of(3, Role::Moderator)),
            ("owner", Viewer::of(4, Role::Owner)),
        ];
        let objects = [
            ("a member", post(10, Role::Member)),
            ("a moderator", post(11, Role::Moderator)),
            ("an owner", post(12, Role::Owner)),
        ];
        let table = [
            // a member, a moderator, an owner; and one's own
            ("stranger", ["", "", "", ""]),
            ("member", ["", "", "", ""]),
            ("keeper", ["pa", "", "", "p"]),
            ("opener", ["pa", "", "", "p"]),
            ("moderator", ["paw", "", "", "p"]),
            ("owner", ["paw", "paw", "p", "p"]),
        ];
        let on_posts = Deed::ALL.into_iter().filter(|deed| deed.is_on_posts());
        let on_posts: Vec<Deed> = on_posts.collect();
        let on_authors = [Deed::Warn, Deed::Mute, Deed::Ban];
        let room = room(7);
        for ((name, viewer), (row, cells)) in viewers.iter().zip(table) {
            assert_eq!(*name, row);
            let own = viewer.member.as_ref().map(|me| post(me.id, me.role));
            let own = ("their own", own.unwrap_or_else(|| post(10, Role::Member)));
            for ((object, post), cell) in objects.iter().chain([&own]).zip(cells) {
                let can = |deed, everywhere| may(viewer, deed, everywhere, post, &room).is_ok();
                for deed in &on_posts {
                    let expected = cell.contains('p');
                    assert_eq!(can(*deed, false), expected, "{name} {deed:?} of {object}");
                }
                for deed in on_authors {
                    let (here, everywhere) = (cell.contains('a'), cell.contains('w'));
                    assert_eq!(can(deed, false), here, "{name} {deed:?} {object}");
                    assert_eq!(
                        can(deed, true),
                        everywhere,
                        "{name} {deed:?} {object} everywhere"
                    );
                }
            }
        }
        // What is not about a post or its author is no order at all.
        for deed in Deed::ALL {
            let is_order = deed.is_on_posts() || deed.is_on_authors();
            let owner = Viewer::of(4, Role::Owner);
            assert_eq!(
                may(&owner, deed, false, &objects[0].1, &room).is_ok(),
                is_order
            );
            assert_eq!(deeds_of(deed.as_str()).is_some(), is_order, "{deed:?}");
        }
    }

    #[test]
    fn what_is_done_already_changes_nothing() {
        let plain = post(10, Role::Member);
        let changes = |post: &Post| -> Vec<Deed> {
            let on_posts = Deed::ALL.into_iter().filter(|deed| deed.is_on_posts());
            on_posts.filter(|deed| deed.changes(post)).collect()
        };
        use Deed::*;
        assert_eq!(changes(&plain), [Delete, Hold, Move, Lock, Pin]);
        let deleted = Post {
            deleted: Some((1, 2)),
            ..plain.clone()
        };
        assert_eq!(changes(&deleted), [Restore]);
        let held = Post {
            held: true,
            ..plain.clone()
        };
        assert_eq!(changes(&held), [Delete, Release, Move, Lock]);
        let comment = Post {
            parent: Some(1),
            ..plain.clone()
        };
        assert_eq!(changes(&comment), [Delete, Hold]);
        let erased = Post {
            erased: true,
            ..plain
        };
        assert_eq!(changes(&erased), []);
    }
}
