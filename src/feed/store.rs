//! The SQL of feeds and of the map of the site: what everybody may read. It only looks.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::{PER_PAGE, Source};
use crate::attachment::Attachment;
use crate::clock::{DAY, Micros};
use crate::db::schema::{post, room};
use crate::db::{Conn, on_either};
use crate::error::Error;
use crate::html::Slice;
use crate::post::poll::{Poll, store as polls};
use crate::post::store::{files_on, some};
use crate::post::{self as posts, Post};
use crate::urls::Window;

/// A page of a feed: the numbers of its posts, by which it goes on, and those of them that may be shown.
#[derive(Debug)]
pub struct Found {
    /// The numbers, newest first.
    pub slice: Slice<i64>,
    /// The posts, newest first.
    pub posts: Vec<Post>,
    /// What hangs on them, in their order.
    pub files: Vec<Attachment>,
    /// Their polls.
    pub polls: Vec<Poll>,
}

/// A part of what a feed holds.
///
/// # Errors
/// A fault of the database.
pub fn part(conn: &mut Conn, of: &Source, window: Window) -> Result<Found, Error> {
    let ids = match of {
        Source::Room(room) => in_room(conn, *room, window)?,
        Source::Author(person, barred) => by_author(conn, *person, barred, window)?,
        Source::Thread(root) => in_thread(conn, *root, window)?,
    };
    let slice = Slice::cut(ids, window, PER_PAGE);
    let mut posts = some(conn, &slice.rows)?;
    posts.reverse();
    // A comment on what waits for a moderator waits with it.
    let parents: Vec<i64> = posts.iter().filter_map(|post| post.parent).collect();
    if !parents.is_empty() {
        let held: Vec<i64> = post::table
            .filter(post::id.eq_any(parents))
            .filter(post::held_at.is_not_null())
            .select(post::id)
            .load(conn)?;
        let held: HashSet<i64> = held.into_iter().collect();
        posts.retain(|post| post.parent.is_none_or(|parent| !held.contains(&parent)));
    }
    let files = files_on(conn, posts.iter())?;
    let polled = posts.iter().filter(|post| post.polled);
    let polled: Vec<i64> = polled.map(|post| post.id).collect();
    let polls = polls::of_posts(conn, &polled, None)?;
    Ok(Found {
        slice,
        posts,
        files,
        polls,
    })
}

/// One more than stand on a page, so that it is known whether there are more.
const LIMIT: i64 = PER_PAGE as i64 + 1;

/// The numbers of posts in a window, among those of a query that everybody may read.
macro_rules! in_window {
    ($conn:expr, $window:expr, $query:expr) => {{
        let seen = || {
            $query
                .filter(post::erased_at.is_null())
                .filter(post::deleted_at.is_null())
                .filter(post::held_at.is_null())
                .limit(LIMIT)
                .select(post::id)
        };
        let ids: Result<Vec<i64>, diesel::result::Error> = match $window {
            Window::Newest => seen().order(post::id.desc()).load($conn),
            Window::Before(id) => seen()
                .filter(post::id.lt(id))
                .order(post::id.desc())
                .load($conn),
            Window::After(id) => seen().filter(post::id.gt(id)).order(post::id).load($conn),
        };
        ids
    }};
}

fn in_room(conn: &mut Conn, room: i64, window: Window) -> Result<Vec<i64>, Error> {
    let said = || {
        post::table
            .filter(post::room_id.eq(room))
            .filter(post::parent_id.is_null())
    };
    Ok(in_window!(conn, window, said())?)
}

fn by_author(
    conn: &mut Conn,
    person: i64,
    barred: &[i64],
    window: Window,
) -> Result<Vec<i64>, Error> {
    let said = || {
        post::table
            .inner_join(room::table)
            .filter(post::author_id.eq(person))
            .filter(room::deleted_at.is_null())
            .filter(post::room_id.ne_all(barred))
    };
    Ok(in_window!(conn, window, said())?)
}

/// The post itself, the comments on it, and the answers to it: each is found by an index of its own.
fn in_thread(conn: &mut Conn, root: i64, window: Window) -> Result<Vec<i64>, Error> {
    let mut ids = in_window!(conn, window, post::table.filter(post::parent_id.eq(root)))?;
    let answers = || {
        post::table
            .inner_join(room::table)
            .filter(post::reply_to.eq(root))
            .filter(room::deleted_at.is_null())
    };
    ids.extend(in_window!(conn, window, answers())?);
    ids.extend(in_window!(
        conn,
        window,
        post::table.filter(post::id.eq(root))
    )?);
    ids.sort_unstable();
    ids.dedup();
    if !matches!(window, Window::After(_)) {
        ids.reverse();
    }
    ids.truncate(PER_PAGE + 1);
    Ok(ids)
}

/// When a room was opened.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn opened_at(conn: &mut Conn, id: i64) -> Result<Micros, Error> {
    let opened = room::table.find(id).select(room::opened_at);
    let opened: Option<Micros> = on_either!(conn, |conn| opened.first(conn).optional())?;
    opened.ok_or(Error::NotFound)
}

/// The names in addresses of the rooms with numbers from `from` up to `to`, and when they were opened.
///
/// # Errors
/// A fault of the database.
pub fn rooms(conn: &mut Conn, from: i64, to: i64) -> Result<Vec<String>, Error> {
    let slugs: Vec<Option<String>> = room::table
        .filter(room::kind.eq("room"))
        .filter(room::deleted_at.is_null())
        .filter(room::id.ge(from))
        .filter(room::id.lt(to))
        .order(room::id)
        .select(room::slug)
        .load(conn)?;
    Ok(slugs.into_iter().flatten().collect())
}

/// The rooms, the wall among them, that hold more than one page: their days have addresses of their own.
/// With their numbers, at most `limit`.
///
/// # Errors
/// A fault of the database.
pub fn long_rooms(conn: &mut Conn, limit: i64) -> Result<Vec<i64>, Error> {
    Ok(room::table
        .filter(room::kind.ne("own"))
        .filter(room::deleted_at.is_null())
        .filter(room::posts.gt(posts::PER_PAGE as i64))
        .order(room::id)
        .limit(limit)
        .select(room::id)
        .load(conn)?)
}

/// The posts of the wall with numbers from `from` up to `to`, and when they were last changed.
///
/// # Errors
/// A fault of the database.
pub fn wall_posts(conn: &mut Conn, from: i64, to: i64) -> Result<Vec<(i64, Micros)>, Error> {
    let rows: Vec<(i64, Micros, Option<Micros>)> = post::table
        .filter(post::room_id.eq(crate::room::store::WALL))
        .filter(post::parent_id.is_null())
        .filter(post::erased_at.is_null())
        .filter(post::deleted_at.is_null())
        .filter(post::held_at.is_null())
        .filter(post::id.ge(from))
        .filter(post::id.lt(to))
        .order(post::id)
        .select((post::id, post::published_at, post::edited_at))
        .load(conn)?;
    let changed = |(id, said, edited): (i64, Micros, Option<Micros>)| (id, edited.unwrap_or(said));
    Ok(rows.into_iter().map(changed).collect())
}

/// The first number from `from` on of a room, or of a post of the wall, that everybody may read.
///
/// # Errors
/// A fault of the database.
pub fn first_from(conn: &mut Conn, of_posts: bool, from: i64) -> Result<Option<i64>, Error> {
    if of_posts {
        let first = post::table
            .filter(post::room_id.eq(crate::room::store::WALL))
            .filter(post::parent_id.is_null())
            .filter(post::erased_at.is_null())
            .filter(post::deleted_at.is_null())
            .filter(post::held_at.is_null())
            .filter(post::id.ge(from))
            .order(post::id)
            .select(post::id);
        return Ok(on_either!(conn, |conn| first.first(conn).optional())?);
    }
    let first = room::table
        .filter(room::kind.eq("room"))
        .filter(room::deleted_at.is_null())
        .filter(room::id.ge(from))
        .order(room::id)
        .select(room::id);
    Ok(on_either!(conn, |conn| first.first(conn).optional())?)
}

#[derive(QueryableByName)]
struct At {
    #[diesel(sql_type = BigInt)]
    at: Micros,
}

/// A time of each day on which something was said in a room that everybody may read, in order. Each day
/// is one step along an index, however much was said on it.
///
/// # Errors
/// A fault of the database.
pub fn days(conn: &mut Conn, room: i64, limit: usize) -> Result<Vec<Micros>, Error> {
    // The first time at or after another; all that is filled in are numbers.
    let next = |from: &str| {
        format!(
            "(SELECT MIN(published_at) FROM post WHERE room_id = {room} AND parent_id IS NULL \
             AND erased_at IS NULL AND deleted_at IS NULL AND held_at IS NULL{from})"
        )
    };
    // Division rounds towards zero, which is the wrong way before the epoch.
    let morrow =
        format!(" AND published_at >= day.at - ((day.at % {DAY}) + {DAY}) % {DAY} + {DAY}");
    let query = format!(
        "WITH RECURSIVE day (at) AS (SELECT {} UNION ALL SELECT {} FROM day WHERE day.at IS NOT NULL) \
         SELECT at FROM day WHERE at IS NOT NULL LIMIT {limit}",
        next(""),
        next(&morrow)
    );
    let query = diesel::sql_query(query);
    let rows: Vec<At> = on_either!(conn, |conn| query.load(conn))?;
    Ok(rows.into_iter().map(|row| row.at).collect())
}
