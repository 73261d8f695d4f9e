//! Who is looking, and how: plain values that go into every decision and every page.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing more.
    Member,
    /// Everything.
    Owner,
}

impl Role {
    /// The word for it in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Owner => "owner",
        }
    }

    /// The role of a word in the tables; an unknown word gives no rights.
    pub fn from_word(word: &str) -> Self {
        if word == "owner" {
            Self::Owner
        } else {
            Self::Member
        }
    }
}

/// Somebody with a pseudonym and a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person's number.
    pub id: i64,
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// Whether a password keeps it.
    pub kept: bool,
    /// What they may do.
    pub role: Role,
    /// SHA-256 of the session's cookie: the number of the session.
    pub session: Vec<u8>,
    /// Whether they want no light among the fireflies.
    pub invisible: bool,
}

/// Whoever is looking at a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Viewer {
    /// Nobody, for strangers.
    pub member: Option<Member>,
}

impl Viewer {
    /// Somebody of this number and role, for tests of what people may do.
    #[cfg(test)]
    pub(crate) fn of(id: i64, role: Role) -> Self {
        let member = Member {
            id,
            name: format!("person {id}"),
            address: format!("person {id}"),
            kept: true,
            role,
            session: vec![id as u8],
            invisible: false,
        };
        Self {
            member: Some(member),
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
            .is_some_and(|member| member.role == Role::Owner)
    }
}
