//! The SQL of the moderators' filters.

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::filter;
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::rules::Verdict;
use crate::web::Filter;

/// All filters, the oldest first.
///
/// # Errors
/// A fault of the database.
pub fn all(conn: &mut Conn) -> Result<Vec<Filter>, Error> {
    let rows: Vec<(i64, String, bool, String)> = filter::table
        .order(filter::id)
        .select((filter::id, filter::pattern, filter::is_regex, filter::deed))
        .load(conn)?;
    let read = |(id, pattern, is_regex, deed): (i64, String, bool, String)| Filter {
        id,
        pattern,
        is_regex,
        deed: Verdict::from_word(&deed).unwrap_or(Verdict::Mark),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Keeps a new filter. Its number is given by the database.
///
/// # Errors
/// A fault of the database.
pub fn add(tx: &mut Tx<'_>, new: &Filter, by: i64, now: Micros) -> Result<(), Error> {
    let row = (
        filter::pattern.eq(&new.pattern),
        filter::is_regex.eq(new.is_regex),
        filter::deed.eq(new.deed.as_str()),
        filter::made_by.eq(by),
        filter::made_at.eq(now),
    );
    on_either!(&mut *tx.conn, |conn| {
        diesel::insert_into(filter::table).values(row).execute(conn)
    })?;
    Ok(())
}

/// Drops a filter.
///
/// # Errors
/// A fault of the database.
pub fn remove(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    diesel::delete(filter::table.find(id)).execute(tx.conn)?;
    Ok(())
}
