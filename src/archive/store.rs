//! The SQL of imports.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use diesel::prelude::*;

use crate::account::Standing;
use crate::account::pseudonym::likeness;
use crate::clock::Micros;
use crate::db::schema::{imported, person, room};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::log::{Batch, Event, Log};
use crate::room::store::free_slug;

/// What a message is known by: its time, and a hash.
pub type Key = [u8; 24];

/// A message to be imported.
#[derive(Debug)]
pub struct Message {
    /// What it is known by.
    pub key: Key,
    /// The title of its room.
    pub room: Arc<str>,
    /// Who said it.
    pub author: Arc<str>,
    /// When.
    pub at: Micros,
    /// The words.
    pub body: String,
}

/// The numbers of rooms and people that were looked up already.
#[derive(Debug, Default)]
pub struct Names {
    rooms: HashMap<String, i64>,
    people: HashMap<String, i64>,
}

/// What a step wrote.
#[derive(Debug, Default)]
pub struct Written {
    /// What was looked up, for the next step.
    pub names: Names,
    /// Messages that were written.
    pub imported: u64,
    /// Messages that were here before.
    pub known: u64,
    /// Rooms that were made.
    pub rooms: u64,
    /// People that were made.
    pub people: u64,
}

/// Writes messages that are not here yet.
///
/// # Errors
/// A fault of the database.
pub fn write(
    tx: &mut Tx<'_>,
    log: Log,
    messages: Vec<Message>,
    names: Names,
    now: Micros,
) -> Result<Written, Error> {
    let known = known(tx.conn, &messages)?;
    let mut written = Written {
        names,
        known: known.len() as u64,
        ..Written::default()
    };
    let mut batch = log.batch(tx)?;
    let mut keys = Vec::with_capacity(messages.len());
    for message in messages {
        if known.contains(&message.key[..]) {
            continue;
        }
        let room = room_of(&mut batch, &mut written, &message.room, now)?;
        let author = person_of(&mut batch, &mut written, &message.author, now)?;
        let event = Event::PostPublished {
            room,
            author,
            parent: None,
            reply_to: None,
            said_at: message.at,
            body: Some(message.body),
        };
        keys.push((message.key, batch.append(now, event)?));
        written.imported += 1;
    }
    remember(batch.conn()?, &keys)?;
    batch.close()?;
    Ok(written)
}

/// How many keys are asked for at once: SQLite takes a limited number of values.
const AT_ONCE: usize = 500;

fn known(conn: &mut Conn, messages: &[Message]) -> Result<HashSet<Vec<u8>>, Error> {
    let mut known = HashSet::new();
    for chunk in messages.chunks(AT_ONCE) {
        let keys: Vec<&[u8]> = chunk.iter().map(|message| &message.key[..]).collect();
        let found: Vec<Vec<u8>> = imported::table
            .filter(imported::line.eq_any(keys))
            .select(imported::line)
            .load(conn)?;
        known.extend(found);
    }
    Ok(known)
}

fn remember(conn: &mut Conn, keys: &[(Key, i64)]) -> Result<(), Error> {
    for (key, post) in keys {
        let row = (imported::line.eq(&key[..]), imported::post_id.eq(post));
        on_either!(&mut *conn, |conn| {
            diesel::insert_into(imported::table)
                .values(row)
                .execute(conn)
        })?;
    }
    Ok(())
}

/// The room of this title, made if there is none.
fn room_of(
    batch: &mut Batch<'_, '_>,
    written: &mut Written,
    title: &str,
    now: Micros,
) -> Result<i64, Error> {
    if let Some(id) = written.names.rooms.get(title) {
        return Ok(*id);
    }
    let found: Option<i64> = room::table
        .filter(room::kind.eq("room"))
        .filter(room::title.eq(title))
        .filter(room::deleted_at.is_null())
        .order(room::id)
        .select(room::id)
        .first(batch.conn()?)
        .optional()?;
    let id = match found {
        Some(id) => id,
        None => {
            written.rooms += 1;
            let event = Event::RoomOpened {
                slug: free_slug(batch.conn()?, title)?,
                title: title.to_owned(),
                about: String::new(),
                by: None,
            };
            batch.append(now, event)?
        }
    };
    written.names.rooms.insert(title.to_owned(), id);
    Ok(id)
}

/// The unclaimed person of this name, made if there is none.
fn person_of(
    batch: &mut Batch<'_, '_>,
    written: &mut Written,
    name: &str,
    now: Micros,
) -> Result<i64, Error> {
    if let Some(id) = written.names.people.get(name) {
        return Ok(*id);
    }
    let found: Option<i64> = person::table
        .filter(person::skeleton.eq(likeness(name)))
        .filter(person::name.eq(name))
        .filter(person::standing.eq(Standing::Unclaimed.as_str()))
        .order(person::id)
        .select(person::id)
        .first(batch.conn()?)
        .optional()?;
    let id = match found {
        Some(id) => id,
        None => {
            written.people += 1;
            let event = Event::PersonJoined {
                name: Some(name.to_owned()),
                unclaimed: true,
            };
            batch.append(now, event)?
        }
    };
    written.names.people.insert(name.to_owned(), id);
    Ok(id)
}
