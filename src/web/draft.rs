//! Words on their way: previewed, or typed before their author had a name. Private.

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::draft;
use crate::db::{Conn, Tx};
use crate::error::Error;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The words.
    pub body: String,
    /// What they answer.
    pub reply_to: Option<i64>,
}

/// The draft of a session for a composer, named by where that sends.
///
/// # Errors
/// A fault of the database.
pub fn find(conn: &mut Conn, session: &[u8], place: &str) -> Result<Option<Draft>, Error> {
    let row: Option<(String, Option<i64>)> = draft::table
        .find((session, place))
        .select((draft::body, draft::reply_to))
        .first(conn)
        .optional()?;
    Ok(row.map(|(body, reply_to)| Draft { body, reply_to }))
}

/// Keeps a draft, in the place of the one before.
///
/// # Errors
/// A fault of the database.
pub fn save(
    tx: &mut Tx<'_>,
    session: &[u8],
    place: &str,
    words: &Draft,
    now: Micros,
) -> Result<(), Error> {
    drop(tx, session, place)?;
    diesel::insert_into(draft::table)
        .values((
            draft::session_id.eq(session),
            draft::place.eq(place),
            draft::body.eq(&words.body),
            draft::reply_to.eq(words.reply_to),
            draft::saved_at.eq(now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets a draft.
///
/// # Errors
/// A fault of the database.
pub fn drop(tx: &mut Tx<'_>, session: &[u8], place: &str) -> Result<(), Error> {
    diesel::delete(draft::table.find((session, place))).execute(tx.conn)?;
    Ok(())
}
