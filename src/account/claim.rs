//! The one-time address that makes its sender the first owner. Its token is kept as a hash.

use data_encoding::BASE64URL_NOPAD;
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::db::schema::secret;
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::locale::key;

const NAME: &str = "claim";

/// Makes a token and remembers its hash.
///
/// # Errors
/// A fault of the database, or no randomness.
pub fn found(conn: &mut Conn) -> Result<String, Error> {
    let mut random = [0; 24];
    getrandom::fill(&mut random).map_err(Error::fault)?;
    let token = BASE64URL_NOPAD.encode(&random);
    diesel::insert_into(secret::table)
        .values((
            secret::name.eq(NAME),
            secret::value.eq(Sha256::digest(token.as_bytes()).to_vec()),
        ))
        .execute(conn)?;
    Ok(token)
}

/// Whether this token makes an owner.
///
/// # Errors
/// [`Error::Gone`] when the wall has been claimed, [`Error::Forbidden`] when the token is another.
pub fn check(conn: &mut Conn, token: &str) -> Result<(), Error> {
    let hash: Option<Vec<u8>> = secret::table
        .find(NAME)
        .select(secret::value)
        .first(conn)
        .optional()?;
    let hash = hash.ok_or(Error::Gone)?;
    if bool::from(hash.ct_eq(&Sha256::digest(token.as_bytes())[..])) {
        Ok(())
    } else {
        Err(Error::Forbidden(key("error-claim")))
    }
}

/// Uses it up.
///
/// # Errors
/// As [`check`].
pub fn spend(tx: &mut Tx<'_>, token: &str) -> Result<(), Error> {
    check(tx.conn, token)?;
    diesel::delete(secret::table.find(NAME)).execute(tx.conn)?;
    Ok(())
}
