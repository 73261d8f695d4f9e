//! The SQL of private messages as far as it is about one person: what they take along, and what goes when
//! they are forgotten. Writing and reading messages is the business of `message`.

use diesel::prelude::*;

use super::{PERSON, Person, PersonRow, from_row};
use crate::clock::Micros;
use crate::db::Conn;
use crate::db::schema::{blocked, correspondence, mailbox, message, message_report, person};
use crate::error::Error;

/// A private message, for one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMessage {
    /// Its number.
    pub id: i64,
    /// The pseudonym of the other one; empty if they were forgotten.
    pub other: String,
    /// Whether the one who asks wrote it.
    pub own: bool,
    /// When it was sent.
    pub at: Micros,
    /// The words.
    pub body: String,
}

/// A person's side of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnConversation {
    /// The number of the other one.
    pub with: i64,
    /// Their pseudonym; empty if they were forgotten.
    pub name: String,
    /// Up to which message the person deleted it for themselves.
    pub hidden: i64,
}

/// With whom a person has conversations, by number.
///
/// # Errors
/// A fault of the database.
pub fn own_conversations(conn: &mut Conn, of: i64) -> Result<Vec<OwnConversation>, Error> {
    let sides: Vec<(i64, i64, String)> = correspondence::table
        .inner_join(person::table.on(person::id.eq(correspondence::other_id)))
        .filter(correspondence::person_id.eq(of))
        .order(correspondence::other_id)
        .select((
            correspondence::other_id,
            correspondence::hidden_id,
            person::name,
        ))
        .load(conn)?;
    let sides = sides
        .into_iter()
        .map(|(with, hidden, name)| OwnConversation { with, name, hidden });
    Ok(sides.collect())
}

/// What a person sent and was sent in a conversation and did not delete for themselves, the oldest first,
/// after a number.
///
/// # Errors
/// A fault of the database.
pub fn own_messages(
    conn: &mut Conn,
    of: i64,
    side: &OwnConversation,
    after: i64,
    limit: i64,
) -> Result<Vec<OwnMessage>, Error> {
    let rows: Vec<(i64, i64, Micros, String)> = message::table
        .filter(message::low_id.eq(of.min(side.with)))
        .filter(message::high_id.eq(of.max(side.with)))
        .filter(message::id.gt(side.hidden.max(after)))
        .order(message::id)
        .limit(limit)
        .select((message::id, message::author_id, message::at, message::body))
        .load(conn)?;
    let found = rows.into_iter().map(|(id, author, at, body)| OwnMessage {
        id,
        other: side.name.clone(),
        own: author == of,
        at,
        body,
    });
    Ok(found.collect())
}

/// From whom a person takes no messages, and since when; the latest first.
///
/// # Errors
/// A fault of the database.
pub fn blocked_by(conn: &mut Conn, of: i64) -> Result<Vec<(Person, Micros)>, Error> {
    let rows: Vec<(PersonRow, Micros)> = blocked::table
        .inner_join(person::table.on(person::id.eq(blocked::other_id)))
        .filter(blocked::person_id.eq(of))
        .order((blocked::at.desc(), blocked::other_id))
        .select((PERSON, blocked::at))
        .load(conn)?;
    let people = rows.into_iter().map(|(row, at)| (from_row(row), at));
    Ok(people.collect())
}

/// Counts anew what one side of a conversation shows, after messages came or went. A side of which nothing
/// is left goes.
///
/// # Errors
/// A fault of the database.
pub fn recount(conn: &mut Conn, of: i64, other: i64) -> Result<(), Error> {
    let side: Option<(i64, i64)> = correspondence::table
        .find((of, other))
        .select((correspondence::hidden_id, correspondence::read_id))
        .first(conn)
        .optional()?;
    if let Some((hidden, read)) = side {
        let between = message::table
            .filter(message::low_id.eq(of.min(other)))
            .filter(message::high_id.eq(of.max(other)));
        let last: Option<i64> = between.select(diesel::dsl::max(message::id)).first(conn)?;
        let unread: i64 = between
            .filter(message::id.gt(hidden.max(read)))
            .filter(message::author_id.ne(of))
            .count()
            .get_result(conn)?;
        let row = correspondence::table.find((of, other));
        match last {
            None => {
                diesel::delete(row).execute(conn)?;
            }
            Some(last) => {
                let seen = if last > hidden { last } else { 0 };
                diesel::update(row)
                    .set((
                        correspondence::last_id.eq(seen),
                        correspondence::unread.eq(unread),
                    ))
                    .execute(conn)?;
            }
        }
    }
    let unread: Vec<i64> = correspondence::table
        .filter(correspondence::person_id.eq(of))
        .filter(correspondence::unread.gt(0))
        .select(correspondence::unread)
        .load(conn)?;
    let unread: i64 = unread.iter().sum();
    diesel::update(mailbox::table.find(of))
        .set(mailbox::unread.eq(unread))
        .execute(conn)?;
    Ok(())
}

/// Erases what a person wrote to others, and all that is kept of their side. What others wrote to them
/// stays with those others.
///
/// # Errors
/// A fault of the database.
pub fn forget_messages(conn: &mut Conn, of: i64) -> Result<(), Error> {
    let mut others: Vec<i64> = correspondence::table
        .filter(correspondence::other_id.eq(of))
        .select(correspondence::person_id)
        .load(conn)?;
    others.extend(
        correspondence::table
            .filter(correspondence::person_id.eq(of))
            .select(correspondence::other_id)
            .load::<i64>(conn)?,
    );
    others.sort_unstable();
    others.dedup();
    diesel::delete(correspondence::table.filter(correspondence::person_id.eq(of))).execute(conn)?;
    for other in others {
        // What the other one deleted for themselves is nobody's any more either.
        let hidden: Option<i64> = correspondence::table
            .find((other, of))
            .select(correspondence::hidden_id)
            .first(conn)
            .optional()?;
        let between = message::table
            .filter(message::low_id.eq(of.min(other)))
            .filter(message::high_id.eq(of.max(other)));
        let nobodys = message::author_id
            .eq(of)
            .or(message::id.le(hidden.unwrap_or(i64::MAX)));
        diesel::delete(between.filter(nobodys)).execute(conn)?;
        recount(conn, other, of)?;
    }
    diesel::delete(mailbox::table.find(of)).execute(conn)?;
    let either = blocked::person_id.eq(of).or(blocked::other_id.eq(of));
    diesel::delete(blocked::table.filter(either)).execute(conn)?;
    diesel::delete(message_report::table.filter(message_report::author_id.eq(of))).execute(conn)?;
    // What they showed to the moderators is still to be looked at; that it was them is nobody's business.
    diesel::update(message_report::table.filter(message_report::person_id.eq(of)))
        .set((
            message_report::person_id.eq(None::<i64>),
            message_report::reason.eq(""),
        ))
        .execute(conn)?;
    Ok(())
}
