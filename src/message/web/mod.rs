//! Handlers: conversations, sending and deleting, from whom one takes messages, and what is shown to the
//! moderators.

mod blocks;
mod read;
mod reports;
mod send;

pub use blocks::{block, blocks, set_taking, unblock};
pub use read::{conversation, conversations, delete_conversation, delete_message, deletion};
pub use reports::{report, reported, send_report, settle};
pub use send::send;

use crate::account::store::{self as people, Person};
use crate::db::Conn;
use crate::error::Error;

/// The person of an address; a pseudonym that was forgotten has one as well.
fn person(conn: &mut Conn, address: &str) -> Result<Person, Error> {
    people::by_address(conn, address)?.ok_or(Error::NotFound)
}
