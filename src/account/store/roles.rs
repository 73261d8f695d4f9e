//! The SQL of roles.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::clock::Micros;
use crate::db::schema::{applicant, person, session};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::locale::key;
use crate::log::{Event, Log};
use crate::viewer::Role;

/// What somebody may do.
///
/// # Errors
/// A fault of the database.
pub fn role_of(conn: &mut Conn, person: i64) -> Result<Role, Error> {
    let row: Option<(String, bool)> = person::table
        .find(person)
        .select((person::role, person::moderates))
        .first(conn)
        .optional()?;
    Ok(row.map_or(Role::Member, |(role, moderates)| {
        Role::stored(&role, moderates)
    }))
}

/// Asks that a person is not the last owner: a wall without one could not be kept.
///
/// # Errors
/// [`Error::Forbidden`] when they are, or a fault of the database.
pub fn not_the_last_owner(conn: &mut Conn, person: i64) -> Result<(), Error> {
    // Written out, so that the index of the owners is used.
    let owners: Vec<i64> = person::table
        .filter(sql::<Bool>("role = 'owner'"))
        .select(person::id)
        .limit(2)
        .load(conn)?;
    if owners == [person] {
        return Err(Error::Forbidden(key("owner-last")));
    }
    Ok(())
}

/// Makes a person an owner. Their sessions end: a new role is a new session.
///
/// # Errors
/// A fault of the database.
pub fn make_owner(tx: &mut Tx<'_>, log: Log, person: i64, now: Micros) -> Result<(), Error> {
    log.append(tx, now, Event::PersonMadeOwner { person })?;
    begin_anew(tx, person)
}

/// Gives a person a role, or takes it. Their sessions end: a new role is a new session.
///
/// # Errors
/// [`Error::Forbidden`] when the last owner would be less, or a fault of the database.
pub fn give_role(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    role: Role,
    by: i64,
    now: Micros,
) -> Result<(), Error> {
    if role_of(tx.conn, person)? == role {
        return Ok(());
    }
    if role != Role::Owner {
        not_the_last_owner(tx.conn, person)?;
    }
    let role = role.as_str().to_owned();
    log.append(tx, now, Event::PersonGivenRole { person, role, by })?;
    begin_anew(tx, person)
}

fn begin_anew(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    diesel::delete(session::table.filter(session::person_id.eq(person))).execute(tx.conn)?;
    // Whoever has a role was let in.
    diesel::delete(applicant::table.find(person)).execute(tx.conn)?;
    Ok(())
}
