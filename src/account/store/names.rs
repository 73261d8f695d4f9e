//! Who is meant by names that stand in a text.

use std::collections::HashMap;

use diesel::prelude::*;

use super::held;
use crate::account::pseudonym::likeness;
use crate::db::Conn;
use crate::db::schema::person;
use crate::error::Error;

/// How many are asked for at once: SQLite takes a limited number of values in one question.
const AT_ONCE: usize = 500;

/// The numbers and addresses of those who hold these names, however their capitals are typed; by the name
/// as it was typed. Names that nobody holds are left out.
///
/// # Errors
/// A fault of the database.
pub fn holders(conn: &mut Conn, names: &[String]) -> Result<HashMap<String, (i64, String)>, Error> {
    let mut typed: HashMap<String, Vec<&String>> = HashMap::new();
    for name in names {
        typed.entry(likeness(name)).or_default().push(name);
    }
    typed.remove("");
    let likenesses: Vec<&String> = typed.keys().collect();
    let mut holders = HashMap::new();
    for some in likenesses.chunks(AT_ONCE) {
        let rows: Vec<(String, i64, String)> = person::table
            .filter(person::skeleton.eq_any(some))
            .filter(person::standing.eq_any(held()))
            .select((person::skeleton, person::id, person::address))
            .load(conn)?;
        for (likeness, id, address) in rows {
            for name in typed.get(&likeness).into_iter().flatten() {
                holders.insert((*name).clone(), (id, address.clone()));
            }
        }
    }
    Ok(holders)
}
