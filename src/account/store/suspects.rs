//! The SQL of those who filled in what must stay empty when they took their pseudonym.

use diesel::prelude::*;

use crate::db::schema::suspect;
use crate::db::{Conn, Tx};
use crate::error::Error;

/// Notes that whoever has just taken a pseudonym did.
///
/// # Errors
/// A fault of the database.
pub fn suspect_person(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    diesel::insert_into(suspect::table)
        .values(suspect::person_id.eq(person))
        .execute(tx.conn)?;
    Ok(())
}

/// Whether they did.
///
/// # Errors
/// A fault of the database.
pub fn is_suspect(conn: &mut Conn, person: i64) -> Result<bool, Error> {
    let found: i64 = suspect::table.find(person).count().get_result(conn)?;
    Ok(found > 0)
}
