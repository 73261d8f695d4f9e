//! The HTML of private messages.

mod blocks;
mod conversation;
mod conversations;
mod reports;

pub use blocks::{Blocks, blocks};
pub use conversation::{Talk, deletion, talk};
pub use conversations::conversations;
pub use reports::{report, reported};
