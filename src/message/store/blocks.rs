//! Who takes messages from whom.

use diesel::prelude::*;

use super::super::Reach;
use super::open_mailbox;
use crate::clock::Micros;
use crate::db::schema::{blocked, mailbox};
use crate::db::{Conn, Tx};
use crate::error::Error;

/// What stands between somebody who would write and the other one.
///
/// # Errors
/// A fault of the database.
pub fn reach(conn: &mut Conn, me: i64, other: i64) -> Result<Reach, Error> {
    let blocks = |conn: &mut Conn, one: i64, another: i64| -> Result<bool, Error> {
        let rows: i64 = blocked::table
            .find((one, another))
            .count()
            .get_result(conn)?;
        Ok(rows > 0)
    };
    Ok(Reach {
        blocks: blocks(conn, me, other)?,
        refused: blocks(conn, other, me)? || is_closed(conn, other)?,
    })
}

/// Whether somebody takes messages from nobody.
///
/// # Errors
/// A fault of the database.
pub fn is_closed(conn: &mut Conn, of: i64) -> Result<bool, Error> {
    let closed: Option<bool> = mailbox::table
        .find(of)
        .select(mailbox::closed)
        .first(conn)
        .optional()?;
    Ok(closed.unwrap_or_default())
}

/// Sets whether somebody takes messages from nobody.
///
/// # Errors
/// A fault of the database.
pub fn set_closed(tx: &mut Tx<'_>, of: i64, closed: bool) -> Result<(), Error> {
    open_mailbox(tx, of)?;
    diesel::update(mailbox::table.find(of))
        .set(mailbox::closed.eq(closed))
        .execute(tx.conn)?;
    Ok(())
}

/// Takes no messages from a person any more.
///
/// # Errors
/// A fault of the database.
pub fn block(tx: &mut Tx<'_>, me: i64, other: i64, now: Micros) -> Result<(), Error> {
    unblock(tx, me, other)?;
    diesel::insert_into(blocked::table)
        .values((
            blocked::person_id.eq(me),
            blocked::other_id.eq(other),
            blocked::at.eq(now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Takes messages from a person again.
///
/// # Errors
/// A fault of the database.
pub fn unblock(tx: &mut Tx<'_>, me: i64, other: i64) -> Result<(), Error> {
    diesel::delete(blocked::table.find((me, other))).execute(tx.conn)?;
    Ok(())
}
