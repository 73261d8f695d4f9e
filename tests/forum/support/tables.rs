//! A look into the database from outside, where a page cannot tell: that reading wrote nothing, or that
//! an hour has passed. A database is named as [`Wall::database`] names it.

use super::Wall;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use std::collections::BTreeMap;

/// Tables in which reading may leave a trace: when somebody was last seen, and who is here.
const SIGHT: [&str; 3] = ["session", "visit", "swarm"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

/// Every row of every table, as text, except for those that say who was seen when.
pub fn dump(wall: &Wall) -> BTreeMap<String, Vec<String>> {
    let database = wall.database();
    let rows_of = |table: String| {
        let rows = rows(&database, &table);
        (table, rows)
    };
    tables(&database)
        .into_iter()
        .filter(|table| !SIGHT.contains(&table.as_str()))
        .map(rows_of)
        .collect()
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

/// Every row of a table, as text, in the order of that text.
pub fn rows(database: &str, table: &str) -> Vec<String> {
    if is_postgres(database) {
        let rows = format!("SELECT t::text AS text FROM \"{table}\" AS t ORDER BY 1");
        return ask(database, &rows);
    }
    let columns = format!("SELECT name AS text FROM pragma_table_info('{table}')");
    let quoted: Vec<String> = ask(database, &columns)
        .iter()
        .map(|name| format!("quote(\"{name}\")"))
        .collect();
    let row = quoted.join(" || ',' || ");
    let rows = format!("SELECT {row} AS text FROM \"{table}\" ORDER BY 1");
    ask(database, &rows)
}

/// Asks a question whose answers are one column of text, called `text`.
pub fn ask(database: &str, question: &str) -> Vec<String> {
    let found: Result<Vec<Line>, _> = if is_postgres(database) {
        sql_query(question).load(&mut postgres(database))
    } else {
        sql_query(question).load(&mut sqlite(database))
    };
    let found = found.unwrap_or_else(|error| panic!("{question}: {error}"));
    found.into_iter().map(|line| line.text).collect()
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

fn tables(database: &str) -> Vec<String> {
    let names = if is_postgres(database) {
        "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    } else {
        "SELECT name AS text FROM sqlite_master WHERE type = 'table' ORDER BY name"
    };
    ask(database, names)
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
