//! The SQL of letters about what is unread: who wants them, and when the next is due.

use diesel::prelude::*;

use crate::clock::{DAY, Micros};
use crate::db::schema::{digest, mail_address};
use crate::db::{Conn, Tx};
use crate::error::Error;

/// How often somebody wants a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Choice {
    /// Never.
    #[default]
    Never,
    /// At most one a day.
    Daily,
    /// At most one a week.
    Weekly,
}

impl Choice {
    /// All of them, the rarest first.
    pub const ALL: [Self; 3] = [Self::Never, Self::Weekly, Self::Daily];

    /// The word for it in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// The choice of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == word)
    }

    /// How many days lie between two letters; none for never.
    fn days(self) -> i64 {
        match self {
            Self::Never => 0,
            Self::Daily => 1,
            Self::Weekly => 7,
        }
    }
}

/// What somebody chose.
///
/// # Errors
/// A fault of the database.
pub fn choice_of(conn: &mut Conn, person: i64) -> Result<Choice, Error> {
    let days: Option<i64> = digest::table
        .find(person)
        .select(digest::days)
        .first(conn)
        .optional()?;
    let known = Choice::ALL.into_iter();
    Ok(known
        .into_iter()
        .find(|choice| Some(choice.days()) == days)
        .unwrap_or_default())
}

/// Keeps what somebody chose. The first letter is due when the first time is over.
///
/// # Errors
/// A fault of the database.
pub fn choose(tx: &mut Tx<'_>, person: i64, choice: Choice, now: Micros) -> Result<(), Error> {
    if choice_of(tx.conn, person)? == choice {
        // What is due stays due.
        return Ok(());
    }
    end(tx, person)?;
    if choice != Choice::Never {
        diesel::insert_into(digest::table)
            .values((
                digest::person_id.eq(person),
                digest::days.eq(choice.days()),
                digest::next_at.eq(now + choice.days() * DAY),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// Ends the letters to somebody.
///
/// # Errors
/// A fault of the database.
pub fn end(tx: &mut Tx<'_>, person: i64) -> Result<(), Error> {
    diesel::delete(digest::table.find(person)).execute(tx.conn)?;
    Ok(())
}

/// To whom a letter is due, and since when; at most `limit`. Nobody whose address is not confirmed.
///
/// # Errors
/// A fault of the database.
pub fn due(conn: &mut Conn, now: Micros, limit: i64) -> Result<Vec<(i64, Micros)>, Error> {
    Ok(digest::table
        .inner_join(mail_address::table.on(mail_address::person_id.eq(digest::person_id)))
        .filter(digest::next_at.le(now))
        .filter(mail_address::confirmed_at.is_not_null())
        .order(digest::next_at)
        .limit(limit)
        .select((digest::person_id, digest::next_at))
        .load(conn)?)
}

/// Takes it upon oneself to write the letter that was due since then. Whether nobody else did so before:
/// then the next one is due after a whole time.
///
/// # Errors
/// A fault of the database.
pub fn claim(tx: &mut Tx<'_>, person: i64, since: Micros, now: Micros) -> Result<bool, Error> {
    let this = digest::table.find(person).filter(digest::next_at.eq(since));
    let claimed = diesel::update(this)
        .set(digest::next_at.eq(digest::days * DAY + now))
        .execute(tx.conn)?;
    Ok(claimed > 0)
}
