//! People under restraint, what they were told, and what they answered.

use diesel::prelude::*;

use super::acts::Named;
use crate::clock::Micros;
use crate::db::schema::{appeal, person, restraint, room, room_moderator, unread_warning};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::viewer::{Restraint, RestraintKind, Viewer};

/// How many stand on a page.
const PER_PAGE: i64 = 100;

/// Somebody who is kept from something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restrained {
    /// Who.
    pub person: Named,
    /// From what.
    pub restraint: Restraint,
    /// The room's name, where it is about one.
    pub room: Option<String>,
}

/// What somebody answered to a decision about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// Its number.
    pub id: i64,
    /// Who.
    pub person: Named,
    /// What they say.
    pub words: String,
    /// When.
    pub at: Micros,
    /// What they were answered, and when.
    pub answer: Option<(Micros, String)>,
}

/// Whoever is kept from something just now, the latest first. Without `rooms`: anywhere; without `who`:
/// everybody.
///
/// # Errors
/// A fault of the database.
pub fn restrained(
    conn: &mut Conn,
    rooms: Option<&[i64]>,
    who: Option<i64>,
    now: Micros,
) -> Result<Vec<Restrained>, Error> {
    let mut query = restraint::table
        .inner_join(person::table.on(person::id.eq(restraint::person_id)))
        .left_join(room::table.on(room::id.eq(restraint::room_id)))
        .filter(restraint::until.is_null().or(restraint::until.gt(now)))
        .order(restraint::act_seq.desc())
        .limit(PER_PAGE)
        .select((
            (person::id, person::name, person::address),
            (restraint::kind, restraint::room_id, restraint::until),
            room::title.nullable(),
        ))
        .into_boxed();
    if let Some(rooms) = rooms {
        query = query.filter(restraint::room_id.eq_any(rooms));
    }
    if let Some(who) = who {
        query = query.filter(restraint::person_id.eq(who));
    }
    type Row = (
        (i64, String, String),
        (String, i64, Option<Micros>),
        Option<String>,
    );
    let rows: Vec<Row> = query.load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|((id, name, address), (kind, at, until), room)| {
            Some(Restrained {
                person: Named { id, name, address },
                restraint: Restraint {
                    kind: RestraintKind::from_word(&kind)?,
                    room: (at != 0).then_some(at),
                    until,
                },
                room: room.filter(|_| at != 0),
            })
        })
        .collect())
}

/// The rooms in which somebody keeps order; `None` for whoever does everywhere.
///
/// # Errors
/// [`Error::Forbidden`] for whoever keeps none; a fault of the database.
pub fn kept_by(conn: &mut Conn, viewer: &Viewer) -> Result<Option<Vec<i64>>, Error> {
    if viewer.moderates() {
        return Ok(None);
    }
    let person = viewer.id().unwrap_or_default();
    let mut rooms: Vec<i64> = room::table
        .filter(room::owner_id.eq(person))
        .filter(room::kind.eq("room"))
        .filter(room::deleted_at.is_null())
        .select(room::id)
        .load(conn)?;
    rooms.extend(
        room_moderator::table
            .filter(room_moderator::person_id.eq(person))
            .select(room_moderator::room_id)
            .load::<i64>(conn)?,
    );
    if rooms.is_empty() {
        return Err(Error::Forbidden(crate::locale::key("moderate-not-yours")));
    }
    Ok(Some(rooms))
}

/// Remembers that a person has a warning to read.
///
/// # Errors
/// A fault of the database.
pub fn warn(tx: &mut Tx<'_>, who: i64, act: i64) -> Result<(), Error> {
    diesel::insert_into(unread_warning::table)
        .values((
            unread_warning::person_id.eq(who),
            unread_warning::act_seq.eq(act),
        ))
        .execute(tx.conn)?;
    diesel::update(person::table.find(who))
        .set(person::noted.eq(true))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets which warnings a person has not read.
///
/// # Errors
/// A fault of the database.
pub fn read_warnings(tx: &mut Tx<'_>, who: i64) -> Result<(), Error> {
    diesel::delete(unread_warning::table.filter(unread_warning::person_id.eq(who)))
        .execute(tx.conn)?;
    Ok(())
}

type AppealRow = (
    (i64, String, String),
    (i64, String, Micros),
    (Option<Micros>, Option<String>),
);

fn appeal_of(row: AppealRow) -> Appeal {
    let ((person, name, address), (id, words, at), (settled_at, answer)) = row;
    Appeal {
        id,
        person: Named {
            id: person,
            name,
            address,
        },
        words,
        at,
        answer: settled_at.map(|at| (at, answer.unwrap_or_default())),
    }
}

/// Appeals that nobody has answered, the oldest first.
///
/// # Errors
/// A fault of the database.
pub fn open_appeals(conn: &mut Conn) -> Result<Vec<Appeal>, Error> {
    let rows: Vec<AppealRow> = appeal::table
        .inner_join(person::table.on(person::id.eq(appeal::person_id)))
        .filter(appeal::settled_at.is_null())
        .order(appeal::id)
        .limit(PER_PAGE)
        .select((
            (person::id, person::name, person::address),
            (appeal::id, appeal::words, appeal::at),
            (appeal::settled_at, appeal::answer),
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(appeal_of).collect())
}

/// A person's own appeals, the latest first.
///
/// # Errors
/// A fault of the database.
pub fn appeals(conn: &mut Conn, who: i64) -> Result<Vec<Appeal>, Error> {
    let rows: Vec<AppealRow> = appeal::table
        .inner_join(person::table.on(person::id.eq(appeal::person_id)))
        .filter(appeal::person_id.eq(who))
        .order(appeal::id.desc())
        .limit(20)
        .select((
            (person::id, person::name, person::address),
            (appeal::id, appeal::words, appeal::at),
            (appeal::settled_at, appeal::answer),
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(appeal_of).collect())
}

/// Keeps an appeal. One that nobody has answered yet is replaced: there is one at a time.
///
/// # Errors
/// A fault of the database.
pub fn appeal(tx: &mut Tx<'_>, who: i64, words: &str, now: Micros) -> Result<(), Error> {
    let open = appeal::table
        .filter(appeal::person_id.eq(who))
        .filter(appeal::settled_at.is_null());
    diesel::delete(open).execute(tx.conn)?;
    diesel::insert_into(appeal::table)
        .values((
            appeal::person_id.eq(who),
            appeal::words.eq(words),
            appeal::at.eq(now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Answers an appeal. Answers whose it was.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn settle_appeal(
    tx: &mut Tx<'_>,
    id: i64,
    by: i64,
    answer: &str,
    now: Micros,
) -> Result<i64, Error> {
    let person = appeal::table
        .find(id)
        .select(appeal::person_id)
        .first(tx.conn)
        .optional()?
        .ok_or(Error::NotFound)?;
    diesel::update(appeal::table.find(id))
        .set((
            appeal::settled_at.eq(now),
            appeal::settled_by.eq(by),
            appeal::answer.eq(answer),
        ))
        .execute(tx.conn)?;
    Ok(person)
}
