//! Reactions: a word that one gives to a post by pressing a button, and takes back by pressing it again.
//! Which words there are is a rule of the owners ([`Rules::reactions`](crate::rules::Rules)); who may give
//! one is decided here.

pub mod store;
pub mod view;
pub mod web;

use super::Post;
use crate::error::Error;
use crate::locale::key;
use crate::room::{self, Room};
use crate::rules::Reaction;
use crate::viewer::Viewer;

/// How often each reaction was given to a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Tally(Vec<(Reaction, i64)>);

impl Tally {
    /// From how the tables hold it: a word and a number each. What is none of ours is passed over.
    pub fn read(text: &str) -> Self {
        let each = text.split(' ').filter_map(|part| {
            let (word, count) = part.split_once('=')?;
            Some((Reaction::from_word(word)?, count.parse().ok()?))
        });
        Self(each.collect())
    }

    /// As the tables hold it.
    pub fn text(&self) -> String {
        let each = self.0.iter();
        let each: Vec<String> = each
            .map(|(kind, count)| format!("{}={count}", kind.as_str()))
            .collect();
        each.join(" ")
    }

    /// Counts so many more, or fewer, of a kind.
    pub fn add(&mut self, kind: Reaction, more: i64) {
        let count = self.of(kind).saturating_add(more);
        self.0.retain(|(other, _)| *other != kind);
        if count > 0 {
            self.0.push((kind, count));
            self.0.sort_unstable();
        }
    }

    /// How many there are of a kind.
    pub fn of(&self, kind: Reaction) -> i64 {
        let found = self.0.iter().find(|(other, _)| *other == kind);
        found.map_or(0, |(_, count)| *count)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of these kinds, with how many there are of each.
    pub fn among<'a>(
        &'a self,
        kinds: &'a [Reaction],
    ) -> impl Iterator<Item = (Reaction, i64)> + 'a {
        let known = |(kind, _): &&(Reaction, i64)| kinds.contains(kind);
        self.0.iter().filter(known).copied()
    }
}

/// Whether somebody may react to a post, or vote in its poll: whoever may write in its room, as long as
/// the post can be answered. Of a comment on a locked post, `post.locked` is to say so.
///
/// # Errors
/// [`Error::NotFound`] when they do not see it, [`Error::Gone`] when it was deleted,
/// [`Error::Unauthorized`] for strangers, [`Error::Forbidden`] with the reason otherwise.
pub fn may_respond(viewer: &Viewer, post: &Post, room: &Room) -> Result<(), Error> {
    if !post.is_seen_by(viewer, room) {
        return Err(Error::NotFound);
    }
    if post.deleted.is_some() || post.erased {
        return Err(Error::Gone);
    }
    if viewer.member.is_none() {
        return Err(Error::Unauthorized(Box::default()));
    }
    room::may(viewer, room, room::Act::Write)?;
    if post.held {
        return Err(Error::Forbidden(key("respond-held")));
    }
    if post.locked {
        return Err(Error::Forbidden(key("respond-locked")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Standing;
    use crate::log::RoomKind;
    use crate::post::Author;
    use crate::rules::Who;
    use crate::viewer::{Restraint, RestraintKind, Role};

    #[test]
    fn a_tally_is_read_as_it_is_written() {
        let mut tally = Tally::read("smile=2 nonsense=4 thanks=x agree=1");
        tally.add(Reaction::Thanks, 1);
        tally.add(Reaction::Smile, 1);
        tally.add(Reaction::Agree, -1);
        tally.add(Reaction::Sad, -1);
        assert_eq!(tally.text(), "thanks=1 smile=3");
        assert_eq!(Tally::read(&tally.text()), tally);
        let smiles: Vec<_> = tally.among(&[Reaction::Sad, Reaction::Smile]).collect();
        assert_eq!(smiles, [(Reaction::Smile, 3)]);
        assert!(Tally::read("").is_empty());
    }

    fn post(change: impl FnOnce(&mut Post)) -> Post {
        let mut post = Post {
            id: 9,
            room: 5,
            author: Author {
                id: 1,
                name: "Ana".into(),
                address: "Ana".into(),
                standing: Standing::Kept,
                role: Role::Member,
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
            reactions: Tally::default(),
            polled: false,
            lang: None,
        };
        change(&mut post);
        post
    }

    fn kept_from(kind: RestraintKind, room: Option<i64>) -> Viewer {
        let mut viewer = Viewer::of(3, Role::Member);
        if let Some(member) = &mut viewer.member {
            member.restraints = vec![Restraint {
                kind,
                room,
                until: None,
            }];
        }
        viewer
    }

    #[test]
    fn who_may_react_to_what() {
        let room = |writers, deleted_at| Room {
            id: 5,
            kind: RoomKind::Room,
            slug: "tea".into(),
            title: "Tea".into(),
            about: String::new(),
            owner: Some(2),
            posts: 1,
            last_seq: 9,
            deleted_at,
            deleted_by: None,
            approves: false,
            slow_seconds: 0,
            writers,
        };
        let (open, closed) = (room(Who::Everybody, None), room(Who::Moderators, None));
        let gone = room(Who::Everybody, Some(0));
        let (author, other) = (Viewer::of(1, Role::Member), Viewer::of(3, Role::Member));
        let (owner, stranger) = (Viewer::of(4, Role::Owner), Viewer::default());
        let muted = kept_from(RestraintKind::Mute, None);
        let elsewhere = kept_from(RestraintKind::Mute, Some(6));
        let banned = kept_from(RestraintKind::Ban, Some(5));
        let mut applicant = Viewer::of(6, Role::Member);
        if let Some(member) = &mut applicant.member {
            member.applies = true;
        }
        let plain = || post(|_| ());
        let held = || post(|post| post.held = true);
        let locked = || post(|post| post.locked = true);
        let deleted = || post(|post| post.deleted = Some((0, 1)));
        let erased = || post(|post| post.erased = true);
        // Who, to which post, in which room, and the status of the answer.
        let cells = [
            (&author, plain(), &open, 200),
            (&other, plain(), &open, 200),
            (&owner, plain(), &open, 200),
            (&elsewhere, plain(), &open, 200),
            (&stranger, plain(), &open, 401),
            (&muted, plain(), &open, 403),
            (&banned, plain(), &open, 403),
            (&applicant, plain(), &open, 403),
            (&other, plain(), &closed, 403),
            (&owner, plain(), &closed, 200),
            (&other, plain(), &gone, 410),
            (&owner, plain(), &gone, 410),
            (&other, held(), &open, 404),
            (&stranger, held(), &open, 404),
            (&author, held(), &open, 403),
            (&owner, held(), &open, 403),
            (&other, locked(), &open, 403),
            (&owner, locked(), &open, 403),
            (&other, deleted(), &open, 410),
            (&author, deleted(), &open, 410),
            (&owner, erased(), &open, 410),
        ];
        for (who, post, room, expected) in cells {
            let answer = may_respond(who, &post, room);
            let status = answer.map_or_else(|error| error.status().as_u16(), |()| 200);
            assert_eq!(status, expected, "{who:?} {post:?} {room:?}");
        }
    }
}
