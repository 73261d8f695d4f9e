//! The bell: it tells whoever follows the log how far the log is.
//!
//! It rings after each commit of this process at once, and a watch on the database rings it within
//! [`WATCH`] for commits of another process.

use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::watch;

use super::last_seq;
use crate::db::{AfterCommit, Db};

/// How often the database is asked whether somebody else wrote.
const WATCH: Duration = Duration::from_millis(250);

/// How far the log is, and a wait for more. Cheap to clone.
#[derive(Clone)]
pub struct Bell(Arc<watch::Sender<i64>>);

impl Default for Bell {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl Bell {
    /// The number of the last entry that is known to be on disk.
    pub fn seq(&self) -> i64 {
        *self.0.borrow()
    }

    /// Wakes whoever waits, if the log is further than they know.
    pub fn ring(&self, seq: i64) {
        self.0.send_if_modified(|known| {
            let further = seq > *known;
            *known = (*known).max(seq);
            further
        });
    }

    /// Something to wait on.
    pub fn listen(&self) -> watch::Receiver<i64> {
        self.0.subscribe()
    }

    /// What the writer does after each commit.
    pub fn after_commit(&self) -> AfterCommit {
        // The database holds this, and the bell's own thread the database: whoever dropped the bell
        // wants neither.
        let bell = Arc::downgrade(&self.0);
        Arc::new(move |seq| {
            if let Some(bell) = bell.upgrade() {
                Self(bell).ring(seq);
            }
        })
    }

    /// Starts to watch for what other processes commit, for as long as somebody holds the bell.
    ///
    /// # Errors
    /// When the system gives no thread, or the database no connection.
    pub fn watch(&self, db: Db) -> Result<(), String> {
        let mut others = db.others().map_err(|error| error.to_string())?;
        let bell: Weak<watch::Sender<i64>> = Arc::downgrade(&self.0);
        let watching = move || {
            while let Some(bell) = bell.upgrade().map(Bell) {
                let looked = others.look().and_then(|()| db.read_here(last_seq));
                match looked {
                    Ok(seq) => {
                        // It may have been written since the look.
                        if seq > bell.seq() {
                            db.others_wrote();
                        }
                        bell.ring(seq);
                    }
                    Err(error) => tracing::error!(%error, "cannot watch the log"),
                }
                drop(bell);
                std::thread::sleep(WATCH);
            }
        };
        std::thread::Builder::new()
            .name("bell".into())
            .spawn(watching)
            .map(|_| ())
            .map_err(|e| format!("cannot start the bell's thread: {e}"))
    }
}
