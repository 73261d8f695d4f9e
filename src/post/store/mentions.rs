//! Looking up whom posts name.

use crate::account::store as people;
use crate::db::Conn;
use crate::error::Error;
use crate::html::mention::possible;
use crate::post::Mentions;

/// How many beginnings of names are looked up for one page.
const MOST: usize = 1_000;

/// Whom these words name. Where no @ stands in them, nobody is asked.
///
/// # Errors
/// A fault of the database.
pub fn mentions<'a>(
    conn: &mut Conn,
    bodies: impl IntoIterator<Item = &'a str>,
) -> Result<Mentions, Error> {
    let names = bodies.into_iter().filter(|body| body.contains('@'));
    let mut names: Vec<String> = names.flat_map(possible).take(MOST).collect();
    if names.is_empty() {
        return Ok(Mentions::default());
    }
    names.sort_unstable();
    names.dedup();
    people::holders(conn, &names).map(Mentions::new)
}
