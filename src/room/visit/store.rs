//! The SQL of visits, and of what is unread: counted from the number up to which somebody has read a room,
//! never kept for each post.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::{Visit, Visits};
use crate::account::Standing;
use crate::clock::Micros;
use crate::db::schema::{person, room, visit};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::room::store::is_listed;

/// The last visit of a person to a room that was written.
///
/// # Errors
/// A fault of the database.
pub fn stored(conn: &mut Conn, person: i64, room: i64) -> Result<Option<Visit>, Error> {
    let row: Option<(i64, i64, Micros)> = visit::table
        .find((person, room))
        .select((visit::since_seq, visit::seen_seq, visit::seen_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(since, seen, at)| Visit { since, seen, at }))
}

/// Writes visits.
///
/// # Errors
/// A fault of the database.
pub fn write(tx: &mut Tx<'_>, visits: &[((i64, i64), Visit)]) -> Result<(), Error> {
    let people = visits.iter().map(|((person, _), _)| *person);
    let people: BTreeSet<i64> = people.collect();
    let here: Vec<i64> = person::table
        .filter(person::id.eq_any(people))
        .filter(person::standing.ne(Standing::Left.as_str()))
        .select(person::id)
        .load(tx.conn)?;
    let here: HashSet<i64> = here.into_iter().collect();
    // Of who left meanwhile nothing is written any more.
    let visits = visits
        .iter()
        .filter(|((person, _), _)| here.contains(person));
    for ((person, room), sight) in visits {
        let values = (
            visit::since_seq.eq(sight.since),
            visit::seen_seq.eq(sight.seen),
            visit::seen_at.eq(sight.at),
        );
        // Somebody may have read further meanwhile, at another process.
        let known = visit::table.find((person, room));
        let changed = diesel::update(known.filter(visit::seen_seq.le(sight.seen)))
            .set(values)
            .execute(tx.conn)?;
        if changed == 0 {
            let row = (visit::person_id.eq(person), visit::room_id.eq(room), values);
            on_either!(&mut *tx.conn, |conn| {
                diesel::insert_into(visit::table)
                    .values(row)
                    .on_conflict_do_nothing()
                    .execute(conn)
            })?;
        }
    }
    Ok(())
}

/// Notes that a person has read everything up to `seq`, in one room or in all.
///
/// # Errors
/// A fault of the database.
pub fn mark_read(
    tx: &mut Tx<'_>,
    person: i64,
    room: Option<i64>,
    seq: i64,
    now: Micros,
) -> Result<(), Error> {
    let which = room.map_or_else(String::new, |room| format!("AND id = {room}"));
    // Numbers alone, so nothing in it needs escaping.
    let marks = format!(
        "INSERT INTO visit (person_id, room_id, since_seq, seen_seq, seen_at) \
         SELECT {person}, id, {seq}, {seq}, {now} FROM room \
         WHERE kind <> 'own' AND deleted_at IS NULL AND last_seq > {person} {which} \
         ON CONFLICT (person_id, room_id) DO UPDATE SET since_seq = excluded.since_seq, \
         seen_seq = excluded.seen_seq, seen_at = excluded.seen_at \
         WHERE visit.seen_seq < excluded.seen_seq"
    );
    diesel::sql_query(marks).execute(tx.conn)?;
    Ok(())
}

/// How many unread posts of a room are counted.
pub const UNREAD_MOST: i64 = 100;

/// What is unread in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Unread {
    /// The room.
    #[diesel(sql_type = BigInt)]
    pub room: i64,
    /// How many posts that others said; at most [`UNREAD_MOST`].
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    /// The first of them.
    #[diesel(sql_type = BigInt)]
    pub first: i64,
}

/// The wall and the rooms in which something happened since a person was there, with the number up to which
/// they have read: at most `limit`, the one where something happened last first; of those where the last was
/// `before` this number, which for the next of them is answered as well, if there may be any. Who was never
/// in a room has read what was said there before they came here.
///
/// # Errors
/// A fault of the database.
pub fn with_news(
    conn: &mut Conn,
    visits: &Visits,
    person: i64,
    (before, limit): (i64, i64),
) -> Result<News, Error> {
    let own = visit::table.on(visit::room_id.eq(room::id).and(visit::person_id.eq(person)));
    let seen = visit::seen_seq.nullable();
    let rows: Vec<(i64, Option<i64>, i64)> = room::table
        .left_join(own)
        .filter(is_listed())
        .filter(room::deleted_at.is_null())
        .filter(room::last_seq.lt(before))
        .filter(
            seen.lt(room::last_seq.nullable())
                .or(seen.is_null().and(room::last_seq.gt(person).nullable())),
        )
        .order(room::last_seq.desc())
        .limit(limit)
        .select((room::id, seen, room::last_seq))
        .load(conn)?;
    let last = rows.last().map(|(_, _, last)| *last);
    let next = last.filter(|_| rows.len() as i64 == limit);
    Ok((news(visits, person, rows), next))
}

/// Rooms with the numbers up to which somebody has read them, and before which number to go on.
pub type News = (Vec<(i64, i64)>, Option<i64>);

/// The same for these rooms, of which the numbers of the last things that happened there are known.
///
/// # Errors
/// A fault of the database.
pub fn news_in(
    conn: &mut Conn,
    visits: &Visits,
    person: i64,
    rooms: &[(i64, i64)],
) -> Result<Vec<(i64, i64)>, Error> {
    let ids: Vec<i64> = rooms.iter().map(|(room, _)| *room).collect();
    let known: Vec<(i64, i64)> = visit::table
        .filter(visit::person_id.eq(person))
        .filter(visit::room_id.eq_any(ids))
        .select((visit::room_id, visit::seen_seq))
        .load(conn)?;
    let known: HashMap<i64, i64> = known.into_iter().collect();
    let rows = rooms
        .iter()
        .map(|(room, last)| (*room, known.get(room).copied(), *last));
    Ok(news(visits, person, rows.collect()))
}

/// Rooms in which something happened after what a person has read, by what was gathered as well.
fn news(visits: &Visits, person: i64, rows: Vec<(i64, Option<i64>, i64)>) -> Vec<(i64, i64)> {
    let rows = rows.into_iter().map(|(room, stored, last)| {
        let seen = stored.max(visits.seen(person, room)).unwrap_or(person);
        (room, seen, last)
    });
    rows.filter(|(_, seen, last)| seen < last)
        .map(|(room, seen, _)| (room, seen))
        .collect()
}

/// What is unread in rooms that a person has read up to these numbers. Rooms without any are left out.
///
/// # Errors
/// A fault of the database.
pub fn unread(
    conn: &mut Conn,
    person: i64,
    read: &[(i64, i64)],
) -> Result<HashMap<i64, Unread>, Error> {
    if read.is_empty() {
        return Ok(HashMap::new());
    }
    let each = first_in_each(person, read, UNREAD_MOST);
    let counts = format!(
        "SELECT room_id AS room, COUNT(*) AS count, MIN(id) AS first \
         FROM ({each}) AS unread GROUP BY room_id"
    );
    let rows: Vec<Unread> = diesel::sql_query(counts).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.room, row)).collect())
}

/// The numbers of the first unread posts of each of these rooms, `limit` of each.
///
/// # Errors
/// A fault of the database.
pub fn first_unread(
    conn: &mut Conn,
    person: i64,
    read: &[(i64, i64)],
    limit: i64,
) -> Result<Vec<i64>, Error> {
    #[derive(QueryableByName)]
    struct Number {
        #[diesel(sql_type = BigInt)]
        id: i64,
    }
    if read.is_empty() {
        return Ok(Vec::new());
    }
    let each = first_in_each(person, read, limit);
    let rows: Vec<Number> =
        diesel::sql_query(format!("SELECT id FROM ({each}) AS unread ORDER BY id")).load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// One question for many rooms: an index leads to the first unread post of each, and it reads no further
/// than it must. Numbers alone are filled in, so nothing needs escaping.
fn first_in_each(person: i64, read: &[(i64, i64)], limit: i64) -> String {
    let each = read.iter().map(|(room, seen)| {
        format!(
            "SELECT * FROM (SELECT room_id, id FROM post WHERE room_id = {room} AND id > {seen} \
             AND parent_id IS NULL AND erased_at IS NULL AND deleted_at IS NULL \
             AND held_at IS NULL AND author_id <> {person} ORDER BY id LIMIT {limit}) AS r{room}"
        )
    });
    each.collect::<Vec<_>>().join(" UNION ALL ")
}
