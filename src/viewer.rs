//! Who is looking, and how: plain values that go into every decision and every page.

mod reading;

use std::sync::Arc;

pub use reading::{AGES, DENSE, PerPage, Reading, Size, Theme};

use crate::clock::Micros;
use crate::error::Error;
use crate::locale::key;
use crate::rules::{Rules, Who};

/// How a list renews itself while somebody looks at it: the rungs of a ladder, the highest first. Each
/// browser gets the highest that it is known to climb; every visitor can choose another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Rung {
    /// One answer that never ends, in a frame.
    Stream,
    /// The page asks again at once, and is answered as soon as there is news.
    Poll,
    /// The page asks again twice a minute.
    Refresh,
    /// The visitor asks.
    #[default]
    Hand,
}

impl Rung {
    /// All of them, the highest first.
    pub const ALL: [Self; 4] = [Self::Stream, Self::Poll, Self::Refresh, Self::Hand];

    /// The word for it in forms and cookies.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stream => "stream",
            Self::Poll => "poll",
            Self::Refresh => "refresh",
            Self::Hand => "hand",
        }
    }

    /// The rung of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rung| rung.as_str() == word)
    }
}

/// How somebody wants news to come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Live {
    /// By which means.
    pub rung: Rung,
    /// Whether a screen reader is to read it aloud as it comes.
    pub aloud: bool,
}

/// What a person may do besides what everybody may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Nothing more.
    Member,
    /// Keeps order, everywhere.
    Moderator,
    /// Everything.
    Owner,
}

impl Role {
    /// The word for it in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Owner => "owner",
        }
    }

    /// The role that two columns of a person's row say.
    pub fn stored(role: &str, moderates: bool) -> Self {
        match Self::from_word(role) {
            Self::Member if moderates => Self::Moderator,
            role => role,
        }
    }

    /// The role of a word; an unknown word gives no rights.
    pub fn from_word(word: &str) -> Self {
        match word {
            "owner" => Self::Owner,
            "moderator" => Self::Moderator,
            _ => Self::Member,
        }
    }
}

/// What keeps somebody from something that everybody else may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Restraint {
    /// What it keeps them from.
    pub kind: RestraintKind,
    /// In which room; `None`: everywhere.
    pub room: Option<i64>,
    /// Until when; `None`: for good.
    pub until: Option<Micros>,
}

/// How far a restraint goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RestraintKind {
    /// They read, and say nothing.
    Mute,
    /// They are not to be there at all.
    Ban,
}

impl RestraintKind {
    /// The word for it in forms and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mute => "mute",
            Self::Ban => "ban",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Mute, Self::Ban]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// Somebody with a pseudonym and a session.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Member {
    /// The person's number.
    pub id: i64,
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// The file of the picture that they gave, if they did.
    pub picture: Option<String>,
    /// Whether a password keeps it.
    pub kept: bool,
    /// What they may do.
    pub role: Role,
    /// SHA-256 of the session's cookie: the number of the session.
    pub session: Vec<u8>,
    /// Whether they want no light among the fireflies.
    pub invisible: bool,
    /// What they are kept from just now.
    pub restraints: Vec<Restraint>,
    /// The rooms in which they keep order, besides those that they opened.
    pub keeps: Vec<i64>,
    /// Whether they wait to be let in.
    pub applies: bool,
    /// Whether a moderator warned them, and they have not said yet that they read it.
    pub warned: bool,
    /// The rooms in which stands what they were told of and have not read: one for each post, and no more
    /// than [`UNREAD_MOST`].
    pub unread_in: Vec<i64>,
    /// How many private messages they have not read; nothing where they never had to do with any.
    pub unread_messages: Option<i64>,
}

/// On what it depends what somebody may do, besides who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rights<'a> {
    kept: bool,
    role: Role,
    restraints: &'a [Restraint],
    keeps: &'a [i64],
    applies: bool,
}

impl Member {
    /// What they may do, as far as it does not depend on who they are.
    pub fn rights(&self) -> Rights<'_> {
        // All of it is named, so that whatever is added is thought of here.
        let Self {
            id: _,
            name: _,
            address: _,
            picture: _,
            kept,
            role,
            session: _,
            invisible: _,
            restraints,
            keeps,
            applies,
            warned: _,
            unread_in: _,
            unread_messages: _,
        } = self;
        Rights {
            kept: *kept,
            role: *role,
            restraints,
            keeps,
            applies: *applies,
        }
    }
}

/// How many unread notices are counted.
pub const UNREAD_MOST: usize = 100;

/// Whoever is looking at a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Viewer {
    /// Nobody, for strangers.
    pub member: Option<Member>,
    /// What the owners decided.
    pub rules: Arc<Rules>,
}

impl Viewer {
    /// Somebody of this number and role, for tests of what people may do.
    #[cfg(test)]
    pub(crate) fn of(id: i64, role: Role) -> Self {
        let member = Member {
            id,
            name: format!("person {id}"),
            address: format!("person {id}"),
            picture: None,
            kept: true,
            role,
            session: vec![id as u8],
            invisible: false,
            restraints: Vec::new(),
            keeps: Vec::new(),
            applies: false,
            warned: false,
            unread_in: Vec::new(),
            unread_messages: None,
        };
        Self {
            member: Some(member),
            rules: Arc::default(),
        }
    }

    /// The person's number, if they have a pseudonym.
    pub fn id(&self) -> Option<i64> {
        self.member.as_ref().map(|member| member.id)
    }

    /// Whether this is the person of that number.
    pub fn is(&self, person: i64) -> bool {
        self.id() == Some(person)
    }

    /// Whether they may moderate everywhere.
    pub fn moderates(&self) -> bool {
        self.member
            .as_ref()
            .is_some_and(|member| member.role != Role::Member)
    }

    /// Whether they own the wall.
    pub fn owns_the_wall(&self) -> bool {
        self.member
            .as_ref()
            .is_some_and(|member| member.role == Role::Owner)
    }

    /// Whether they keep order in a room that this person opened.
    pub fn keeps(&self, room: i64, opener: Option<i64>) -> bool {
        self.moderates()
            || opener.is_some_and(|opener| self.is(opener))
            || self
                .member
                .as_ref()
                .is_some_and(|member| member.keeps.contains(&room))
    }

    /// Whether they may act on what somebody of that role did in a room that `opener` opened: whoever keeps
    /// it on members', moderators on members' everywhere, owners on everybody's.
    pub fn outranks(&self, role: Role, room: i64, opener: Option<i64>) -> bool {
        self.owns_the_wall() || (role == Role::Member && self.keeps(room, opener))
    }

    /// Whether they may act everywhere on what somebody of that role did: moderators on members', owners on
    /// everybody's.
    pub fn moderates_person(&self, role: Role) -> bool {
        self.owns_the_wall() || (role == Role::Member && self.moderates())
    }

    /// Whether something that is open to these people is open to this one.
    pub fn is_among(&self, who: Who) -> bool {
        match (who, &self.member) {
            (Who::Everybody, _) => true,
            (_, None) => false,
            (_, Some(_)) if self.moderates() => true,
            (Who::Members, Some(member)) => !member.applies,
            (Who::Kept, Some(member)) => member.kept && !member.applies,
            (Who::Moderators, Some(_)) => false,
        }
    }

    /// Whether they wait to be let in by a moderator.
    pub fn applies(&self) -> bool {
        !self.moderates() && self.member.as_ref().is_some_and(|member| member.applies)
    }

    /// Why they may read nothing here, if so.
    pub fn shut_out(&self) -> Option<Error> {
        let readers = self.rules.readers;
        if self.is_among(readers) {
            return None;
        }
        Some(match (&self.member, readers) {
            (None, _) => Error::Unauthorized(Box::default()),
            (Some(_), _) if self.applies() => Error::Forbidden(key("gate-applies")),
            (Some(_), Who::Kept) => Error::Forbidden(key("gate-kept")),
            (Some(_), _) => Error::Forbidden(key("gate-moderators")),
        })
    }

    /// The rooms that they are banned from.
    pub fn banned_from(&self) -> Vec<i64> {
        let restraints = self.member.iter().flat_map(|member| &member.restraints);
        restraints
            .filter(|restraint| restraint.kind == RestraintKind::Ban)
            .filter_map(|restraint| restraint.room)
            .collect()
    }

    /// How many posts they were told of, may read, and have not read; at most [`UNREAD_MOST`].
    pub fn unread(&self) -> usize {
        let banned = self.banned_from();
        let rooms = self.member.iter().flat_map(|member| &member.unread_in);
        rooms.filter(|room| !banned.contains(room)).count()
    }

    /// What keeps them from something in a room: a ban before a mute.
    pub fn restraint(&self, room: i64) -> Option<Restraint> {
        let member = self.member.as_ref()?;
        let holds = |restraint: &&Restraint| restraint.room.is_none_or(|at| at == room);
        let held = || member.restraints.iter().filter(holds);
        held()
            .find(|restraint| restraint.kind == RestraintKind::Ban)
            .or_else(|| held().next())
            .copied()
    }
}
