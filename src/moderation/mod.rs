//! Keeping order: what moderators do, and what everybody may read of it.

pub mod store;

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
    /// The rules are changed.
    ChangeRules,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 22] = [
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
