//! The HTML of posts, of composers, and of the pages that list them.

mod again;
mod article;
mod change;
mod composer;
mod day;
mod known;
mod pages;
mod person;
mod pinned;
mod runs;

pub use article::Showing;
pub use change::{editor, versions};
pub use composer::{Composer, body_field, draft_offer, preview};
pub use day::{Day, day};
pub use pages::{List, Renewal, gone, list, permalink, turn, turns};
pub use person::{Written, written};
