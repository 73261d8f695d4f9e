//! Words on their way: previewed, or typed before their author had a name. Private.

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::draft;
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The words.
    pub body: String,
    /// What they answer.
    pub reply_to: Option<i64>,
    /// The poll that is to stand under them, as its form was filled in.
    pub poll: Option<String>,
}

/// The draft of a session for a composer, named by where that sends.
///
/// # Errors
/// A fault of the database.
pub fn find(conn: &mut Conn, session: &[u8], place: &str) -> Result<Option<Draft>, Error> {
    let found =
        draft::table
            .find((session, place))
            .select((draft::body, draft::reply_to, draft::poll));
    let row: Option<(String, Option<i64>, Option<String>)> =
        on_either!(conn, |conn| found.first(conn).optional())?;
    Ok(row.map(|(body, reply_to, poll)| Draft {
        body,
        reply_to,
        poll,
    }))
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
            draft::poll.eq(&words.poll),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets a draft. Most of what is said has none, and looking is cheaper than deleting nothing.
///
/// # Errors
/// A fault of the database.
pub fn drop(tx: &mut Tx<'_>, session: &[u8], place: &str) -> Result<(), Error> {
    if find(tx.conn, session, place)?.is_none() {
        return Ok(());
    }
    diesel::delete(draft::table.find((session, place))).execute(tx.conn)?;
    Ok(())
}
