//! What can happen in public. Variants are only ever added: old logs must stay readable.

use serde::{Deserialize, Serialize};

use crate::clock::Micros;
use crate::rules::{Reaction, Rules, Who};
use crate::viewer::RestraintKind;

/// What a room is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoomKind {
    /// The wall itself: there is one.
    Wall,
    /// A room for talk.
    Room,
    /// A person's own wall.
    Own,
}

/// One thing that happened in public.
///
/// What somebody may want erased (their words, their pseudonym) is skipped by serde and kept
/// beside the event; `None` means that it was erased.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The wall began. It makes the room that is the wall.
    WallOpened {},
    /// Somebody took a pseudonym, or was brought in by an import (`unclaimed`).
    PersonJoined {
        /// The pseudonym.
        #[serde(skip)]
        name: Option<String>,
        /// Whether nobody has claimed it yet.
        unclaimed: bool,
    },
    /// A person set a first password: the pseudonym is theirs for good.
    PersonKept {
        /// Who.
        person: i64,
    },
    /// The last session of somebody without a password ended: the pseudonym is free again.
    PersonLeft {
        /// Who.
        person: i64,
    },
    /// A person became an owner of the wall.
    PersonMadeOwner {
        /// Who.
        person: i64,
    },
    /// An owner gave a person a role, or took it.
    PersonGivenRole {
        /// Who.
        person: i64,
        /// The word for it ([`crate::viewer::Role::as_str`]).
        role: String,
        /// Which owner.
        by: i64,
    },
    /// A moderator told a person that something was not right.
    PersonWarned {
        /// Who.
        person: i64,
        /// For which post.
        post: Option<i64>,
        /// Which moderator.
        by: i64,
        /// With which other acts it was done.
        batch: Option<i64>,
        /// What they were told.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// A person was kept from writing, or from coming at all.
    PersonRestrained {
        /// Who.
        person: i64,
        /// From what.
        kind: RestraintKind,
        /// In which room; everywhere without one.
        room: Option<i64>,
        /// Until when; for good without an end.
        until: Option<Micros>,
        /// Which moderator.
        by: i64,
        /// With which other acts it was done.
        batch: Option<i64>,
        /// Why.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// And is not any longer.
    PersonReleased {
        /// Who.
        person: i64,
        /// From what.
        kind: RestraintKind,
        /// In which room.
        room: Option<i64>,
        /// Which moderator.
        by: i64,
        /// With which other acts it was done.
        batch: Option<i64>,
    },
    /// A person wanted to be forgotten, or an owner deleted them: the pseudonym is erased, and no trace
    /// leads from their words to them.
    PersonErased {
        /// Who.
        person: i64,
        /// Who did it: themselves, or an owner.
        by: i64,
    },
    /// A person described themselves, or a moderator cleared what they said.
    ProfileDescribed {
        /// Who.
        person: i64,
        /// Who did it.
        by: i64,
        /// Words and addresses, as JSON.
        #[serde(skip)]
        words: Option<String>,
    },
    /// A person showed themselves with a picture, or it was taken away again.
    PersonPictured {
        /// Who.
        person: i64,
        /// Who did it.
        by: i64,
        /// With which other acts it was done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        batch: Option<i64>,
        /// What it is, in JSON; nothing where it was taken away. Nothing of it remains where it is erased.
        #[serde(skip)]
        details: Option<String>,
    },
    /// The owners changed the rules.
    RulesChanged {
        /// All of them, as they are now.
        rules: Box<Rules>,
        /// Which owner.
        by: i64,
    },
    /// A room was opened.
    RoomOpened {
        /// Its name in addresses.
        slug: String,
        /// Its name.
        title: String,
        /// What it is about; may be empty.
        about: String,
        /// Who opened it; nobody for an import.
        by: Option<i64>,
    },
    /// A room was described anew.
    RoomDescribed {
        /// Which.
        room: i64,
        /// Its name.
        title: String,
        /// What it is about.
        about: String,
        /// Who did it.
        by: i64,
    },
    /// A room's discussion was deleted; it can be undone for a time.
    RoomDeleted {
        /// Which.
        room: i64,
        /// Who did it.
        by: i64,
    },
    /// And brought back.
    RoomRestored {
        /// Which.
        room: i64,
        /// Who did it.
        by: i64,
    },
    /// How a room is written in was changed.
    RoomRuled {
        /// Which.
        room: i64,
        /// Whether each post waits for a moderator.
        approves: bool,
        /// How many seconds one waits between two posts.
        slow_seconds: i64,
        /// Who may write.
        writers: Who,
        /// Who did it.
        by: i64,
    },
    /// A person keeps order in a room from now on, or no longer.
    RoomKept {
        /// Which.
        room: i64,
        /// Who.
        person: i64,
        /// Whether they do.
        keeps: bool,
        /// Who did it.
        by: i64,
    },
    /// An owner wiped a room: it is deleted for good.
    RoomWiped {
        /// Which.
        room: i64,
        /// Who did it.
        by: i64,
        /// Why.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// Something was said: a post, a message or a comment.
    PostPublished {
        /// Where.
        room: i64,
        /// By whom.
        author: i64,
        /// The post that it comments on.
        parent: Option<i64>,
        /// The post that it answers, in the same room.
        reply_to: Option<i64>,
        /// When it was said; for an import that is long before it was written here.
        said_at: Micros,
        /// The words, in Markdown.
        #[serde(skip)]
        body: Option<String>,
    },
    /// Its author changed it.
    PostEdited {
        /// Which.
        post: i64,
        /// The new words.
        #[serde(skip)]
        body: Option<String>,
    },
    /// A post was deleted; it can be undone for a time.
    PostDeleted {
        /// Which.
        post: i64,
        /// Who did it.
        by: i64,
        /// With which other acts it was done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        batch: Option<i64>,
        /// Why, in their words; may be empty.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// And brought back.
    PostRestored {
        /// Which.
        post: i64,
        /// Who did it.
        by: i64,
        /// With which other acts it was done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        batch: Option<i64>,
    },
    /// The time for an undo was over: the words are gone, here and in the log.
    PostErased {
        /// Which.
        post: i64,
    },
    /// A post waits for a moderator, seen by nobody else but its author.
    PostHeld {
        /// Which.
        post: i64,
        /// Which moderator did it; the wall itself without one.
        by: Option<i64>,
        /// With which other acts it was done.
        batch: Option<i64>,
        /// Why.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// And is seen by everybody.
    PostReleased {
        /// Which.
        post: i64,
        /// Which moderator did it.
        by: i64,
        /// With which other acts it was done.
        batch: Option<i64>,
    },
    /// A post and its comments were moved to another room.
    PostMoved {
        /// Which.
        post: i64,
        /// From where.
        from: i64,
        /// Where to.
        to: i64,
        /// Which moderator did it.
        by: i64,
        /// With which other acts it was done.
        batch: Option<i64>,
        /// Why.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// A file was hung on a post, right after that was published.
    FileAttached {
        /// On which.
        post: i64,
        /// Which of its files it is, counted from 0.
        position: i64,
        /// What it is, in JSON: nothing of it remains where it is erased.
        #[serde(skip)]
        details: Option<String>,
    },
    /// The author of a post described one of its files anew.
    FileDescribed {
        /// Of which post.
        post: i64,
        /// Which of its files.
        position: i64,
        /// The new words.
        #[serde(skip)]
        alt: Option<String>,
    },
    /// A file was taken from a post by its author.
    FileDetached {
        /// From which.
        post: i64,
        /// Which of its files.
        position: i64,
    },
    /// A post takes no comments and no answers any more, or does again.
    PostLocked {
        /// Which.
        post: i64,
        /// Whether it is locked.
        locked: bool,
        /// Which moderator did it.
        by: i64,
        /// With which other acts it was done.
        batch: Option<i64>,
        /// Why.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// A post stands before all others of its room, or does no longer.
    PostPinned {
        /// Which.
        post: i64,
        /// Whether it is pinned.
        pinned: bool,
        /// Which moderator did it.
        by: i64,
        /// With which other acts it was done.
        batch: Option<i64>,
        /// Why.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// A person reacted to a post, or took that back.
    PostReacted {
        /// To which.
        post: i64,
        /// Who.
        person: i64,
        /// How.
        kind: Reaction,
        /// Whether they do.
        on: bool,
    },
    /// A post was given a poll, as it was written.
    PollOpened {
        /// Which.
        post: i64,
        /// Whether one may choose more than one.
        multiple: bool,
        /// Until when votes count; until somebody closes it without an end.
        closes_at: Option<Micros>,
        /// What one can choose, one on each line.
        #[serde(skip)]
        choices: Option<String>,
    },
    /// Votes were cast, or taken back. Who voted for what stands nowhere but in a private table.
    PollTallied {
        /// The post whose poll it is.
        post: i64,
        /// How many votes each choice has, in their order.
        counts: Vec<i64>,
        /// How many people voted.
        voters: i64,
    },
    /// Its author closed a poll before its time.
    PollClosed {
        /// The post whose poll it is.
        post: i64,
    },
}

impl Event {
    /// The part that may be erased one day.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::PersonJoined { name: words, .. }
            | Self::ProfileDescribed { words, .. }
            | Self::PersonPictured { details: words, .. }
            | Self::PostPublished { body: words, .. }
            | Self::PostEdited { body: words, .. }
            | Self::PostDeleted { reason: words, .. }
            | Self::PersonWarned { reason: words, .. }
            | Self::PersonRestrained { reason: words, .. }
            | Self::RoomWiped { reason: words, .. }
            | Self::PostHeld { reason: words, .. }
            | Self::PostMoved { reason: words, .. }
            | Self::PostLocked { reason: words, .. }
            | Self::PostPinned { reason: words, .. }
            | Self::FileAttached { details: words, .. }
            | Self::FileDescribed { alt: words, .. }
            | Self::PollOpened { choices: words, .. } => words.as_deref(),
            _ => None,
        }
    }

    fn words_mut(&mut self) -> Option<&mut Option<String>> {
        match self {
            Self::PersonJoined { name: words, .. }
            | Self::ProfileDescribed { words, .. }
            | Self::PersonPictured { details: words, .. }
            | Self::PostPublished { body: words, .. }
            | Self::PostEdited { body: words, .. }
            | Self::PostDeleted { reason: words, .. }
            | Self::PersonWarned { reason: words, .. }
            | Self::PersonRestrained { reason: words, .. }
            | Self::RoomWiped { reason: words, .. }
            | Self::PostHeld { reason: words, .. }
            | Self::PostMoved { reason: words, .. }
            | Self::PostLocked { reason: words, .. }
            | Self::PostPinned { reason: words, .. }
            | Self::FileAttached { details: words, .. }
            | Self::FileDescribed { alt: words, .. }
            | Self::PollOpened { choices: words, .. } => Some(words),
            _ => None,
        }
    }

    /// The part that is hashed as it stands: JSON, its fields in the order of this file.
    pub fn encode(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// The event again, from its two parts.
    ///
    /// # Errors
    /// What is wrong with the JSON.
    pub fn decode(json: &str, words: Option<String>) -> Result<Self, String> {
        let mut event: Self = serde_json::from_str(json).map_err(|e| e.to_string())?;
        match (event.words_mut(), words) {
            (Some(place), words) => *place = words,
            (None, Some(_)) => return Err("it carries words that its kind does not have".into()),
            (None, None) => {}
        }
        Ok(event)
    }
}
