//! The SQL of the pictures by which people show themselves. Which files are needed by nobody any more is
//! `attachment`'s.

use diesel::prelude::*;

use super::profile::describe;
use super::waiting::drop_file;
use crate::account::avatar::Avatar;
use crate::account::profile::Profile;
use crate::clock::Micros;
use crate::db::schema::person;
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::log::{Event, Log, erase_words};

/// The picture of a person, if they gave one.
///
/// # Errors
/// A fault of the database.
pub fn avatar_of(conn: &mut Conn, person: i64) -> Result<Option<Avatar>, Error> {
    let row: Option<(Option<String>, Option<String>)> = person::table
        .find(person)
        .select((person::picture, person::picture_kind))
        .first(conn)
        .optional()?;
    Ok(row.and_then(|(file, kind)| {
        Some(Avatar {
            file: file?,
            kind: kind?,
        })
    }))
}

/// The word for what a file is, if it is anybody's picture.
///
/// # Errors
/// A fault of the database.
pub fn kind_of_avatar(conn: &mut Conn, file: &str) -> Result<Option<String>, Error> {
    let found = person::table
        .filter(person::picture.eq(file))
        .select(person::picture_kind)
        .limit(1);
    // Every new reader of a page asks this for each of its people.
    let kind: Option<Option<String>> = on_either!(conn, |conn| found.first(conn).optional())?;
    Ok(kind.flatten())
}

/// The entry that holds what the picture of a person is.
///
/// # Errors
/// A fault of the database.
pub(super) fn avatar_entry(conn: &mut Conn, person: i64) -> Result<Option<i64>, Error> {
    let entry: Option<Option<i64>> = person::table
        .find(person)
        .select(person::picture_seq)
        .first(conn)
        .optional()?;
    Ok(entry.flatten())
}

/// Lets somebody be shown by this picture, or by none. What was known of the one before is erased: nobody
/// looks at it again.
///
/// # Errors
/// A fault of the database.
pub fn set_avatar(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    avatar: Option<&Avatar>,
    now: Micros,
) -> Result<(), Error> {
    change(tx, log, person, (person, None), avatar, now)
}

/// `by` is whoever changes it, and the batch of acts that it is part of.
fn change(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    (by, batch): (i64, Option<i64>),
    avatar: Option<&Avatar>,
    now: Micros,
) -> Result<(), Error> {
    if avatar_of(tx.conn, person)?.as_ref() == avatar {
        return Ok(());
    }
    let before = avatar_entry(tx.conn, person)?;
    let details = avatar.map(serde_json::to_string).transpose();
    let event = Event::PersonPictured {
        person,
        by,
        batch,
        details: details.map_err(Error::fault)?,
    };
    log.append(tx, now, event)?;
    erase_words(tx, &Vec::from_iter(before))
}

/// Clears what somebody says about themselves and shows of themselves, as one act of a moderator.
///
/// # Errors
/// A fault of the database.
pub fn clear_profile(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    by: i64,
    now: Micros,
) -> Result<(), Error> {
    let batch = describe(tx, log, person, by, &Profile::default(), now)?;
    change(tx, log, person, (by, batch), None, now)
}

/// What such an event means.
pub(super) fn apply(
    conn: &mut Conn,
    seq: i64,
    person: i64,
    details: Option<&str>,
) -> Result<(), Error> {
    drop_avatar(conn, person)?;
    // What was erased since is shown no more.
    let Some(details) = details else {
        return Ok(());
    };
    let avatar: Avatar = serde_json::from_str(details).map_err(Error::fault)?;
    diesel::update(person::table.find(person))
        .set((
            person::picture.eq(avatar.file),
            person::picture_kind.eq(avatar.kind),
            person::picture_seq.eq(seq),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes the picture away from a person, and notes that its file may be needed no more.
pub(super) fn drop_avatar(conn: &mut Conn, person: i64) -> Result<(), Error> {
    let Some(before) = avatar_of(conn, person)? else {
        return Ok(());
    };
    drop_file(conn, &before.file)?;
    diesel::update(person::table.find(person))
        .set((
            person::picture.eq(None::<String>),
            person::picture_kind.eq(None::<String>),
            person::picture_seq.eq(None::<i64>),
        ))
        .execute(conn)?;
    Ok(())
}
