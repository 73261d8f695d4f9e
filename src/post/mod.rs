//! Posts: what was said, on the wall, in rooms, on people's own walls, and as comments. One thing, one
//! table, one way to page through it.

pub mod judge;
pub mod language;
mod mentions;
mod place;
pub mod poll;
pub mod reaction;
pub mod store;
pub mod view;
pub mod web;

pub use mentions::Mentions;
pub use place::{Key, Place};

use std::sync::Arc;

use crate::account::Standing;
use crate::attachment::Attachment;
use crate::clock::{DAY, Micros};
use crate::error::Error;
use crate::html::{Face, PieceKey, piece_key};
use crate::locale::key;
use crate::room::Room;
use crate::rules::Reaction;
use crate::viewer::{Role, Viewer};

/// How many characters a post has at most.
pub const BODY_MAX: usize = 20_000;
/// How many posts stand on a page.
pub const PER_PAGE: usize = 50;
/// How many of a post's comments stand under it in a list.
pub const COMMENTS_SHOWN: usize = 3;

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Author {
    /// Their number.
    pub id: i64,
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// How it is held now.
    pub standing: Standing,
    /// What they may do.
    pub role: Role,
    /// The file of the picture that they gave, if they did.
    pub picture: Option<String>,
}

impl<'a> From<&'a Author> for Face<'a> {
    fn from(of: &'a Author) -> Self {
        Self {
            name: &of.name,
            address: &of.address,
            picture: of.picture.as_deref(),
        }
    }
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Post {
    /// Its number: that of the event that made it.
    pub id: i64,
    /// Where.
    pub room: i64,
    /// By whom.
    pub author: Author,
    /// The post that it comments on.
    pub parent: Option<i64>,
    /// The post that it answers.
    pub reply_to: Option<i64>,
    /// The words, in Markdown.
    pub body: String,
    /// When it was said.
    pub published_at: Micros,
    /// When it was last changed.
    pub edited_at: Option<Micros>,
    /// How many comments it has.
    pub comments: i64,
    /// When it was deleted, and by whom.
    pub deleted: Option<(Micros, i64)>,
    /// Whether its words are gone for good.
    pub erased: bool,
    /// Whether it waits for a moderator.
    pub held: bool,
    /// Whether it takes no comments and no answers.
    pub locked: bool,
    /// Whether it stands before all others of its room.
    pub pinned: bool,
    /// How many files hang on it.
    pub files: i64,
    /// How often it was reacted to.
    pub reactions: reaction::Tally,
    /// Whether it has a poll.
    pub polled: bool,
    /// The tag of the language in which it is written, where that is known.
    pub lang: Option<&'static str>,
}

impl Post {
    /// Whether somebody sees it, who may read its room: one that waits for a moderator is seen by its
    /// author and by those who keep order there. To everybody else there is no such post.
    pub fn is_seen_by(&self, viewer: &Viewer, room: &Room) -> bool {
        !self.held || viewer.is(self.author.id) || viewer.keeps(room.id, room.owner)
    }
}

/// What a post answers, as it is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quote {
    /// Its number.
    pub id: i64,
    /// Who said it.
    pub name: String,
    /// How it begins; nothing where it was deleted.
    pub words: Option<String>,
    /// The tag of the language of these words, where that is known.
    pub lang: Option<&'static str>,
}

/// A post with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The post.
    pub post: Post,
    /// What it answers.
    pub quote: Option<Quote>,
    /// Its latest comments, oldest first.
    pub comments: Vec<Entry>,
    /// What hangs on it.
    pub files: Vec<Attachment>,
    /// Whom it names.
    pub mentions: Arc<Mentions>,
    /// How the visitor reacts to it.
    pub own: Vec<Reaction>,
    /// Its poll.
    pub poll: Option<poll::Poll>,
}

impl Entry {
    /// A post alone, in words that name some of these people.
    pub fn of(post: Post, mentions: &Mentions) -> Self {
        Self {
            mentions: mentions.in_words(&post.body),
            post,
            quote: None,
            comments: Vec::new(),
            files: Vec::new(),
            own: Vec::new(),
            poll: None,
        }
    }
}

/// An entry that does not change any more, with what it is known by.
#[derive(Debug, PartialEq, Eq)]
pub struct Sealed {
    entry: Entry,
    key: PieceKey,
}

impl Sealed {
    /// Seals an entry.
    pub fn new(entry: Entry) -> Arc<Self> {
        let key = piece_key(&entry);
        Arc::new(Self { entry, key })
    }

    /// Differs from that of any other entry, and of this one as it was before something changed.
    pub fn key(&self) -> PieceKey {
        self.key
    }
}

impl std::ops::Deref for Sealed {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        &self.entry
    }
}

/// What somebody may do with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Change its words.
    Edit,
    /// Delete it.
    Delete,
    /// Undo that, at this time, where it can be undone for so many days.
    Restore(Micros, u32),
    /// Read what it said before it was changed.
    ReadVersions,
    /// See who wrote it and what was done about it, and do something.
    Moderate,
}

/// Whether somebody may do this with this post, which stands in this room.
///
/// # Errors
/// [`Error::NotFound`] when they do not see it, [`Error::Gone`] when it was deleted, [`Error::Forbidden`]
/// with the reason otherwise.
pub fn may(viewer: &Viewer, post: &Post, room: &Room, act: Act) -> Result<(), Error> {
    if !post.is_seen_by(viewer, room) {
        return Err(Error::NotFound);
    }
    let wrote = viewer.is(post.author.id);
    let rules_here = viewer.outranks(post.author.role, room.id, room.owner);
    let allowed = match (act, post.deleted) {
        (_, _) if post.erased => return Err(Error::Gone),
        (Act::Restore(now, days), Some((at, by))) => {
            if now.saturating_sub(at) > Micros::from(days).saturating_mul(DAY) {
                return Err(Error::Gone);
            }
            viewer.is(by) || viewer.moderates()
        }
        (Act::Restore(..), None) => return Err(Error::NotFound),
        (Act::Moderate, _) => (wrote && viewer.keeps(room.id, room.owner)) || rules_here,
        (_, Some(_)) => return Err(Error::Gone),
        (Act::Edit, None) => wrote,
        (Act::Delete, None) => wrote || rules_here,
        (Act::ReadVersions, None) => viewer.moderates(),
    };
    if allowed {
        Ok(())
    } else {
        Err(Error::Forbidden(key("post-not-yours")))
    }
}

/// The words of a post that is shown in a list: all of them, or where they go on elsewhere.
pub fn excerpt(body: &str) -> (&str, bool) {
    const CHARACTERS: usize = 3_000;
    const LINES: usize = 60;
    let mut end = body.len();
    if let Some((at, _)) = body.char_indices().nth(CHARACTERS) {
        end = at;
    }
    if let Some((at, _)) = body.match_indices('\n').nth(LINES) {
        end = end.min(at);
    }
    if end == body.len() {
        return (body, false);
    }
    // Rather at the end of a line, or else of a word, than in the middle of one.
    let head = &body[..end];
    let cut = head
        .rfind('\n')
        .filter(|at| *at > end / 2)
        .or_else(|| head.rfind(' ').filter(|at| *at > end / 2));
    (&head[..cut.unwrap_or(end)], true)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::log::RoomKind;

    pub fn post(deleted: Option<(Micros, i64)>) -> Post {
        let author = Author {
            id: 1,
            name: "Ana".into(),
            address: "Ana".into(),
            standing: Standing::Visiting,
            role: Role::Member,
            picture: None,
        };
        Post {
            id: 9,
            room: 5,
            author,
            parent: None,
            reply_to: None,
            body: String::new(),
            published_at: 0,
            edited_at: None,
            comments: 0,
            deleted,
            erased: false,
            held: false,
            locked: false,
            pinned: false,
            files: 0,
            reactions: reaction::Tally::default(),
            polled: false,
            lang: None,
        }
    }

    pub fn tea() -> Room {
        Room {
            id: 5,
            kind: RoomKind::Room,
            slug: "tea".into(),
            title: "Tea".into(),
            about: String::new(),
            owner: Some(2),
            posts: 1,
            last_seq: 9,
            deleted_at: None,
            deleted_by: None,
            approves: false,
            slow_seconds: 0,
            writers: crate::rules::Who::Everybody,
        }
    }

    #[test]
    fn who_may_do_what_with_a_post() {
        let room = tea();
        let (author, host) = (Viewer::of(1, Role::Member), Viewer::of(2, Role::Member));
        let (other, owner) = (Viewer::of(3, Role::Member), Viewer::of(4, Role::Owner));
        let stranger = Viewer::default();
        let restore = Act::Restore(DAY, 30);
        let late = Act::Restore(31 * DAY, 30);
        let by = |person| Some((0, person));
        // Who, when deleted by whom, which act, and whether.
        let cells = [
            (&author, None, Act::Edit, true),
            (&host, None, Act::Edit, false),
            (&other, None, Act::Edit, false),
            (&owner, None, Act::Edit, false),
            (&stranger, None, Act::Edit, false),
            (&author, None, Act::Delete, true),
            (&host, None, Act::Delete, true),
            (&other, None, Act::Delete, false),
            (&owner, None, Act::Delete, true),
            (&stranger, None, Act::Delete, false),
            (&author, None, Act::ReadVersions, false),
            (&owner, None, Act::ReadVersions, true),
            (&host, None, Act::ReadVersions, false),
            (&author, None, restore, false),
            (&author, by(1), restore, true),
            (&author, by(4), restore, false),
            (&host, by(2), restore, true),
            (&host, by(1), restore, false),
            (&other, by(1), restore, false),
            (&owner, by(1), restore, true),
            (&owner, by(4), restore, true),
            (&stranger, by(1), restore, false),
            (&author, by(1), late, false),
            (&owner, by(1), late, false),
            (&author, by(1), Act::Edit, false),
            (&author, by(1), Act::Delete, false),
            (&owner, by(1), Act::ReadVersions, false),
        ];
        for (who, deleted, act, expected) in cells {
            let allowed = may(who, &post(deleted), &room, act).is_ok();
            assert_eq!(allowed, expected, "{who:?} {deleted:?} {act:?}");
        }
        let held = Post {
            held: true,
            ..post(None)
        };
        for (who, seen) in [
            (&author, true),
            (&host, true),
            (&owner, true),
            (&other, false),
            (&stranger, false),
        ] {
            assert_eq!(held.is_seen_by(who, &room), seen, "{who:?}");
            let hidden = matches!(may(who, &held, &room, Act::Delete), Err(Error::NotFound));
            assert_eq!(hidden, !seen, "{who:?}");
        }
        let erased = Post {
            erased: true,
            ..post(by(1))
        };
        assert!(matches!(
            may(&author, &erased, &room, restore),
            Err(Error::Gone)
        ));
    }

    #[test]
    fn a_long_post_is_cut_where_it_hurts_least() {
        assert_eq!(excerpt("short"), ("short", false));
        let words = "word ".repeat(2_000);
        let (head, cut) = excerpt(&words);
        assert!(cut && head.ends_with("word") && head.len() <= 3_000);
        let lines = "é\n".repeat(100);
        let (head, cut) = excerpt(&lines);
        assert!(cut && head.lines().count() <= 60);
        let one_word = "é".repeat(5_000);
        assert_eq!(excerpt(&one_word).0.chars().count(), 3_000);
    }
}
