//! Bringing the tables up to date, and refusing what is not ours.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connect::{self, Conn, Mode, one_line, sqlite_sentence};
use crate::config::DatabaseUrl;
use crate::error::Error;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Written into every SQLite file of ours (`PRAGMA application_id`): "WALL" in ASCII.
const APPLICATION_ID: i32 = 0x5741_4C4C;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct ApplicationId {
    #[diesel(sql_type = Integer)]
    application_id: i32,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Checks that the database is empty or ours and not newer than this program, then applies what is
/// missing.
///
/// # Errors
/// A sentence for whoever runs the program.
pub fn run(conn: &mut Conn, url: &DatabaseUrl) -> Result<(), String> {
    if is_foreign(conn).map_err(|e| sqlite_sentence(url, &e))? {
        return Err(format!(
            "{url} holds somebody else's tables; name another database with --database-url"
        ));
    }
    if let Some(newer) = newest_unknown(conn).map_err(|e| sqlite_sentence(url, &e))? {
        return Err(format!(
            "{url} was written by a newer version of thewall (it has the migration {newer}); \
             start that version instead"
        ));
    }
    connect::write_ahead(conn).map_err(|e| sqlite_sentence(url, &e))?;
    let done = match conn {
        Conn::Sqlite(conn) => migrate_sqlite(conn),
        Conn::Postgres(conn) => conn.run_pending_migrations(POSTGRES).map(|_| ()),
    };
    done.map_err(|e| format!("cannot prepare the database {url}: {}", one_line(&e)))
}

/// Opens a database that is ours and of this version, to look and not to touch.
///
/// # Errors
/// A sentence for whoever runs the program.
pub fn inspect(url: &DatabaseUrl) -> Result<Conn, String> {
    let mut conn = connect::establish(url, Mode::Read)?;
    let failed = |e: diesel::result::Error| sqlite_sentence(url, &e);
    if is_foreign(&mut conn).map_err(failed)? {
        return Err(format!("{url} holds somebody else's tables"));
    }
    if let Some(newer) = newest_unknown(&mut conn).map_err(failed)? {
        return Err(format!(
            "{url} was written by a newer version of thewall (it has the migration {newer})"
        ));
    }
    if applied(&mut conn).map_err(failed)?.len() < known_versions().len() {
        return Err(format!(
            "{url} was never served by this version; “thewall serve” brings it up to date"
        ));
    }
    Ok(conn)
}

fn migrate_sqlite(
    conn: &mut SqliteConnection,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    // Writing it anew would wait for whoever writes just then.
    if application_id(conn)? != APPLICATION_ID {
        conn.batch_execute(&format!("PRAGMA application_id = {APPLICATION_ID};"))?;
    }
    conn.run_pending_migrations(SQLITE).map(|_| ())
}

fn count(conn: &mut Conn, query: &str) -> QueryResult<i64> {
    Ok(diesel::sql_query(query).get_result::<Number>(conn)?.n)
}

fn application_id(conn: &mut SqliteConnection) -> QueryResult<i32> {
    let id: ApplicationId =
        diesel::sql_query("SELECT application_id FROM pragma_application_id").get_result(conn)?;
    Ok(id.application_id)
}

/// Whether there are tables that we did not make.
fn is_foreign(conn: &mut Conn) -> QueryResult<bool> {
    match conn {
        Conn::Sqlite(conn) => {
            let tables = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table'";
            let tables: Number = diesel::sql_query(tables).get_result(conn)?;
            Ok(tables.n > 0 && application_id(conn)? != APPLICATION_ID)
        }
        Conn::Postgres(_) => {
            let tables = "SELECT count(*) AS n FROM pg_tables WHERE schemaname = current_schema()";
            let ours =
                format!("{tables} AND tablename IN ('__diesel_schema_migrations', 'log', 'head')");
            Ok(count(conn, tables)? > 0 && count(conn, &ours)? < 3)
        }
    }
}

/// The newest migration that was applied and that this program does not know.
fn newest_unknown(conn: &mut Conn) -> QueryResult<Option<String>> {
    let known = known_versions();
    let applied = applied(conn)?;
    Ok(applied.into_iter().find(|version| !known.contains(version)))
}

/// The migrations that were applied, newest first.
fn applied(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let exists = match conn {
        Conn::Sqlite(_) => {
            "SELECT count(*) AS n FROM sqlite_master WHERE name = '__diesel_schema_migrations'"
        }
        Conn::Postgres(_) => {
            "SELECT count(*) AS n FROM pg_tables WHERE schemaname = current_schema() \
             AND tablename = '__diesel_schema_migrations'"
        }
    };
    if count(conn, exists)? == 0 {
        return Ok(Vec::new());
    }
    let rows: Vec<Version> =
        diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version DESC")
            .load(conn)?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Asks the database whether it is sound: SQLite reads every page, PostgreSQL looks after itself.
///
/// # Errors
/// What it says, in its words.
pub fn check_integrity(conn: &mut Conn) -> Result<(), Error> {
    #[derive(QueryableByName)]
    struct Finding {
        #[diesel(sql_type = Text)]
        integrity_check: String,
    }
    if matches!(conn, Conn::Postgres(_)) {
        return Ok(());
    }
    let found: Vec<Finding> = diesel::sql_query("PRAGMA integrity_check(5)").load(conn)?;
    let wrong: Vec<String> = found
        .into_iter()
        .map(|finding| finding.integrity_check)
        .filter(|finding| finding != "ok")
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Error::fault(wrong.join("; ")))
    }
}

/// The versions of the migrations inside this program (the same for both databases).
fn known_versions() -> Vec<String> {
    let migrations: Vec<Box<dyn Migration<diesel::sqlite::Sqlite>>> =
        SQLITE.migrations().unwrap_or_default();
    migrations
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect()
}
