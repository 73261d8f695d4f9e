//! The SQL of files that wait in a person's sessions to hang on something, as far as it is about the person:
//! they go with the draft that they wait with, and with the person. Taking them in is `attachment`'s.

use diesel::prelude::*;

use crate::db::schema::{dropped_file, pending_file, session};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;

/// Forgets the files that wait with a draft for `place`, in whichever session of the person.
///
/// # Errors
/// A fault of the database.
pub fn drop_waiting(tx: &mut Tx<'_>, person: i64, place: &str) -> Result<(), Error> {
    let sessions = sessions_of(tx.conn, person)?;
    drop_in(tx.conn, &sessions, Some(place))
}

/// The numbers of all sessions of a person.
pub(super) fn sessions_of(conn: &mut Conn, person: i64) -> Result<Vec<Vec<u8>>, Error> {
    Ok(session::table
        .filter(session::person_id.eq(person))
        .select(session::id)
        .load(conn)?)
}

/// Forgets the files that wait in sessions, for one place or for any; the upkeep looks whether anything else
/// needs them.
pub(super) fn drop_in(
    conn: &mut Conn,
    sessions: &[Vec<u8>],
    place: Option<&str>,
) -> Result<(), Error> {
    // A few at a time: SQLite takes a limited number of values in one question.
    for some in sessions.chunks(100) {
        let rows: Vec<(i64, String, String)> = pending_file::table
            .filter(pending_file::session_id.eq_any(some))
            .select((pending_file::id, pending_file::place, pending_file::file))
            .load(conn)?;
        for (id, at, file) in rows {
            if place.is_some_and(|place| place != at) {
                continue;
            }
            drop_file(conn, &file)?;
            diesel::delete(pending_file::table.find(id)).execute(conn)?;
        }
    }
    Ok(())
}

/// Notes that something does not hold a file any more.
pub(super) fn drop_file(conn: &mut Conn, file: &str) -> Result<(), Error> {
    let row = dropped_file::file.eq(file);
    on_either!(conn, |conn| {
        diesel::insert_into(dropped_file::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(conn)
    })?;
    Ok(())
}
