//! Forms that were acted on already: the same form sent twice has one effect.

use diesel::prelude::*;

use crate::clock::{DAY, Micros};
use crate::db::schema::once_key;
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;

/// How long a form that was sent is remembered: longer than its token is good.
const MEMORY: Micros = 3 * DAY;

/// Where the sender of this form was led, if it was acted on before.
///
/// # Errors
/// A fault of the database.
pub fn location(tx: &mut Tx<'_>, session: &[u8], once: &str) -> Result<Option<String>, Error> {
    find(tx.conn, session, once)
}

/// The same, to look only.
///
/// # Errors
/// A fault of the database.
pub fn find(conn: &mut Conn, session: &[u8], once: &str) -> Result<Option<String>, Error> {
    let found = once_key::table
        .find((session, once))
        .select(once_key::location);
    Ok(on_either!(conn, |conn| found.first(conn).optional())?)
}

/// Remembers that it was.
///
/// # Errors
/// A fault of the database.
pub fn record(
    tx: &mut Tx<'_>,
    session: &[u8],
    once: &str,
    location: &str,
    now: Micros,
) -> Result<(), Error> {
    let row = (
        once_key::session_id.eq(session),
        once_key::key.eq(once),
        once_key::location.eq(location),
        once_key::at.eq(now),
    );
    on_either!(&mut *tx.conn, |conn| {
        diesel::insert_into(once_key::table)
            .values(row)
            .execute(conn)
    })?;
    Ok(())
}

/// Forgets what no form can be sent for any more.
///
/// # Errors
/// A fault of the database.
pub fn forget_old(tx: &mut Tx<'_>, now: Micros) -> Result<usize, Error> {
    Ok(diesel::delete(once_key::table.filter(once_key::at.lt(now - MEMORY))).execute(tx.conn)?)
}
