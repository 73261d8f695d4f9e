//! The SQL of how one comes: invitations, and those who wait to be let in. All of it is private.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::super::Standing;
use crate::clock::Micros;
use crate::db::schema::{applicant, draft, invitation, password, person, session};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::Face;
use crate::locale::key;
use crate::log::{Event, Log};
use crate::urls::Window;

/// How many rows stand on a page of those who wait, and of invitations.
pub const PER_PAGE: usize = 50;

/// An invitation, as owners see it in the list. Its code is not known any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of its code.
    pub number: Vec<u8>,
    /// Who made it.
    pub made_by: i64,
    /// When.
    pub made_at: Micros,
    /// How many may still come with it.
    pub uses_left: i64,
    /// For whom, in the owner's words.
    pub note: String,
}

/// Somebody who waits to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Their number.
    pub id: i64,
    /// The pseudonym that they took.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// What they said about themselves.
    pub words: String,
    /// Since when they wait.
    pub at: Micros,
}

impl<'a> From<&'a Applicant> for Face<'a> {
    fn from(applicant: &'a Applicant) -> Self {
        Self {
            name: &applicant.name,
            address: &applicant.address,
            // Whoever waits shows nothing yet.
            picture: None,
        }
    }
}

/// What an invitation's code is kept as. How it is spaced and cased does not matter.
fn number_of(code: &str) -> Vec<u8> {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    Sha256::digest(plain.as_bytes()).to_vec()
}

/// Makes an invitation for so many people.
///
/// # Errors
/// A fault of the database.
pub fn invite(
    tx: &mut Tx<'_>,
    code: &str,
    by: i64,
    uses: i64,
    note: &str,
    now: Micros,
) -> Result<(), Error> {
    diesel::insert_into(invitation::table)
        .values((
            invitation::code.eq(number_of(code)),
            invitation::made_by.eq(by),
            invitation::made_at.eq(now),
            invitation::uses_left.eq(uses),
            invitation::note.eq(note),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Whether this code can still be used.
///
/// # Errors
/// A fault of the database.
pub fn is_invitation(conn: &mut Conn, code: &str) -> Result<bool, Error> {
    let there: i64 = invitation::table
        .find(number_of(code))
        .count()
        .get_result(conn)?;
    Ok(there > 0)
}

/// Uses an invitation once.
///
/// # Errors
/// [`Error::Invalid`] for the field `invitation` when the code is none, or was used up.
pub fn spend_invitation(tx: &mut Tx<'_>, code: &str) -> Result<(), Error> {
    let number = number_of(code);
    let used = diesel::update(invitation::table.find(&number))
        .set(invitation::uses_left.eq(invitation::uses_left - 1))
        .execute(tx.conn)?;
    if used == 0 {
        return Err(Error::Invalid {
            field: "invitation",
            key: key("invitation-wrong"),
        });
    }
    let used_up = invitation::table
        .find(&number)
        .filter(invitation::uses_left.le(0));
    diesel::delete(used_up).execute(tx.conn)?;
    Ok(())
}

/// The invitations that can still be used, the newest first; at most 500.
///
/// # Errors
/// A fault of the database.
pub fn invitations(conn: &mut Conn) -> Result<Vec<Invitation>, Error> {
    type Row = (Vec<u8>, i64, Micros, i64, String);
    let rows: Vec<Row> = invitation::table
        .order((invitation::made_at.desc(), invitation::code))
        .limit(500)
        .select((
            invitation::code,
            invitation::made_by,
            invitation::made_at,
            invitation::uses_left,
            invitation::note,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(number, made_by, made_at, uses_left, note)| Invitation {
            number,
            made_by,
            made_at,
            uses_left,
            note,
        })
        .collect())
}

/// Takes an invitation back.
///
/// # Errors
/// A fault of the database.
pub fn end_invitation(tx: &mut Tx<'_>, number: &[u8]) -> Result<(), Error> {
    diesel::delete(invitation::table.find(number)).execute(tx.conn)?;
    Ok(())
}

/// Notes that somebody waits to be let in.
///
/// # Errors
/// A fault of the database.
pub fn apply_to_join(tx: &mut Tx<'_>, person: i64, words: &str, now: Micros) -> Result<(), Error> {
    diesel::insert_into(applicant::table)
        .values((
            applicant::person_id.eq(person),
            applicant::words.eq(words),
            applicant::at.eq(now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Those who wait, the one who came first at the top: up to [`PER_PAGE`] and one more, after a number.
///
/// # Errors
/// A fault of the database.
pub fn applicants(conn: &mut Conn, window: Window) -> Result<Vec<Applicant>, Error> {
    let after = match window {
        Window::After(id) => id,
        Window::Newest | Window::Before(_) => 0,
    };
    type Row = (i64, String, String, String, Micros);
    let rows: Vec<Row> = applicant::table
        .inner_join(person::table.on(person::id.eq(applicant::person_id)))
        .filter(applicant::person_id.gt(after))
        .order(applicant::person_id)
        .limit(PER_PAGE as i64 + 1)
        .select((
            person::id,
            person::name,
            person::address,
            applicant::words,
            applicant::at,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, address, words, at)| Applicant {
            id,
            name,
            address,
            words,
            at,
        })
        .collect())
}

/// Lets somebody in.
///
/// # Errors
/// A fault of the database.
pub fn let_in(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    diesel::delete(applicant::table.find(person)).execute(tx.conn)?;
    Ok(())
}

/// Turns somebody away who waits: their sessions end, and the pseudonym is free again. Nothing happens to
/// whoever does not wait.
///
/// # Errors
/// A fault of the database.
pub fn turn_away(tx: &mut Tx<'_>, log: Log, person: i64, now: Micros) -> Result<(), Error> {
    let waited = diesel::delete(applicant::table.find(person)).execute(tx.conn)?;
    if waited == 0 {
        return Ok(());
    }
    diesel::delete(session::table.filter(session::person_id.eq(person))).execute(tx.conn)?;
    diesel::delete(password::table.find(person)).execute(tx.conn)?;
    // Who takes the pseudonym next is somebody else, and nobody goes on with what was begun.
    diesel::delete(draft::table.filter(draft::person_id.eq(person))).execute(tx.conn)?;
    let standing: String = person::table
        .find(person)
        .select(person::standing)
        .first(tx.conn)?;
    if Standing::from_word(&standing) != Standing::Left {
        log.append(tx, now, Event::PersonLeft { person })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_can_be_typed_as_people_type() {
        assert_eq!(number_of("abcd-efgh"), number_of(" ABCD EFGH "));
        assert_ne!(number_of("abcd-efgh"), number_of("abcd-efgi"));
    }
}
