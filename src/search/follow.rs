//! The index follows the log: a thread that hears the bell, reads what happened, and puts the posts that
//! it happened to into the index as they are now. Posting never waits for it.
//!
//! Words are read and cut beside the writer, which gets only what is to be written: a few hundred posts at
//! a time, and as much rest after each as it took, while visitors ask for anything; more, and a short rest,
//! while none does, and what comes next is read meanwhile (who asks first may meet one of those). Several processes that serve one database may all
//! do this: the cursor is moved in the same transaction, and whoever finds it moved already writes nothing.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::store;
use crate::db::{Conn, Pending, Tx};
use crate::error::{Error, caught};
use crate::log::{Entry, Event, cursor, entries_after};
use crate::web::Site;

/// Under what name the cursor is kept.
const NAME: &str = "search";
/// How many entries of the log are followed in one transaction while visitors ask for anything.
const STEP: i64 = 250;
/// The same while none does: the index merges in each transaction what is new in it, so that few large ones
/// cost less than many small ones.
const STRIDE: i64 = 2_000;
/// How long the database is left after each to whoever else writes into the same file.
const TURN: Duration = Duration::from_millis(3);
/// How long to wait after the bell, so that posts that come close together are written together.
const GATHER: Duration = Duration::from_millis(50);
/// How long to wait after something went wrong.
const PAUSE: Duration = Duration::from_secs(2);

/// The follower.
pub struct Indexer {
    site: Site,
    is_stopped: AtomicBool,
    /// Held while a step is done.
    run: Mutex<Run>,
}

impl Indexer {
    /// Ready to start.
    pub fn new(site: Site) -> Self {
        Self {
            site,
            is_stopped: AtomicBool::new(false),
            run: Mutex::default(),
        }
    }

    /// Starts the thread. It ends with [`Indexer::stop`], or when the indexer is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(this: &Arc<Self>) -> Result<(), String> {
        let failed = |error| format!("cannot start the index's thread: {error}");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .map_err(failed)?;
        let (indexer, bell) = (Arc::downgrade(this), this.site.bell.listen());
        std::thread::Builder::new()
            .name("search".into())
            .spawn(move || follow(&indexer, bell, &runtime))
            .map(|_| ())
            .map_err(failed)
    }

    /// Ends it, once what it handed to the writer is written. Not to be called inside of a runtime.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        self.run().settle();
    }

    fn run(&self) -> MutexGuard<'_, Run> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows the log a step further; answers how long to rest before the next, or that there is none.
    fn step(&self) -> Result<Option<Duration>, Error> {
        let mut run = self.run();
        if self.is_stopped.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let (db, begun) = (&self.site.db, Instant::now());
        let (asked, waiting) = (db.asked(), db.waiting());
        let (from, limit) = (run.at, run.limit);
        let found = db.read_here(|conn| read(conn, from, limit))?;
        if !run.finish()? {
            // Another process moved the cursor: what was read may be written already.
            *run = Run::default();
            return Ok(Some(TURN));
        }
        let Some(found) = found else {
            *run = Run::default();
            return Ok(None);
        };
        if limit == STRIDE {
            sleep(TURN);
        }
        run.at = Some(found.to);
        run.pending = Some(db.write_soon(move |tx| found.write(tx))?);
        if waiting == 0 && db.asked() == asked {
            run.limit = STRIDE;
            return Ok(Some(Duration::ZERO));
        }
        run.finish()?;
        run.limit = STEP;
        Ok(Some(begun.elapsed()))
    }

    /// Forgets how far it was: after something went wrong only the cursor in the database is sure.
    fn begin_anew(&self) {
        let mut run = self.run();
        run.settle();
        *run = Run::default();
    }
}

/// How far the log is followed.
struct Run {
    /// The last entry that was read; nothing before the first was, and then the cursor knows.
    at: Option<i64>,
    /// How many entries are read next.
    limit: i64,
    /// What is being written: whether the cursor stood where it was read from.
    pending: Option<Pending<bool>>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            at: None,
            limit: STEP,
            pending: None,
        }
    }
}

impl Run {
    /// Waits for what is being written, and answers whether it was.
    fn finish(&mut self) -> Result<bool, Error> {
        self.pending.take().map_or(Ok(true), Pending::wait)
    }

    /// Waits for what is being written, where nobody can be told whether it was.
    fn settle(&mut self) {
        if let Err(error) = self.finish() {
            tracing::error!(%error, "the index has not followed the log to where it was read");
        }
    }
}

/// What some entries of the log ask for.
struct Found {
    from: i64,
    to: i64,
    posts: Vec<i64>,
    documents: Vec<(i64, String)>,
}

impl Found {
    /// Writes it, if the cursor still stands where it was read from, and answers whether it does.
    fn write(&self, tx: &mut Tx<'_>) -> Result<bool, Error> {
        let stands = cursor::advance(tx.conn, NAME, self.from, self.to)?;
        if stands && !self.posts.is_empty() {
            store::put(tx, &self.posts, &self.documents)?;
        }
        Ok(stands)
    }
}

/// What so many entries after this one, or after the cursor, ask for; nothing where there are none.
fn read(conn: &mut Conn, from: Option<i64>, limit: i64) -> Result<Option<Found>, Error> {
    let from = from.map_or_else(|| cursor::position(conn, NAME), Ok)?;
    let entries = entries_after(conn, from, limit)?;
    let Some(to) = entries.last().map(|entry| entry.seq) else {
        return Ok(None);
    };
    let posts = subjects(conn, &entries)?;
    let documents = store::documents(conn, &posts)?;
    Ok(Some(Found {
        from,
        to,
        posts,
        documents,
    }))
}

/// The posts that something happened to which changes what is found, or where.
fn subjects(conn: &mut Conn, entries: &[Entry]) -> Result<Vec<i64>, Error> {
    let mut posts = BTreeSet::new();
    for entry in entries {
        match entry.event {
            Event::PostPublished { .. } => {
                posts.insert(entry.seq);
            }
            Event::PollOpened { post, .. }
            | Event::PostEdited { post, .. }
            | Event::PostDeleted { post, .. }
            | Event::PostRestored { post, .. }
            | Event::PostErased { post }
            | Event::PostHeld { post, .. }
            | Event::PostReleased { post, .. } => {
                posts.insert(post);
            }
            Event::PostMoved { post, .. } => {
                posts.insert(post);
                posts.extend(store::comments(conn, post)?);
            }
            _ => {}
        }
    }
    Ok(posts.into_iter().collect())
}

/// What the thread does. The runtime is entered for nothing but waiting for the bell: a step waits for the
/// writer, and nothing that waits like that may be done inside of one.
fn follow(indexer: &Weak<Indexer>, mut bell: watch::Receiver<i64>, runtime: &Runtime) {
    loop {
        bell.borrow_and_update();
        loop {
            let Some(indexer) = indexer.upgrade() else {
                return;
            };
            if indexer.is_stopped.load(Ordering::Relaxed) {
                return;
            }
            let step = caught(|| indexer.step());
            if step.is_err() {
                indexer.begin_anew();
            }
            drop(indexer);
            match step {
                Ok(Some(rest)) => sleep(rest),
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(%error, "the index cannot follow the log, and tries again");
                    sleep(PAUSE);
                }
            }
        }
        if runtime.block_on(bell.changed()).is_err() {
            return;
        }
        sleep(GATHER);
    }
}
