//! The SQL of the inbox: rows that say that somebody is told of a post. What the post says, and whether
//! anybody sees it still, is read from the post each time.

use std::collections::HashMap;

use diesel::prelude::*;

use super::super::Why;
use crate::account::store::under_nothing_held;
use crate::clock::Micros;
use crate::db::schema::{notice, person, post, room};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::Slice;
use crate::html::markdown::plain;
use crate::html::text::snippet;
use crate::post::language;
use crate::urls::Window;
use crate::viewer::Viewer;

/// How many characters of a post are shown.
const SHOWN: usize = 140;
/// How many old rows are forgotten at once.
const OLD_AT_ONCE: i64 = 500;

/// Something that somebody is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The number of the entry by which it became news.
    pub seq: i64,
    /// The post.
    pub post: i64,
    /// Why.
    pub why: Why,
    /// When.
    pub at: Micros,
    /// Whether it was read.
    pub read: bool,
    /// The pseudonym of whoever wrote it, and its form for addresses.
    pub author: (String, String, Option<String>),
    /// How it begins.
    pub words: String,
    /// The tag of the language of these words, where that is known.
    pub lang: Option<&'static str>,
    /// The number, the name in addresses, and the title of the room that it stands in.
    pub room: (i64, Option<String>, String),
}

type Row = (
    (i64, i64, String, Micros, Option<Micros>),
    (String, String, Option<String>),
    (String, Option<String>),
    (i64, Option<String>, String),
);

/// A part of what somebody is told of, the newest first; at most `limit`. What was deleted, what waits for a
/// moderator, and what stands where they may not read is left out.
///
/// # Errors
/// A fault of the database.
pub fn notices(
    conn: &mut Conn,
    viewer: &Viewer,
    window: Window,
    limit: usize,
) -> Result<Slice<Notice>, Error> {
    let chosen = || {
        notice::table
            .inner_join(post::table.on(post::id.eq(notice::post_id)))
            .inner_join(person::table.on(person::id.eq(post::author_id)))
            .inner_join(room::table.on(room::id.eq(post::room_id)))
            .filter(notice::person_id.eq(viewer.id().unwrap_or_default()))
            .filter(post::deleted_at.is_null())
            .filter(post::erased_at.is_null())
            .filter(post::held_at.is_null())
            .filter(under_nothing_held())
            .filter(room::deleted_at.is_null())
            .filter(room::id.ne_all(viewer.banned_from()))
            .select((
                (
                    notice::seq,
                    notice::post_id,
                    notice::why,
                    notice::at,
                    notice::read_at,
                ),
                (person::name, person::address, person::picture),
                (post::body, post::lang),
                (room::id, room::slug, room::title),
            ))
            .limit(limit as i64 + 1)
    };
    let rows: Vec<Row> = match window {
        Window::Newest => chosen().order(notice::seq.desc()).load(conn)?,
        Window::Before(seq) => chosen()
            .filter(notice::seq.lt(seq))
            .order(notice::seq.desc())
            .load(conn)?,
        Window::After(seq) => chosen()
            .filter(notice::seq.gt(seq))
            .order(notice::seq)
            .load(conn)?,
    };
    let notice = |((seq, post, why, at, read_at), author, (body, lang), room): Row| Notice {
        seq,
        post,
        why: Why::from_word(&why),
        at,
        read: read_at.is_some(),
        author,
        words: snippet(&plain(&body), SHOWN),
        lang: lang.as_deref().and_then(language::kept),
        room,
    };
    let rows = rows.into_iter().map(notice).collect();
    Ok(Slice::cut(rows, window, limit))
}

/// The pseudonyms of those whose own walls have these numbers, and their forms for addresses.
///
/// # Errors
/// A fault of the database.
pub fn own_walls(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, (String, String)>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String, String)> = person::table
        .filter(person::id.eq_any(ids))
        .select((person::id, person::name, person::address))
        .load(conn)?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(id, name, address)| (id, (name, address)))
        .collect())
}

/// Marks as read that somebody is told of a post.
///
/// # Errors
/// A fault of the database.
pub fn mark_read(tx: &mut Tx<'_>, person: i64, post: i64, now: Micros) -> Result<(), Error> {
    let unread = notice::table
        .find((person, post))
        .filter(notice::read_at.is_null());
    diesel::update(unread)
        .set(notice::read_at.eq(now))
        .execute(tx.conn)?;
    Ok(())
}

/// Marks as read everything that somebody is told of, up to an entry of the log.
///
/// # Errors
/// A fault of the database.
pub fn mark_all_read(tx: &mut Tx<'_>, person: i64, up_to: i64, now: Micros) -> Result<(), Error> {
    let unread = notice::table
        .filter(notice::person_id.eq(person))
        .filter(notice::read_at.is_null())
        .filter(notice::seq.le(up_to));
    diesel::update(unread)
        .set(notice::read_at.eq(now))
        .execute(tx.conn)?;
    Ok(())
}

/// Marks as read what people opened: by person and post, and when.
///
/// # Errors
/// A fault of the database.
pub fn mark_opened(tx: &mut Tx<'_>, opened: &[((i64, i64), Micros)]) -> Result<(), Error> {
    for ((person, post), at) in opened {
        mark_read(tx, *person, *post, *at)?;
    }
    Ok(())
}

/// Whether anything stands there that was written before these times, the first for what was read.
///
/// # Errors
/// A fault of the database.
pub fn has_old(conn: &mut Conn, read: Micros, unread: Micros) -> Result<bool, Error> {
    Ok(!old(conn, read, unread, 1)?.is_empty())
}

fn old(
    conn: &mut Conn,
    read: Micros,
    unread: Micros,
    limit: i64,
) -> Result<Vec<(i64, i64)>, Error> {
    // Two questions, each with an index of its own: one would go through all that is not read yet.
    let chosen = || {
        notice::table
            .order(notice::at)
            .limit(limit)
            .select((notice::person_id, notice::post_id))
    };
    let found: Vec<(i64, i64)> = chosen().filter(notice::at.lt(unread)).load(conn)?;
    if !found.is_empty() {
        return Ok(found);
    }
    Ok(chosen()
        .filter(notice::read_at.is_not_null())
        .filter(notice::at.lt(read))
        .load(conn)?)
}

/// Forgets some of it. Answers how much.
///
/// # Errors
/// A fault of the database.
pub fn forget_old(tx: &mut Tx<'_>, read: Micros, unread: Micros) -> Result<usize, Error> {
    let due = old(tx.conn, read, unread, OLD_AT_ONCE)?;
    for key in &due {
        diesel::delete(notice::table.find(*key)).execute(tx.conn)?;
    }
    Ok(due.len())
}
