//! The SQL of posts: what events write, and what pages read.

mod apply;
mod facts;
pub mod filters;
mod list;
mod mentions;
mod pinned;
mod written;

use diesel::prelude::*;

pub use apply::apply;
pub use facts::{
    Note, has_seen_posts, hosts_of_newcomers, is_newcomer, last_in, latest_words, note_newcomer,
    seen_of_newcomers, seen_posts, suspect_post, was_said_by_another,
};
pub use list::{Filter, Pressed, around, entries, files_of, files_on, list, sees_apart};
pub use mentions::mentions;
pub use pinned::pinned;
pub use written::{held_among, written};

use super::{Author, Post, Quote, language};
use crate::account::Standing;
use crate::attachment::store as attachments;
use crate::clock::Micros;
use crate::db::schema::{person, post, post_version, room};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::html::markdown::plain;
use crate::html::text::snippet;
use crate::log::Event;
use crate::log::Log;
use crate::post::poll::store::opened_by;
use crate::post::reaction::Tally;
use crate::room::Room;
use crate::viewer::{Role, Viewer};

/// How many characters a quote has at most.
const QUOTED: usize = 140;

/// The number of an author, the pseudonym, its form for addresses, the standing, the role, the picture.
type AuthorRow = (i64, String, String, String, (String, bool), Option<String>);

#[derive(Queryable)]
struct Row {
    id: i64,
    room: i64,
    parent: Option<i64>,
    reply_to: Option<i64>,
    body: String,
    published_at: Micros,
    edited_at: Option<Micros>,
    comments: i64,
    deleted_at: Option<Micros>,
    deleted_by: Option<i64>,
    erased_at: Option<Micros>,
    held_at: Option<Micros>,
    locked_at: Option<Micros>,
    pinned_at: Option<Micros>,
    files: i64,
    reactions: String,
    polled: bool,
    lang: Option<String>,
    author: AuthorRow,
}

type Columns = (
    post::id,
    post::room_id,
    post::parent_id,
    post::reply_to,
    post::body,
    post::published_at,
    post::edited_at,
    post::comments,
    post::deleted_at,
    post::deleted_by,
    post::erased_at,
    post::held_at,
    post::locked_at,
    post::pinned_at,
    post::files,
    post::reactions,
    post::polled,
    post::lang,
    (
        person::id,
        person::name,
        person::address,
        person::standing,
        (person::role, person::moderates),
        person::picture,
    ),
);

const COLUMNS: Columns = (
    post::id,
    post::room_id,
    post::parent_id,
    post::reply_to,
    post::body,
    post::published_at,
    post::edited_at,
    post::comments,
    post::deleted_at,
    post::deleted_by,
    post::erased_at,
    post::held_at,
    post::locked_at,
    post::pinned_at,
    post::files,
    post::reactions,
    post::polled,
    post::lang,
    (
        person::id,
        person::name,
        person::address,
        person::standing,
        (person::role, person::moderates),
        person::picture,
    ),
);

impl From<Row> for Post {
    fn from(row: Row) -> Self {
        let (id, name, address, standing, (role, moderates), picture) = row.author;
        let standing = Standing::from_word(&standing);
        Self {
            id: row.id,
            room: row.room,
            author: Author {
                id,
                name,
                address,
                standing,
                role: Role::stored(&role, moderates),
                picture,
            },
            parent: row.parent,
            reply_to: row.reply_to,
            body: row.body,
            published_at: row.published_at,
            edited_at: row.edited_at,
            comments: row.comments,
            deleted: row
                .deleted_at
                .map(|at| (at, row.deleted_by.unwrap_or_default())),
            erased: row.erased_at.is_some(),
            held: row.held_at.is_some(),
            locked: row.locked_at.is_some(),
            pinned: row.pinned_at.is_some(),
            files: row.files,
            reactions: Tally::read(&row.reactions),
            polled: row.polled,
            lang: row.lang.as_deref().and_then(language::kept),
        }
    }
}

/// A post by its number, deleted or not.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn by_id(conn: &mut Conn, id: i64) -> Result<Post, Error> {
    let row: Option<Row> = post::table
        .inner_join(person::table.on(person::id.eq(post::author_id)))
        .filter(post::id.eq(id))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(Post::from).ok_or(Error::NotFound)
}

/// Posts of these numbers, deleted or not, in the order of their numbers.
///
/// # Errors
/// A fault of the database.
pub fn some(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Post>, Error> {
    let rows: Vec<Row> = post::table
        .inner_join(person::table.on(person::id.eq(post::author_id)))
        .filter(post::id.eq_any(ids))
        .order(post::id)
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows.into_iter().map(Post::from).collect())
}

/// Whether a post waits for a moderator. One that never was does not.
///
/// # Errors
/// A fault of the database.
pub fn is_held(conn: &mut Conn, id: i64) -> Result<bool, Error> {
    let held = post::table.find(id).select(post::held_at.is_not_null());
    let held: Option<bool> = on_either!(conn, |conn| held.first(conn).optional())?;
    Ok(held.unwrap_or_default())
}

/// Whether a post is a comment on one that waits for a moderator and that somebody does not see: to them
/// there is nothing under it either.
///
/// # Errors
/// A fault of the database.
pub fn hangs_on_held(
    conn: &mut Conn,
    of: &Post,
    viewer: &Viewer,
    room: &Room,
) -> Result<bool, Error> {
    let Some(parent) = of.parent else {
        return Ok(false);
    };
    Ok(is_held(conn, parent)? && !by_id(conn, parent)?.is_seen_by(viewer, room))
}

/// Whether a post takes no answers: for a comment, neither does one whose post does not.
///
/// # Errors
/// A fault of the database.
pub fn is_locked(conn: &mut Conn, of: &Post) -> Result<bool, Error> {
    let Some(parent) = of.parent.filter(|_| !of.locked) else {
        return Ok(of.locked);
    };
    let locked = post::table
        .find(parent)
        .select(post::locked_at.is_not_null());
    let locked: Option<bool> = on_either!(conn, |conn| locked.first(conn).optional())?;
    Ok(locked.unwrap_or_default())
}

/// The numbers of the latest posts of a room that are no comments and do not wait for a moderator,
/// deleted or not, the newest first.
///
/// # Errors
/// A fault of the database.
pub fn latest_ids(conn: &mut Conn, room: i64) -> Result<Vec<i64>, Error> {
    let latest = post::table
        .filter(post::room_id.eq(room))
        .filter(post::parent_id.is_null())
        .filter(post::erased_at.is_null())
        .filter(post::held_at.is_null())
        .order(post::id.desc())
        .limit(2 * super::PER_PAGE as i64)
        .select(post::id);
    Ok(on_either!(conn, |conn| latest.load(conn))?)
}

/// A post as others quote it.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn quote(conn: &mut Conn, id: i64) -> Result<Quote, Error> {
    by_id(conn, id).map(|post| quote_of(&post))
}

fn quote_of(post: &Post) -> Quote {
    Quote {
        id: post.id,
        name: if post.held {
            String::new()
        } else {
            post.author.name.clone()
        },
        words: (post.deleted.is_none() && !post.held).then(|| snippet(&plain(&post.body), QUOTED)),
        lang: post.lang,
    }
}

/// What a post said before each of its latest 200 changes, newest first, and until when.
///
/// # Errors
/// A fault of the database.
pub fn versions(conn: &mut Conn, id: i64) -> Result<Vec<(String, Micros)>, Error> {
    Ok(post_version::table
        .filter(post_version::post_id.eq(id))
        .order(post_version::seq.desc())
        .limit(200)
        .select((post_version::body, post_version::written_at))
        .load(conn)?)
}

/// How many posts of its list, up to `limit`, came after this one: of its room, or under its parent.
///
/// # Errors
/// A fault of the database.
pub fn newer_than(conn: &mut Conn, of: &Post, limit: i64) -> Result<i64, Error> {
    let newer = post::table
        .filter(post::erased_at.is_null())
        .filter(post::id.gt(of.id))
        .order(post::id)
        .limit(limit)
        .select(post::id);
    let newer: Vec<i64> = match of.parent {
        Some(parent) => newer.filter(post::parent_id.eq(parent)).load(conn)?,
        None => newer
            .filter(post::room_id.eq(of.room))
            .filter(post::parent_id.is_null())
            .load(conn)?,
    };
    Ok(newer.len() as i64)
}

/// Erases posts whose time for an undo ended before `before`: their own deletion's, or their room's.
/// At most `limit` at once; answers how many.
///
/// # Errors
/// A fault of the database.
pub fn erase_old(
    tx: &mut Tx<'_>,
    log: Log,
    before: Micros,
    limit: i64,
    now: Micros,
) -> Result<usize, Error> {
    let mut due: Vec<i64> = post::table
        .filter(post::deleted_at.lt(before))
        .filter(post::erased_at.is_null())
        .limit(limit)
        .select(post::id)
        .load(tx.conn)?;
    if due.is_empty() {
        due = of_deleted_rooms(tx.conn, before, limit)?;
    }
    for id in &due {
        let mut words: Vec<i64> = post_version::table
            .filter(post_version::post_id.eq(id))
            .select(post_version::seq)
            .load(tx.conn)?;
        words.extend(reason_of(tx.conn, *id)?);
        words.extend(attachments::words_of(tx.conn, *id, None)?);
        words.extend(opened_by(tx.conn, *id)?);
        words.push(*id);
        log.append(tx, now, Event::PostErased { post: *id })?;
        crate::log::erase_words(tx, &words)?;
    }
    Ok(due.len())
}

/// Posts of rooms that were deleted before `before`: comments first, since they are found by what they
/// comment on.
fn of_deleted_rooms(conn: &mut Conn, before: Micros, limit: i64) -> Result<Vec<i64>, Error> {
    let rooms: Vec<i64> = room::table
        .filter(room::deleted_at.lt(before))
        .select(room::id)
        .load(conn)?;
    for room in rooms {
        let roots: Vec<i64> = post::table
            .filter(post::room_id.eq(room))
            .filter(post::parent_id.is_null())
            .filter(post::erased_at.is_null())
            .order(post::id)
            .limit(limit)
            .select(post::id)
            .load(conn)?;
        let comments: Vec<i64> = post::table
            .filter(post::parent_id.eq_any(&roots))
            .filter(post::parent_id.is_not_null())
            .filter(post::erased_at.is_null())
            .limit(limit)
            .select(post::id)
            .load(conn)?;
        let due = if comments.is_empty() { roots } else { comments };
        if !due.is_empty() {
            return Ok(due);
        }
    }
    Ok(Vec::new())
}

/// The entry that deleted a post, which holds the reason; nothing for a post that is not deleted.
///
/// # Errors
/// A fault of the database.
pub fn reason_of(conn: &mut Conn, id: i64) -> Result<Option<i64>, Error> {
    let entry: Option<Option<i64>> = post::table
        .find(id)
        .select(post::deleted_seq)
        .first(conn)
        .optional()?;
    Ok(entry.flatten())
}
