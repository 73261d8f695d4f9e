//! What programs read instead of pages: Atom feeds of every list and every thread, the map of the site
//! for search engines, what they are asked to leave alone, and the manifest.
//!
//! A feed holds what everybody may read who may read the page that it belongs to: whoever sees more
//! there (what waits, what was deleted) finds none of it here. The feed of what moderators did is
//! `moderation`'s own.

mod sitemap;
mod store;
mod view;
pub mod web;

/// How many entries stand on a page of a feed.
pub const PER_PAGE: usize = 50;

/// What a feed holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// What was said in a room, without the comments on it.
    Room(i64),
    /// What somebody wrote, wherever that is, but for these rooms.
    Author(i64, Vec<i64>),
    /// A post, and what was answered to it.
    Thread(i64),
}
