//! What waits for a moderator: reports, and posts that are held. And what a sweep finds.

use data_encoding::BASE32_NOPAD;
use diesel::prelude::*;

use super::super::REASON_MAX;
use crate::attachment::Attachment;
use crate::clock::Micros;
use crate::db::schema::{person, post, report, room, suspicion};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::Slice;
use crate::log::first_since;
use crate::post::{Post, store as posts};
use crate::room::{Room, store as rooms};
use crate::urls::Window;

/// How many cases stand on a page.
const PER_PAGE: usize = 50;
/// How many reports of one post are shown.
const REPORTS: i64 = 10;
/// How many posts one sweep takes at most.
pub const SWEPT: i64 = 2_000;

/// A post with what speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The post.
    pub post: Post,
    /// Its room.
    pub room: Room,
    /// What was reported and is not settled: when, and why.
    pub reports: Vec<(Micros, String)>,
    /// Why the wall held or marked it.
    pub suspicion: Option<String>,
    /// What hangs on it.
    pub files: Vec<Attachment>,
}

/// What is to be done at `/moderation`: posts that are held or reported, the oldest first, from `after`
/// on. Without `rooms`: of all rooms.
///
/// # Errors
/// A fault of the database.
pub fn queue(conn: &mut Conn, rooms: Option<&[i64]>, after: i64) -> Result<Slice<Case>, Error> {
    let mut ids = waiting_ids(conn, rooms, after)?;
    ids.truncate(PER_PAGE + 1);
    let more = ids.len() > PER_PAGE;
    ids.truncate(PER_PAGE);
    Ok(Slice {
        rows: cases(conn, &ids)?,
        newer: after > 0,
        older: more,
    })
}

/// How many posts wait, up to a page more than one page holds.
///
/// # Errors
/// A fault of the database.
pub fn waiting(conn: &mut Conn, rooms: Option<&[i64]>) -> Result<usize, Error> {
    Ok(waiting_ids(conn, rooms, 0)?.len())
}

fn waiting_ids(conn: &mut Conn, rooms: Option<&[i64]>, after: i64) -> Result<Vec<i64>, Error> {
    let limit = 2 * PER_PAGE as i64 + 1;
    let mut held = post::table
        .filter(post::held_at.is_not_null())
        .filter(post::erased_at.is_null())
        .filter(post::deleted_at.is_null())
        .filter(post::id.gt(after))
        .order(post::id)
        .limit(limit)
        .select(post::id)
        .into_boxed();
    let mut reported = report::table
        .inner_join(post::table.on(post::id.eq(report::post_id)))
        .filter(report::settled_at.is_null())
        .filter(report::post_id.gt(after))
        .order(report::post_id)
        .limit(limit)
        .select(report::post_id)
        .distinct()
        .into_boxed();
    if let Some(rooms) = rooms {
        held = held.filter(post::room_id.eq_any(rooms));
        reported = reported.filter(post::room_id.eq_any(rooms));
    }
    let mut ids: Vec<i64> = held.load(conn)?;
    ids.extend(reported.load::<i64>(conn)?);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Posts with what speaks against them, in the order of their numbers.
///
/// # Errors
/// A fault of the database.
pub fn cases(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Case>, Error> {
    let found = posts::some(conn, ids)?;
    let mut rooms_of: Vec<i64> = found.iter().map(|post| post.room).collect();
    rooms_of.sort_unstable();
    rooms_of.dedup();
    let rooms = rooms_of
        .into_iter()
        .map(|id| rooms::by_id(conn, id))
        .collect::<Result<Vec<Room>, Error>>()?;
    let mut cases = Vec::with_capacity(found.len());
    for post in found {
        let Some(room) = rooms.iter().find(|room| room.id == post.room) else {
            continue;
        };
        cases.push(Case {
            room: room.clone(),
            files: posts::files_of(conn, &post)?,
            reports: report::table
                .filter(report::post_id.eq(post.id))
                .filter(report::settled_at.is_null())
                .order(report::id)
                .limit(REPORTS)
                .select((report::at, report::reason))
                .load(conn)?,
            suspicion: suspicion::table
                .find(post.id)
                .select(suspicion::why)
                .first(conn)
                .optional()?,
            post,
        });
    }
    Ok(cases)
}

/// One post with what speaks against it.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn case(conn: &mut Conn, id: i64) -> Result<Case, Error> {
    cases(conn, &[id])?.pop().ok_or(Error::NotFound)
}

/// Keeps a report. Answers its receipt: whoever has it sees what became of it.
///
/// # Errors
/// A fault of the database.
pub fn report(
    tx: &mut Tx<'_>,
    of: i64,
    by: Option<i64>,
    reason: &str,
    now: Micros,
) -> Result<String, Error> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(Error::fault)?;
    let receipt = BASE32_NOPAD.encode(&random).to_ascii_lowercase();
    let reason: String = reason.chars().take(REASON_MAX).collect();
    diesel::insert_into(report::table)
        .values((
            report::receipt.eq(&receipt),
            report::post_id.eq(of),
            report::person_id.eq(by),
            report::reason.eq(reason),
            report::at.eq(now),
        ))
        .execute(tx.conn)?;
    Ok(receipt)
}

/// What became of a report: when it was made, and when and how it was settled, if it was.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn receipt(
    conn: &mut Conn,
    receipt: &str,
) -> Result<(Micros, Option<Micros>, Option<String>), Error> {
    report::table
        .filter(report::receipt.eq(receipt))
        .select((report::at, report::settled_at, report::outcome))
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// Settles what was reported of a post, as part of a batch; answers the number of the first report.
///
/// # Errors
/// A fault of the database.
pub fn settle(
    tx: &mut Tx<'_>,
    of: i64,
    by: i64,
    batch: Option<i64>,
    outcome: &str,
    now: Micros,
) -> Result<Option<i64>, Error> {
    let open: Vec<i64> = report::table
        .filter(report::post_id.eq(of))
        .filter(report::settled_at.is_null())
        .order(report::id)
        .select(report::id)
        .load(tx.conn)?;
    let first = open.first().copied();
    // What is all right makes no entry in the log: the number of its first report stands for the press.
    let batch = batch.or(first.map(|first| -first));
    diesel::update(report::table.filter(report::id.eq_any(&open)))
        .set((
            report::settled_at.eq(now),
            report::settled_by.eq(by),
            report::settled_batch.eq(batch),
            report::outcome.eq(outcome),
        ))
        .execute(tx.conn)?;
    Ok(first)
}

/// Opens again what one press settled; only what `by` settled, if anybody is named. Answers how many
/// reports those were.
///
/// # Errors
/// A fault of the database.
pub fn reopen(tx: &mut Tx<'_>, batch: i64, by: Option<i64>) -> Result<usize, Error> {
    let settled: Vec<(i64, Option<i64>)> = report::table
        .filter(report::settled_batch.eq(batch))
        .select((report::id, report::settled_by))
        .load(tx.conn)?;
    let theirs = settled
        .into_iter()
        .filter(|(_, settled_by)| by.is_none() || *settled_by == by);
    let ids: Vec<i64> = theirs.map(|(id, _)| id).collect();
    Ok(diesel::update(report::table.filter(report::id.eq_any(ids)))
        .set((
            report::settled_at.eq(None::<Micros>),
            report::settled_by.eq(None::<i64>),
            report::settled_batch.eq(None::<i64>),
            report::outcome.eq(None::<String>),
        ))
        .execute(tx.conn)?)
}

/// Which posts a sweep takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Written here at this time or later.
    pub since: Micros,
    /// Of these people only; of everybody without any.
    pub author: Option<i64>,
    /// Only of people who joined at this time or later.
    pub joined_since: Option<Micros>,
    /// Only those that hold these words.
    pub words: String,
    /// Numbered so at most: what came after a moderator looked is not taken unseen. 0: up to the newest.
    pub up_to: i64,
}

/// The numbers of the posts that a sweep takes, the newest first: posts of members that are neither
/// deleted nor erased.
///
/// # Errors
/// A fault of the database.
pub fn swept(conn: &mut Conn, sweep: &Sweep) -> Result<Vec<i64>, Error> {
    let first = first_since(conn, sweep.since)?;
    let mut query = post::table
        .inner_join(person::table.on(person::id.eq(post::author_id)))
        .inner_join(room::table.on(room::id.eq(post::room_id)))
        .filter(post::deleted_at.is_null())
        .filter(post::erased_at.is_null())
        .filter(room::deleted_at.is_null())
        .filter(post::id.ge(first))
        .filter(person::role.eq("member"))
        .filter(person::moderates.eq(false))
        .order(post::id.desc())
        .limit(SWEPT)
        .select((post::id, post::body))
        .into_boxed();
    if sweep.up_to > 0 {
        query = query.filter(post::id.le(sweep.up_to));
    }
    if let Some(author) = sweep.author {
        query = query.filter(post::author_id.eq(author));
    }
    if let Some(joined) = sweep.joined_since {
        query = query.filter(person::joined_at.ge(joined));
    }
    let rows: Vec<(i64, String)> = query.load(conn)?;
    let words = sweep.words.to_lowercase();
    Ok(rows
        .into_iter()
        .filter(|(_, body)| words.is_empty() || body.to_lowercase().contains(&words))
        .map(|(id, _)| id)
        .collect())
}

/// The numbers of a person's posts, deleted and held ones among them, the newest first.
///
/// # Errors
/// A fault of the database.
pub fn written_by(conn: &mut Conn, author: i64, window: Window) -> Result<Slice<i64>, Error> {
    let written = post::table
        .filter(post::author_id.eq(author))
        .filter(post::erased_at.is_null())
        .limit(PER_PAGE as i64 + 1)
        .select(post::id);
    let ids = match window {
        Window::Newest => written.order(post::id.desc()).load(conn)?,
        Window::Before(id) => written
            .filter(post::id.lt(id))
            .order(post::id.desc())
            .load(conn)?,
        Window::After(id) => written.filter(post::id.gt(id)).order(post::id).load(conn)?,
    };
    Ok(Slice::cut(ids, window, PER_PAGE))
}
