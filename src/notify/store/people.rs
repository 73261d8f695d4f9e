//! People as those who look, where they do not look just now.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use crate::account::Standing;
use crate::account::store as people;
use crate::clock::Micros;
use crate::db::Conn;
use crate::db::schema::{applicant, person};
use crate::error::Error;
use crate::rules::Rules;
use crate::viewer::{Member, Role, Viewer};

/// The people of these numbers who hold their pseudonyms, as they would look at a page now.
///
/// # Errors
/// A fault of the database.
pub fn viewers(
    conn: &mut Conn,
    ids: &[i64],
    rules: &Arc<Rules>,
    now: Micros,
) -> Result<HashMap<i64, Viewer>, Error> {
    type Row = (
        i64,
        String,
        String,
        String,
        String,
        (bool, bool),
        Option<i64>,
    );
    let mut viewers = HashMap::new();
    // A few at a time: SQLite takes a limited number of values in one question.
    for some in ids.chunks(500) {
        let rows: Vec<Row> = person::table
            .left_join(applicant::table.on(applicant::person_id.eq(person::id)))
            .filter(person::id.eq_any(some))
            .select((
                person::id,
                person::name,
                person::address,
                person::standing,
                person::role,
                (person::moderates, person::noted),
                applicant::person_id.nullable(),
            ))
            .load(conn)?;
        for (id, name, address, standing, role, (moderates, noted), applies) in rows {
            let standing = Standing::from_word(&standing);
            if !matches!(standing, Standing::Visiting | Standing::Kept) {
                continue;
            }
            let mut restraints = if noted {
                people::restraints(conn, id)?
            } else {
                Vec::new()
            };
            restraints.retain(|restraint| restraint.until.is_none_or(|until| now < until));
            let member = Member {
                id,
                name,
                address,
                // Nobody looks at them here.
                picture: None,
                kept: standing == Standing::Kept,
                role: Role::stored(&role, moderates),
                session: Vec::new(),
                invisible: false,
                restraints,
                keeps: Vec::new(),
                applies: applies.is_some(),
                warned: false,
                unread_in: Vec::new(),
                unread_messages: None,
            };
            let viewer = Viewer {
                member: Some(member),
                rules: Arc::clone(rules),
            };
            viewers.insert(id, viewer);
        }
    }
    Ok(viewers)
}
