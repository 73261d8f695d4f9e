//! The SQL of what people say about themselves, of when they were here last, and of how they like to read.

use diesel::prelude::*;

use crate::account::profile::Profile;
use crate::clock::Micros;
use crate::db::schema::{preference, profile, session, sight_shown};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::locale::Lang;
use crate::log::{Event, Log, erase_words};
use crate::viewer::Reading;

/// What somebody says about themselves; nothing where they say nothing.
///
/// # Errors
/// A fault of the database.
pub fn profile_of(conn: &mut Conn, person: i64) -> Result<Profile, Error> {
    let row: Option<(String, String)> = profile::table
        .find(person)
        .select((profile::bio, profile::links))
        .first(conn)
        .optional()?;
    Ok(row.map_or_else(Profile::default, |(bio, links)| Profile {
        bio,
        links: links.lines().map(str::to_owned).collect(),
    }))
}

/// The entry that holds what somebody says about themselves.
///
/// # Errors
/// A fault of the database.
pub fn profile_entry(conn: &mut Conn, person: i64) -> Result<Option<i64>, Error> {
    Ok(profile::table
        .find(person)
        .select(profile::seq)
        .first(conn)
        .optional()?)
}

/// Lets somebody say this about themselves; `by` is whoever changed it. What it said before is erased: nobody
/// looks at it again. Answers the number of the entry, if anything changed.
///
/// # Errors
/// A fault of the database.
pub fn describe(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    by: i64,
    said: &Profile,
    now: Micros,
) -> Result<Option<i64>, Error> {
    if profile_of(tx.conn, person)? == *said {
        return Ok(None);
    }
    let before = profile_entry(tx.conn, person)?;
    let words = serde_json::to_string(said).map_err(Error::fault)?;
    let event = Event::ProfileDescribed {
        person,
        by,
        words: Some(words),
    };
    let seq = log.append(tx, now, event)?;
    erase_words(tx, &Vec::from_iter(before))?;
    Ok(Some(seq))
}

/// What such an event means.
pub(super) fn apply(
    conn: &mut Conn,
    seq: i64,
    person: i64,
    words: Option<&str>,
) -> Result<(), Error> {
    // Of what was erased there is nothing to be shown.
    let said: Profile = match words {
        Some(words) => serde_json::from_str(words).map_err(Error::fault)?,
        None => Profile::default(),
    };
    diesel::delete(profile::table.find(person)).execute(conn)?;
    diesel::insert_into(profile::table)
        .values((
            profile::person_id.eq(person),
            profile::bio.eq(said.bio),
            profile::links.eq(said.links.join("\n")),
            profile::seq.eq(seq),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether somebody lets others see when they were here last.
///
/// # Errors
/// A fault of the database.
pub fn shows_sight(conn: &mut Conn, person: i64) -> Result<bool, Error> {
    let shown: i64 = sight_shown::table
        .filter(sight_shown::person_id.eq(person))
        .count()
        .get_result(conn)?;
    Ok(shown > 0)
}

/// Lets others see it, or not.
///
/// # Errors
/// A fault of the database.
pub fn set_shows_sight(tx: &mut Tx<'_>, person: i64, shows: bool) -> Result<(), Error> {
    diesel::delete(sight_shown::table.find(person)).execute(tx.conn)?;
    if shows {
        diesel::insert_into(sight_shown::table)
            .values(sight_shown::person_id.eq(person))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// When somebody was here last, if they let others see it.
///
/// # Errors
/// A fault of the database.
pub fn last_sight(conn: &mut Conn, person: i64) -> Result<Option<Micros>, Error> {
    if !shows_sight(conn, person)? {
        return Ok(None);
    }
    let seen = session::table
        .filter(session::person_id.eq(person))
        .order(session::seen_at.desc())
        .select(session::seen_at);
    Ok(seen.first(conn).optional()?)
}

/// Remembers in which language somebody reads, and how.
///
/// # Errors
/// A fault of the database.
pub fn set_reading(
    tx: &mut Tx<'_>,
    person: i64,
    lang: Lang,
    reading: Reading,
) -> Result<(), Error> {
    super::set_language(tx, person, lang)?;
    diesel::update(preference::table.find(person))
        .set(preference::reading.eq(reading.words()))
        .execute(tx.conn)?;
    Ok(())
}

/// How somebody likes to read, if they ever chose.
///
/// # Errors
/// A fault of the database.
pub fn liking_of(conn: &mut Conn, person: i64) -> Result<Option<String>, Error> {
    let words: Option<Option<String>> = preference::table
        .find(person)
        .select(preference::reading)
        .first(conn)
        .optional()?;
    Ok(words.flatten())
}
