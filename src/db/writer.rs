//! The one that writes: a thread with a connection of its own and a queue.
//!
//! Whatever waits in the queue when a commit begins goes into that commit, each piece in a
//! savepoint of its own. So sixty-four people who post at once wait for one `fsync`, not for
//! sixty-four, and a piece that fails takes nobody with it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use tokio::sync::oneshot;

use super::AfterCommit;
use super::connect::{self, Conn, Mode};
use super::head::{self, Head};
use crate::config::DatabaseUrl;
use crate::error::{Error, Fault};

/// How many pieces of work one commit takes at most.
const GATHER: usize = 256;
/// How long to wait for another process that writes into the same SQLite file.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many may wait; past that a visitor is told to come back.
const QUEUE: usize = 4096;

/// A transaction that is open: what `write` hands to its work.
pub struct Tx<'a> {
    /// The writer's connection.
    pub conn: &'a mut Conn,
    end: End,
}

/// Where the log ends inside a transaction.
#[derive(Clone, Default)]
struct End {
    head: Option<Head>,
    moved: bool,
}

impl Tx<'_> {
    /// Where the log ends, everything of this transaction included.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn head(&mut self) -> Result<Head, Error> {
        if let Some(head) = &self.end.head {
            return Ok(head.clone());
        }
        let head = head::read(self.conn)?;
        self.end.head = Some(head.clone());
        Ok(head)
    }

    /// Moves the end of the log. It is written with the commit.
    pub fn set_head(&mut self, head: Head) {
        self.end = End {
            head: Some(head),
            moved: true,
        };
    }
}

/// What became of the commit, for whoever waits: `Err` is the text of the fault.
type Outcome = Result<(), String>;

/// Something to be done inside a commit, and somebody who waits for it.
trait Job: Send {
    /// Does the work inside its savepoint, and says whether to keep what it wrote.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Answers whoever waits, once the commit's outcome is known.
    fn answer(self: Box<Self>, outcome: &Outcome);
}

struct Piece<T, F> {
    work: Option<F>,
    result: Option<Result<T, Error>>,
    waiting: oneshot::Sender<Result<T, Error>>,
}

impl<T, F> Job for Piece<T, F>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send,
    T: Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        let result = catch_unwind(AssertUnwindSafe(|| work(tx)))
            .unwrap_or_else(|panic| Err(Error::Fault(Fault::Panicked(panic_text(&*panic)))));
        self.result.insert(result).is_ok()
    }

    fn answer(self: Box<Self>, outcome: &Outcome) {
        let result = match (outcome, self.result) {
            (Ok(()), Some(result)) | (Err(_), Some(result @ Err(_))) => result,
            (Err(why), _) => Err(Error::fault(why)),
            (Ok(()), None) => Err(Error::Fault(Fault::Stopped("a write"))),
        };
        // Whoever waited may have left: then nobody is there to be told.
        let _ = self.waiting.send(result);
    }
}

/// The queue's near end. Cheap to clone.
#[derive(Clone)]
pub struct Writer {
    queue: SyncSender<Box<dyn Job>>,
    submitted: Arc<AtomicU64>,
    commits: Arc<AtomicU64>,
    well: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread. It ends when the last `Writer` is dropped and the queue is empty.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(conn: Conn, url: DatabaseUrl, after: AfterCommit) -> Result<Self, String> {
        let (queue, jobs) = sync_channel(QUEUE);
        let well = Arc::new(AtomicBool::new(true));
        let commits = Arc::new(AtomicU64::new(0));
        let state = State {
            well: Arc::clone(&well),
            commits: Arc::clone(&commits),
        };
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(&jobs, conn, &url, &after, &state))
            .map_err(|e| format!("cannot start the writer's thread: {e}"))?;
        Ok(Self {
            queue,
            submitted: Arc::default(),
            commits,
            well,
        })
    }

    /// How many pieces of work were handed in so far.
    pub fn submitted(&self) -> u64 {
        self.submitted.load(Ordering::Relaxed)
    }

    /// How many commits there were so far, of others too as far as they were noticed.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Acquire)
    }

    /// Notes that somebody else has written.
    pub fn others_wrote(&self) {
        self.commits.fetch_add(1, Ordering::AcqRel);
    }

    /// Whether the last commit went through.
    pub fn is_well(&self) -> bool {
        self.well.load(Ordering::Relaxed)
    }

    /// Queues `work`; the receiver gets its result once it is on disk.
    pub fn submit<T, F>(&self, work: F) -> Result<oneshot::Receiver<Result<T, Error>>, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let (waiting, receive) = oneshot::channel();
        let piece = Piece {
            work: Some(work),
            result: None,
            waiting,
        };
        self.submitted.fetch_add(1, Ordering::Relaxed);
        self.queue
            .try_send(Box::new(piece))
            .map_err(|_| Error::Unavailable(5))?;
        Ok(receive)
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without a word".to_owned())
}

/// What the thread lets others know.
struct State {
    well: Arc<AtomicBool>,
    commits: Arc<AtomicU64>,
}

fn run(
    jobs: &Receiver<Box<dyn Job>>,
    mut conn: Conn,
    url: &DatabaseUrl,
    after: &AfterCommit,
    state: &State,
) {
    while let Ok(first) = jobs.recv() {
        let mut batch: Vec<_> = std::iter::once(first)
            .chain(jobs.try_iter().take(GATHER - 1))
            .collect();
        let outcome = commit(&mut conn, url, &mut batch);
        state.well.store(outcome.is_ok(), Ordering::Relaxed);
        // Before anybody is told, so that whoever was told finds nothing that was read before. Of a commit
        // that failed it is not known what of it stays.
        state.commits.fetch_add(1, Ordering::AcqRel);
        match &outcome {
            Ok(Some(seq)) => after(*seq),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, pieces = batch.len(), "a commit failed");
                reopen(&mut conn, url);
            }
        }
        let outcome = outcome.map(|_| ()).map_err(|error| error.to_string());
        for job in batch {
            job.answer(&outcome);
        }
    }
}

/// Does every piece of work in one transaction, and says where the log ends if that moved. The pieces
/// are answered by the caller, after it.
fn commit(
    conn: &mut Conn,
    url: &DatabaseUrl,
    batch: &mut [Box<dyn Job>],
) -> QueryResult<Option<i64>> {
    let begun = begin(conn).or_else(|error| {
        // Nothing was done yet, so a database that was restarted gets a second chance.
        tracing::warn!(%error, "a commit could not begin, and is tried again");
        reopen(conn, url);
        begin(conn)
    });
    let done = begun.and_then(|()| {
        let mut tx = Tx {
            conn: &mut *conn,
            end: End::default(),
        };
        for job in batch {
            tx.conn.batch_execute("SAVEPOINT piece")?;
            let before = tx.end.clone();
            if job.run(&mut tx) {
                tx.conn.batch_execute("RELEASE SAVEPOINT piece")?;
            } else {
                tx.end = before;
                tx.conn
                    .batch_execute("ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece")?;
            }
        }
        let moved = tx.end.head.filter(|_| tx.end.moved);
        if let Some(head) = &moved {
            head::write(conn, head)?;
        }
        conn.batch_execute("COMMIT")?;
        Ok(moved.map(|head| head.seq))
    });
    if done.is_err() {
        // It may be rolled back already, and then there is nothing to end.
        let _ = conn.batch_execute("ROLLBACK");
    }
    done
}

/// A connection that failed may be dead (a restarted PostgreSQL): try a fresh one.
fn reopen(conn: &mut Conn, url: &DatabaseUrl) {
    match connect::establish(url, Mode::Write) {
        Ok(fresh) => *conn = fresh,
        Err(why) => tracing::error!(%why, "the writer could not connect again"),
    }
}

/// Begins with the right to write held from the first statement on, in both databases: then nothing
/// that the work reads can change before it commits.
fn begin(conn: &mut Conn) -> QueryResult<()> {
    let sqlite = match conn {
        Conn::Postgres(conn) => {
            return conn.batch_execute("BEGIN; SELECT seq FROM head WHERE one = 1 FOR UPDATE");
        }
        Conn::Sqlite(conn) => conn,
    };
    let deadline = Instant::now() + PATIENCE;
    loop {
        match sqlite.batch_execute("BEGIN IMMEDIATE") {
            Err(error) if is_busy(&error) && Instant::now() < deadline => {}
            outcome => return outcome,
        }
    }
}

/// Whether another process was writing just then.
fn is_busy(error: &diesel::result::Error) -> bool {
    error.to_string().contains("locked")
}
