//! The SQL of second factors. A code counts once: what uses it up and what it opens share a transaction.

use diesel::prelude::*;

use crate::account::second_factor::{Code, fits};
use crate::clock::Micros;
use crate::db::schema::{recovery_code, second_factor};
use crate::db::{Conn, Tx};
use crate::error::Error;

/// Since when a person is asked for a second factor, if they are.
///
/// # Errors
/// A fault of the database.
pub fn second_factor(conn: &mut Conn, person: i64) -> Result<Option<Micros>, Error> {
    Ok(second_factor::table
        .find(person)
        .select(second_factor::confirmed_at)
        .first(conn)
        .optional()?)
}

/// How many recovery codes a person has left.
///
/// # Errors
/// A fault of the database.
pub fn recovery_codes_left(conn: &mut Conn, person: i64) -> Result<i64, Error> {
    Ok(recovery_code::table
        .filter(recovery_code::person_id.eq(person))
        .filter(recovery_code::used_at.is_null())
        .count()
        .get_result(conn)?)
}

/// Asks a person for a second factor from now on. `step` was used to confirm it.
///
/// # Errors
/// A fault of the database.
pub fn set_second_factor(
    tx: &mut Tx<'_>,
    person: i64,
    secret: &[u8],
    step: i64,
    now: Micros,
) -> Result<(), Error> {
    drop_second_factor(tx, person)?;
    diesel::insert_into(second_factor::table)
        .values((
            second_factor::person_id.eq(person),
            second_factor::secret.eq(secret),
            second_factor::confirmed_at.eq(now),
            second_factor::last_step.eq(step),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Gives a person these recovery codes, in the place of all that they had.
///
/// # Errors
/// A fault of the database.
pub fn set_recovery_codes(tx: &mut Tx<'_>, person: i64, hashes: &[Vec<u8>]) -> Result<(), Error> {
    let old = recovery_code::table.filter(recovery_code::person_id.eq(person));
    diesel::delete(old).execute(tx.conn)?;
    for hash in hashes {
        diesel::insert_into(recovery_code::table)
            .values((
                recovery_code::person_id.eq(person),
                recovery_code::hash.eq(hash),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// Asks for it no longer, and forgets the recovery codes.
///
/// # Errors
/// A fault of the database.
pub fn drop_second_factor(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    set_recovery_codes(tx, person, &[])?;
    diesel::delete(second_factor::table.find(person)).execute(tx.conn)?;
    Ok(())
}

/// Uses a code up. Whether it was one.
///
/// # Errors
/// A fault of the database.
pub fn use_code(tx: &mut Tx<'_>, person: i64, code: &Code, now: Micros) -> Result<bool, Error> {
    match code {
        Code::Timed(typed) => {
            let found: Option<(Vec<u8>, i64)> = second_factor::table
                .find(person)
                .select((second_factor::secret, second_factor::last_step))
                .first(tx.conn)
                .optional()?;
            let step = found.and_then(|(secret, last)| fits(&secret, typed, now, last));
            let Some(step) = step else { return Ok(false) };
            diesel::update(second_factor::table.find(person))
                .set(second_factor::last_step.eq(step))
                .execute(tx.conn)?;
            Ok(true)
        }
        Code::Recovery(hash) => {
            let unused = recovery_code::table
                .find((person, hash))
                .filter(recovery_code::used_at.is_null());
            let used = diesel::update(unused)
                .set(recovery_code::used_at.eq(now))
                .execute(tx.conn)?;
            Ok(used == 1)
        }
    }
}
