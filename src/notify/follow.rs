//! Following the log: it reads what happened from where it was, finds out who is told of it, and writes
//! that down.
//!
//! It reads on a reader's connection, and asks the writer for nothing unless somebody is to be told, so that
//! a busy wall is none the slower. Where several processes serve one wall each of them follows, and what
//! one wrote the others find written. A crash in between loses nothing: the cursor moves with what it wrote.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::{Said, Why, store, told};
use crate::clock::{Micros, SECOND};
use crate::db::Conn;
use crate::error::{Error, caught};
use crate::log::{Entry, Event, RoomKind, cursor, entries_after};
use crate::post::{Post, store as posts};
use crate::room::following::Stance;
use crate::room::following::store as following;
use crate::room::store as rooms;
use crate::room::{Act, Room, may};
use crate::web::Site;

/// The name of its cursor.
const NAME: &str = "notify";
/// How many entries of the log are read at once. After as many the cursor moves, even if nobody was told.
const STEP: i64 = 500;
/// How many notices are written at once.
const AT_ONCE: usize = 500;
/// How long it waits after something went wrong.
const PAUSE: Duration = Duration::from_secs(1);
/// What was said so long before it was written here was brought in by an import, and is no news.
const FRESH: Micros = 60 * SECOND;

/// The follower.
pub struct Notifier {
    site: Site,
}

/// What has to be written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Who is told: the person, the post, the entry that it became news by, why, and when.
    pub notices: Vec<(i64, i64, i64, Why, Micros)>,
    /// Who took part in which thread, and when.
    pub took_part: Vec<(i64, i64, Micros)>,
    /// Posts and rooms that are gone for good.
    pub gone: Vec<i64>,
    /// People who left, or were erased.
    pub left: Vec<i64>,
}

impl Notifier {
    /// Ready to start.
    pub fn new(site: Site) -> Self {
        Self { site }
    }

    /// Starts the thread. It ends when the follower is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(this: &Arc<Self>) -> Result<(), String> {
        let failed = |error| format!("cannot start the thread for notifications: {error}");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .map_err(failed)?;
        let (notifier, bell) = (Arc::downgrade(this), this.site.bell.listen());
        std::thread::Builder::new()
            .name("notify".into())
            .spawn(move || follow(&notifier, &runtime, bell))
            .map(|_| ())
            .map_err(failed)
    }

    /// Tells what happened after `at`, or after the cursor, if that is further. Answers how far it came.
    fn catch_up(&self, at: i64) -> Result<i64, Error> {
        let db = &self.site.db;
        let stored = db.read_here(|conn| cursor::position(conn, NAME))?;
        let mut at = at.max(stored);
        loop {
            let entries = db.read_here(|conn| entries_after(conn, at, STEP))?;
            let Some(last) = entries.last().map(|entry| entry.seq) else {
                return Ok(at);
            };
            let step = db.read_here(|conn| self.step(conn, &entries))?;
            // A long way of which nobody was told is not gone again after a restart.
            if step != Step::default() || last - stored >= STEP {
                self.write(step, last)?;
            }
            at = last;
        }
    }

    /// Writes what a step found, not too much of it at once: everybody who posts waits meanwhile.
    fn write(&self, mut step: Step, last: i64) -> Result<(), Error> {
        let db = &self.site.db;
        while step.notices.len() > AT_ONCE {
            let some = step.notices.split_off(step.notices.len() - AT_ONCE);
            let begun = Instant::now();
            db.write_here(move |tx| {
                if cursor::position(tx.conn, NAME)? >= last {
                    return Ok(());
                }
                store::tell(tx, &some)
            })?;
            std::thread::sleep(begun.elapsed());
        }
        db.write_here(move |tx| {
            if cursor::position(tx.conn, NAME)? >= last {
                // Another process was here before.
                return Ok(());
            }
            store::write(tx, &step)?;
            cursor::move_to(tx.conn, NAME, last)
        })
    }

    fn step(&self, conn: &mut Conn, entries: &[Entry]) -> Result<Step, Error> {
        let mut step = Step::default();
        for entry in entries {
            match &entry.event {
                Event::PostPublished { said_at, .. } if entry.at - said_at <= FRESH => {
                    self.said(conn, entry, entry.seq, &mut step)?;
                }
                Event::PostReleased { post, .. } => self.said(conn, entry, *post, &mut step)?,
                Event::PostEdited { post, .. } => self.edited(conn, entry, *post, &mut step)?,
                Event::PostErased { post: gone } | Event::RoomWiped { room: gone, .. } => {
                    step.gone.push(*gone);
                }
                Event::PersonLeft { person } | Event::PersonErased { person, .. } => {
                    step.left.push(*person);
                }
                _ => {}
            }
        }
        Ok(step)
    }

    /// Something was said that everybody sees from now on.
    fn said(
        &self,
        conn: &mut Conn,
        entry: &Entry,
        post: i64,
        step: &mut Step,
    ) -> Result<(), Error> {
        let Some((post, room)) = seen(conn, post)? else {
            return Ok(());
        };
        // A moderator may let through what an import brought.
        if !store::was_fresh(conn, &post, FRESH)? {
            return Ok(());
        }
        let said = facts(conn, entry, &post, &room)?;
        if let Some(thread) = post.parent {
            step.took_part.push((post.author.id, thread, entry.at));
        }
        self.tell(conn, entry, (&post, &room), &said, step)
    }

    /// Something was changed: whoever is named now and was not before is told.
    fn edited(
        &self,
        conn: &mut Conn,
        entry: &Entry,
        post: i64,
        step: &mut Step,
    ) -> Result<(), Error> {
        let Some((post, room)) = seen(conn, post)? else {
            return Ok(());
        };
        let before = store::before(conn, post.id, entry.seq)?;
        if !post.body.contains('@') {
            return Ok(());
        }
        let mentions = posts::mentions(conn, [post.body.as_str(), before.as_str()])?;
        let known = mentions.people_in(&before);
        let mut names = mentions.people_in(&post.body);
        names.retain(|person| !known.contains(person) && *person < entry.seq);
        let said = Said {
            author: post.author.id,
            names,
            ..Said::default()
        };
        self.tell(conn, entry, (&post, &room), &said, step)
    }

    /// Notes who is told, of those who may read there.
    fn tell(
        &self,
        conn: &mut Conn,
        entry: &Entry,
        (post, room): (&Post, &Room),
        said: &Said,
        step: &mut Step,
    ) -> Result<(), Error> {
        let people = told(said);
        if people.is_empty() {
            return Ok(());
        }
        let (ids, rules) = (
            people.iter().map(|(person, _)| *person).collect::<Vec<_>>(),
            self.site.rules.now().1,
        );
        let viewers = store::viewers(conn, &ids, &rules, self.site.clock.now())?;
        for (person, why) in people {
            let reads = |viewer| may(viewer, room, Act::Read).is_ok();
            if viewers.get(&person).is_some_and(reads) {
                let notice = (person, post.id, entry.seq, why, entry.at);
                step.notices.push(notice);
            }
        }
        Ok(())
    }
}

/// A post with its room, if everybody who may read there sees it.
fn seen(conn: &mut Conn, post: i64) -> Result<Option<(Post, Room)>, Error> {
    let post = posts::by_id(conn, post)?;
    if post.held || post.erased || post.deleted.is_some() {
        return Ok(None);
    }
    if let Some(parent) = post.parent
        && posts::is_held(conn, parent)?
    {
        return Ok(None);
    }
    let room = rooms::by_id(conn, post.room)?;
    Ok(room.deleted_at.is_none().then_some((post, room)))
}

/// What is known of a post when it became news. What came about since, as after a long while in which
/// nobody followed, is left out: whoever came later was not named, and whoever follows now did not then.
fn facts(conn: &mut Conn, entry: &Entry, post: &Post, room: &Room) -> Result<Said, Error> {
    let mentions = posts::mentions(conn, [post.body.as_str()])?;
    let mut names = mentions.people_in(&post.body);
    names.retain(|person| *person < entry.seq);
    let thread = post.parent.unwrap_or(post.id);
    let mut said = Said {
        author: post.author.id,
        names,
        answers: author_of(conn, post.reply_to)?,
        comments_on: author_of(conn, post.parent)?,
        on_wall_of: (room.kind == RoomKind::Own).then_some(room.id),
        ..Said::default()
    };
    for (person, subject, stance) in following::stances(conn, &[thread, room.id], entry.at)? {
        let stances: &mut Vec<(i64, Stance)> = if subject == thread {
            &mut said.thread
        } else {
            &mut said.room
        };
        stances.push((person, stance));
    }
    Ok(said)
}

fn author_of(conn: &mut Conn, post: Option<i64>) -> Result<Option<i64>, Error> {
    let author = post.map(|post| posts::by_id(conn, post).map(|post| post.author.id));
    author.transpose()
}

/// Follows until nobody rings any more. What it does it does outside of the runtime, which only waits: there
/// the writer may be waited for.
fn follow(
    notifier: &Weak<Notifier>,
    runtime: &tokio::runtime::Runtime,
    mut bell: watch::Receiver<i64>,
) {
    let mut at = 0;
    // What happened while nobody followed comes first.
    bell.mark_changed();
    while runtime.block_on(bell.changed()).is_ok() {
        let Some(notifier) = notifier.upgrade() else {
            return;
        };
        match caught(|| notifier.catch_up(at)) {
            Ok(seq) => at = seq,
            Err(error) => {
                tracing::error!(%error, "notifications cannot follow the log, and try again");
                drop(notifier);
                std::thread::sleep(PAUSE);
                bell.mark_changed();
            }
        }
    }
}
