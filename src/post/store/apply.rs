//! What events about posts write.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::{post, post_version, room};
use crate::db::{Conn, on_either};
use crate::error::Error;
use crate::log::{Entry, Event};

/// Writes what events about posts mean into the tables.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    let mut tallies = BTreeMap::new();
    entries
        .iter()
        .try_for_each(|entry| apply_one(conn, entry, &mut tallies))?;
    for (room, tally) in tallies {
        diesel::update(room::table.find(room))
            .set((
                room::posts.eq(room::posts + tally.posts),
                room::last_seq.eq(tally.last_seq),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What was published in a room, written once for many posts: an import brings hundreds of thousands.
#[derive(Default)]
struct Tally {
    posts: i64,
    last_seq: i64,
}

fn apply_one(
    conn: &mut Conn,
    entry: &Entry,
    tallies: &mut BTreeMap<i64, Tally>,
) -> Result<(), Error> {
    match &entry.event {
        Event::PostPublished {
            room,
            author,
            parent,
            reply_to,
            said_at,
            body,
        } => {
            let row = (
                post::id.eq(entry.seq),
                post::room_id.eq(room),
                post::author_id.eq(author),
                post::parent_id.eq(parent),
                post::reply_to.eq(reply_to),
                post::body.eq(body.as_deref().unwrap_or_default()),
                post::published_at.eq(said_at),
                post::comments.eq(0),
            );
            on_either!(&mut *conn, |conn| {
                diesel::insert_into(post::table).values(row).execute(conn)
            })?;
            let tally = tallies.entry(*room).or_default();
            tally.posts += 1;
            tally.last_seq = entry.seq;
            parent.map_or(Ok(()), |parent| count_comments(conn, parent, 1))
        }
        Event::PostEdited { post, body } => {
            edit(conn, *post, entry, body.as_deref().unwrap_or_default())
        }
        Event::PostDeleted { post, by, .. } => set_deleted(conn, *post, Some((entry, *by))),
        Event::PostRestored { post, .. } => set_deleted(conn, *post, None),
        Event::PostErased { post } => erase(conn, *post, entry.at),
        _ => Ok(()),
    }
}

fn count(conn: &mut Conn, room: i64, parent: Option<i64>, more: i64) -> Result<(), Error> {
    diesel::update(room::table.find(room))
        .set(room::posts.eq(room::posts + more))
        .execute(conn)?;
    parent.map_or(Ok(()), |parent| count_comments(conn, parent, more))
}

fn count_comments(conn: &mut Conn, parent: i64, more: i64) -> Result<(), Error> {
    diesel::update(post::table.find(parent))
        .set(post::comments.eq(post::comments + more))
        .execute(conn)?;
    Ok(())
}

fn edit(conn: &mut Conn, id: i64, entry: &Entry, body: &str) -> Result<(), Error> {
    let before: String = post::table.find(id).select(post::body).first(conn)?;
    diesel::insert_into(post_version::table)
        .values((
            post_version::post_id.eq(id),
            post_version::seq.eq(entry.seq),
            post_version::body.eq(before),
            post_version::written_at.eq(entry.at),
        ))
        .execute(conn)?;
    diesel::update(post::table.find(id))
        .set((post::body.eq(body), post::edited_at.eq(entry.at)))
        .execute(conn)?;
    Ok(())
}

fn set_deleted(conn: &mut Conn, id: i64, deleted: Option<(&Entry, i64)>) -> Result<(), Error> {
    diesel::update(post::table.find(id))
        .set((
            post::deleted_at.eq(deleted.map(|(entry, _)| entry.at)),
            post::deleted_by.eq(deleted.map(|(_, by)| by)),
            post::deleted_seq.eq(deleted.map(|(entry, _)| entry.seq)),
        ))
        .execute(conn)?;
    let (room, parent): (i64, Option<i64>) = post::table
        .find(id)
        .select((post::room_id, post::parent_id))
        .first(conn)?;
    count(conn, room, parent, if deleted.is_some() { -1 } else { 1 })
}

fn erase(conn: &mut Conn, id: i64, at: Micros) -> Result<(), Error> {
    diesel::delete(post_version::table.filter(post_version::post_id.eq(id))).execute(conn)?;
    diesel::update(post::table.find(id))
        .set((post::body.eq(""), post::erased_at.eq(at)))
        .execute(conn)?;
    Ok(())
}
