//! The SQL of reactions: what events write, who reacted, and what one has pressed oneself.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Tally;
use crate::clock::Micros;
use crate::db::schema::{person, post, reaction};
use crate::db::{Conn, among, on_either};
use crate::error::Error;
use crate::html::Slice;
use crate::rules::Reaction;
use crate::urls::Window;

/// Whether somebody reacts so to a post.
///
/// # Errors
/// A fault of the database.
pub fn has(conn: &mut Conn, post: i64, person: i64, kind: Reaction) -> Result<bool, Error> {
    let found = reaction::table
        .find((post, kind.as_str(), person))
        .select(reaction::post_id);
    let found: Option<i64> = on_either!(conn, |conn| found.first(conn).optional())?;
    Ok(found.is_some())
}

/// How somebody reacts to each of these posts.
///
/// # Errors
/// A fault of the database.
pub fn own(conn: &mut Conn, person: i64, posts: &[i64]) -> Result<Vec<(i64, Reaction)>, Error> {
    let pressed = reaction::table
        .filter(reaction::person_id.eq(person))
        .filter(among(reaction::post_id, posts))
        .select((reaction::post_id, reaction::kind));
    let rows: Vec<(i64, String)> = on_either!(conn, |conn| pressed.load(conn))?;
    let known = |(post, word): (i64, String)| Some((post, Reaction::from_word(&word)?));
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Somebody who reacted.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Reactor {
    /// Their number.
    pub id: i64,
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
}

/// Who reacts so to a post, whoever came here last first: a part of them.
///
/// # Errors
/// A fault of the database.
pub fn reactors(
    conn: &mut Conn,
    post: i64,
    kind: Reaction,
    window: Window,
    limit: usize,
) -> Result<Slice<Reactor>, Error> {
    let query = reaction::table
        .inner_join(person::table)
        .filter(reaction::post_id.eq(post))
        .filter(reaction::kind.eq(kind.as_str()))
        .select((person::id, person::name, person::address))
        .limit(limit as i64 + 1)
        .into_boxed();
    let rows: Vec<Reactor> = match window {
        Window::Newest => query.order(reaction::person_id.desc()).load(conn)?,
        Window::Before(id) => query
            .filter(reaction::person_id.lt(id))
            .order(reaction::person_id.desc())
            .load(conn)?,
        Window::After(id) => query
            .filter(reaction::person_id.gt(id))
            .order(reaction::person_id.asc())
            .load(conn)?,
    };
    Ok(Slice::cut(rows, window, limit))
}

/// Writes that somebody reacts to a post, or does no longer.
///
/// # Errors
/// A fault of the database.
pub fn set(
    conn: &mut Conn,
    id: i64,
    person: i64,
    kind: Reaction,
    on: bool,
    at: Micros,
) -> Result<(), Error> {
    if has(conn, id, person, kind)? == on {
        return Ok(());
    }
    if on {
        diesel::insert_into(reaction::table)
            .values((
                reaction::post_id.eq(id),
                reaction::person_id.eq(person),
                reaction::kind.eq(kind.as_str()),
                reaction::at.eq(at),
            ))
            .execute(conn)?;
    } else {
        diesel::delete(reaction::table.find((id, kind.as_str(), person))).execute(conn)?;
    }
    count(conn, id, &[(kind, if on { 1 } else { -1 })])
}

fn count(conn: &mut Conn, id: i64, more: &[(Reaction, i64)]) -> Result<(), Error> {
    let text: String = post::table.find(id).select(post::reactions).first(conn)?;
    let mut tally = Tally::read(&text);
    for (kind, more) in more {
        tally.add(*kind, *more);
    }
    diesel::update(post::table.find(id))
        .set(post::reactions.eq(tally.text()))
        .execute(conn)?;
    Ok(())
}

/// Forgets how somebody reacted to anything.
///
/// # Errors
/// A fault of the database.
pub fn forget(conn: &mut Conn, person: i64) -> Result<(), Error> {
    let rows: Vec<(i64, String)> = reaction::table
        .filter(reaction::person_id.eq(person))
        .select((reaction::post_id, reaction::kind))
        .load(conn)?;
    let mut fewer: BTreeMap<i64, Vec<(Reaction, i64)>> = BTreeMap::new();
    for (post, word) in rows {
        let kinds = fewer.entry(post).or_default();
        kinds.extend(Reaction::from_word(&word).map(|kind| (kind, -1)));
    }
    for (post, fewer) in fewer {
        count(conn, post, &fewer)?;
    }
    diesel::delete(reaction::table.filter(reaction::person_id.eq(person))).execute(conn)?;
    Ok(())
}

/// Forgets the reactions to a post that is erased.
///
/// # Errors
/// A fault of the database.
pub fn erase(conn: &mut Conn, id: i64) -> Result<(), Error> {
    diesel::delete(reaction::table.filter(reaction::post_id.eq(id))).execute(conn)?;
    diesel::update(post::table.find(id))
        .set(post::reactions.eq(""))
        .execute(conn)?;
    Ok(())
}
