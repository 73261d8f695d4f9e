//! The one table of what the program is compared with.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

diesel::table! {
    post (id) {
        id -> BigInt,
        author -> Text,
        body -> Text,
        published_at -> BigInt,
    }
}

/// A post to be written.
#[derive(Insertable)]
#[diesel(table_name = post)]
pub struct NewPost<'a> {
    /// Its author's name.
    pub author: &'a str,
    /// Its words.
    pub body: &'a str,
    /// When it was said, in microseconds since the epoch.
    pub published_at: i64,
}

/// Makes the table in a new SQLite file, which will be as durable as the program's own: each commit is
/// on the disk before it is over.
pub fn create(file: &Path) -> SqliteConnection {
    let mut conn = connect(file);
    conn.batch_execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE post (id INTEGER PRIMARY KEY, author TEXT NOT NULL, body TEXT NOT NULL,
                            published_at INTEGER NOT NULL) STRICT",
    )
    .expect("a table");
    conn
}

/// Opens such a file.
pub fn connect(file: &Path) -> SqliteConnection {
    SqliteConnection::establish(file.to_str().expect("a path in UTF-8")).expect("an SQLite file")
}

/// Writes one post in a transaction of its own.
pub fn insert(conn: &mut SqliteConnection, new: &NewPost<'_>) {
    diesel::insert_into(post::table)
        .values(new)
        .execute(conn)
        .expect("a row");
}
