//! The SQL of being forgotten: somebody's words, their name, and everything private about them.
//!
//! What stands in the hashed part of the log (that somebody wrote something somewhere, the titles of the
//! rooms that they opened) stays; what is beside it (words, reasons, the pseudonym) is erased, so the
//! chain still verifies.

use diesel::prelude::*;

use super::by_id;
use super::messages::forget_messages;
use super::take_back;
use super::waiting::{drop_in, sessions_of};
use crate::clock::Micros;
use crate::db::schema::{
    act, appeal, applicant, attachment, digest, draft, invisible, invitation, mail_address,
    mail_token, newcomer_post, notice, once_key, password, pending_file, poll, post, post_version,
    preference, recovery_code, report, second_factor, session, sight_shown, subscription, suspect,
    suspicion, unread_warning, visit,
};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::log::{Event, Log, erase_words};
use crate::urls::{naming, readdressed};

/// How many posts are erased in one transaction, so that nobody waits long for the writer.
pub const AT_ONCE: i64 = 200;

/// Deletes somebody with all their words: posts, name, sessions, password and everything private.
///
/// Whoever has written much is to be erased with [`erase_posts_of`] first, [`AT_ONCE`] posts in a
/// transaction: this one then has little left to do.
///
/// # Errors
/// A fault of the database.
pub fn erase_person(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    by: i64,
    now: Micros,
) -> Result<(), Error> {
    while erase_posts_of(tx, log, person, AT_ONCE, now)? > 0 {}
    forget_person(tx, log, person, by, now)
}

/// Erases posts of a person, what they said before they were changed included; at most `limit`. Answers
/// how many.
///
/// # Errors
/// A fault of the database.
pub fn erase_posts_of(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    limit: i64,
    now: Micros,
) -> Result<usize, Error> {
    let due: Vec<(i64, Option<i64>)> = post::table
        .filter(post::author_id.eq(person))
        .filter(post::erased_at.is_null())
        .order(post::id)
        .limit(limit)
        .select((post::id, post::deleted_seq))
        .load(tx.conn)?;
    for (id, deletion) in &due {
        let mut words: Vec<i64> = post_version::table
            .filter(post_version::post_id.eq(id))
            .select(post_version::seq)
            .load(tx.conn)?;
        words.extend(deletion);
        words.extend(words_about_files(tx.conn, *id)?);
        let poll = poll::table.find(id).select(poll::seq);
        words.extend(poll.first::<i64>(tx.conn).optional()?);
        words.push(*id);
        log.append(tx, now, Event::PostErased { post: *id })?;
        erase_words(tx, &words)?;
        diesel::delete(suspicion::table.find(id)).execute(tx.conn)?;
        diesel::delete(notice::table.filter(notice::post_id.eq(id))).execute(tx.conn)?;
    }
    Ok(due.len())
}

/// The entries with words about the files of a post.
fn words_about_files(conn: &mut Conn, post: i64) -> Result<Vec<i64>, Error> {
    let rows: Vec<(i64, Option<i64>)> = attachment::table
        .filter(attachment::post_id.eq(post))
        .select((attachment::seq, attachment::described_seq))
        .load(conn)?;
    let words = rows
        .into_iter()
        .flat_map(|(seq, described)| [Some(seq), described]);
    Ok(words.flatten().collect())
}

/// Forgets who somebody was, and leaves what they said without a name.
///
/// # Errors
/// A fault of the database.
pub fn forget_person(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    by: i64,
    now: Micros,
) -> Result<(), Error> {
    let mut words = reasons(tx.conn, person)?;
    words.extend(super::profile_entry(tx.conn, person)?);
    words.extend(super::avatar::avatar_entry(tx.conn, person)?);
    words.push(person);
    let before = by_id(tx.conn, person)?.address;
    take_back(tx, log, person, now)?;
    log.append(tx, now, Event::PersonErased { person, by })?;
    erase_words(tx, &words)?;
    drop_private(tx.conn, person)?;
    readdress(tx.conn, person, &before)
}

/// What others had begun to write to somebody is kept for them, files included, and no longer says the
/// pseudonym; nor does what is known of the forms that they sent there.
fn readdress(conn: &mut Conn, person: i64, before: &str) -> Result<(), Error> {
    let (now, pattern) = (by_id(conn, person)?.address, naming(before));
    let places: Vec<String> = draft::table
        .filter(draft::place.like(&pattern))
        .select(draft::place)
        .distinct()
        .load(conn)?;
    for place in places {
        if let Some(moved) = readdressed(&place, before, &now) {
            diesel::update(draft::table.filter(draft::place.eq(place)))
                .set(draft::place.eq(moved))
                .execute(conn)?;
        }
    }
    let places: Vec<String> = pending_file::table
        .filter(pending_file::place.like(&pattern))
        .select(pending_file::place)
        .distinct()
        .load(conn)?;
    for place in places {
        if let Some(moved) = readdressed(&place, before, &now) {
            diesel::update(pending_file::table.filter(pending_file::place.eq(place)))
                .set(pending_file::place.eq(moved))
                .execute(conn)?;
        }
    }
    let locations: Vec<String> = once_key::table
        .filter(once_key::location.like(&pattern))
        .select(once_key::location)
        .distinct()
        .load(conn)?;
    for location in locations {
        if let Some(moved) = readdressed(&location, before, &now) {
            diesel::update(once_key::table.filter(once_key::location.eq(location)))
                .set(once_key::location.eq(moved))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// The entries with what was said about a person by those who keep order, and what they said as one of
/// those.
fn reasons(conn: &mut Conn, person: i64) -> Result<Vec<i64>, Error> {
    Ok(act::table
        .filter(act::person_id.eq(person).or(act::by_id.eq(person)))
        .select(act::seq)
        .load(conn)?)
}

fn drop_private(conn: &mut Conn, person: i64) -> Result<(), Error> {
    let sessions = sessions_of(conn, person)?;
    // A few at a time: SQLite takes a limited number of values in one question.
    for some in sessions.chunks(100) {
        diesel::delete(once_key::table.filter(once_key::session_id.eq_any(some))).execute(conn)?;
    }
    drop_in(conn, &sessions, None)?;
    diesel::delete(session::table.filter(session::person_id.eq(person))).execute(conn)?;
    diesel::delete(draft::table.filter(draft::person_id.eq(person))).execute(conn)?;
    forget_messages(conn, person)?;
    diesel::delete(password::table.find(person)).execute(conn)?;
    diesel::delete(preference::table.find(person)).execute(conn)?;
    diesel::delete(notice::table.filter(notice::person_id.eq(person))).execute(conn)?;
    diesel::delete(subscription::table.filter(subscription::person_id.eq(person))).execute(conn)?;
    diesel::delete(digest::table.find(person)).execute(conn)?;
    diesel::delete(invisible::table.find(person)).execute(conn)?;
    diesel::delete(sight_shown::table.find(person)).execute(conn)?;
    diesel::delete(visit::table.filter(visit::person_id.eq(person))).execute(conn)?;
    diesel::delete(applicant::table.find(person)).execute(conn)?;
    diesel::delete(appeal::table.filter(appeal::person_id.eq(person))).execute(conn)?;
    diesel::delete(invitation::table.filter(invitation::made_by.eq(person))).execute(conn)?;
    diesel::delete(second_factor::table.find(person)).execute(conn)?;
    diesel::delete(suspect::table.find(person)).execute(conn)?;
    diesel::delete(unread_warning::table.filter(unread_warning::person_id.eq(person)))
        .execute(conn)?;
    diesel::delete(newcomer_post::table.filter(newcomer_post::author_id.eq(person)))
        .execute(conn)?;
    diesel::delete(recovery_code::table.filter(recovery_code::person_id.eq(person)))
        .execute(conn)?;
    diesel::delete(mail_address::table.find(person)).execute(conn)?;
    diesel::delete(mail_token::table.filter(mail_token::person_id.eq(person))).execute(conn)?;
    // What they reported is still to be looked at; that it was them is nobody's business any more.
    diesel::update(report::table.filter(report::person_id.eq(person)))
        .set((report::person_id.eq(None::<i64>), report::reason.eq("")))
        .execute(conn)?;
    Ok(())
}
