//! The HTML of posts, of composers, and of the pages that list them.

mod article;
mod change;
mod composer;
mod pages;
mod pinned;

pub use article::Showing;
pub use change::{editor, versions};
pub use composer::Composer;
pub use pages::{Day, List, Renewal, day, gone, list, permalink, turn, turns};
