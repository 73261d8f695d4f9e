//! The database: `read` and `write`, over SQLite and PostgreSQL alike.
//!
//! Readers have a pool of connections that cannot write. Everything that writes goes through one
//! `db::writer`, which gathers what comes at the same time into one commit and answers nobody before
//! it is on disk. What differs between the two dialects stays in this folder.

/// Expands one query for both backends. Diesel keeps the prepared statement of a query whose backend it
/// knows; through the enum it would write and parse the SQL anew each time. For what runs often, and for
/// what the enum cannot do.
macro_rules! on_either {
    ($conn:expr, |$each:ident| $query:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($each) => $query,
            $crate::db::Conn::Postgres($each) => $query,
        }
    };
}
pub(crate) use on_either;

mod among;
mod connect;
pub mod head;
pub mod migrate;
pub mod schema;
mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;

pub use among::among;
pub use connect::Conn;
use connect::{Manager, Mode};
pub use migrate::{check_integrity, inspect};
pub use writer::Tx;

use crate::config::DatabaseUrl;
use crate::error::{Error, Fault};

/// How long a reader waits for a free connection before the visitor is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// The database of one wall: a pool of readers and one writer. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    readers: r2d2::Pool<Manager>,
    /// As many as there are readers: who waits for one takes no thread meanwhile.
    turns: Arc<Semaphore>,
    writer: writer::Writer,
    demand: Arc<Demand>,
    url: DatabaseUrl,
}

/// What visitors want of the database.
#[derive(Default)]
struct Demand {
    asked: AtomicU64,
    waiting: AtomicU64,
}

/// One who waits for the database, for as long as they do.
struct Waiting<'a>(&'a Demand);

impl<'a> Waiting<'a> {
    fn new(demand: &'a Demand) -> Self {
        demand.asked.fetch_add(1, Ordering::Relaxed);
        demand.waiting.fetch_add(1, Ordering::Relaxed);
        Self(demand)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A write that is under way.
pub struct Pending<T>(tokio::sync::oneshot::Receiver<Result<T, Error>>);

impl<T> Pending<T> {
    /// Waits for it on this thread.
    ///
    /// # Errors
    /// As for [`Db::write`].
    pub fn wait(self) -> Result<T, Error> {
        self.0
            .blocking_recv()
            .map_err(|_| Error::Fault(Fault::Stopped("the writer")))?
    }
}

/// What notices that somebody else wrote, by a connection of its own.
pub struct Others {
    conn: Conn,
    seen: Option<i64>,
    writer: writer::Writer,
}

impl Others {
    /// Looks. What this process wrote is noticed as well: that does no harm.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn look(&mut self) -> Result<(), Error> {
        let version = connect::data_version(&mut self.conn)?;
        if version.is_some() && self.seen.replace(version.unwrap_or_default()) != version {
            self.writer.others_wrote();
        }
        Ok(())
    }
}

/// Called after each commit that moved the log's head, with the number of the last entry.
pub type AfterCommit = Arc<dyn Fn(i64) + Send + Sync>;

impl Db {
    /// Opens the database, brings its tables up to date, and starts the writer.
    ///
    /// # Errors
    /// A sentence for whoever runs the program: no connection, a file that is no database of ours,
    /// tables of a newer version.
    pub fn open(url: &DatabaseUrl, readers: u32, after: AfterCommit) -> Result<Self, String> {
        let mut first = connect::establish(url, Mode::Write)?;
        migrate::run(&mut first, url)?;
        let pool = r2d2::Pool::builder()
            .max_size(readers)
            .min_idle(Some(1))
            .test_on_check_out(matches!(url, DatabaseUrl::Postgres(_)))
            .connection_timeout(PATIENCE)
            .error_handler(Box::new(connect::LogErrors))
            .build(Manager::new(url.clone()))
            .map_err(|error| format!("{url}: {error}"))?;
        let writer = writer::Writer::start(first, url.clone(), after)?;
        Ok(Self {
            readers: pool,
            turns: Arc::new(Semaphore::new(readers as usize)),
            writer,
            demand: Arc::default(),
            url: url.clone(),
        })
    }

    /// Runs `work` on a connection that cannot write, away from the threads that serve pages.
    ///
    /// # Errors
    /// What `work` says; [`Error::Unavailable`] when no connection is free in time.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let _waiting = Waiting::new(&self.demand);
        let pool = self.readers.clone();
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            tracing::error!("no turn for a reader");
            return Err(Error::Unavailable(5));
        };
        let joined = actix_web::rt::task::spawn_blocking(move || {
            // Whoever asked may have left meanwhile: the turn is over when the work is.
            let _turn = turn;
            let mut conn = pool.get().map_err(|error| {
                tracing::error!(%error, "no connection for a reader");
                Error::Unavailable(5)
            })?;
            work(&mut conn)
        })
        .await;
        joined.map_err(|error| Error::Fault(Fault::Panicked(error.to_string())))?
    }

    /// Runs `work` on a reader, on this very thread. For the command line and for followers.
    ///
    /// # Errors
    /// As for [`Db::read`].
    pub fn read_here<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut conn = self
            .readers
            .get()
            .map_err(|error| Error::Fault(Fault::Connection(error.to_string())))?;
        work(&mut conn)
    }

    /// Runs `work` in a transaction of its own inside the next commit. When this returns `Ok`, what
    /// was written is on disk; when it returns an error, nothing of it was written.
    ///
    /// # Errors
    /// What `work` says, or the fault that kept the commit from disk.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let _waiting = Waiting::new(&self.demand);
        self.writer
            .submit(work)?
            .await
            .map_err(|_| Error::Fault(Fault::Stopped("the writer")))?
    }

    /// As [`Db::write`], waiting on this thread. For the command line and for followers.
    ///
    /// # Errors
    /// As for [`Db::write`].
    pub fn write_here<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.write_soon(work)?.wait()
    }

    /// Hands `work` to the writer and goes on. What it answers can be waited for.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too much waits already.
    pub fn write_soon<T, F>(&self, work: F) -> Result<Pending<T>, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.writer.submit(work).map(Pending)
    }

    /// Copies what was written ahead into the database, and empties the file that it stood in: there the
    /// pages of before an erasure would stay readable for as long as nothing overwrites them. If others
    /// read or write just then, as much is done as can be. PostgreSQL looks after itself.
    ///
    /// # Errors
    /// When no connection can be had, or the database says no.
    pub fn checkpoint(&self) -> Result<(), Error> {
        if matches!(self.url, DatabaseUrl::Postgres(_)) {
            return Ok(());
        }
        let mut conn = connect::establish(&self.url, Mode::Write)
            .map_err(|why| Error::Fault(Fault::Connection(why)))?;
        connect::empty_what_was_written_ahead(&mut conn)?;
        Ok(())
    }

    /// How many pieces of work were handed to the writer so far. A `GET` hands it none, and a test
    /// counts.
    pub fn writes(&self) -> u64 {
        self.writer.submitted()
    }

    /// How often [`Db::read`] and [`Db::write`] were called so far, as they are for visitors.
    pub fn asked(&self) -> u64 {
        self.demand.asked.load(Ordering::Relaxed)
    }

    /// How many of those wait for their answer now.
    pub fn waiting(&self) -> u64 {
        self.demand.waiting.load(Ordering::Relaxed)
    }

    /// How often the database was seen to change, where all that changes is seen: what was read after this
    /// was asked holds for as long as it stays the same. Of other processes it is noticed within
    /// a quarter of a second, as the log's growth is ([`Bell`](crate::log::Bell)), or when somebody says so
    /// ([`Db::others_wrote`]). PostgreSQL may be written to by other machines, and what of it is not in the
    /// log nobody notices: it has no such number.
    pub fn version(&self) -> Option<u64> {
        let is_ours = matches!(self.url, DatabaseUrl::Sqlite(_));
        is_ours.then(|| self.writer.commits())
    }

    /// Notes that another process has written, for whoever saw it sooner than the watch does.
    pub fn others_wrote(&self) {
        self.writer.others_wrote();
    }

    /// Something that notices what other processes write.
    ///
    /// # Errors
    /// When no connection can be had.
    pub fn others(&self) -> Result<Others, Error> {
        let conn = connect::establish(&self.url, Mode::Read)
            .map_err(|why| Error::Fault(Fault::Connection(why)))?;
        Ok(Others {
            conn,
            seen: None,
            writer: self.writer.clone(),
        })
    }

    /// Whether the last commit went through.
    pub fn writes_well(&self) -> bool {
        self.writer.is_well()
    }

    /// Where the database is, without its password.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}
