//! The SQL of private messages. Every question names the one who asks: what is not theirs is not found.

mod blocks;
mod reports;

use diesel::prelude::*;

pub use blocks::{block, is_closed, reach, set_closed, unblock};
pub use reports::{Reported, author_of, report, reported, settle};

use super::{CONVERSATIONS, Conversation, Message, PER_PAGE};
use crate::account::Standing;
use crate::account::store::{Person, recount};
use crate::clock::Micros;
use crate::db::schema::{correspondence, mailbox, message, person};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::Slice;
use crate::urls::Window;
use crate::viewer::Role;

type Row = (i64, i64, String, Micros);

const COLUMNS: (message::id, message::author_id, message::body, message::at) =
    (message::id, message::author_id, message::body, message::at);

fn from_row((id, author, body, at): Row) -> Message {
    Message {
        id,
        author,
        body,
        at,
    }
}

/// A part of somebody's conversations, the one in which something was said last first.
///
/// # Errors
/// A fault of the database.
pub fn conversations(
    conn: &mut Conn,
    me: i64,
    window: Window,
) -> Result<Slice<Conversation>, Error> {
    type Other = (
        i64,
        String,
        String,
        String,
        Micros,
        (String, bool),
        Option<String>,
    );
    type Side = (Other, (i64, i64));
    let sides = correspondence::table
        .inner_join(person::table.on(person::id.eq(correspondence::other_id)))
        .filter(correspondence::person_id.eq(me))
        .limit(CONVERSATIONS as i64 + 1)
        .select((
            (
                person::id,
                person::name,
                person::address,
                person::standing,
                person::joined_at,
                (person::role, person::moderates),
                person::picture,
            ),
            (correspondence::last_id, correspondence::unread),
        ));
    let last = correspondence::last_id;
    // What was deleted for the one who asks has no last message.
    let sides: Vec<Side> = match window {
        Window::Newest => sides.filter(last.gt(0)).order(last.desc()).load(conn)?,
        Window::Before(id) => sides
            .filter(last.gt(0))
            .filter(last.lt(id))
            .order(last.desc())
            .load(conn)?,
        Window::After(id) => sides
            .filter(last.gt(id.max(0)))
            .order(last.asc())
            .load(conn)?,
    };
    let ids: Vec<i64> = sides.iter().map(|(_, (last, _))| *last).collect();
    let messages: Vec<Row> = message::table
        .filter(message::id.eq_any(ids))
        .select(COLUMNS)
        .load(conn)?;
    let found = sides.into_iter().filter_map(|(other, (last, unread))| {
        let last = messages.iter().find(|row| row.0 == last)?.clone();
        let (id, name, address, standing, joined_at, (role, moderates), picture) = other;
        Some(Conversation {
            other: Person {
                id,
                name,
                address,
                standing: Standing::from_word(&standing),
                joined_at,
                role: Role::stored(&role, moderates),
                picture,
            },
            last: from_row(last),
            unread,
        })
    });
    Ok(Slice::cut(found.collect(), window, CONVERSATIONS))
}

/// One's side of a conversation: up to which one has read, up to which it is deleted for oneself, and how
/// many messages stand as unread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Side {
    /// Up to which message one has read.
    pub read: i64,
    /// Up to which one deleted it for oneself.
    pub hidden: i64,
    /// How many are not read.
    pub unread: i64,
}

/// One's side of the conversation with another person, if there is one.
///
/// # Errors
/// A fault of the database.
pub fn side(conn: &mut Conn, me: i64, other: i64) -> Result<Option<Side>, Error> {
    let row: Option<(i64, i64, i64)> = correspondence::table
        .find((me, other))
        .select((
            correspondence::read_id,
            correspondence::hidden_id,
            correspondence::unread,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(read, hidden, unread)| Side {
        read,
        hidden,
        unread,
    }))
}

/// A part of what two people said to each other, as far as `me` did not delete it; the newest first.
///
/// # Errors
/// A fault of the database.
pub fn messages(
    conn: &mut Conn,
    me: i64,
    other: i64,
    hidden: i64,
    window: Window,
) -> Result<Slice<Message>, Error> {
    let found = message::table
        .filter(message::low_id.eq(me.min(other)))
        .filter(message::high_id.eq(me.max(other)))
        .filter(message::id.gt(hidden))
        .limit(PER_PAGE as i64 + 1)
        .select(COLUMNS);
    let id = message::id;
    let rows: Vec<Row> = match window {
        Window::Newest => found.order(id.desc()).load(conn)?,
        Window::Before(before) => found.filter(id.lt(before)).order(id.desc()).load(conn)?,
        Window::After(after) => found.filter(id.gt(after)).order(id.asc()).load(conn)?,
    };
    let rows = rows.into_iter().map(from_row).collect();
    Ok(Slice::cut(rows, window, PER_PAGE))
}

/// One message of the conversation with another person, as long as `me` sees it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; a fault of the database.
pub fn one(conn: &mut Conn, me: i64, other: i64, id: i64) -> Result<Message, Error> {
    let hidden = side(conn, me, other)?.ok_or(Error::NotFound)?.hidden;
    let row: Option<Row> = message::table
        .find(id)
        .filter(message::low_id.eq(me.min(other)))
        .filter(message::high_id.eq(me.max(other)))
        .filter(message::id.gt(hidden))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(from_row).ok_or(Error::NotFound)
}

/// Sends a message. Answers its number. Whether it may be sent is not asked here.
///
/// # Errors
/// A fault of the database.
pub fn send(tx: &mut Tx<'_>, from: i64, to: i64, body: &str, now: Micros) -> Result<i64, Error> {
    let (low, high) = (from.min(to), from.max(to));
    diesel::insert_into(message::table)
        .values((
            message::low_id.eq(low),
            message::high_id.eq(high),
            message::author_id.eq(from),
            message::body.eq(body),
            message::at.eq(now),
        ))
        .execute(tx.conn)?;
    let id: Option<i64> = message::table
        .filter(message::low_id.eq(low))
        .filter(message::high_id.eq(high))
        .filter(message::author_id.eq(from))
        .select(diesel::dsl::max(message::id))
        .first(tx.conn)?;
    let id = id.ok_or(Error::NotFound)?;
    // Both sides in the order of their numbers: two processes never wait for each other.
    for (own, other) in [(low, high), (high, low)] {
        let new = i64::from(own == to);
        let row = correspondence::table.find((own, other));
        let changed = diesel::update(row)
            .set((
                correspondence::last_id.eq(id),
                correspondence::unread.eq(correspondence::unread + new),
            ))
            .execute(tx.conn)?;
        if changed == 0 {
            diesel::insert_into(correspondence::table)
                .values((
                    correspondence::person_id.eq(own),
                    correspondence::other_id.eq(other),
                    correspondence::last_id.eq(id),
                    correspondence::read_id.eq(0),
                    correspondence::hidden_id.eq(0),
                    correspondence::unread.eq(new),
                ))
                .execute(tx.conn)?;
        }
        open_mailbox(tx, own)?;
        diesel::update(mailbox::table.find(own))
            .set(mailbox::unread.eq(mailbox::unread + new))
            .execute(tx.conn)?;
    }
    Ok(id)
}

/// Makes somebody's mailbox, where they have none yet.
fn open_mailbox(tx: &mut Tx<'_>, of: i64) -> Result<(), Error> {
    let there: i64 = mailbox::table.find(of).count().get_result(tx.conn)?;
    if there == 0 {
        diesel::insert_into(mailbox::table)
            .values((
                mailbox::person_id.eq(of),
                mailbox::unread.eq(0),
                mailbox::closed.eq(false),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// Deletes a message for both, for good: only whoever wrote it can.
///
/// # Errors
/// [`Error::NotFound`] when it is no message of theirs; a fault of the database.
pub fn delete(tx: &mut Tx<'_>, me: i64, other: i64, id: i64) -> Result<(), Error> {
    let own = message::table
        .find(id)
        .filter(message::low_id.eq(me.min(other)))
        .filter(message::high_id.eq(me.max(other)))
        .filter(message::author_id.eq(me));
    if diesel::delete(own).execute(tx.conn)? == 0 {
        return Err(Error::NotFound);
    }
    recount(tx.conn, me.min(other), me.max(other))?;
    recount(tx.conn, me.max(other), me.min(other))
}

/// The number of the newest message between two people; 0 where there is none.
///
/// # Errors
/// A fault of the database.
pub fn newest(conn: &mut Conn, me: i64, other: i64) -> Result<i64, Error> {
    let newest: Option<i64> = message::table
        .filter(message::low_id.eq(me.min(other)))
        .filter(message::high_id.eq(me.max(other)))
        .select(diesel::dsl::max(message::id))
        .first(conn)?;
    Ok(newest.unwrap_or_default())
}

/// Deletes a conversation for one of the two, up to a message: what came after it stays. What the other one
/// deleted as well is gone.
///
/// # Errors
/// [`Error::NotFound`] when there is none; a fault of the database.
pub fn hide(tx: &mut Tx<'_>, me: i64, other: i64, up_to: i64) -> Result<(), Error> {
    let own = side(tx.conn, me, other)?.ok_or(Error::NotFound)?;
    let last = newest(tx.conn, me, other)?.min(up_to).max(own.hidden);
    let between = message::table
        .filter(message::low_id.eq(me.min(other)))
        .filter(message::high_id.eq(me.max(other)));
    diesel::update(correspondence::table.find((me, other)))
        .set((
            correspondence::hidden_id.eq(last),
            correspondence::read_id.eq(last.max(own.read)),
        ))
        .execute(tx.conn)?;
    // Where the other one was forgotten, nobody else sees it.
    let theirs = side(tx.conn, other, me)?.map_or(i64::MAX, |side| side.hidden);
    diesel::delete(between.filter(message::id.le(last.min(theirs)))).execute(tx.conn)?;
    recount(tx.conn, me.min(other), me.max(other))?;
    recount(tx.conn, me.max(other), me.min(other))
}

/// Writes what people have read: who, whose messages, and up to which.
///
/// # Errors
/// A fault of the database.
pub fn mark_read(tx: &mut Tx<'_>, marks: &[(i64, i64, i64)]) -> Result<(), Error> {
    for (me, other, up_to) in marks {
        let row = correspondence::table
            .find((me, other))
            .filter(correspondence::read_id.lt(up_to));
        diesel::update(row)
            .set(correspondence::read_id.eq(up_to))
            .execute(tx.conn)?;
        recount(tx.conn, *me, *other)?;
    }
    Ok(())
}
