//! The SQL of search: what the index is given, and what is found in it.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};

use super::terms::{Document, Wanted};
use super::{Where, query::Query, visible};
use crate::account::store as people;
use crate::clock::Micros;
use crate::db::schema::{person, post, search};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::log::{Entry, Event, RoomKind};
use crate::post::poll::store as polls;
use crate::room::{self, Room, store as rooms};
use crate::viewer::Viewer;

/// How many values are bound to one question.
const BOUND: usize = 500;

/// Takes what is erased out of the index, with the event that erases it: the rest follows the log.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    let erased = entries.iter().filter_map(|entry| match entry.event {
        Event::PostErased { post } => Some(post),
        _ => None,
    });
    take_out(conn, &erased.collect::<Vec<i64>>())
}

fn take_out(conn: &mut Conn, ids: &[i64]) -> Result<(), Error> {
    for some in ids.chunks(BOUND) {
        diesel::delete(search::table.filter(search::rowid.eq_any(some))).execute(conn)?;
    }
    Ok(())
}

/// A post with its author, its room, its words, and whether it has a poll.
type Row = (i64, i64, i64, String, bool);

/// The posts of these numbers that everybody may see, as the index of this database takes them.
///
/// # Errors
/// A fault of the database.
pub fn documents(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, String)>, Error> {
    let mut documents = Vec::with_capacity(ids.len());
    for some in ids.chunks(BOUND) {
        let rows: Vec<Row> = post::table
            .filter(post::id.eq_any(some))
            .filter(post::deleted_at.is_null())
            .filter(post::erased_at.is_null())
            .filter(post::held_at.is_null())
            .select((
                post::id,
                post::author_id,
                post::room_id,
                post::body,
                post::polled,
            ))
            .load(conn)?;
        let polled = rows.iter().filter(|(.., polled)| *polled);
        let polled: Vec<i64> = polled.map(|(id, ..)| *id).collect();
        let polls = polls::of_posts(conn, &polled, None)?;
        let document = |(id, author, room, body, _): Row| {
            let poll = polls.iter().find(|poll| poll.post == id);
            let document = Document::new(author, room, &visible(&body, poll));
            // Here already, so that the writer is handed one text for each post, and not all of its words.
            let words = match conn {
                Conn::Sqlite(_) => document.for_sqlite(),
                Conn::Postgres(_) => document.for_postgres(),
            };
            (id, words)
        };
        documents.extend(rows.into_iter().map(document));
    }
    Ok(documents)
}

/// The numbers of a post's comments.
///
/// # Errors
/// A fault of the database.
pub fn comments(conn: &mut Conn, id: i64) -> Result<Vec<i64>, Error> {
    Ok(post::table
        .filter(post::parent_id.eq(id))
        .filter(post::erased_at.is_null())
        .select(post::id)
        .load(conn)?)
}

/// Puts posts into the index as they were read a moment ago, in the place of what was there about any of
/// `ids`. What was erased meanwhile stays out; whatever else happened to them comes with its own event.
///
/// # Errors
/// A fault of the database.
pub fn put(tx: &mut Tx<'_>, ids: &[i64], documents: &[(i64, String)]) -> Result<(), Error> {
    take_out(tx.conn, ids)?;
    for some in documents.chunks(BOUND) {
        let numbers: Vec<i64> = some.iter().map(|(id, _)| *id).collect();
        let erased: Vec<i64> = post::table
            .filter(post::id.eq_any(&numbers))
            .filter(post::erased_at.is_not_null())
            .select(post::id)
            .load(tx.conn)?;
        let some = some.iter().filter(|(id, _)| !erased.contains(id));
        match &mut *tx.conn {
            Conn::Sqlite(conn) => {
                for (id, words) in some {
                    diesel::insert_into(search::table)
                        .values((search::rowid.eq(id), search::words.eq(words)))
                        .execute(conn)?;
                }
            }
            Conn::Postgres(conn) => {
                let (ids, words): (Vec<i64>, Vec<&str>) =
                    some.map(|(id, words)| (*id, words.as_str())).unzip();
                diesel::sql_query(
                    "INSERT INTO search (rowid, words) \
                     SELECT id, words::tsvector FROM unnest($1, $2) AS new (id, words)",
                )
                .bind::<Array<BigInt>, _>(ids)
                .bind::<Array<Text>, _>(words)
                .execute(conn)?;
            }
        }
    }
    Ok(())
}

/// The number of the author who is meant by a name, however its capitals and accents are typed.
///
/// # Errors
/// A fault of the database.
pub fn author(conn: &mut Conn, name: &str) -> Result<Option<i64>, Error> {
    let found = match people::by_address(conn, name)? {
        Some(person) => Some(person),
        None => people::meant_by(conn, name)?,
    };
    Ok(found
        .filter(|person| !person.name.is_empty())
        .map(|person| person.id))
}

/// The number of the room that is meant by its name in addresses, or by its title; the wall by a slash.
/// Nothing where there is none that this viewer may read.
///
/// # Errors
/// A fault of the database.
pub fn room(conn: &mut Conn, name: &str, viewer: &Viewer) -> Result<Option<i64>, Error> {
    if name == "/" {
        return Ok(Some(rooms::WALL));
    }
    if let Some(found) = by_slug(conn, name, viewer)? {
        return Ok(Some(found));
    }
    for found in rooms::titled(conn, name)? {
        if may_read(viewer, &found) {
            return Ok(Some(found.id));
        }
    }
    // Of a name without any of these letters nothing is left in an address.
    if name.contains(|c: char| c.is_ascii_alphanumeric()) {
        return by_slug(conn, &room::slug(name), viewer);
    }
    Ok(None)
}

fn by_slug(conn: &mut Conn, slug: &str, viewer: &Viewer) -> Result<Option<i64>, Error> {
    match rooms::by_slug(conn, slug) {
        Ok(found) if may_read(viewer, &found) => Ok(Some(found.id)),
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether somebody may read in a room.
pub fn may_read(viewer: &Viewer, room: &Room) -> bool {
    room::may(viewer, room, room::Act::Read).is_ok()
}

/// What is looked for, in numbers.
pub struct Sought<'a> {
    /// The words, authors and rooms.
    pub wanted: Wanted<'a>,
    /// By whom it is looked for.
    pub viewer: &'a Viewer,
    /// Only posts with lower numbers.
    pub before: i64,
    /// How many at most.
    pub limit: usize,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The numbers of the newest posts that match and that this viewer may see, the newest first. What may be
/// seen is asked of the tables as they are now: the index may lag behind them.
///
/// # Errors
/// A fault of the database.
pub fn matching(conn: &mut Conn, sought: &Sought<'_>) -> Result<Vec<i64>, Error> {
    let Query { since, until, .. } = sought.wanted.query;
    let (since, until): (Micros, Micros) =
        (since.unwrap_or(Micros::MIN), until.unwrap_or(Micros::MAX));
    let limit = i64::try_from(sought.limit).unwrap_or(i64::MAX);
    let (matches, words) = match conn {
        Conn::Sqlite(_) => ("search.words MATCH $1", sought.wanted.for_sqlite()),
        Conn::Postgres(_) => ("search.words @@ $1::tsquery", sought.wanted.for_postgres()),
    };
    // In this order: the index first, the newest first, and each row's own tables for as long as it takes.
    let sql = format!(
        "SELECT post.id AS id FROM search CROSS JOIN post CROSS JOIN room \
         LEFT JOIN post AS parent ON parent.id = post.parent_id \
         LEFT JOIN person AS host ON host.id = room.id AND room.kind = 'own' \
         WHERE {matches} AND search.rowid < $2 AND post.id = search.rowid \
         AND post.published_at >= $3 AND post.published_at < $4 \
         AND post.deleted_at IS NULL AND post.erased_at IS NULL AND post.held_at IS NULL \
         AND parent.held_at IS NULL AND room.id = post.room_id AND room.deleted_at IS NULL \
         AND (host.name IS NULL OR host.name <> ''){} \
         ORDER BY search.rowid DESC LIMIT $5",
        closed_to(sought.viewer)
    );
    let asked = diesel::sql_query(sql)
        .bind::<Text, _>(words)
        .bind::<BigInt, _>(sought.before)
        .bind::<BigInt, _>(since)
        .bind::<BigInt, _>(until)
        .bind::<BigInt, _>(limit);
    let found: Vec<Number> = on_either!(conn, |conn| asked.load(conn))?;
    Ok(found.into_iter().map(|number| number.id).collect())
}

/// The rooms that somebody was banned from, as SQL: numbers that stand in our own tables.
fn closed_to(viewer: &Viewer) -> String {
    let rooms = viewer.banned_from();
    let rooms: Vec<String> = rooms.iter().map(i64::to_string).collect();
    if rooms.is_empty() {
        String::new()
    } else {
        format!(" AND post.room_id NOT IN ({})", rooms.join(", "))
    }
}

/// The places of these numbers that this viewer may read: each as a result names it.
///
/// # Errors
/// A fault of the database.
pub fn places(conn: &mut Conn, ids: &[i64], viewer: &Viewer) -> Result<Vec<(i64, Where)>, Error> {
    let mut rooms = rooms::some(conn, ids)?;
    rooms.retain(|room| may_read(viewer, room));
    let own = rooms.iter().filter(|room| room.kind == RoomKind::Own);
    let hosts: Vec<i64> = own.map(|room| room.id).collect();
    let hosts: Vec<(i64, String, String)> = if hosts.is_empty() {
        Vec::new()
    } else {
        person::table
            .filter(person::id.eq_any(hosts))
            .select((person::id, person::name, person::address))
            .load(conn)?
    };
    let place = |room: Room| {
        let host = hosts.iter().find(|(id, ..)| *id == room.id);
        let (address, title) = match host {
            Some((_, name, address)) => (address.clone(), name.clone()),
            None => (room.slug, room.title),
        };
        let kind = room.kind;
        (
            room.id,
            Where {
                kind,
                address,
                title,
            },
        )
    };
    Ok(rooms.into_iter().map(place).collect())
}
