//! The SQL of what people follow: one row a person and room or thread.

use std::collections::HashSet;

use diesel::prelude::*;

use super::Stance;
use crate::clock::Micros;
use crate::db::schema::subscription;
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::html::Slice;
use crate::urls::Window;

/// How many rooms and threads one person follows or mutes at most.
pub const MOST: i64 = 2_000;

/// How a person stands to a room or a thread.
///
/// # Errors
/// A fault of the database.
pub fn stance(conn: &mut Conn, person: i64, subject: i64) -> Result<Option<Stance>, Error> {
    let found = subscription::table
        .find((person, subject))
        .select(subscription::mutes);
    let mutes: Option<bool> = on_either!(conn, |conn| found.first(conn).optional())?;
    Ok(mutes.map(Stance::stored))
}

/// Which of these rooms or threads a person mutes.
///
/// # Errors
/// A fault of the database.
pub fn muted(conn: &mut Conn, person: i64, subjects: &[i64]) -> Result<HashSet<i64>, Error> {
    let muted: Vec<i64> = subscription::table
        .filter(subscription::person_id.eq(person))
        .filter(subscription::subject_id.eq_any(subjects))
        .filter(subscription::mutes)
        .select(subscription::subject_id)
        .load(conn)?;
    Ok(muted.into_iter().collect())
}

/// Everybody who followed or muted one of these by then: who, which, and how they stand to it.
///
/// # Errors
/// A fault of the database.
pub fn stances(
    conn: &mut Conn,
    subjects: &[i64],
    by: Micros,
) -> Result<Vec<(i64, i64, Stance)>, Error> {
    let rows: Vec<(i64, i64, bool)> = subscription::table
        .filter(subscription::subject_id.eq_any(subjects))
        .filter(subscription::made_at.le(by))
        .select((
            subscription::person_id,
            subscription::subject_id,
            subscription::mutes,
        ))
        .load(conn)?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(person, subject, mutes)| (person, subject, Stance::stored(mutes)))
        .collect())
}

/// How somebody stands to something, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Followed {
    /// To what.
    pub subject: Subject,
    /// How.
    pub stance: Stance,
    /// Since when.
    pub at: Micros,
}

/// A part of what a person follows and mutes, the latest first; at most `limit`. It is cut by the times.
///
/// # Errors
/// A fault of the database.
pub fn all_of(
    conn: &mut Conn,
    person: i64,
    window: Window,
    limit: usize,
) -> Result<Slice<Followed>, Error> {
    let chosen = || {
        subscription::table
            .filter(subscription::person_id.eq(person))
            .limit(limit as i64 + 1)
            .select((
                subscription::subject_id,
                subscription::is_thread,
                subscription::mutes,
                subscription::made_at,
            ))
    };
    let latest_first = subscription::made_at.desc();
    let rows: Vec<(i64, bool, bool, Micros)> = match window {
        Window::Newest => chosen().order(latest_first).load(conn)?,
        Window::Before(at) => chosen()
            .filter(subscription::made_at.lt(at))
            .order(latest_first)
            .load(conn)?,
        Window::After(at) => chosen()
            .filter(subscription::made_at.gt(at))
            .order(subscription::made_at)
            .load(conn)?,
    };
    let followed = |(id, is_thread, mutes, at)| Followed {
        subject: Subject { id, is_thread },
        stance: Stance::stored(mutes),
        at,
    };
    let rows = rows.into_iter().map(followed).collect();
    Ok(Slice::cut(rows, window, limit))
}

/// A room or a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The room's number, or that of the post that begins the thread.
    pub id: i64,
    /// Whether it is a thread.
    pub is_thread: bool,
}

/// Sets how a person stands to a room or a thread. Where they follow and mute as much as anybody can, what
/// they said first is forgotten.
///
/// # Errors
/// A fault of the database.
pub fn set(
    tx: &mut Tx<'_>,
    person: i64,
    subject: Subject,
    stance: Option<Stance>,
    now: Micros,
) -> Result<(), Error> {
    diesel::delete(subscription::table.find((person, subject.id))).execute(tx.conn)?;
    let Some(stance) = stance else { return Ok(()) };
    add(tx.conn, person, subject, stance, now)?;
    let too_many: Vec<i64> = subscription::table
        .filter(subscription::person_id.eq(person))
        .order(subscription::made_at.desc())
        .offset(MOST)
        .limit(10)
        .select(subscription::subject_id)
        .load(tx.conn)?;
    for old in too_many {
        diesel::delete(subscription::table.find((person, old))).execute(tx.conn)?;
    }
    Ok(())
}

/// Notes that somebody follows a thread since they took part in it, unless they said something themselves.
///
/// # Errors
/// A fault of the database.
pub fn takes_part(conn: &mut Conn, person: i64, thread: i64, now: Micros) -> Result<(), Error> {
    let subject = Subject {
        id: thread,
        is_thread: true,
    };
    add(conn, person, subject, Stance::Follows, now)
}

fn add(
    conn: &mut Conn,
    person: i64,
    subject: Subject,
    stance: Stance,
    now: Micros,
) -> Result<(), Error> {
    let row = (
        subscription::person_id.eq(person),
        subscription::subject_id.eq(subject.id),
        subscription::is_thread.eq(subject.is_thread),
        subscription::mutes.eq(stance == Stance::Mutes),
        subscription::made_at.eq(now),
    );
    on_either!(conn, |conn| {
        diesel::insert_into(subscription::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(conn)
    })?;
    Ok(())
}
