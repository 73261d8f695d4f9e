//! Where the log ends, as far as commits go: whoever appends holds its lock, and all that share a commit
//! read it once and write it once.

use diesel::prelude::*;

use super::Conn;
use super::schema::head;

/// The number and the hash of the log's last entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number; 0 for an empty log.
    pub seq: i64,
    /// The hash.
    pub hash: Vec<u8>,
}

/// The head as it is on disk.
///
/// # Errors
/// A fault of the database.
pub fn read(conn: &mut Conn) -> QueryResult<Head> {
    let (seq, hash) = head::table
        .find(1)
        .select((head::seq, head::hash))
        .first(conn)?;
    Ok(Head { seq, hash })
}

pub(super) fn write(conn: &mut Conn, to: &Head) -> QueryResult<()> {
    diesel::update(head::table)
        .set((head::seq.eq(to.seq), head::hash.eq(&to.hash)))
        .execute(conn)?;
    Ok(())
}
