//! What goes on beside the requests: sights are written, old sessions end, and what was deleted long
//! enough ago is erased.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use actix_web::web::Data;

use crate::account::store as people;
use crate::attachment::{Depot, store as attachments, web::forgotten_before};
use crate::clock::{DAY, Micros};
use crate::db::Tx;
use crate::error::{Error, caught};
use crate::message::store as messages;
use crate::notify::{NOTICE_DAYS, UNREAD_NOTICE_DAYS, letters, store as notices};
use crate::post::store as posts;
use crate::presence::{Tracker, store as lights};
use crate::room::visit::{self, Visits};
use crate::web::{Site, draft, once};

/// How often the processes that serve one wall tell each other who is here.
const BEAT: Duration = Duration::from_secs(2);
/// After how many beats it is said again though nothing changed.
const SAID_FOR: u64 = 3;
/// Every how many beats sights are written.
const SIGHTS: u64 = 3;
/// Every how many beats the rest is looked after.
const ROUND: u64 = 150;
/// Every how many beats the disk is searched for files that hang nowhere.
const SEARCH: u64 = 12 * ROUND;
/// How long a file is left alone that hangs nowhere: it may have come just now.
const STRAYS: Duration = Duration::from_secs(3_600);
/// How many posts are erased in one transaction.
const ERASED_AT_ONCE: i64 = 200;

/// The work, and the bell that ends it.
pub struct Upkeep {
    site: Site,
    visits: Data<Visits>,
    tracker: Tracker,
    node: String,
    said: Mutex<(u64, u64)>,
    cleared: AtomicI64,
    stopped: Mutex<bool>,
    bell: Condvar,
}

impl Upkeep {
    /// Ready to start. `node` is what this process is called among those that serve this wall.
    pub fn new(site: Site, visits: Data<Visits>, tracker: Tracker, node: String) -> Self {
        Self {
            node,
            said: Mutex::default(),
            site,
            visits,
            tracker,
            cleared: AtomicI64::new(-1),
            stopped: Mutex::new(false),
            bell: Condvar::new(),
        }
    }

    /// Starts the thread. It ends with [`Upkeep::stop`].
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(this: &Arc<Self>) -> Result<(), String> {
        let this = Arc::clone(this);
        std::thread::Builder::new()
            .name("upkeep".into())
            .spawn(move || this.run())
            .map(|_| ())
            .map_err(|error| format!("cannot start the upkeep's thread: {error}"))
    }

    fn run(&self) {
        for beat in 0.. {
            let stopped = self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self
                .bell
                .wait_timeout_while(stopped, BEAT, |stopped| !*stopped);
            if *waited.unwrap_or_else(PoisonError::into_inner).0 {
                return;
            }
            self.attempt("fireflies", |this| this.exchange_lights(beat));
            if beat % SIGHTS == SIGHTS - 1 {
                self.attempt("sights", Self::write_sights);
                self.attempt("letters", |this| letters::send_due(&this.site));
            }
            self.attempt("dropped files", Self::clear_dropped);
            if beat % SEARCH == ROUND - 1 {
                self.attempt("stray files", Self::clear_strays);
            }
            if beat % ROUND == ROUND - 1 {
                self.attempt("sessions", Self::end_old_sessions);
                self.attempt("erasing", Self::erase_old_posts);
                self.attempt("notifications", Self::forget_old_notices);
                self.attempt("checkpoint", |this| this.site.db.checkpoint());
                self.site.budgets.tidy();
                self.site.tries.tidy(self.site.clock.now());
                self.site.letters.tidy(self.site.clock.now());
            }
        }
    }

    /// Ends the thread, and writes what is only in memory yet.
    pub fn stop(&self) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
        self.attempt("sights", Self::write_sights);
        self.attempt("dropped files", Self::clear_dropped);
        self.attempt("fireflies", |this| {
            let node = this.node.clone();
            this.site.db.write_here(move |tx| lights::leave(tx, &node))
        });
        self.attempt("checkpoint", |this| this.site.db.checkpoint());
    }

    /// Says who is here, where that changed or was said long ago, and hears what others say.
    fn exchange_lights(&self, beat: u64) -> Result<(), Error> {
        let now = self.site.clock.now();
        let own = self.tracker.own(now).sealed();
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let (version, at) = *said;
        let nothing_yet = own.is_empty() && version == 0;
        let old = !own.is_empty() && beat - at >= SAID_FOR;
        if (version != own.version && !nothing_yet) || old {
            *said = (own.version, beat);
            let node = self.node.clone();
            self.site
                .db
                .write_here(move |tx| lights::say(tx, &node, &own, now))?;
        }
        let others = self
            .site
            .db
            .read_here(|conn| lights::others(conn, &self.node, now))?;
        self.tracker.note_elsewhere(others);
        Ok(())
    }

    fn attempt(&self, what: &str, work: impl Fn(&Self) -> Result<(), Error>) {
        if let Err(error) = caught(|| work(self)) {
            tracing::error!(what, %error, "upkeep failed, and will be tried again");
        }
    }

    fn write_sights(&self) -> Result<(), Error> {
        let (sessions, visits) = (self.tracker.take_sights(), self.visits.take());
        let opened = self.visits.take_opened();
        let read = self.site.read_marks.take();
        if sessions.is_empty() && visits.is_empty() && opened.is_empty() && read.is_empty() {
            return Ok(());
        }
        self.site.db.write_here(move |tx| {
            for (number, at) in &sessions {
                people::saw_session(tx, number, *at)?;
            }
            notices::mark_opened(tx, &opened)?;
            messages::mark_read(tx, &read)?;
            visit::write(tx, &visits)
        })
    }

    fn end_old_sessions(&self) -> Result<(), Error> {
        let now = self.site.clock.now();
        let before = now.saturating_sub(days(self.site.config.session_days));
        let stale = self
            .site
            .db
            .read_here(|conn| people::stale_sessions(conn, before))?;
        let log = self.site.log;
        self.site.db.write_here(move |tx| {
            people::forget_old_mail_tokens(tx, now)?;
            attachments::forget_pending(tx, forgotten_before(now))?;
            draft::forget_old(tx, now)?;
            once::forget_old(tx, now).map(|_| ())
        })?;
        self.clear_all_dropped()?;
        for (number, person) in stale {
            self.site
                .db
                .write_here(move |tx| people::end_sessions(tx, log, person, &[number], now))?;
        }
        Ok(())
    }

    fn forget_old_notices(&self) -> Result<(), Error> {
        let now = self.site.clock.now();
        let (read, unread) = (now - days(NOTICE_DAYS), now - days(UNREAD_NOTICE_DAYS));
        while self
            .site
            .db
            .read_here(|conn| notices::has_old(conn, read, unread))?
        {
            self.site
                .db
                .write_here(move |tx| notices::forget_old(tx, read, unread))?;
        }
        Ok(())
    }

    fn erase_old_posts(&self) -> Result<(), Error> {
        let (log, now) = (self.site.log, self.site.clock.now());
        let before = now.saturating_sub(days(self.site.config.undo_days));
        let erase = || {
            self.site
                .db
                .write_here(move |tx| posts::erase_old(tx, log, before, ERASED_AT_ONCE, now))
        };
        while erase()? > 0 {}
        Ok(())
    }
}

impl Upkeep {
    /// Removes what was taken from posts, where it hangs nowhere else.
    fn clear_dropped(&self) -> Result<(), Error> {
        // Nothing was taken away where nothing happened, but what waits in vain leaves no entry: that is
        // looked for in each round.
        let seq = self.site.bell.seq();
        if self.cleared.swap(seq, Ordering::Relaxed) == seq {
            return Ok(());
        }
        self.clear_all_dropped()
    }

    fn clear_all_dropped(&self) -> Result<(), Error> {
        loop {
            let files = self.site.db.read_here(attachments::dropped)?;
            if files.is_empty() {
                return Ok(());
            }
            self.clear(files)?;
        }
    }

    fn clear(&self, files: Vec<String>) -> Result<(), Error> {
        let depot = Depot::of(&self.site.config);
        let clear =
            move |tx: &mut Tx<'_>| attachments::clear(tx, &files, |file| depot.remove(file));
        self.site.db.write_here(clear)?;
        Ok(())
    }

    /// Removes what nothing knows of: what was kept, and then the program ended before anything said so.
    fn clear_strays(&self) -> Result<(), Error> {
        let depot = Depot::of(&self.site.config);
        let there = depot.older_than(STRAYS).map_err(Error::fault)?;
        let strays = self
            .site
            .db
            .read_here(|conn| attachments::unused(conn, &there))?;
        if strays.is_empty() {
            return Ok(());
        }
        self.clear(strays)
    }
}

fn days(days: u32) -> Micros {
    Micros::from(days).saturating_mul(DAY)
}
