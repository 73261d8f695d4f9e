//! The SQL of rooms.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::{Room, slug};
use crate::clock::Micros;
use crate::db::schema::{person, room, room_moderator};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::html::Slice;
use crate::log::{Entry, Event, Log, RoomKind};
use crate::rules::Who;
use crate::urls::Window;

/// The number of the wall: the first entry of every log opens it.
pub const WALL: i64 = 1;
/// How many rooms stand on a page.
pub const PER_PAGE: usize = 50;

/// That a room is nobody's own wall, of which there are as many as people. It is written out, since an index
/// over a part of a table is taken only where the database sees that nothing but this part is asked for.
pub fn is_listed() -> SqlLiteral<Bool> {
    sql("room.kind <> 'own'")
}

fn kind_word(kind: RoomKind) -> &'static str {
    match kind {
        RoomKind::Wall => "wall",
        RoomKind::Room => "room",
        RoomKind::Own => "own",
    }
}

fn kind_of(word: &str) -> RoomKind {
    match word {
        "wall" => RoomKind::Wall,
        "own" => RoomKind::Own,
        _ => RoomKind::Room,
    }
}

/// Writes what events about rooms mean into the tables.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    entries.iter().try_for_each(|entry| apply_one(conn, entry))
}

fn apply_one(conn: &mut Conn, entry: &Entry) -> Result<(), Error> {
    match &entry.event {
        Event::WallOpened {} => insert(conn, entry, RoomKind::Wall, None, "", "", None),
        Event::RoomOpened {
            slug,
            title,
            about,
            by,
        } => insert(conn, entry, RoomKind::Room, Some(slug), title, about, *by),
        Event::RoomDescribed {
            room, title, about, ..
        } => {
            diesel::update(room::table.find(room))
                .set((room::title.eq(title), room::about.eq(about)))
                .execute(conn)?;
            Ok(())
        }
        Event::RoomDeleted { room, by } => set_deleted(conn, *room, Some((entry.at, *by))),
        Event::RoomRestored { room, .. } => set_deleted(conn, *room, None),
        // As long ago as can be: its time for an undo is over, and its words are erased next.
        Event::RoomWiped { room, by, .. } => set_deleted(conn, *room, Some((0, *by))),
        Event::RoomRuled {
            room,
            approves,
            slow_seconds,
            writers,
            ..
        } => {
            diesel::update(room::table.find(room))
                .set((
                    room::approves.eq(approves),
                    room::slow_seconds.eq(slow_seconds),
                    room::writers.eq(writers.as_str()),
                ))
                .execute(conn)?;
            Ok(())
        }
        Event::RoomKept {
            room,
            person,
            keeps,
            ..
        } => keep(conn, *room, *person, *keeps),
        _ => Ok(()),
    }
}

fn insert(
    conn: &mut Conn,
    entry: &Entry,
    kind: RoomKind,
    slug: Option<&str>,
    title: &str,
    about: &str,
    by: Option<i64>,
) -> Result<(), Error> {
    diesel::insert_into(room::table)
        .values((
            room::id.eq(entry.seq),
            room::kind.eq(kind_word(kind)),
            room::slug.eq(slug),
            room::title.eq(title),
            room::about.eq(about),
            room::owner_id.eq(by),
            room::opened_at.eq(entry.at),
            room::posts.eq(0),
            room::last_seq.eq(entry.seq),
            room::approves.eq(false),
            room::slow_seconds.eq(0),
            room::writers.eq(Who::Everybody.as_str()),
        ))
        .execute(conn)?;
    Ok(())
}

fn keep(conn: &mut Conn, room: i64, person: i64, keeps: bool) -> Result<(), Error> {
    diesel::delete(room_moderator::table.find((person, room))).execute(conn)?;
    if keeps {
        diesel::insert_into(room_moderator::table)
            .values((
                room_moderator::person_id.eq(person),
                room_moderator::room_id.eq(room),
            ))
            .execute(conn)?;
        diesel::update(person::table.find(person))
            .set(person::noted.eq(true))
            .execute(conn)?;
    }
    Ok(())
}

fn set_deleted(conn: &mut Conn, id: i64, deleted: Option<(Micros, i64)>) -> Result<(), Error> {
    diesel::update(room::table.find(id))
        .set((
            room::deleted_at.eq(deleted.map(|(at, _)| at)),
            room::deleted_by.eq(deleted.map(|(_, by)| by)),
        ))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable)]
struct Row {
    id: i64,
    kind: String,
    slug: Option<String>,
    title: String,
    about: String,
    owner: Option<i64>,
    posts: i64,
    last_seq: i64,
    deleted_at: Option<Micros>,
    deleted_by: Option<i64>,
    approves: bool,
    slow_seconds: i64,
    writers: String,
}

type Columns = (
    room::id,
    room::kind,
    room::slug,
    room::title,
    room::about,
    room::owner_id,
    room::posts,
    room::last_seq,
    room::deleted_at,
    room::deleted_by,
    room::approves,
    room::slow_seconds,
    room::writers,
);

const COLUMNS: Columns = (
    room::id,
    room::kind,
    room::slug,
    room::title,
    room::about,
    room::owner_id,
    room::posts,
    room::last_seq,
    room::deleted_at,
    room::deleted_by,
    room::approves,
    room::slow_seconds,
    room::writers,
);

impl From<Row> for Room {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: kind_of(&row.kind),
            slug: row.slug.unwrap_or_default(),
            title: row.title,
            about: row.about,
            owner: row.owner,
            posts: row.posts,
            last_seq: row.last_seq,
            deleted_at: row.deleted_at,
            deleted_by: row.deleted_by,
            approves: row.approves,
            slow_seconds: row.slow_seconds,
            writers: Who::from_word(&row.writers).unwrap_or_default(),
        }
    }
}

/// A room by its number.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn by_id(conn: &mut Conn, id: i64) -> Result<Room, Error> {
    let found = room::table.find(id).select(COLUMNS);
    let row: Option<Row> = on_either!(conn, |conn| found.first(conn).optional())?;
    row.map(Room::from).ok_or(Error::NotFound)
}

/// A room by its name in addresses.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Room, Error> {
    let found = room::table.filter(room::slug.eq(slug)).select(COLUMNS);
    let row: Option<Row> = on_either!(conn, |conn| found.first(conn).optional())?;
    row.map(Room::from).ok_or(Error::NotFound)
}

/// The rooms of exactly this title, the oldest first; at most ten.
///
/// # Errors
/// A fault of the database.
pub fn titled(conn: &mut Conn, title: &str) -> Result<Vec<Room>, Error> {
    let rows: Vec<Row> = room::table
        .filter(room::title.eq(title))
        .filter(sql::<Bool>("kind = 'room'"))
        .order(room::id)
        .limit(10)
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows.into_iter().map(Room::from).collect())
}

/// Who keeps order in a room besides whoever opened it: pseudonyms and addresses.
///
/// # Errors
/// A fault of the database.
pub fn keepers(conn: &mut Conn, id: i64) -> Result<Vec<(String, String)>, Error> {
    Ok(room_moderator::table
        .inner_join(person::table.on(person::id.eq(room_moderator::person_id)))
        .filter(room_moderator::room_id.eq(id))
        .order(person::name)
        .select((person::name, person::address))
        .load(conn)?)
}

/// The wall and the rooms among these numbers that anybody can go to, in the order of their numbers.
///
/// # Errors
/// A fault of the database.
pub fn listed(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Room>, Error> {
    let rows: Vec<Row> = room::table
        .filter(room::id.eq_any(ids))
        .filter(is_listed())
        .filter(room::deleted_at.is_null())
        .order(room::id)
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows.into_iter().map(Room::from).collect())
}

/// Rooms of any kind by their numbers, deleted ones left away.
///
/// # Errors
/// A fault of the database.
pub fn some(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Room>, Error> {
    let rows: Vec<Row> = room::table
        .filter(room::id.eq_any(ids))
        .filter(room::deleted_at.is_null())
        .order(room::id)
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows.into_iter().map(Room::from).collect())
}

/// A page of the rooms, the one where something happened last first.
///
/// # Errors
/// A fault of the database.
pub fn list(conn: &mut Conn, window: Window) -> Result<Slice<Room>, Error> {
    let listed = || {
        room::table
            .filter(is_listed())
            .filter(room::id.ne(WALL))
            .filter(room::deleted_at.is_null())
            .select(COLUMNS)
            .limit(PER_PAGE as i64 + 1)
    };
    let rows: Vec<Row> = match window {
        Window::Newest => listed().order(room::last_seq.desc()).load(conn)?,
        Window::Before(seq) => listed()
            .filter(room::last_seq.lt(seq))
            .order(room::last_seq.desc())
            .load(conn)?,
        Window::After(seq) => listed()
            .filter(room::last_seq.gt(seq))
            .order(room::last_seq)
            .load(conn)?,
    };
    let rooms = rows.into_iter().map(Room::from).collect();
    Ok(Slice::cut(rooms, window, PER_PAGE))
}

/// Opens a room under an address that is free. Answers that address.
///
/// # Errors
/// A fault of the database.
pub fn open(
    tx: &mut Tx<'_>,
    log: Log,
    title: &str,
    about: &str,
    by: Option<i64>,
    now: Micros,
) -> Result<String, Error> {
    let slug = free_slug(tx.conn, title)?;
    let event = Event::RoomOpened {
        slug: slug.clone(),
        title: title.to_owned(),
        about: about.to_owned(),
        by,
    };
    log.append(tx, now, event)?;
    Ok(slug)
}

/// The slug of a title, with a number where it is taken. The numbers that are taken grow, so the
/// search doubles its step: a thousand rooms of one title cost ten look-ups, not a thousand.
pub fn free_slug(conn: &mut Conn, title: &str) -> Result<String, Error> {
    let plain = slug(title);
    let numbered = |n: u64| {
        if n == 1 {
            plain.clone()
        } else {
            format!("{plain}-{n}")
        }
    };
    let mut is_free = |n: u64| -> Result<bool, Error> {
        let taken: i64 = room::table
            .filter(room::slug.eq(numbered(n)))
            .count()
            .get_result(conn)?;
        Ok(taken == 0)
    };
    let mut step = 1;
    while !is_free(step)? {
        step *= 2;
    }
    let (mut taken, mut free) = (step / 2, step);
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        if is_free(middle)? {
            free = middle;
        } else {
            taken = middle;
        }
    }
    Ok(numbered(free))
}
