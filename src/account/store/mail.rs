//! The SQL of mail addresses and of what was sent there. A token is kept as its SHA-256.

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::{mail_address, mail_token, session};
use crate::db::{Conn, Tx};
use crate::error::Error;

/// What a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To confirm the address that it was sent to.
    Confirm,
    /// To set a new password.
    Recover,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Recover => "recover",
        }
    }
}

/// Where mail reaches a person, and since when that is confirmed.
///
/// # Errors
/// A fault of the database.
pub fn mail_address_of(
    conn: &mut Conn,
    person: i64,
) -> Result<Option<(String, Option<Micros>)>, Error> {
    Ok(mail_address::table
        .find(person)
        .select((mail_address::address, mail_address::confirmed_at))
        .first(conn)
        .optional()?)
}

/// Remembers an address that is yet to be confirmed, in the place of the one before.
///
/// # Errors
/// A fault of the database.
pub fn set_mail_address(tx: &mut Tx<'_>, person: i64, address: &str) -> Result<(), Error> {
    drop_mail_address(tx, person)?;
    diesel::insert_into(mail_address::table)
        .values((
            mail_address::person_id.eq(person),
            mail_address::address.eq(address),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets a person's address, and what was sent there.
///
/// # Errors
/// A fault of the database.
pub fn drop_mail_address(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    diesel::delete(mail_token::table.filter(mail_token::person_id.eq(person))).execute(tx.conn)?;
    diesel::delete(mail_address::table.find(person)).execute(tx.conn)?;
    Ok(())
}

/// The address of a person, if they have confirmed that mail reaches them there.
///
/// # Errors
/// A fault of the database.
pub fn confirmed_address(conn: &mut Conn, person: i64) -> Result<Option<String>, Error> {
    Ok(mail_address::table
        .filter(mail_address::person_id.eq(person))
        .filter(mail_address::confirmed_at.is_not_null())
        .select(mail_address::address)
        .first(conn)
        .optional()?)
}

/// Remembers a token by its hash, until a time.
///
/// # Errors
/// A fault of the database.
pub fn add_mail_token(
    tx: &mut Tx<'_>,
    hash: &[u8],
    person: i64,
    purpose: Purpose,
    expires_at: Micros,
) -> Result<(), Error> {
    diesel::insert_into(mail_token::table)
        .values((
            mail_token::hash.eq(hash),
            mail_token::person_id.eq(person),
            mail_token::kind.eq(purpose.as_str()),
            mail_token::expires_at.eq(expires_at),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Whose token this is, if it is good.
///
/// # Errors
/// A fault of the database.
pub fn mail_token(
    conn: &mut Conn,
    hash: &[u8],
    purpose: Purpose,
    now: Micros,
) -> Result<Option<i64>, Error> {
    Ok(mail_token::table
        .find(hash)
        .filter(mail_token::kind.eq(purpose.as_str()))
        .filter(mail_token::expires_at.gt(now))
        .select(mail_token::person_id)
        .first(conn)
        .optional()?)
}

/// Uses a token up, with all others of the person for the same purpose. Whose it was, if it was good.
///
/// # Errors
/// A fault of the database.
pub fn spend_mail_token(
    tx: &mut Tx<'_>,
    hash: &[u8],
    purpose: Purpose,
    now: Micros,
) -> Result<Option<i64>, Error> {
    let person = mail_token(tx.conn, hash, purpose, now)?;
    if let Some(person) = person {
        let spent = mail_token::table
            .filter(mail_token::person_id.eq(person))
            .filter(mail_token::kind.eq(purpose.as_str()));
        diesel::delete(spent).execute(tx.conn)?;
    }
    Ok(person)
}

/// Notes that mail reaches a person at the address that they gave.
///
/// # Errors
/// A fault of the database.
pub fn confirm_mail_address(tx: &mut Tx<'_>, person: i64, now: Micros) -> Result<(), Error> {
    diesel::update(mail_address::table.find(person))
        .set(mail_address::confirmed_at.eq(now))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets tokens that are no longer good.
///
/// # Errors
/// A fault of the database.
pub fn forget_old_mail_tokens(tx: &mut Tx<'_>, now: Micros) -> Result<usize, Error> {
    let old = mail_token::table.filter(mail_token::expires_at.le(now));
    Ok(diesel::delete(old).execute(tx.conn)?)
}

/// Ends every session of somebody who keeps their pseudonym.
///
/// # Errors
/// A fault of the database.
pub fn end_all_sessions(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    diesel::delete(session::table.filter(session::person_id.eq(person))).execute(tx.conn)?;
    Ok(())
}
