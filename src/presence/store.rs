//! The SQL of presence: what each process that serves this wall says about who is here.

use diesel::prelude::*;

use crate::clock::{Micros, SECOND};
use crate::db::schema::swarm;
use crate::db::{Conn, Tx};
use crate::error::{Error, Fault};
use crate::html::Lights;

/// How long what a process said is believed.
const LIFE: Micros = 15 * SECOND;

/// Says who is here as this process sees it, in the place of what it said before.
///
/// # Errors
/// A fault of the database.
pub fn say(tx: &mut Tx<'_>, node: &str, lights: &Lights, now: Micros) -> Result<(), Error> {
    let lights = serde_json::to_string(lights).map_err(Error::fault)?;
    let values = (swarm::seen_at.eq(now), swarm::lights.eq(&lights));
    let changed = diesel::update(swarm::table.find(node))
        .set(values)
        .execute(tx.conn)?;
    if changed == 0 {
        // Processes that ended without a word are forgotten here.
        diesel::delete(swarm::table.filter(swarm::seen_at.lt(now - LIFE))).execute(tx.conn)?;
        diesel::insert_into(swarm::table)
            .values((swarm::node.eq(node), values))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// Takes back what this process said.
///
/// # Errors
/// A fault of the database.
pub fn leave(tx: &mut Tx<'_>, node: &str) -> Result<(), Error> {
    diesel::delete(swarm::table.find(node)).execute(tx.conn)?;
    Ok(())
}

/// What the others said not long ago.
///
/// # Errors
/// A fault of the database, or words of theirs that cannot be read.
pub fn others(conn: &mut Conn, node: &str, now: Micros) -> Result<Vec<Lights>, Error> {
    let said: Vec<String> = swarm::table
        .filter(swarm::node.ne(node))
        .filter(swarm::seen_at.gt(now - LIFE))
        .select(swarm::lights)
        .load(conn)?;
    said.iter()
        .map(|lights| serde_json::from_str(lights))
        .collect::<Result<_, _>>()
        .map_err(|error| Error::Fault(Fault::Other(error.to_string())))
}
