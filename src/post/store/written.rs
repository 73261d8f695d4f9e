//! The SQL of what one person wrote, wherever that was.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{COLUMNS, Row};
use crate::db::Conn;
use crate::db::schema::{person, post, room};
use crate::error::Error;
use crate::html::Slice;
use crate::post::Post;
use crate::urls::Window;
use crate::viewer::Viewer;

/// What a person wrote, newest first, as far as the viewer may see it: posts and comments, in rooms that are
/// not deleted and that the viewer may read.
///
/// # Errors
/// A fault of the database.
pub fn written(
    conn: &mut Conn,
    author: i64,
    viewer: &Viewer,
    window: Window,
    limit: usize,
) -> Result<Slice<Post>, Error> {
    let mut query = post::table
        .inner_join(person::table)
        .inner_join(room::table)
        .select(COLUMNS)
        .into_boxed()
        .filter(post::author_id.eq(author))
        .filter(post::erased_at.is_null())
        .filter(post::deleted_at.is_null())
        .filter(room::deleted_at.is_null())
        .limit(limit as i64 + 1);
    // Who keeps order in a single room sees there what waits in it.
    if !viewer.is(author) && !viewer.moderates() {
        query = query.filter(post::held_at.is_null());
    }
    let shut = viewer.banned_from();
    if !shut.is_empty() {
        query = query.filter(post::room_id.ne_all(shut));
    }
    let rows: Vec<Row> = match window {
        Window::Newest => query.order(post::id.desc()).load(conn)?,
        Window::Before(id) => query
            .filter(post::id.lt(id))
            .order(post::id.desc())
            .load(conn)?,
        Window::After(id) => query
            .filter(post::id.gt(id))
            .order(post::id.asc())
            .load(conn)?,
    };
    let posts = rows.into_iter().map(Post::from).collect();
    Ok(Slice::cut(posts, window, limit))
}

/// Those of these posts that wait for a moderator: what hangs on them is not seen either.
///
/// # Errors
/// A fault of the database.
pub fn held_among(conn: &mut Conn, ids: &[i64]) -> Result<BTreeSet<i64>, Error> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let held: Vec<i64> = post::table
        .filter(post::id.eq_any(ids))
        .filter(post::held_at.is_not_null())
        .select(post::id)
        .load(conn)?;
    Ok(held.into_iter().collect())
}
