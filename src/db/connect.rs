//! Opening connections. The kind is chosen by the address's scheme and never by trying.

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel::sqlite::SqliteConnection;

use crate::config::DatabaseUrl;

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only read: the database itself refuses anything else.
    Read,
    /// Write as well.
    Write,
}

/// Opens one connection.
///
/// # Errors
/// A sentence that names the database and says what is wrong.
pub fn establish(url: &DatabaseUrl, mode: Mode) -> Result<Conn, String> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder)
                    .map_err(|e| format!("cannot make the folder {}: {e}", folder.display()))?;
            }
            let mut conn = SqliteConnection::establish(&path.to_string_lossy())
                .map_err(|e| format!("cannot open the database {url}: {e}"))?;
            prepare_sqlite(&mut conn, mode).map_err(|e| sqlite_sentence(url, &e))?;
            Ok(Conn::Sqlite(conn))
        }
        DatabaseUrl::Postgres(address) => {
            let mut conn = PgConnection::establish(address)
                .map_err(|e| format!("cannot reach the database {url}: {}", one_line(&e)))?;
            let settings = match mode {
                Mode::Read => "SET default_transaction_read_only = on",
                Mode::Write => "SET synchronous_commit = on",
            };
            conn.batch_execute(settings)
                .map_err(|e| format!("cannot use the database {url}: {}", one_line(&e)))?;
            Ok(Conn::Postgres(conn))
        }
    }
}

fn prepare_sqlite(conn: &mut SqliteConnection, mode: Mode) -> QueryResult<()> {
    conn.batch_execute("PRAGMA foreign_keys = ON;")?;
    match mode {
        // 2 MiB of cache for each reader: what many ask for is kept above the database, the rest is the
        // system's.
        Mode::Read => conn.batch_execute(
            "PRAGMA busy_timeout = 10000; PRAGMA query_only = ON; PRAGMA cache_size = -2048;",
        ),
        // The writer waits shortly and begins again: SQLite's own long waits poll ten times a second,
        // and would miss the gaps that another process leaves. What is erased is overwritten with zeros.
        // 16 MiB of cache, and as much of the write-ahead log before it is copied back.
        Mode::Write => conn.batch_execute(
            "PRAGMA busy_timeout = 20; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384; \
             PRAGMA wal_autocheckpoint = 4000;",
        ),
    }
}

/// Turns to write-ahead logging, which stays with an SQLite file. Only for a file that is known to be
/// ours: this writes into it.
pub(super) fn write_ahead(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => conn.batch_execute("PRAGMA journal_mode = WAL"),
        Conn::Postgres(_) => Ok(()),
    }
}

/// Copies what was written ahead into the file of the database, as far as nobody is in the way.
pub(super) fn empty_what_was_written_ahead(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)"),
        Conn::Postgres(_) => Ok(()),
    }
}

/// A number that changes whenever another connection has written; none for PostgreSQL.
pub(super) fn data_version(conn: &mut Conn) -> QueryResult<Option<i64>> {
    match conn {
        Conn::Sqlite(conn) => diesel::select(sql::<BigInt>(
            "(SELECT data_version FROM pragma_data_version)",
        ))
        .get_result(conn)
        .map(Some),
        Conn::Postgres(_) => Ok(None),
    }
}

/// SQLite's own words for a damaged or foreign file, and what to do about it.
pub(super) fn sqlite_sentence(url: &DatabaseUrl, error: &diesel::result::Error) -> String {
    let said = one_line(error);
    if said.contains("not a database") || said.contains("malformed") {
        format!(
            "{url} is damaged or is no SQLite database ({said}); put a saved copy in its place, \
             or name another with --database-url"
        )
    } else {
        format!("cannot use the database {url}: {said}")
    }
}

pub(super) fn one_line(error: &impl std::fmt::Display) -> String {
    error
        .to_string()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Makes the readers of the pool.
pub struct Manager {
    url: DatabaseUrl,
}

impl Manager {
    /// For the database at `url`.
    pub fn new(url: DatabaseUrl) -> Self {
        Self { url }
    }
}

/// What the pool says when a connection cannot be had.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConnectError(String);

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = ConnectError;

    fn connect(&self) -> Result<Conn, ConnectError> {
        establish(&self.url, Mode::Read).map_err(ConnectError)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), ConnectError> {
        diesel::sql_query("SELECT 1")
            .execute(conn)
            .map(|_| ())
            .map_err(|e| ConnectError(e.to_string()))
    }

    fn has_broken(&self, _conn: &mut Conn) -> bool {
        std::thread::panicking()
    }
}

/// Puts the pool's troubles into our log.
#[derive(Debug)]
pub struct LogErrors;

impl r2d2::HandleError<ConnectError> for LogErrors {
    fn handle_error(&self, error: ConnectError) {
        tracing::error!(%error, "a reader's connection failed");
    }
}
