//! Handlers: lists and single posts, saying something, changing and deleting it.

mod change;
mod files;
mod hearing;
mod list;
mod publish;
mod read;
mod words;
mod written;

pub use change::{delete, edit, editor, restore, versions};
pub(in crate::post) use change::{find_for, seen_at};
pub use files::{file, pending_file};
pub use publish::{to_person, to_room, to_thread, to_wall};
pub use read::{newest, newest_of, person, post, room, room_day, wall, wall_day};
pub use written::written;
