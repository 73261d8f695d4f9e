//! A look into the database from outside, where a page cannot tell: that reading wrote nothing, or that
//! an hour has passed. A database is named as [`Wall::database`] names it.

use super::Wall;
use super::programs::eventually;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use std::collections::BTreeMap;

/// Tables that change by themselves: when somebody was last seen, who is here, which messages are read, and
/// which files the upkeep has to look at next.
const MOVING: [&str; 6] = [
    "session",
    "visit",
    "swarm",
    "correspondence",
    "mailbox",
    "dropped_file",
];
/// Tables that are written a moment later than what was done: of what people are told, and how far the log
/// was followed.
const LATER: [&str; 3] = ["notice", "subscription", "log_cursor"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

/// Every row of every table, as text, but of those that change by themselves, or are written later. What
/// is searched has caught up with the log by then, so that it changes only when something happens.
pub fn dump(wall: &Wall) -> BTreeMap<String, Vec<String>> {
    indexed(&wall.database());
    let mut link = Link::open(&wall.database());
    let mut dump = BTreeMap::new();
    for table in link.tables() {
        if !MOVING.iter().chain(&LATER).any(|other| *other == table) {
            let rows = link.rows(&table);
            dump.insert(table, rows);
        }
    }
    dump
}

/// Fails where two dumps differ, and shows the rows that only one of them has.
pub fn expect_same(
    before: &BTreeMap<String, Vec<String>>,
    after: &BTreeMap<String, Vec<String>>,
    what: &str,
) {
    let mut differences = Vec::new();
    for (table, rows) in after {
        let old = before.get(table).map(Vec::as_slice).unwrap_or_default();
        let gone = old.iter().filter(|row| !rows.contains(row));
        let new = rows.iter().filter(|row| !old.contains(row));
        differences.extend(gone.map(|row| format!("{table} - {row}")));
        differences.extend(new.map(|row| format!("{table} + {row}")));
    }
    assert!(differences.is_empty(), "{what}: {differences:#?}");
    assert_eq!(before.len(), after.len(), "{what}: other tables");
}

/// Moves everybody's last sight an hour into the past, as if they had been away for so long.
pub fn an_hour_passes(wall: &Wall) {
    an_hour_passes_in(&wall.database());
}

/// The same, where there is no program of its own.
pub fn an_hour_passes_in(database: &str) {
    change(database, "UPDATE visit SET seen_at = seen_at - 3600000000");
    change(
        database,
        "UPDATE session SET seen_at = seen_at - 3600000000",
    );
}

/// The number of the last entry of the log.
pub fn logged(database: &str) -> i64 {
    number(database, "SELECT CAST(seq AS TEXT) AS text FROM head")
}

/// The number of the last entry that is in what is searched.
pub fn followed(database: &str) -> i64 {
    let asked =
        "SELECT CAST(COALESCE(MAX(seq), 0) AS TEXT) AS text FROM log_cursor WHERE name = 'search'";
    number(database, asked)
}

fn number(database: &str, question: &str) -> i64 {
    ask(database, question)[0].parse().expect("a number")
}

/// Waits until what is searched has caught up with the log.
pub fn indexed(database: &str) {
    eventually("the index has followed the log", || {
        followed(database) == logged(database)
    });
}

/// Every row of a table, as text, in the order of that text.
pub fn rows(database: &str, table: &str) -> Vec<String> {
    Link::open(database).rows(table)
}

/// Asks a question whose answers are one column of text, called `text`.
pub fn ask(database: &str, question: &str) -> Vec<String> {
    Link::open(database).ask(question)
}

/// A connection to a database of either kind.
enum Link {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Link {
    fn open(database: &str) -> Link {
        if is_postgres(database) {
            Link::Postgres(postgres(database))
        } else {
            Link::Sqlite(sqlite(database))
        }
    }

    fn ask(&mut self, question: &str) -> Vec<String> {
        let found: Result<Vec<Line>, _> = match self {
            Link::Sqlite(connection) => sql_query(question).load(connection),
            Link::Postgres(connection) => sql_query(question).load(connection),
        };
        let found = found.unwrap_or_else(|error| panic!("{question}: {error}"));
        found.into_iter().map(|line| line.text).collect()
    }

    fn tables(&mut self) -> Vec<String> {
        self.ask(match self {
            Link::Sqlite(_) => {
                "SELECT name AS text FROM sqlite_master WHERE type = 'table' ORDER BY name"
            }
            Link::Postgres(_) => {
                "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public' \
                 ORDER BY tablename"
            }
        })
    }

    fn rows(&mut self, table: &str) -> Vec<String> {
        if let Link::Postgres(_) = self {
            return self.ask(&format!(
                "SELECT t::text AS text FROM \"{table}\" AS t ORDER BY 1"
            ));
        }
        let columns = format!("SELECT name AS text FROM pragma_table_info('{table}')");
        let quoted: Vec<String> = self
            .ask(&columns)
            .iter()
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        let row = quoted.join(" || ',' || ");
        self.ask(&format!("SELECT {row} AS text FROM \"{table}\" ORDER BY 1"))
    }
}

/// Changes the database behind the program's back.
pub fn change(database: &str, statement: &str) {
    let done = if is_postgres(database) {
        postgres(database).batch_execute(statement)
    } else {
        sqlite(database).batch_execute(statement)
    };
    done.unwrap_or_else(|error| panic!("{statement}: {error}"));
}

/// Whether it is one of PostgreSQL, and no file.
pub fn is_postgres(database: &str) -> bool {
    database.starts_with("postgres:")
}

fn sqlite(file: &str) -> SqliteConnection {
    let mut connection = SqliteConnection::establish(file).expect("the SQLite file");
    let patience = connection.batch_execute("PRAGMA busy_timeout = 10000");
    patience.expect("a busy timeout");
    connection
}

fn postgres(url: &str) -> PgConnection {
    PgConnection::establish(url).expect("the PostgreSQL database")
}
