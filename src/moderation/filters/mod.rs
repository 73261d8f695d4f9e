//! The page of the filters: words and patterns that moderators write down, and what becomes of a post in
//! which one is found. How they are held against posts is `web`'s business, and `post`'s.

mod view;
pub mod web;
