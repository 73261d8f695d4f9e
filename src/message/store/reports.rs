//! Messages that their receivers showed to the moderators, as copies.

use diesel::prelude::*;

use super::super::Message;
use crate::clock::Micros;
use crate::db::schema::{message_report, person};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::Face;
use crate::viewer::Role;

/// How many are shown at once.
const SHOWN: i64 = 100;

/// A message that was shown to the moderators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The number of the report.
    pub id: i64,
    /// The number of whoever wrote it.
    pub author: i64,
    /// Their role.
    pub role: Role,
    /// Their pseudonym.
    pub name: String,
    /// The same as it stands in addresses.
    pub address: String,
    /// The file of the picture that they gave, if they did.
    pub picture: Option<String>,
    /// The words.
    pub body: String,
    /// What its receiver says about it.
    pub reason: String,
    /// When it was shown.
    pub at: Micros,
}

impl<'a> From<&'a Reported> for Face<'a> {
    fn from(of: &'a Reported) -> Self {
        Self {
            name: &of.name,
            address: &of.address,
            picture: of.picture.as_deref(),
        }
    }
}

/// Shows a message to the moderators. One that was shown already is not shown twice.
///
/// # Errors
/// A fault of the database.
pub fn report(
    tx: &mut Tx<'_>,
    me: i64,
    shown: &Message,
    reason: &str,
    now: Micros,
) -> Result<(), Error> {
    let there: i64 = message_report::table
        .filter(message_report::message_id.eq(shown.id))
        .count()
        .get_result(tx.conn)?;
    if there == 0 {
        diesel::insert_into(message_report::table)
            .values((
                message_report::message_id.eq(shown.id),
                message_report::author_id.eq(shown.author),
                message_report::person_id.eq(me),
                message_report::body.eq(&shown.body),
                message_report::reason.eq(reason),
                message_report::at.eq(now),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// What was shown to the moderators and is not settled, the oldest first; at most 100.
///
/// # Errors
/// A fault of the database.
pub fn reported(conn: &mut Conn) -> Result<Vec<Reported>, Error> {
    type Author = (i64, String, String, (String, bool), Option<String>);
    type Row = (i64, Author, String, String, Micros);
    let rows: Vec<Row> = message_report::table
        .inner_join(person::table.on(person::id.eq(message_report::author_id)))
        .order(message_report::id)
        .limit(SHOWN)
        .select((
            message_report::id,
            (
                person::id,
                person::name,
                person::address,
                (person::role, person::moderates),
                person::picture,
            ),
            message_report::body,
            message_report::reason,
            message_report::at,
        ))
        .load(conn)?;
    let found = rows.into_iter().map(
        |(id, (author, name, address, (role, moderates), picture), body, reason, at)| Reported {
            id,
            author,
            role: Role::stored(&role, moderates),
            name,
            address,
            picture,
            body,
            reason,
            at,
        },
    );
    Ok(found.collect())
}

/// Who wrote what was shown to the moderators, and their role; `None` where it is settled already.
///
/// # Errors
/// A fault of the database.
pub fn author_of(conn: &mut Conn, id: i64) -> Result<Option<(i64, Role)>, Error> {
    let row: Option<(i64, (String, bool))> = message_report::table
        .inner_join(person::table.on(person::id.eq(message_report::author_id)))
        .filter(message_report::id.eq(id))
        .select((person::id, (person::role, person::moderates)))
        .first(conn)
        .optional()?;
    Ok(row.map(|(author, (role, moderates))| (author, Role::stored(&role, moderates))))
}

/// Settles one: the copy goes. Whether it may be settled is not asked here.
///
/// # Errors
/// A fault of the database.
pub fn settle(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    diesel::delete(message_report::table.find(id)).execute(tx.conn)?;
    Ok(())
}
