//! What somebody follows, or wants to hear nothing of: rooms and threads. Who is told of what because of
//! it is `notify`'s business.

pub mod store;
pub mod view;

/// How somebody stands to a room or a thread, where they said so or took part in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// They want to be told.
    Follows,
    /// They want to be told of nothing there but what names them.
    Mutes,
}

impl Stance {
    /// The stance that a column says.
    pub fn stored(mutes: bool) -> Self {
        if mutes { Self::Mutes } else { Self::Follows }
    }
}

/// What somebody asks for with a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To be told.
    Follow,
    /// To be told of nothing.
    Mute,
    /// Neither.
    Leave,
}

impl Wish {
    const ALL: [Self; 3] = [Self::Follow, Self::Mute, Self::Leave];

    /// The word for it in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Follow => "follow",
            Self::Mute => "mute",
            Self::Leave => "leave",
        }
    }

    /// The wish of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.as_str() == word)
    }

    /// How somebody stands once it is fulfilled.
    pub fn stance(self) -> Option<Stance> {
        match self {
            Self::Follow => Some(Stance::Follows),
            Self::Mute => Some(Stance::Mutes),
            Self::Leave => None,
        }
    }
}
