//! What stands between a form and the wall: everything that speaks for or against what somebody wrote is
//! gathered, judged, and acted upon in the transaction that writes it.

use crate::account::store as people;
use crate::clock::{HOUR, Micros, SECOND};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::form;
use crate::locale::key;
use crate::log::{Event, Log};
use crate::post::judge::{Facts, LATEST, Reason, Ruling, Trust, Words, judge, written};
use crate::post::{Post, store};
use crate::room::Room;
use crate::viewer::Viewer;
use crate::web::{Ctx, Submission, Ticket};

/// Within how long the words of another newcomer are a repetition.
const TEN_MINUTES: Micros = 600 * SECOND;

/// What is known before the transaction begins.
pub(super) struct Hearing {
    log: Log,
    now: Micros,
    viewer: Viewer,
    words: Words,
    too_fast: bool,
    filled: bool,
    ticket: Ticket,
}

impl Hearing {
    /// Reads what was sent.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn of(ctx: &Ctx, sent: &Submission, body: &str) -> Result<Self, Error> {
        let filters = ctx.site.filters.look(&ctx.site.db, ctx.ui.now).await?;
        let hits = filters.hits(body).into_iter();
        let hits = hits.map(|filter| (filter.deed, filter.pattern.clone()));
        let own = ctx.site.config.public_urls.iter();
        let own: Vec<&str> = own.map(|url| url.name()).collect();
        let least = Micros::from(ctx.ui.viewer.rules.too_fast_seconds) * SECOND;
        Ok(Self {
            log: ctx.site.log,
            now: ctx.ui.now,
            viewer: ctx.ui.viewer.clone(),
            words: Words::read(body, &own, hits.collect()),
            too_fast: sent.age(&ctx.ui) < least,
            filled: sent.has_text(form::EMPTY),
            ticket: Ticket::of(&ctx.ui, sent),
        })
    }

    /// Writes a post as the rules want it. Answers its number.
    ///
    /// # Errors
    /// [`Error::Invalid`] or [`Error::Limited`] when it is not taken; a fault of the database.
    pub fn publish(&self, tx: &mut Tx<'_>, room: &Room, event: Event) -> Result<i64, Error> {
        let facts = self.facts(tx.conn, room)?;
        let rules = &self.viewer.rules;
        let (reasons, held) = ruled(judge(&facts, rules))?;
        if facts.trust == Trust::Newcomer && rules.is_besieged() {
            self.ticket.spend(tx, rules, self.now)?;
        }
        let id = self.log.append(tx, self.now, event)?;
        self.note(tx, id, &reasons, held)?;
        if facts.trust == Trust::Newcomer {
            let note = store::Note {
                post: id,
                author: self.viewer.id().unwrap_or_default(),
                words: &facts.words.digest(),
                hosts: &facts.words.hosts,
                seen: !held,
            };
            store::note_newcomer(tx, &note, self.now - HOUR, self.now)?;
        }
        Ok(id)
    }

    /// Writes changes of a post, which bring other words, as the rules want them.
    ///
    /// # Errors
    /// As for [`Hearing::publish`].
    pub fn edit(
        &self,
        tx: &mut Tx<'_>,
        post: &Post,
        room: &Room,
        events: Vec<Event>,
    ) -> Result<(), Error> {
        let mut facts = self.facts(tx.conn, room)?;
        facts.edits = true;
        let (reasons, held) = ruled(judge(&facts, &self.viewer.rules))?;
        for event in events {
            self.log.append(tx, self.now, event)?;
        }
        self.note(tx, post.id, &reasons, held && !post.held)
    }

    /// Holds a post, and tells moderators why.
    fn note(
        &self,
        tx: &mut Tx<'_>,
        post: i64,
        reasons: &[Reason],
        held: bool,
    ) -> Result<(), Error> {
        if held {
            let event = Event::PostHeld {
                post,
                by: None,
                batch: None,
                reason: None,
            };
            self.log.append(tx, self.now, event)?;
        }
        if reasons.is_empty() {
            return Ok(());
        }
        store::suspect_post(tx, post, &written(reasons))
    }

    /// What has to be looked up, and nothing else: most of it is about newcomers.
    fn facts(&self, conn: &mut Conn, room: &Room) -> Result<Facts, Error> {
        let (rules, person) = (&self.viewer.rules, self.viewer.id().unwrap_or_default());
        let mut facts = Facts {
            trust: trust(conn, &self.viewer)?,
            keeps: self.viewer.keeps(room.id, room.owner),
            words: self.words.clone(),
            too_fast: self.too_fast,
            filled: self.filled,
            approves: room.approves,
            ..Facts::default()
        };
        if facts.trust == Trust::Moderator {
            return Ok(facts);
        }
        if room.slow_seconds > 0 {
            facts.slow = self.slow(conn, person, room)?;
        }
        if rules.lifted {
            return Ok(facts);
        }
        if facts.words.can_be_repeated() {
            let latest = store::latest_words(conn, person, self.now - HOUR, LATEST)?;
            let same = |body: &String| crate::html::text::letters(body) == facts.words.letters;
            facts.repeats = latest.iter().any(same);
        }
        if facts.trust == Trust::Newcomer {
            facts.suspect = people::is_suspect(conn, person)?;
            if facts.words.can_be_repeated_by_another() {
                let (words, since) = (facts.words.digest(), self.now - TEN_MINUTES);
                facts.repeats_another = store::was_said_by_another(conn, &words, person, since)?;
            }
            if !facts.words.hosts.is_empty() {
                facts.hosts_of_newcomers = store::hosts_of_newcomers(conn, self.now - HOUR)?;
            }
            if rules.is_besieged() {
                facts.seen_of_newcomers = store::seen_of_newcomers(conn, self.now - HOUR)?;
            }
        }
        Ok(facts)
    }

    /// How many seconds a room that is slow wants to hear nothing more of somebody.
    fn slow(&self, conn: &mut Conn, person: i64, room: &Room) -> Result<u64, Error> {
        let last = store::last_in(conn, person, room.id)?;
        let until = last.map(|at| at.saturating_add(room.slow_seconds.saturating_mul(SECOND)));
        let wait = until.map_or(0, |until| (until - self.now).max(0));
        Ok(wait.unsigned_abs().div_ceil(SECOND.unsigned_abs()))
    }
}

/// How much is known of whoever writes.
///
/// # Errors
/// A fault of the database.
fn trust(conn: &mut Conn, viewer: &Viewer) -> Result<Trust, Error> {
    if viewer.moderates() {
        return Ok(Trust::Moderator);
    }
    let matters = !viewer.rules.lifted || viewer.rules.hold_newcomers;
    let is_newcomer = matters && store::is_newcomer(conn, viewer)?;
    Ok(if is_newcomer {
        Trust::Newcomer
    } else {
        Trust::Known
    })
}

/// What speaks against a post that is taken, and whether it waits.
fn ruled(ruling: Ruling) -> Result<(Vec<Reason>, bool), Error> {
    match ruling {
        Ruling::Seen(reasons) => Ok((reasons, false)),
        Ruling::Held(reasons) => Ok((reasons, true)),
        Ruling::Refused(key) => Err(Error::Invalid { field: "body", key }),
        Ruling::Later(seconds) => Err(Error::Limited {
            why: key("limited-slow"),
            seconds,
        }),
    }
}
