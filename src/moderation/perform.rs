//! Doing what a moderator ordered, to one post or to many, and undoing it. Everything is an event, and
//! all events of one press share a batch: the number of the first of them.

use std::collections::BTreeSet;

use super::store::{self, Case};
use super::{Deed, Order, may};
use crate::clock::Micros;
use crate::db::Tx;
use crate::error::Error;
use crate::locale::key;
use crate::log::{Event, Log};
use crate::room;
use crate::viewer::{RestraintKind, Viewer};

/// Does what was ordered. Answers the batch. What needs nothing to be done is passed over, and so is, among
/// several posts, what the moderator may not act on.
///
/// # Errors
/// [`Error::Forbidden`] where nothing of it is allowed, [`Error::NotFound`] where there are no such posts;
/// a fault of the database.
pub fn perform(
    tx: &mut Tx<'_>,
    log: Log,
    viewer: &Viewer,
    order: &Order,
    posts: &[i64],
    now: Micros,
) -> Result<i64, Error> {
    let cases = store::cases(tx.conn, posts)?;
    if cases.is_empty() {
        return Err(Error::NotFound);
    }
    let batch = tx.head()?.seq + 1;
    let mut press = Press {
        tx,
        log,
        viewer,
        order,
        batch,
        now,
        authors: BTreeSet::new(),
    };
    let (mut allowed, mut settled) = (false, None);
    for case in &cases {
        match press.one(case) {
            Ok(first) => {
                allowed = true;
                settled = settled.or(first);
            }
            Err(Error::Forbidden(_)) if cases.len() > 1 => {}
            Err(error) => return Err(error),
        }
    }
    if !allowed {
        return Err(Error::Forbidden(key("moderate-not-yours")));
    }
    Ok(if order.deeds.is_empty() {
        settled.map_or(batch, |first| -first)
    } else {
        batch
    })
}

/// One press of a button.
struct Press<'a, 'b> {
    tx: &'a mut Tx<'b>,
    log: Log,
    viewer: &'a Viewer,
    order: &'a Order,
    batch: i64,
    now: Micros,
    /// To whom something was done already.
    authors: BTreeSet<(i64, Option<i64>)>,
}

impl Press<'_, '_> {
    /// Does it to one post. Answers the number of the first report that this settled.
    fn one(&mut self, case: &Case) -> Result<Option<i64>, Error> {
        if self.order.deeds.is_empty() {
            may(self.viewer, Deed::Release, false, &case.post, &case.room)?;
        }
        for deed in self.order.deeds.clone() {
            may(
                self.viewer,
                deed,
                self.order.everywhere,
                &case.post,
                &case.room,
            )?;
            if deed.changes(&case.post)
                && let Some(event) = self.event(deed, case)?
            {
                let seq = self.log.append(self.tx, self.now, event)?;
                if deed == Deed::Warn {
                    store::warn(self.tx, case.post.author.id, seq)?;
                }
            }
        }
        let batch = (!self.order.deeds.is_empty()).then_some(self.batch);
        let outcome = self.order.deeds.first().map_or("dismiss", |d| d.as_str());
        let by = self.by();
        store::settle(self.tx, case.post.id, by, batch, outcome, self.now)
    }

    fn by(&self) -> i64 {
        self.viewer.id().unwrap_or_default()
    }

    /// The event that a deed is. None where the same was done already to the same person.
    fn event(&mut self, deed: Deed, case: &Case) -> Result<Option<Event>, Error> {
        let (post, by, batch) = (case.post.id, self.by(), Some(self.batch));
        let reason = Some(self.order.reason.clone()).filter(|reason| !reason.is_empty());
        Ok(Some(match deed {
            Deed::Delete => Event::PostDeleted {
                post,
                by,
                batch,
                reason,
            },
            Deed::Restore => Event::PostRestored { post, by, batch },
            Deed::Hold => Event::PostHeld {
                post,
                by: Some(by),
                batch,
                reason,
            },
            Deed::Release => Event::PostReleased { post, by, batch },
            Deed::Lock | Deed::Unlock => Event::PostLocked {
                post,
                locked: deed == Deed::Lock,
                by,
                batch,
                reason,
            },
            Deed::Pin | Deed::Unpin => Event::PostPinned {
                post,
                pinned: deed == Deed::Pin,
                by,
                batch,
                reason,
            },
            Deed::Move => {
                let to = self.target(case)?;
                if to == case.room.id {
                    return Ok(None);
                }
                Event::PostMoved {
                    post,
                    from: case.room.id,
                    to,
                    by,
                    batch,
                    reason,
                }
            }
            Deed::Warn => {
                if !self.authors.insert((case.post.author.id, None)) {
                    return Ok(None);
                }
                Event::PersonWarned {
                    person: case.post.author.id,
                    post: Some(post),
                    by,
                    batch,
                    reason,
                }
            }
            Deed::Mute | Deed::Ban => {
                let room = (!self.order.everywhere).then_some(case.room.id);
                if !self.authors.insert((case.post.author.id, room)) {
                    return Ok(None);
                }
                Event::PersonRestrained {
                    person: case.post.author.id,
                    kind: if deed == Deed::Mute {
                        RestraintKind::Mute
                    } else {
                        RestraintKind::Ban
                    },
                    room,
                    until: self.order.until,
                    by,
                    batch,
                    reason,
                }
            }
            _ => return Ok(None),
        }))
    }

    /// The room that a post is moved to: the moderator keeps order there too.
    fn target(&mut self, case: &Case) -> Result<i64, Error> {
        let to = self.order.to.ok_or(Error::NotFound)?;
        let room = room::store::by_id(self.tx.conn, to)?;
        room::may(self.viewer, &room, room::Act::Read)?;
        if self.viewer.keeps(room.id, room.owner) && case.post.parent.is_none() {
            Ok(room.id)
        } else {
            Err(Error::Forbidden(key("moderate-not-yours")))
        }
    }
}

/// Undoes what one press did, as far as it can be undone: a warning was read. Answers whether anything was.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither did it nor moderates everywhere; [`Error::NotFound`] where there
/// is no such press; a fault of the database.
pub fn undo(
    tx: &mut Tx<'_>,
    log: Log,
    viewer: &Viewer,
    batch: i64,
    now: Micros,
) -> Result<(), Error> {
    let by = viewer.id().unwrap_or_default();
    let acts = store::in_batch(tx.conn, batch)?;
    let own = |act: &store::Act| act.by.as_ref().is_some_and(|named| named.id == by);
    if !viewer.moderates() && !acts.iter().all(own) {
        return Err(Error::Forbidden(key("moderate-not-yours")));
    }
    // Where reports were found to be all right there are no acts to ask who did them.
    let settler = (!viewer.moderates()).then_some(by);
    let reopened = store::reopen(tx, batch, settler)?;
    if acts.is_empty() && reopened == 0 {
        return Err(Error::NotFound);
    }
    let batch = Some(tx.head()?.seq + 1);
    for act in acts.iter().rev().filter(|act| act.undone_at.is_none()) {
        if let Some(event) = inverse(tx, act, by, batch)? {
            log.append(tx, now, event)?;
            if act.deed == Deed::Delete {
                // The reason goes with the deletion that it was given for.
                crate::log::erase_words(tx, &[act.seq])?;
            }
        }
    }
    Ok(())
}

/// The event that undoes an act, where there is one and there is still something to undo.
fn inverse(
    tx: &mut Tx<'_>,
    act: &store::Act,
    by: i64,
    batch: Option<i64>,
) -> Result<Option<Event>, Error> {
    let room = act.room.as_ref().map(|room| room.id);
    if let (Some(person), Some(kind)) = (&act.person, restraint_of(act.deed)) {
        return Ok(Some(Event::PersonReleased {
            person: person.id,
            kind,
            room,
            by,
            batch,
        }));
    }
    let Some(post) = act.post else {
        return Ok(None);
    };
    let now = store::case(tx.conn, post)?.post;
    let reason = None;
    let event = match act.deed {
        Deed::Delete if Deed::Restore.changes(&now) => Event::PostRestored { post, by, batch },
        Deed::Restore if Deed::Delete.changes(&now) => Event::PostDeleted {
            post,
            by,
            batch,
            reason,
        },
        Deed::Hold if now.held => Event::PostReleased { post, by, batch },
        Deed::Release if Deed::Hold.changes(&now) => Event::PostHeld {
            post,
            by: Some(by),
            batch,
            reason,
        },
        Deed::Lock | Deed::Unlock if !now.erased => Event::PostLocked {
            post,
            locked: act.deed == Deed::Unlock,
            by,
            batch,
            reason,
        },
        Deed::Pin | Deed::Unpin if !now.erased => Event::PostPinned {
            post,
            pinned: act.deed == Deed::Unpin,
            by,
            batch,
            reason,
        },
        Deed::Move if !now.erased && room.is_some_and(|from| from != now.room) => {
            Event::PostMoved {
                post,
                from: now.room,
                to: room.unwrap_or(now.room),
                by,
                batch,
                reason,
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(event))
}

fn restraint_of(deed: Deed) -> Option<RestraintKind> {
    match deed {
        Deed::Mute => Some(RestraintKind::Mute),
        Deed::Ban => Some(RestraintKind::Ban),
        _ => None,
    }
}
