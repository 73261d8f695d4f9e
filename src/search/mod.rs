//! Search: what was said, found again by its words.
//!
//! [`fold`] cuts a text into the words that are compared, for the index and for what is looked for alike,
//! so that both databases give the same answers; they only intersect lists. [`query`] reads what somebody
//! typed, [`terms`] says it and a post in the databases' own words, [`rank`] orders what was found,
//! [`excerpt`] shows it. [`follow`] keeps the index, behind the log. The index is believed in nothing but
//! words: what may be seen is asked of the tables as they are now.

pub mod excerpt;
pub mod fold;
pub mod follow;
pub mod query;
pub mod rank;
pub mod store;
pub mod terms;
pub mod view;
pub mod web;

use crate::html::markdown::plain;
use crate::html::text::tame;
use crate::log::RoomKind;
use crate::post::Post;
use crate::post::poll::Poll;

/// How many results stand on a page.
pub const PER_PAGE: usize = 20;
/// How many of the newest posts that match are weighed against each other at once.
pub const WEIGHED: usize = 300;

/// The visible words of a post: what is indexed, weighed and shown. What can be chosen in its poll belongs to
/// them.
fn visible(body: &str, poll: Option<&Poll>) -> String {
    let mut text = tame(&plain(body));
    for choice in poll.iter().flat_map(|poll| &poll.choices) {
        text.push_str(" • ");
        text.push_str(&tame(&choice.words));
    }
    text
}

/// In which order results stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// What says best what was looked for, among the newest [`WEIGHED`] that match; then among those
    /// before them.
    #[default]
    Best,
    /// The newest.
    Newest,
}

impl Order {
    /// The word for it in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Newest => "newest",
        }
    }
}

/// From where on a page shows results. Every page is found by key, however many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct From {
    /// Only posts before this number.
    pub before: i64,
    /// Of those that are weighed, only what comes after this score and number.
    pub past: Option<(i64, i64)>,
}

impl Default for From {
    fn default() -> Self {
        Self {
            before: i64::MAX,
            past: None,
        }
    }
}

/// Where a post was said, as a result names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Where {
    /// What the room is for.
    pub kind: RoomKind,
    /// The room's name in addresses; the person's, for their own wall.
    pub address: String,
    /// The room's title; the pseudonym, for a person's own wall.
    pub title: String,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The post.
    pub post: Post,
    /// Where it stands.
    pub at: Where,
    /// What of it is shown: pieces of its visible words, and whether each is what was looked for.
    pub pieces: Vec<excerpt::Piece>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// A page of results.
    pub hits: Vec<Hit>,
    /// Where they go on.
    pub more: Option<From>,
    /// An `author:` that nobody is called.
    pub no_author: Option<String>,
    /// A `room:` that is none.
    pub no_room: Option<String>,
}
