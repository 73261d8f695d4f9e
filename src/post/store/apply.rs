//! What events about posts write.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::attachment::store as attachments;
use crate::clock::Micros;
use crate::db::schema::{newcomer_post, post, post_version, report, room, suspicion};
use crate::db::{Conn, on_either};
use crate::error::Error;
use crate::log::{Entry, Event};
use crate::post::language;
use crate::post::poll::store as polls;
use crate::post::reaction::store as reactions;

/// Writes what events about posts mean into the tables.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    let mut tallies = BTreeMap::new();
    let published = entries.iter().map(|entry| match &entry.event {
        Event::PostPublished { body, .. } => body.as_deref().unwrap_or_default(),
        _ => "",
    });
    language::of_each(&published.collect::<Vec<_>>(), |languages| {
        let mut entries = entries.iter().zip(languages);
        entries.try_for_each(|(entry, language)| apply_one(conn, entry, language, &mut tallies))
    })?;
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

/// What was published in a room, or moved to it, written once for many posts: an import brings hundreds of thousands.
#[derive(Default)]
struct Tally {
    posts: i64,
    last_seq: i64,
}

fn apply_one(
    conn: &mut Conn,
    entry: &Entry,
    language: Option<&'static str>,
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
            let body = body.as_deref().unwrap_or_default();
            let row = (
                post::id.eq(entry.seq),
                post::room_id.eq(room),
                post::author_id.eq(author),
                post::parent_id.eq(parent),
                post::reply_to.eq(reply_to),
                post::body.eq(body),
                post::published_at.eq(said_at),
                post::comments.eq(0),
                post::lang.eq(language),
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
        Event::PostHeld { post, .. } => set_held(conn, *post, Some(entry.at)),
        Event::PostReleased { post, .. } => set_held(conn, *post, None),
        Event::PostMoved { post, to, .. } => {
            // Written with the others, so that the last of them counts.
            tallies.entry(*to).or_default().last_seq = entry.seq;
            move_to(conn, *post, *to)
        }
        Event::PostLocked { post, locked, .. } => {
            diesel::update(post::table.find(post))
                .set(post::locked_at.eq(locked.then_some(entry.at)))
                .execute(conn)?;
            Ok(())
        }
        Event::PostPinned { post, pinned, .. } => {
            diesel::update(post::table.find(post))
                .set(post::pinned_at.eq(pinned.then_some(entry.at)))
                .execute(conn)?;
            Ok(())
        }
        Event::PostReacted {
            post,
            person,
            kind,
            on,
        } => reactions::set(conn, *post, *person, *kind, *on, entry.at),
        Event::PersonErased { person, .. } => reactions::forget(conn, *person),
        Event::PollOpened {
            post,
            multiple,
            closes_at,
            choices,
        } => {
            let choices = choices.as_deref().unwrap_or_default();
            polls::open(conn, entry.seq, *post, *multiple, *closes_at, choices)
        }
        Event::PollTallied {
            post,
            counts,
            voters,
        } => polls::tally(conn, *post, counts, *voters),
        Event::PollClosed { post } => polls::close(conn, *post, entry.at),
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
        .set((
            post::body.eq(body),
            post::lang.eq(language::of(body)),
            post::edited_at.eq(entry.at),
        ))
        .execute(conn)?;
    Ok(())
}

fn set_held(conn: &mut Conn, id: i64, held_at: Option<Micros>) -> Result<(), Error> {
    let before = counted(conn, id)?;
    diesel::update(post::table.find(id))
        .set(post::held_at.eq(held_at))
        .execute(conn)?;
    recount(conn, id, before)
}

/// Where a post is counted, and whether it is: it must be neither deleted nor held.
fn counted(conn: &mut Conn, id: i64) -> Result<(i64, Option<i64>, bool), Error> {
    let (room, parent, deleted, held): (i64, Option<i64>, Option<Micros>, Option<Micros>) =
        post::table
            .find(id)
            .select((
                post::room_id,
                post::parent_id,
                post::deleted_at,
                post::held_at,
            ))
            .first(conn)?;
    Ok((room, parent, deleted.is_none() && held.is_none()))
}

fn recount(conn: &mut Conn, id: i64, before: (i64, Option<i64>, bool)) -> Result<(), Error> {
    let (room, parent, counts) = counted(conn, id)?;
    match (before.2, counts) {
        (true, false) => count(conn, room, parent, -1),
        (false, true) => count(conn, room, parent, 1),
        _ => Ok(()),
    }
}

/// Moves a post and its comments.
fn move_to(conn: &mut Conn, id: i64, to: i64) -> Result<(), Error> {
    let (from, _, counts) = counted(conn, id)?;
    let comments: i64 = post::table
        .filter(post::parent_id.eq(id))
        .filter(post::deleted_at.is_null())
        .filter(post::held_at.is_null())
        .count()
        .get_result(conn)?;
    let moved = comments + i64::from(counts);
    count(conn, from, None, -moved)?;
    count(conn, to, None, moved)?;
    let thread = post::table.filter(post::id.eq(id).or(post::parent_id.eq(id)));
    diesel::update(thread)
        .set(post::room_id.eq(to))
        .execute(conn)?;
    // It is no answer any more to what stayed behind, and is pinned nowhere.
    diesel::update(post::table.find(id))
        .set((
            post::reply_to.eq(None::<i64>),
            post::pinned_at.eq(None::<Micros>),
        ))
        .execute(conn)?;
    Ok(())
}

fn set_deleted(conn: &mut Conn, id: i64, deleted: Option<(&Entry, i64)>) -> Result<(), Error> {
    let before = counted(conn, id)?;
    diesel::update(post::table.find(id))
        .set((
            post::deleted_at.eq(deleted.map(|(entry, _)| entry.at)),
            post::deleted_by.eq(deleted.map(|(_, by)| by)),
            post::deleted_seq.eq(deleted.map(|(entry, _)| entry.seq)),
        ))
        .execute(conn)?;
    recount(conn, id, before)
}

fn erase(conn: &mut Conn, id: i64, at: Micros) -> Result<(), Error> {
    let before = counted(conn, id)?;
    attachments::forget(conn, id)?;
    diesel::delete(post_version::table.filter(post_version::post_id.eq(id))).execute(conn)?;
    // What was noted about it goes as well, though that stands in no log; and what others said about it
    // may well repeat it.
    diesel::delete(report::table.filter(report::post_id.eq(id))).execute(conn)?;
    diesel::delete(suspicion::table.find(id)).execute(conn)?;
    diesel::delete(newcomer_post::table.find(id)).execute(conn)?;
    reactions::erase(conn, id)?;
    polls::erase(conn, id)?;
    diesel::update(post::table.find(id))
        .set((
            post::body.eq(""),
            post::lang.eq(None::<String>),
            post::erased_at.eq(at),
        ))
        .execute(conn)?;
    // Whoever is deleted with all their words never deleted them one by one.
    diesel::update(post::table.find(id).filter(post::deleted_at.is_null()))
        .set(post::deleted_at.eq(at))
        .execute(conn)?;
    recount(conn, id, before)
}
