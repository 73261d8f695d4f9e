//! Acts as they are read: the public log, one press of a button, all that was decided about a person.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::Conn;
use crate::db::schema::{act, person, post, room};
use crate::error::Error;
use crate::html::Slice;
use crate::moderation::Deed;
use crate::urls::Window;

/// How many acts stand on a page.
const PER_PAGE: usize = 50;

/// Something that a moderator or an owner did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its number in the log.
    pub seq: i64,
    /// The number of the first act of the same press.
    pub batch: i64,
    /// What.
    pub deed: Deed,
    /// Who did it: pseudonym and address; nobody where the wall did it by itself.
    pub by: Option<Named>,
    /// To whom, or to whose post.
    pub person: Option<Named>,
    /// To which post.
    pub post: Option<i64>,
    /// Whether that post waits for a moderator now, and is found by few.
    pub held: bool,
    /// In which room.
    pub room: Option<Place>,
    /// Until when.
    pub until: Option<Micros>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Micros,
    /// When it was undone.
    pub undone_at: Option<Micros>,
    /// How many acts of this kind it stands for: those of the same press.
    pub count: i64,
}

/// Somebody, as a link needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Their number.
    pub id: i64,
    /// Their pseudonym; empty where it was erased.
    pub name: String,
    /// Their pseudonym in addresses.
    pub address: String,
}

/// A room, as a link needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its number.
    pub id: i64,
    /// Its name in addresses; empty for the wall and for people's own.
    pub slug: String,
    /// Its name.
    pub title: String,
}

#[derive(Queryable)]
struct Row {
    seq: i64,
    batch: i64,
    kind: String,
    by: Option<i64>,
    person: Option<i64>,
    post: Option<i64>,
    room: Option<i64>,
    until: Option<Micros>,
    reason: String,
    at: Micros,
    undone_at: Option<Micros>,
    _leads: bool,
}

/// A page of everything that moderators and owners did, the latest first. What one press did to many stands
/// in one row.
///
/// # Errors
/// A fault of the database.
pub fn list_acts(conn: &mut Conn, window: Window) -> Result<Slice<Act>, Error> {
    let some = act::table.filter(act::leads).limit(PER_PAGE as i64 + 1);
    let rows: Vec<Row> = match window {
        Window::Newest => some.order(act::seq.desc()).load(conn)?,
        Window::Before(seq) => some
            .filter(act::seq.lt(seq))
            .order(act::seq.desc())
            .load(conn)?,
        Window::After(seq) => some.filter(act::seq.gt(seq)).order(act::seq).load(conn)?,
    };
    let mut acts = named(conn, rows)?;
    let batches: Vec<i64> = acts.iter().map(|act| act.batch).collect();
    let counts: Vec<(i64, String, i64)> = act::table
        .filter(act::batch.eq_any(batches))
        .group_by((act::batch, act::kind))
        .select((act::batch, act::kind, diesel::dsl::count_star()))
        .load(conn)?;
    for (batch, kind, count) in counts {
        let of = |act: &&mut Act| act.batch == batch && act.deed.as_str() == kind;
        acts.iter_mut().filter(of).for_each(|act| act.count = count);
    }
    Ok(Slice::cut(acts, window, PER_PAGE))
}

/// The latest acts about a person, the latest first.
///
/// # Errors
/// A fault of the database.
pub fn acts_about(conn: &mut Conn, person: i64) -> Result<Vec<Act>, Error> {
    let rows = act::table
        .filter(act::person_id.eq(person))
        .order(act::seq.desc())
        .limit(PER_PAGE as i64)
        .load(conn)?;
    named(conn, rows)
}

/// The latest acts about a post, the latest first.
///
/// # Errors
/// A fault of the database.
pub fn acts_of(conn: &mut Conn, post: i64, author: i64) -> Result<Vec<Act>, Error> {
    let rows = act::table
        .filter(act::person_id.eq(author))
        .filter(act::post_id.eq(post))
        .order(act::seq.desc())
        .limit(PER_PAGE as i64)
        .load(conn)?;
    named(conn, rows)
}

/// What was done by one press, in order.
///
/// # Errors
/// A fault of the database.
pub fn in_batch(conn: &mut Conn, batch: i64) -> Result<Vec<Act>, Error> {
    let rows = act::table
        .filter(act::batch.eq(batch))
        .order(act::seq)
        .load(conn)?;
    named(conn, rows)
}

/// Acts with the names of whom and what they are about. An act of a kind that this version does not know
/// is left out.
fn named(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Act>, Error> {
    let mut people: Vec<i64> = rows
        .iter()
        .flat_map(|row| [row.by, row.person])
        .flatten()
        .collect();
    people.sort_unstable();
    people.dedup();
    let people: Vec<(i64, String, String)> = person::table
        .filter(person::id.eq_any(&people))
        .select((person::id, person::name, person::address))
        .load(conn)?;
    let people: HashMap<i64, Named> = people
        .into_iter()
        .map(|(id, name, address)| (id, Named { id, name, address }))
        .collect();
    let mut rooms: Vec<i64> = rows.iter().filter_map(|row| row.room).collect();
    rooms.sort_unstable();
    rooms.dedup();
    let rooms: Vec<(i64, Option<String>, String)> = room::table
        .filter(room::id.eq_any(&rooms))
        .select((room::id, room::slug, room::title))
        .load(conn)?;
    let rooms: HashMap<i64, Place> = rooms
        .into_iter()
        .map(|(id, slug, title)| {
            let slug = slug.unwrap_or_default();
            (id, Place { id, slug, title })
        })
        .collect();
    let posts: Vec<i64> = rows.iter().filter_map(|row| row.post).collect();
    let held: HashSet<i64> = post::table
        .filter(post::id.eq_any(posts))
        .filter(post::held_at.is_not_null())
        .select(post::id)
        .load(conn)?
        .into_iter()
        .collect();
    let of = |id: Option<i64>| id.and_then(|id| people.get(&id).cloned());
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Act {
                seq: row.seq,
                batch: row.batch,
                deed: Deed::from_word(&row.kind)?,
                by: of(row.by),
                person: of(row.person),
                post: row.post,
                held: row.post.is_some_and(|post| held.contains(&post)),
                room: row.room.and_then(|room| rooms.get(&room).cloned()),
                until: row.until,
                reason: row.reason,
                at: row.at,
                undone_at: row.undone_at,
                count: 1,
            })
        })
        .collect())
}
