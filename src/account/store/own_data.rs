//! The SQL of what is kept about one person, for that person.

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::{
    appeal, attachment, ballot, digest, notice, once_key, pending_file, poll, post, post_version,
    preference, reaction, report, room, session, subscription, visit,
};
use crate::db::{Conn, Tx};
use crate::error::Error;

/// Something that a person wrote, with where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPost {
    /// Its number.
    pub id: i64,
    /// What kind of room it stands in: `wall`, `room` or `own`.
    pub kind: String,
    /// The room's name in addresses, if it has one.
    pub slug: Option<String>,
    /// The room's title.
    pub title: String,
    /// When it was said.
    pub said_at: Micros,
    /// When it was changed last, was deleted, and since when it waits for a moderator.
    pub later: (Option<Micros>, Option<Micros>, Option<Micros>),
    /// The post that it comments on, and the one that it answers.
    pub about: (Option<i64>, Option<i64>),
    /// The words.
    pub body: String,
    /// What it said before, and until when.
    pub versions: Vec<(Micros, String)>,
    /// What can be chosen in its poll.
    pub choices: Vec<String>,
}

type Row = (
    i64,
    (String, Option<String>, String),
    Micros,
    (Option<Micros>, Option<Micros>, Option<Micros>),
    (Option<i64>, Option<i64>),
    String,
);

/// What a person wrote and what is not yet erased, the oldest first, after a number.
///
/// # Errors
/// A fault of the database.
pub fn own_posts(
    conn: &mut Conn,
    person: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<OwnPost>, Error> {
    let rows: Vec<Row> = post::table
        .inner_join(room::table)
        .filter(post::author_id.eq(person))
        .filter(post::erased_at.is_null())
        .filter(post::id.gt(after))
        .order(post::id)
        .limit(limit)
        .select((
            post::id,
            (room::kind, room::slug, room::title),
            post::published_at,
            (post::edited_at, post::deleted_at, post::held_at),
            (post::parent_id, post::reply_to),
            post::body,
        ))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let versions: Vec<(i64, Micros, String)> = post_version::table
        .filter(post_version::post_id.eq_any(&ids))
        .order((post_version::post_id, post_version::seq))
        .select((
            post_version::post_id,
            post_version::written_at,
            post_version::body,
        ))
        .load(conn)?;
    let polls: Vec<(i64, String)> = poll::table
        .filter(poll::post_id.eq_any(&ids))
        .select((poll::post_id, poll::choices))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(
            |(id, (kind, slug, title), said_at, later, about, body)| OwnPost {
                id,
                kind,
                slug,
                title,
                said_at,
                later,
                about,
                body,
                versions: versions
                    .iter()
                    .filter(|(post, ..)| *post == id)
                    .map(|(_, until, body)| (*until, body.clone()))
                    .collect(),
                choices: polls
                    .iter()
                    .filter(|(post, _)| *post == id)
                    .flat_map(|(_, choices)| choices.lines().map(str::to_owned))
                    .collect(),
            },
        )
        .collect())
}

/// A file that a person sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// The post that it hangs on; 0 for one that waits to.
    pub post: i64,
    /// Which of the files there it is.
    pub position: i64,
    /// Its hash.
    pub file: String,
    /// What it is called.
    pub name: String,
    /// What it shows, in their words.
    pub alt: String,
}

/// The files that hang on a person's posts, and those that wait in their sessions.
///
/// # Errors
/// A fault of the database.
pub fn own_files(conn: &mut Conn, person: i64) -> Result<Vec<OwnFile>, Error> {
    let hanging: Vec<(i64, i64, String, String, String)> = attachment::table
        .inner_join(post::table.on(post::id.eq(attachment::post_id)))
        .filter(post::author_id.eq(person))
        .order((attachment::post_id, attachment::position))
        .select((
            attachment::post_id,
            attachment::position,
            attachment::file,
            attachment::name,
            attachment::alt,
        ))
        .load(conn)?;
    let sessions: Vec<Vec<u8>> = session::table
        .filter(session::person_id.eq(person))
        .select(session::id)
        .load(conn)?;
    let waiting: Vec<(String, String, String)> = pending_file::table
        .filter(pending_file::session_id.eq_any(sessions))
        .order((pending_file::saved_at, pending_file::id))
        .select((pending_file::file, pending_file::name, pending_file::alt))
        .load(conn)?;
    let hanging = hanging.into_iter();
    let waiting = waiting
        .into_iter()
        .zip(0..)
        .map(|((file, name, alt), at)| (0, at, file, name, alt));
    let all = hanging.chain(waiting);
    let own = all.map(|(post, position, file, name, alt)| OwnFile {
        post,
        position,
        file,
        name,
        alt,
    });
    Ok(own.collect())
}

/// The language that a person chose.
///
/// # Errors
/// A fault of the database.
pub fn language_of(conn: &mut Conn, person: i64) -> Result<Option<String>, Error> {
    Ok(preference::table
        .find(person)
        .select(preference::language)
        .first(conn)
        .optional()?)
}

/// How a person reacted to what: the post, the word for it, and when.
///
/// # Errors
/// A fault of the database.
pub fn reactions_of(conn: &mut Conn, person: i64) -> Result<Vec<(i64, String, Micros)>, Error> {
    Ok(reaction::table
        .filter(reaction::person_id.eq(person))
        .order((reaction::post_id, reaction::kind))
        .select((reaction::post_id, reaction::kind, reaction::at))
        .load(conn)?)
}

/// What a person voted for: the post, and the number of the choice, the first being 1.
///
/// # Errors
/// A fault of the database.
pub fn votes_of(conn: &mut Conn, person: i64) -> Result<Vec<(i64, i64)>, Error> {
    Ok(ballot::table
        .filter(ballot::person_id.eq(person))
        .order((ballot::post_id, ballot::choice))
        .select((ballot::post_id, ballot::choice))
        .load(conn)?)
}

/// How far a person has read: the room, the number of the last entry there, and when.
///
/// # Errors
/// A fault of the database.
pub fn reading_of(conn: &mut Conn, person: i64) -> Result<Vec<(i64, i64, Micros)>, Error> {
    Ok(visit::table
        .filter(visit::person_id.eq(person))
        .order(visit::room_id)
        .select((visit::room_id, visit::seen_seq, visit::seen_at))
        .load(conn)?)
}

/// That somebody was told of a post: the post, why, when, and when they read it.
pub type Told = (i64, String, Micros, Option<Micros>);

/// Of which posts a person was told.
///
/// # Errors
/// A fault of the database.
pub fn notices_of(conn: &mut Conn, person: i64) -> Result<Vec<Told>, Error> {
    Ok(notice::table
        .filter(notice::person_id.eq(person))
        .order(notice::seq)
        .select((notice::post_id, notice::why, notice::at, notice::read_at))
        .load(conn)?)
}

/// What a person follows or mutes: the number, whether it is a thread, whether it is muted, and since when.
///
/// # Errors
/// A fault of the database.
pub fn followed_by(conn: &mut Conn, person: i64) -> Result<Vec<(i64, bool, bool, Micros)>, Error> {
    Ok(subscription::table
        .filter(subscription::person_id.eq(person))
        .order(subscription::made_at)
        .select((
            subscription::subject_id,
            subscription::is_thread,
            subscription::mutes,
            subscription::made_at,
        ))
        .load(conn)?)
}

/// How many days lie between the letters that a person wants about what is unread, if they want any.
///
/// # Errors
/// A fault of the database.
pub fn letters_of(conn: &mut Conn, person: i64) -> Result<Option<i64>, Error> {
    Ok(digest::table
        .find(person)
        .select(digest::days)
        .first(conn)
        .optional()?)
}

/// What a person reported: the post, why, and when.
///
/// # Errors
/// A fault of the database.
pub fn reports_of(conn: &mut Conn, person: i64) -> Result<Vec<(i64, String, Micros)>, Error> {
    Ok(report::table
        .filter(report::person_id.eq(person))
        .order(report::id)
        .select((report::post_id, report::reason, report::at))
        .load(conn)?)
}

/// What a person appealed against, when, and what was answered.
///
/// # Errors
/// A fault of the database.
pub fn appeals_of(
    conn: &mut Conn,
    person: i64,
) -> Result<Vec<(String, Micros, Option<String>)>, Error> {
    Ok(appeal::table
        .filter(appeal::person_id.eq(person))
        .order(appeal::id)
        .select((appeal::words, appeal::at, appeal::answer))
        .load(conn)?)
}

/// Forgets where forms led to that were sent to a person's own wall: those addresses name them. `path` is
/// the wall's. Whoever sends such a form a second time is told that it has grown old.
///
/// # Errors
/// A fault of the database.
pub fn forget_addresses(tx: &mut Tx<'_>, path: &str) -> Result<(), Error> {
    let led: Vec<(Vec<u8>, String, String)> = once_key::table
        .filter(once_key::location.like("%/people/%"))
        .select((once_key::session_id, once_key::key, once_key::location))
        .load(tx.conn)?;
    let names = |location: &str| {
        let rest = location.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/', '?']))
    };
    for (session, key, location) in led {
        if names(&location) {
            diesel::delete(once_key::table.find((session, key))).execute(tx.conn)?;
        }
    }
    Ok(())
}
