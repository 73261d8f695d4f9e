//! The SQL of the owners' rules.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::rules;
use crate::error::Error;
use crate::log::{Entry, Event};
use crate::rules::Rules;

/// Writes what events about the rules mean into the table.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    for entry in entries {
        if let Event::RulesChanged { rules: changed, .. } = &entry.event {
            let text = serde_json::to_string(changed).map_err(Error::fault)?;
            diesel::delete(rules::table).execute(conn)?;
            diesel::insert_into(rules::table)
                .values((
                    rules::one.eq(1),
                    rules::seq.eq(entry.seq),
                    rules::value.eq(text),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// The rules as they are, and the number of the entry that set them: 0 where nobody did.
///
/// # Errors
/// A fault of the database.
pub fn load(conn: &mut Conn) -> Result<(i64, Rules), Error> {
    let row: Option<(i64, String)> = rules::table
        .select((rules::seq, rules::value))
        .first(conn)
        .optional()?;
    match row {
        Some((seq, text)) => Ok((seq, serde_json::from_str(&text).map_err(Error::fault)?)),
        None => Ok((0, Rules::default())),
    }
}
