//! A look into the database from outside, where a page cannot tell: that reading wrote nothing, or that
//! an hour has passed.

use super::Wall;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use std::collections::BTreeMap;

/// Tables in which reading may leave a trace: when somebody was last seen.
const SIGHT: [&str; 2] = ["session", "visit"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

/// Every row of every table, as text, except for those that say when somebody was last seen.
pub fn dump(wall: &Wall) -> BTreeMap<String, Vec<String>> {
    let rows_of = |table: String| {
        let rows = rows(wall, &table);
        (table, rows)
    };
    tables(wall)
        .into_iter()
        .filter(|table| !SIGHT.contains(&table.as_str()))
        .map(rows_of)
        .collect()
}

/// Moves everybody's last sight an hour into the past, as if they had been away for so long.
pub fn an_hour_passes(wall: &Wall) {
    let change = "UPDATE visit SET seen_at = seen_at - 3600000000;
                  UPDATE session SET seen_at = seen_at - 3600000000;";
    let done = match wall.database().as_str() {
        url if url.starts_with("postgres:") => postgres(url).batch_execute(change),
        file => sqlite(file).batch_execute(change),
    };
    done.expect("the tables of sight");
}

fn tables(wall: &Wall) -> Vec<String> {
    let sqlite_names = "SELECT name AS text FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let postgres_names = "SELECT tablename::text AS text FROM pg_tables
                          WHERE schemaname = 'public' ORDER BY tablename";
    lines(wall, sqlite_names, postgres_names)
}

fn rows(wall: &Wall, table: &str) -> Vec<String> {
    let columns = format!("SELECT name AS text FROM pragma_table_info('{table}')");
    let postgres_rows = format!("SELECT t::text AS text FROM \"{table}\" AS t ORDER BY 1");
    match wall.database().as_str() {
        url if url.starts_with("postgres:") => lines(wall, "", &postgres_rows),
        _ => {
            let columns = lines(wall, &columns, "");
            let quoted: Vec<String> = columns
                .iter()
                .map(|name| format!("quote(\"{name}\")"))
                .collect();
            let row = quoted.join(" || ',' || ");
            lines(
                wall,
                &format!("SELECT {row} AS text FROM \"{table}\" ORDER BY 1"),
                "",
            )
        }
    }
}

/// Asks one question in the dialect of the database.
fn lines(wall: &Wall, on_sqlite: &str, on_postgres: &str) -> Vec<String> {
    let found: Result<Vec<Line>, _> = match wall.database().as_str() {
        url if url.starts_with("postgres:") => sql_query(on_postgres).load(&mut postgres(url)),
        file => sql_query(on_sqlite).load(&mut sqlite(file)),
    };
    let found = found.expect("rows of the database");
    found.into_iter().map(|line| line.text).collect()
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
