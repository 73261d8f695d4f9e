//! The index follows the log: a thread that hears the bell, reads what happened, and puts the posts that
//! it happened to into the index as they are now. Posting never waits for it.
//!
//! Words are read and cut beside the writer, which gets only what is to be written, a few hundred posts at
//! a time, and as much rest after each as it took. Several processes that serve one database may all do
//! this: the cursor is moved in the same transaction, and whoever finds it moved already writes nothing.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::store;
use crate::db::Conn;
use crate::error::{Error, caught};
use crate::log::{Entry, Event, cursor, entries_after};
use crate::web::Site;

/// Under what name the cursor is kept.
const NAME: &str = "search";
/// How many entries of the log are followed in one transaction.
const STEP: i64 = 250;
/// How long to wait after the bell, so that posts that come close together are written together.
const GATHER: Duration = Duration::from_millis(50);
/// How long to wait after something went wrong.
const PAUSE: Duration = Duration::from_secs(2);

/// The follower.
pub struct Indexer {
    site: Site,
    is_stopped: AtomicBool,
    /// Held while a step is done.
    at_work: Mutex<()>,
}

impl Indexer {
    /// Ready to start.
    pub fn new(site: Site) -> Self {
        Self {
            site,
            is_stopped: AtomicBool::new(false),
            at_work: Mutex::default(),
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

    /// Ends it, after the step that it is at.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        drop(self.at_work.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Follows the log a step further; answers whether it goes on there.
    fn step(&self) -> Result<bool, Error> {
        let _at_work = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_stopped.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let db = &self.site.db;
        let (from, entries, posts, documents) = db.read_here(|conn| {
            let from = cursor::position(conn, NAME)?;
            let entries = entries_after(conn, from, STEP)?;
            let posts = subjects(conn, &entries)?;
            let documents = store::documents(conn, &posts)?;
            Ok((from, entries, posts, documents))
        })?;
        let Some(to) = entries.last().map(|entry| entry.seq) else {
            return Ok(false);
        };
        db.write_here(move |tx| {
            if cursor::advance(tx.conn, NAME, from, to)? && !posts.is_empty() {
                store::put(tx, &posts, &documents)?;
            }
            Ok(())
        })?;
        Ok(entries.len() as i64 == STEP)
    }
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
            let begun = Instant::now();
            let step = caught(|| indexer.step());
            drop(indexer);
            match step {
                Ok(false) => break,
                Ok(true) => sleep(begun.elapsed()),
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
