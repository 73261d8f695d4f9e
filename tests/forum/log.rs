//! The log from inside, through the library, and what it is for: the tables come from it alone, nobody
//! who follows it misses anything, and nobody changes it unnoticed.

mod followers;
pub mod replay;
mod tampering;
mod writers;

use crate::support::tables;
use std::sync::Arc;
use thewall::app::apply;
use thewall::config::DatabaseUrl;
use thewall::db::Db;
use thewall::error::Error;
use thewall::log::{Event, Log, chain, last_seq};

/// Opens a database as one more process would: with readers and a writer of its own.
pub fn open(database: &str) -> Db {
    let silence = Arc::new(|_: i64| ());
    Db::open(&url(database), 2, silence).expect("the database")
}

fn url(database: &str) -> DatabaseUrl {
    let address = match tables::is_postgres(database) {
        true => database.to_owned(),
        false => format!("sqlite:{database}"),
    };
    address.parse().expect("a database's address")
}

fn verified(db: &Db) -> Result<i64, Error> {
    db.read_here(chain::verify)
}

/// The number of the last entry of a database's log.
fn last_of(database: &str) -> i64 {
    open(database).read_here(last_seq).expect("the head")
}

/// Opens some rooms in one commit and gives back the number of the last.
fn open_rooms(db: &Db, count: usize) -> i64 {
    let opened = db.write_here(move |tx| {
        let mut batch = Log::new(apply).batch(tx)?;
        let mut last = 0;
        for n in 1..=count {
            last = batch.append(0, room_opened(&format!("room-{n}")))?;
        }
        batch.close()?;
        Ok(last)
    });
    opened.expect("new rooms")
}

/// A room that nobody opened, for logs that need an entry.
fn room_opened(slug: &str) -> Event {
    let (slug, title) = (slug.to_owned(), format!("The room {slug}"));
    let (about, by) = (String::new(), None);
    Event::RoomOpened {
        slug,
        title,
        about,
        by,
    }
}

/// The answers to a question, as numbers.
fn numbers(database: &str, question: &str) -> Vec<i64> {
    let numbers = tables::ask(database, question).into_iter();
    numbers
        .map(|number| number.parse().expect("a number"))
        .collect()
}

fn up_to(last: i64) -> Vec<i64> {
    (1..=last).collect()
}
