//! The SQL of the owners' rules, and of what their pages show.

mod acts;
mod people;

use diesel::prelude::*;

pub use acts::{Act, What, acts};
pub use people::{Listed, PER_PAGE, people, with_roles};

use crate::clock::Micros;
use crate::db::schema::{rules, secret};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::log::{Entry, Event, Log};
use crate::rules::{Question, Rules};

/// Where the question stands among what is secret, and what is taken as its answer, a line each.
const QUESTION: &str = "question";
const ANSWERS: &str = "answers";

/// Writes what events about the rules mean into the table.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    for entry in entries {
        if let Event::RulesChanged { rules: changed, .. } = &entry.event {
            let text = serde_json::to_string(changed).map_err(Error::fault)?;
            diesel::delete(rules::table).execute(conn)?;
            diesel::insert_into(rules::table)
                .values((
                    rules::one.eq(1),
                    rules::seq.eq(entry.seq),
                    rules::value.eq(text),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// The rules as they are, and the number of the entry that set them: 0 where nobody did.
///
/// # Errors
/// A fault of the database.
pub fn load(conn: &mut Conn) -> Result<(i64, Rules), Error> {
    let row: Option<(i64, String)> = rules::table
        .select((rules::seq, rules::value))
        .first(conn)
        .optional()?;
    match row {
        Some((seq, text)) => Ok((seq, serde_json::from_str(&text).map_err(Error::fault)?)),
        None => Ok((0, Rules::default())),
    }
}

/// The owners' question, if they wrote one that can be answered.
///
/// # Errors
/// A fault of the database.
pub fn question(conn: &mut Conn) -> Result<Option<Question>, Error> {
    let question = question_so_far(conn)?;
    let can_be_answered = !question.text.is_empty() && !question.answers.is_empty();
    Ok(can_be_answered.then_some(question))
}

/// The same, however much of it there is.
///
/// # Errors
/// A fault of the database.
pub fn question_so_far(conn: &mut Conn) -> Result<Question, Error> {
    let (text, answers) = (secret_text(conn, QUESTION)?, secret_text(conn, ANSWERS)?);
    Ok(Question {
        text: text.trim().to_owned(),
        answers: answers
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

/// Keeps the owners' question in place of the one before.
///
/// # Errors
/// A fault of the database.
pub fn set_question(tx: &mut Tx<'_>, question: &Question) -> Result<(), Error> {
    let answers = question.answers.join("\n");
    for (name, value) in [(QUESTION, question.text.as_str()), (ANSWERS, &answers)] {
        diesel::delete(secret::table.find(name)).execute(tx.conn)?;
        diesel::insert_into(secret::table)
            .values((secret::name.eq(name), secret::value.eq(value.as_bytes())))
            .execute(tx.conn)?;
    }
    Ok(())
}

fn secret_text(conn: &mut Conn, name: &str) -> Result<String, Error> {
    let value: Option<Vec<u8>> = secret::table
        .find(name)
        .select(secret::value)
        .first(conn)
        .optional()?;
    Ok(String::from_utf8(value.unwrap_or_default()).unwrap_or_default())
}

/// Changes the rules, starting from what they are at this moment. Nothing is written where nothing is
/// different.
///
/// # Errors
/// A fault of the database.
pub fn change(
    tx: &mut Tx<'_>,
    log: Log,
    by: i64,
    now: Micros,
    change: impl FnOnce(&mut Rules),
) -> Result<(), Error> {
    let (_, before) = load(tx.conn)?;
    let mut after = before.clone();
    change(&mut after);
    if after != before {
        let rules = Box::new(after);
        log.append(tx, now, Event::RulesChanged { rules, by })?;
    }
    Ok(())
}
