//! Pseudonyms, passwords, sessions: who somebody is here.
//!
//! Taking a pseudonym is public (an event); how it is kept is not (ordinary tables).

pub mod agent;
pub mod asked;
pub mod avatar;
pub mod claim;
pub mod password;
mod picture;
pub mod profile;
pub mod pseudonym;
mod puzzle;
pub mod second_factor;
pub mod store;
pub mod takeout;
pub mod view;
pub mod web;

/// How a pseudonym is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// For as long as a session lives.
    Visiting,
    /// For good, by a password.
    Kept,
    /// No longer: its person left without keeping it.
    Left,
    /// By nobody yet: it came with an import.
    Unclaimed,
}

impl Standing {
    /// The word for it in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Visiting => "visiting",
            Self::Kept => "kept",
            Self::Left => "left",
            Self::Unclaimed => "unclaimed",
        }
    }

    /// The standing of a word in the tables. An unknown word holds nothing.
    pub fn from_word(word: &str) -> Self {
        match word {
            "visiting" => Self::Visiting,
            "kept" => Self::Kept,
            "unclaimed" => Self::Unclaimed,
            _ => Self::Left,
        }
    }

    /// What is said beside a pseudonym that no password keeps: a key of the locales.
    pub fn mark(self) -> Option<&'static str> {
        use crate::locale::key;
        match self {
            Self::Visiting => Some(key("unkept")),
            Self::Kept => None,
            Self::Left => Some(key("unkept-left")),
            Self::Unclaimed => Some(key("unkept-imported")),
        }
    }
}
