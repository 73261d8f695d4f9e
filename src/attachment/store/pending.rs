//! Files that were sent with words that are not published yet. Private.

use diesel::prelude::*;

use super::dropped::drop_files;
use super::{Row, details};
use crate::attachment::{Details, Pending};
use crate::clock::Micros;
use crate::db::schema::pending_file;
use crate::db::{Conn, Tx};
use crate::error::Error;

/// What waits in a session for a composer, named by where that sends, in the order in which it was sent.
///
/// # Errors
/// A fault of the database.
pub fn pending_of(conn: &mut Conn, session: &[u8], place: &str) -> Result<Vec<Pending>, Error> {
    let rows: Vec<(i64, Row)> = pending_file::table
        .filter(pending_file::session_id.eq(session))
        .filter(pending_file::place.eq(place))
        .order((pending_file::saved_at, pending_file::id))
        .select((
            pending_file::id,
            (
                pending_file::file,
                pending_file::kind,
                pending_file::width,
                pending_file::height,
                pending_file::bytes,
                pending_file::alt,
                pending_file::name,
            ),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, row)| Pending {
            id,
            details: details(row),
            alt_error: None,
        })
        .collect())
}

/// The same, those of these numbers only.
///
/// # Errors
/// A fault of the database.
pub fn pending(
    conn: &mut Conn,
    session: &[u8],
    place: &str,
    ids: &[i64],
) -> Result<Vec<Pending>, Error> {
    let mut all = pending_of(conn, session, place)?;
    all.retain(|file| ids.contains(&file.id));
    Ok(all)
}

/// One file that waits, for the session that sent it.
///
/// # Errors
/// A fault of the database.
pub fn own_pending(conn: &mut Conn, session: &[u8], id: i64) -> Result<Option<Details>, Error> {
    let row: Option<Row> = pending_file::table
        .find(id)
        .filter(pending_file::session_id.eq(session))
        .select((
            pending_file::file,
            pending_file::kind,
            pending_file::width,
            pending_file::height,
            pending_file::bytes,
            pending_file::alt,
            pending_file::name,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(details))
}

/// Notes a file that waits.
///
/// # Errors
/// A fault of the database.
pub fn add_pending(
    tx: &mut Tx<'_>,
    session: &[u8],
    place: &str,
    file: &Pending,
    at: Micros,
) -> Result<(), Error> {
    let details = &file.details;
    diesel::insert_into(pending_file::table)
        .values((
            pending_file::id.eq(file.id),
            pending_file::session_id.eq(session),
            pending_file::place.eq(place),
            pending_file::file.eq(&details.file),
            pending_file::kind.eq(details.kind.as_str()),
            pending_file::width.eq(i64::from(details.width)),
            pending_file::height.eq(i64::from(details.height)),
            pending_file::bytes.eq(details.bytes),
            pending_file::alt.eq(&details.alt),
            pending_file::name.eq(&details.name),
            pending_file::saved_at.eq(at),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Describes a file that waits.
///
/// # Errors
/// A fault of the database.
pub fn change_pending(tx: &mut Tx<'_>, id: i64, alt: &str) -> Result<(), Error> {
    diesel::update(pending_file::table.find(id))
        .set(pending_file::alt.eq(alt))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets files that waited: they hang on a post now, or were left out.
///
/// # Errors
/// A fault of the database.
pub fn drop_pending(tx: &mut Tx<'_>, files: &[Pending]) -> Result<(), Error> {
    for file in files {
        diesel::delete(pending_file::table.find(file.id)).execute(tx.conn)?;
        drop_files(tx.conn, std::slice::from_ref(&file.details.file))?;
    }
    Ok(())
}

/// Forgets what has waited since before `before`.
///
/// # Errors
/// A fault of the database.
pub fn forget_pending(tx: &mut Tx<'_>, before: Micros) -> Result<(), Error> {
    let old = pending_file::table.filter(pending_file::saved_at.lt(before));
    let files: Vec<String> = old.select(pending_file::file).load(tx.conn)?;
    if !files.is_empty() {
        drop_files(tx.conn, &files)?;
        diesel::delete(old).execute(tx.conn)?;
    }
    Ok(())
}
