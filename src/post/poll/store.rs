//! The SQL of polls: what events write, and what pages read. Ballots are private and each person's own:
//! [`crate::account::store`] has them.

use diesel::prelude::*;

use super::{Choice, Poll};
use crate::account::store::chosen;
use crate::clock::Micros;
use crate::db::schema::{ballot, poll, post};
use crate::db::{Conn, among, on_either};
use crate::error::Error;

type Row = (i64, bool, Option<Micros>, String, String, i64);

/// The polls of these posts, in the order of their numbers, with what somebody chose in each of them. Of no
/// posts nothing is asked.
///
/// # Errors
/// A fault of the database.
pub fn of_posts(conn: &mut Conn, posts: &[i64], person: Option<i64>) -> Result<Vec<Poll>, Error> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let found = poll::table
        .filter(among(poll::post_id, posts))
        .order(poll::post_id)
        .select((
            poll::post_id,
            poll::multiple,
            poll::closes_at,
            poll::choices,
            poll::counts,
            poll::voters,
        ));
    let rows: Vec<Row> = on_either!(&mut *conn, |conn| found.load(conn))?;
    let own = match person {
        Some(person) if !rows.is_empty() => chosen(conn, person, posts)?,
        _ => Vec::new(),
    };
    Ok(rows.into_iter().map(|row| made_of(row, &own)).collect())
}

fn made_of(row: Row, own: &[(i64, i64)]) -> Poll {
    let (post, multiple, closes_at, choices, counts, voters) = row;
    let mut votes = counts
        .split(' ')
        .map(|count| count.parse().unwrap_or_default());
    Poll {
        post,
        multiple,
        closes_at,
        choices: choices
            .lines()
            .map(|words| Choice {
                words: words.to_owned(),
                votes: votes.next().unwrap_or_default(),
            })
            .collect(),
        voters,
        own: own
            .iter()
            .filter(|(at, _)| *at == post)
            .map(|(_, choice)| *choice)
            .collect(),
    }
}

/// The poll of a post, with what somebody chose in it.
///
/// # Errors
/// [`Error::NotFound`] where it has none, or a fault of the database.
pub fn of_post(conn: &mut Conn, post: i64, person: Option<i64>) -> Result<Poll, Error> {
    of_posts(conn, &[post], person)?
        .pop()
        .ok_or(Error::NotFound)
}

/// The entry that opened the poll of a post, which holds its words.
///
/// # Errors
/// A fault of the database.
pub fn opened_by(conn: &mut Conn, post: i64) -> Result<Option<i64>, Error> {
    let seq = poll::table.find(post).select(poll::seq);
    Ok(on_either!(conn, |conn| seq.first(conn).optional())?)
}

/// Writes that a post has a poll. `seq` is the entry that says so.
pub(in crate::post) fn open(
    conn: &mut Conn,
    seq: i64,
    id: i64,
    multiple: bool,
    closes_at: Option<Micros>,
    choices: &str,
) -> Result<(), Error> {
    diesel::insert_into(poll::table)
        .values((
            poll::post_id.eq(id),
            poll::seq.eq(seq),
            poll::multiple.eq(multiple),
            poll::closes_at.eq(closes_at),
            poll::choices.eq(choices),
            poll::counts.eq(""),
            poll::voters.eq(0),
        ))
        .execute(conn)?;
    diesel::update(post::table.find(id))
        .set(post::polled.eq(true))
        .execute(conn)?;
    Ok(())
}

/// Writes how many voted for what.
pub(in crate::post) fn tally(
    conn: &mut Conn,
    id: i64,
    counts: &[i64],
    voters: i64,
) -> Result<(), Error> {
    let counts: Vec<String> = counts.iter().map(i64::to_string).collect();
    diesel::update(poll::table.find(id))
        .set((poll::counts.eq(counts.join(" ")), poll::voters.eq(voters)))
        .execute(conn)?;
    Ok(())
}

/// Writes since when votes do not count any more.
pub(in crate::post) fn close(conn: &mut Conn, id: i64, at: Micros) -> Result<(), Error> {
    diesel::update(poll::table.find(id))
        .set(poll::closes_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Forgets the poll of a post that is erased, and the ballots, though those stand in no log.
pub(in crate::post) fn erase(conn: &mut Conn, id: i64) -> Result<(), Error> {
    diesel::delete(ballot::table.filter(ballot::post_id.eq(id))).execute(conn)?;
    diesel::delete(poll::table.find(id)).execute(conn)?;
    diesel::update(post::table.find(id))
        .set(post::polled.eq(false))
        .execute(conn)?;
    Ok(())
}
