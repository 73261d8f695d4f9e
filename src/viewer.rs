//! Who is looking: a plain value that goes into every decision and every page.

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
