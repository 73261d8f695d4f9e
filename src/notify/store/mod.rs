//! The SQL of who is told of what.

mod inbox;
mod letters;
mod people;

use diesel::prelude::*;

pub use inbox::{
    Notice, forget_old, has_old, mark_all_read, mark_opened, mark_read, notices, own_walls,
};
pub use letters::{Choice, choice_of, choose, claim, due, end};
pub use people::viewers;

use super::Why;
use super::follow::Step;
use crate::clock::Micros;
use crate::db::schema::{digest, log, notice, post_version, subscription};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::post::Post;
use crate::room::following::store as following;

/// Writes what a step of the follower found.
///
/// # Errors
/// A fault of the database.
pub fn write(tx: &mut Tx<'_>, step: &Step) -> Result<(), Error> {
    tell(tx, &step.notices)?;
    for (person, thread, at) in &step.took_part {
        following::takes_part(tx.conn, *person, *thread, *at)?;
    }
    for gone in &step.gone {
        diesel::delete(notice::table.filter(notice::post_id.eq(gone))).execute(tx.conn)?;
        diesel::delete(subscription::table.filter(subscription::subject_id.eq(gone)))
            .execute(tx.conn)?;
    }
    for person in &step.left {
        diesel::delete(notice::table.filter(notice::person_id.eq(person))).execute(tx.conn)?;
        diesel::delete(subscription::table.filter(subscription::person_id.eq(person)))
            .execute(tx.conn)?;
        diesel::delete(digest::table.find(person)).execute(tx.conn)?;
    }
    Ok(())
}

/// Writes down who is told: the person, the post, the entry that it became news by, why, and when. Whoever
/// was told of a post already is not told again.
///
/// # Errors
/// A fault of the database.
pub fn tell(tx: &mut Tx<'_>, notices: &[(i64, i64, i64, Why, Micros)]) -> Result<(), Error> {
    let rows = notices.iter().map(|(person, post, seq, why, at)| {
        (
            notice::person_id.eq(person),
            notice::post_id.eq(post),
            notice::seq.eq(seq),
            notice::why.eq(why.as_str()),
            notice::at.eq(at),
        )
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    match tx.conn {
        Conn::Sqlite(conn) => diesel::insert_or_ignore_into(notice::table)
            .values(&rows)
            .execute(conn)?,
        Conn::Postgres(conn) => diesel::insert_into(notice::table)
            .values(&rows)
            .on_conflict_do_nothing()
            .execute(conn)?,
    };
    Ok(())
}

/// Whether a post was written here within so long after it was said.
///
/// # Errors
/// A fault of the database.
pub fn was_fresh(conn: &mut Conn, post: &Post, within: Micros) -> Result<bool, Error> {
    let written: Micros = log::table.find(post.id).select(log::at).first(conn)?;
    Ok(written - post.published_at <= within)
}

/// What a post said before the change that this entry made.
///
/// # Errors
/// A fault of the database.
pub fn before(conn: &mut Conn, post: i64, seq: i64) -> Result<String, Error> {
    let before: Option<String> = post_version::table
        .find((post, seq))
        .select(post_version::body)
        .first(conn)
        .optional()?;
    Ok(before.unwrap_or_default())
}
