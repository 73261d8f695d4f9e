//! What stands before all others of a room.

use diesel::prelude::*;

use super::{COLUMNS, Row, quote_of};
use crate::db::schema::{person, post};
use crate::db::{Conn, on_either};
use crate::error::Error;
use crate::post::Quote;

/// How many pinned posts are shown.
const SHOWN: i64 = 10;

/// The pinned posts of a room, the one pinned last first.
///
/// # Errors
/// A fault of the database.
pub fn pinned(conn: &mut Conn, room: i64) -> Result<Vec<Quote>, Error> {
    let pinned = post::table
        .inner_join(person::table.on(person::id.eq(post::author_id)))
        .filter(post::room_id.eq(room))
        .filter(post::pinned_at.is_not_null())
        .filter(post::deleted_at.is_null())
        .filter(post::held_at.is_null())
        .order(post::pinned_at.desc())
        .limit(SHOWN)
        .select(COLUMNS);
    // Every newest page of a list asks this.
    let rows: Vec<Row> = on_either!(conn, |conn| pinned.load(conn))?;
    Ok(rows.into_iter().map(|row| quote_of(&row.into())).collect())
}
