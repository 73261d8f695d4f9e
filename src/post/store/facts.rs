//! What is looked up before a post is judged, and what is noted of it afterwards.

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::{newcomer_post, post, suspect, suspicion};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::viewer::Viewer;

/// How many links of newcomers are looked at, at most.
const LINKS: i64 = 1_000;

/// How many posts of a person are seen by everybody, up to `limit`.
///
/// # Errors
/// A fault of the database.
pub fn seen_posts(conn: &mut Conn, person: i64, limit: i64) -> Result<i64, Error> {
    if limit == 0 {
        return Ok(0);
    }
    let seen = post::table
        .filter(post::author_id.eq(person))
        .filter(post::erased_at.is_null())
        .filter(post::deleted_at.is_null())
        .filter(post::held_at.is_null())
        .order(post::id.desc())
        .limit(limit)
        .select(post::id);
    let seen: Vec<i64> = on_either!(conn, |conn| seen.load(conn))?;
    Ok(i64::try_from(seen.len()).unwrap_or(i64::MAX))
}

/// Whether it is still to be seen what somebody writes: fewer posts of theirs are seen than the rules want
/// before they are no newcomer. Whoever has no pseudonym, or moderates, is none.
///
/// # Errors
/// A fault of the database.
pub fn is_newcomer(conn: &mut Conn, viewer: &Viewer) -> Result<bool, Error> {
    let enough = i64::from(viewer.rules.newcomer_posts);
    match viewer.id() {
        Some(person) if !viewer.moderates() => Ok(seen_posts(conn, person, enough)? < enough),
        _ => Ok(false),
    }
}

/// The latest words of a person since a time, deleted ones as well.
///
/// # Errors
/// A fault of the database.
pub fn latest_words(
    conn: &mut Conn,
    person: i64,
    since: Micros,
    limit: i64,
) -> Result<Vec<String>, Error> {
    let latest = post::table
        .filter(post::author_id.eq(person))
        .filter(post::erased_at.is_null())
        .order(post::id.desc())
        .limit(limit)
        .select((post::body, post::published_at));
    let latest: Vec<(String, Micros)> = on_either!(conn, |conn| latest.load(conn))?;
    let recent = latest.into_iter().filter(|(_, at)| *at >= since);
    Ok(recent.map(|(body, _)| body).collect())
}

/// When a person last said something in a room, if they ever did.
///
/// # Errors
/// A fault of the database.
pub fn last_in(conn: &mut Conn, person: i64, room: i64) -> Result<Option<Micros>, Error> {
    Ok(post::table
        .filter(post::author_id.eq(person))
        .filter(post::erased_at.is_null())
        .filter(post::room_id.eq(room))
        .order(post::id.desc())
        .select(post::published_at)
        .first(conn)
        .optional()?)
}

/// Whether another newcomer said these words since a time.
///
/// # Errors
/// A fault of the database.
pub fn was_said_by_another(
    conn: &mut Conn,
    words: &[u8],
    person: i64,
    since: Micros,
) -> Result<bool, Error> {
    let found: Option<i64> = newcomer_post::table
        .filter(newcomer_post::at.ge(since))
        .filter(newcomer_post::words.eq(words))
        .filter(newcomer_post::author_id.ne(person))
        .select(newcomer_post::post_id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Where newcomers linked to since a time, once for each link.
///
/// # Errors
/// A fault of the database.
pub fn hosts_of_newcomers(conn: &mut Conn, since: Micros) -> Result<Vec<String>, Error> {
    let rows: Vec<String> = newcomer_post::table
        .filter(newcomer_post::at.ge(since))
        .filter(newcomer_post::hosts.ne(""))
        .order(newcomer_post::at.desc())
        .limit(LINKS)
        .select(newcomer_post::hosts)
        .load(conn)?;
    let hosts = rows.iter().flat_map(|hosts| hosts.lines());
    Ok(hosts.map(str::to_owned).collect())
}

/// How many posts of newcomers were seen since a time.
///
/// # Errors
/// A fault of the database.
pub fn seen_of_newcomers(conn: &mut Conn, since: Micros) -> Result<i64, Error> {
    Ok(newcomer_post::table
        .filter(newcomer_post::at.ge(since))
        .filter(newcomer_post::seen.eq(true))
        .count()
        .get_result(conn)?)
}

/// What is noted of a newcomer's post.
#[derive(Debug)]
pub struct Note<'a> {
    /// Its number.
    pub post: i64,
    /// By whom.
    pub author: i64,
    /// What is the same for the same words.
    pub words: &'a [u8],
    /// The hosts that it links to.
    pub hosts: &'a [String],
    /// Whether it is seen.
    pub seen: bool,
}

/// Notes what a newcomer wrote, and forgets what was written before `since`.
///
/// # Errors
/// A fault of the database.
pub fn note_newcomer(
    tx: &mut Tx<'_>,
    note: &Note<'_>,
    since: Micros,
    now: Micros,
) -> Result<(), Error> {
    diesel::delete(newcomer_post::table.filter(newcomer_post::at.lt(since))).execute(tx.conn)?;
    diesel::insert_into(newcomer_post::table)
        .values((
            newcomer_post::post_id.eq(note.post),
            newcomer_post::author_id.eq(note.author),
            newcomer_post::at.eq(now),
            newcomer_post::words.eq(note.words),
            newcomer_post::hosts.eq(note.hosts.join("\n")),
            newcomer_post::seen.eq(note.seen),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Keeps what speaks against a post, for moderators, in place of what did before.
///
/// # Errors
/// A fault of the database.
pub fn suspect_post(tx: &mut Tx<'_>, id: i64, why: &str) -> Result<(), Error> {
    diesel::delete(suspicion::table.find(id)).execute(tx.conn)?;
    diesel::insert_into(suspicion::table)
        .values((suspicion::post_id.eq(id), suspicion::why.eq(why)))
        .execute(tx.conn)?;
    Ok(())
}

/// Notes that whoever has just taken a pseudonym filled in what must stay empty.
///
/// # Errors
/// A fault of the database.
pub fn suspect_person(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    diesel::delete(suspect::table.find(person)).execute(tx.conn)?;
    diesel::insert_into(suspect::table)
        .values(suspect::person_id.eq(person))
        .execute(tx.conn)?;
    Ok(())
}

/// Whether they did.
///
/// # Errors
/// A fault of the database.
pub fn is_suspect(conn: &mut Conn, person: i64) -> Result<bool, Error> {
    let found: i64 = suspect::table.find(person).count().get_result(conn)?;
    Ok(found > 0)
}
