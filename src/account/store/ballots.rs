//! The SQL of ballots: who voted for what is private to each person and goes with them. What a poll
//! is, and who may vote in it, is no business of this.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::schema::ballot;
use crate::db::{Conn, Tx, among, on_either};
use crate::error::Error;
use crate::log::{Event, Log};

/// What somebody chose in the polls of these posts: the post and the number of the choice, the first being 1.
///
/// # Errors
/// A fault of the database.
pub fn chosen(conn: &mut Conn, person: i64, posts: &[i64]) -> Result<Vec<(i64, i64)>, Error> {
    let chosen = ballot::table
        .filter(ballot::person_id.eq(person))
        .filter(among(ballot::post_id, posts))
        .order((ballot::post_id, ballot::choice))
        .select((ballot::post_id, ballot::choice));
    Ok(on_either!(conn, |conn| chosen.load(conn))?)
}

/// Puts these choices in the place of those that somebody made before in the poll of a post, and counts
/// anew. Nothing happens where they are the same.
///
/// # Errors
/// A fault of the database.
pub fn cast(
    tx: &mut Tx<'_>,
    log: Log,
    post: i64,
    person: i64,
    choices: &[i64],
    now: Micros,
) -> Result<(), Error> {
    let before = chosen(tx.conn, person, &[post])?;
    let before: Vec<i64> = before.into_iter().map(|(_, choice)| choice).collect();
    if before == choices {
        return Ok(());
    }
    let own = ballot::table
        .filter(ballot::post_id.eq(post))
        .filter(ballot::person_id.eq(person));
    diesel::delete(own).execute(tx.conn)?;
    for choice in choices {
        diesel::insert_into(ballot::table)
            .values((
                ballot::post_id.eq(post),
                ballot::person_id.eq(person),
                ballot::choice.eq(choice),
            ))
            .execute(tx.conn)?;
    }
    count(tx, log, post, now)
}

/// Takes back everything that somebody voted for, and counts those polls anew.
///
/// # Errors
/// A fault of the database.
pub fn take_back(tx: &mut Tx<'_>, log: Log, person: i64, now: Micros) -> Result<(), Error> {
    let mut posts: Vec<i64> = ballot::table
        .filter(ballot::person_id.eq(person))
        .order(ballot::post_id)
        .select(ballot::post_id)
        .load(tx.conn)?;
    posts.dedup();
    diesel::delete(ballot::table.filter(ballot::person_id.eq(person))).execute(tx.conn)?;
    for post in posts {
        count(tx, log, post, now)?;
    }
    Ok(())
}

/// Says in public how many voted for what.
fn count(tx: &mut Tx<'_>, log: Log, post: i64, now: Micros) -> Result<(), Error> {
    let rows: Vec<(i64, i64)> = ballot::table
        .filter(ballot::post_id.eq(post))
        .group_by(ballot::choice)
        .select((ballot::choice, diesel::dsl::count_star()))
        .load(tx.conn)?;
    let voters: i64 = ballot::table
        .filter(ballot::post_id.eq(post))
        .select(diesel::dsl::count(ballot::person_id).aggregate_distinct())
        .first(tx.conn)?;
    let votes: BTreeMap<i64, i64> = rows.into_iter().collect();
    let last = votes.last_key_value().map_or(0, |(choice, _)| *choice);
    let event = Event::PollTallied {
        post,
        counts: (1..=last)
            .map(|choice| votes.get(&choice).copied().unwrap_or_default())
            .collect(),
        voters,
    };
    log.append(tx, now, event)?;
    Ok(())
}
