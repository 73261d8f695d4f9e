//! The SQL of people, their passwords and their sessions.

mod apply;
mod avatar;
mod ballots;
mod erase;
pub mod joining;
mod mail;
mod messages;
mod names;
mod own_data;
mod profile;
mod roles;
mod second_factor;
mod sessions;
mod suspects;
mod waiting;

use diesel::prelude::*;

pub use apply::apply;
pub use avatar::{avatar_of, clear_profile, kind_of_avatar, set_avatar};
pub use ballots::{cast, chosen, take_back};
pub use erase::{AT_ONCE, erase_person, erase_posts_of, forget_person};
pub use mail::{
    Purpose, add_mail_token, confirm_mail_address, confirmed_address, drop_mail_address,
    end_all_sessions, forget_old_mail_tokens, mail_address_of, mail_token, set_mail_address,
    spend_mail_token,
};
pub use messages::{
    OwnConversation, OwnMessage, blocked_by, own_conversations, own_messages, recount,
};
pub use names::holders;
pub use own_data::{
    OwnFile, OwnPost, appeals_of, followed_by, forget_addresses, language_of, letters_of,
    notices_of, own_files, own_posts, reactions_of, reading_of, reports_of, votes_of,
};
pub use profile::{
    describe, last_sight, liking_of, profile_entry, profile_of, set_reading, set_shows_sight,
    shows_sight,
};
pub use roles::{give_role, make_owner, not_the_last_owner, role_of};
pub use second_factor::{
    drop_second_factor, recovery_codes_left, second_factor, set_recovery_codes, set_second_factor,
    use_code,
};
pub use sessions::{
    Session, end_other_sessions, end_sessions, identify, open_session, renumber_session,
    restraints, saw_session, sessions, stale_sessions, under_nothing_held,
};

pub use suspects::{is_suspect, suspect_person};
pub use waiting::drop_waiting;

use super::Standing;
use super::pseudonym::{folded, likeness};
use crate::clock::Micros;
use crate::db::schema::{invisible, password, person, preference};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::Face;
use crate::locale::Lang;
use crate::log::{Event, Log};
use crate::viewer::Role;

/// Somebody, as their page shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their number, which is also their own wall's.
    pub id: i64,
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// How it is held.
    pub standing: Standing,
    /// When it was taken.
    pub joined_at: Micros,
    /// What they may do.
    pub role: Role,
    /// The file of the picture that they gave, if they did.
    pub picture: Option<String>,
}

impl<'a> From<&'a Person> for Face<'a> {
    fn from(person: &'a Person) -> Self {
        Self {
            name: &person.name,
            address: &person.address,
            picture: person.picture.as_deref(),
        }
    }
}

/// Whether somebody has this name or one that looks like it.
///
/// # Errors
/// A fault of the database.
pub fn is_taken(conn: &mut Conn, name: &str) -> Result<bool, Error> {
    let found: i64 = person::table
        .filter(person::skeleton.eq(likeness(name)))
        .filter(person::standing.eq_any(held()))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// The person who holds this pseudonym, however its capitals are typed: nobody else can hold one that
/// looks like it.
///
/// # Errors
/// A fault of the database.
pub fn by_name(conn: &mut Conn, name: &str) -> Result<Option<Person>, Error> {
    let row: Option<PersonRow> = person::table
        .filter(person::skeleton.eq(likeness(name)))
        .filter(person::standing.eq_any(held()))
        .select(PERSON)
        .first(conn)
        .optional()?;
    Ok(row.map(from_row))
}

/// The person who is meant by an address that is nobody's: the one who holds a pseudonym that looks like
/// it, or the only one whose pseudonym is the same but for its accents.
///
/// # Errors
/// A fault of the database.
pub fn meant_by(conn: &mut Conn, address: &str) -> Result<Option<Person>, Error> {
    if let Some(person) = by_name(conn, address)? {
        return Ok(Some(person));
    }
    let mut rows: Vec<PersonRow> = person::table
        .filter(person::folded.eq(folded(address)))
        .filter(person::folded.ne(""))
        .filter(person::standing.eq_any(held()))
        .select(PERSON)
        .limit(2)
        .load(conn)?;
    let one = rows.pop().filter(|_| rows.is_empty());
    Ok(one.map(from_row))
}

/// Fills a column in that older walls did not have. Answers how many rows it filled in.
///
/// # Errors
/// A fault of the database.
pub fn fill_folded(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let missing: Vec<(i64, String)> = person::table
        .filter(person::folded.eq(""))
        .filter(person::name.ne(""))
        .limit(10_000)
        .select((person::id, person::name))
        .load(tx.conn)?;
    for (id, name) in &missing {
        // A name of marks alone folds to nothing: it is left as it is, and not looked at again.
        let folded = Some(folded(name)).filter(|folded| !folded.is_empty());
        diesel::update(person::table.find(id))
            .set(person::folded.eq(folded.as_deref().unwrap_or(name)))
            .execute(tx.conn)?;
    }
    Ok(missing.len())
}

/// How somebody stands whose pseudonym nobody else can take.
fn held() -> [&'static str; 3] {
    [Standing::Visiting, Standing::Kept, Standing::Unclaimed].map(Standing::as_str)
}

/// The person whose pseudonym stands so in addresses.
///
/// # Errors
/// A fault of the database.
pub fn by_address(conn: &mut Conn, address: &str) -> Result<Option<Person>, Error> {
    let row: Option<PersonRow> = person::table
        .filter(person::address.eq(address))
        .select(PERSON)
        .first(conn)
        .optional()?;
    Ok(row.map(from_row))
}

/// A person by their number.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub fn by_id(conn: &mut Conn, id: i64) -> Result<Person, Error> {
    let row: Option<PersonRow> = person::table
        .find(id)
        .select(PERSON)
        .first(conn)
        .optional()?;
    row.map(from_row).ok_or(Error::NotFound)
}

/// Some people by their numbers.
///
/// # Errors
/// A fault of the database.
pub fn some(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Person>, Error> {
    let rows: Vec<PersonRow> = person::table
        .filter(person::id.eq_any(ids))
        .order(person::id)
        .select(PERSON)
        .load(conn)?;
    Ok(rows.into_iter().map(from_row).collect())
}

type PersonRow = (
    i64,
    String,
    String,
    String,
    Micros,
    (String, bool),
    Option<String>,
);

const PERSON: (
    person::id,
    person::name,
    person::address,
    person::standing,
    person::joined_at,
    (person::role, person::moderates),
    person::picture,
) = (
    person::id,
    person::name,
    person::address,
    person::standing,
    person::joined_at,
    (person::role, person::moderates),
    person::picture,
);

fn from_row(
    (id, name, address, standing, joined_at, (role, moderates), picture): PersonRow,
) -> Person {
    Person {
        id,
        name,
        address,
        standing: Standing::from_word(&standing),
        joined_at,
        role: Role::stored(&role, moderates),
        picture,
    }
}

/// Lets somebody take a name that is free. Answers their number.
///
/// # Errors
/// A fault of the database.
pub fn take(tx: &mut Tx<'_>, log: Log, name: &str, now: Micros) -> Result<i64, Error> {
    let joined = Event::PersonJoined {
        name: Some(name.to_owned()),
        unclaimed: false,
    };
    log.append(tx, now, joined)
}

/// The stored hash of a person's password.
///
/// # Errors
/// A fault of the database.
pub fn password_of(conn: &mut Conn, person: i64) -> Result<Option<String>, Error> {
    Ok(password::table
        .find(person)
        .select(password::phc)
        .first(conn)
        .optional()?)
}

/// Sets a person's password. The first one keeps the pseudonym.
///
/// # Errors
/// A fault of the database.
pub fn set_password(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    phc: &str,
    now: Micros,
) -> Result<(), Error> {
    let changed = diesel::update(password::table.find(person))
        .set((password::phc.eq(phc), password::changed_at.eq(now)))
        .execute(tx.conn)?;
    if changed == 0 {
        diesel::insert_into(password::table)
            .values((
                password::person_id.eq(person),
                password::phc.eq(phc),
                password::changed_at.eq(now),
            ))
            .execute(tx.conn)?;
        log.append(tx, now, Event::PersonKept { person })?;
    }
    Ok(())
}

/// Remembers a person's language.
///
/// # Errors
/// A fault of the database.
pub fn set_language(tx: &mut Tx<'_>, person: i64, lang: Lang) -> Result<(), Error> {
    let changed = diesel::update(preference::table.find(person))
        .set(preference::language.eq(lang.code()))
        .execute(tx.conn)?;
    if changed == 0 {
        diesel::insert_into(preference::table)
            .values((
                preference::person_id.eq(person),
                preference::language.eq(lang.code()),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// Lets a person's light shine among the fireflies, or not.
///
/// # Errors
/// A fault of the database.
pub fn set_invisible(tx: &mut Tx<'_>, person: i64, is_invisible: bool) -> Result<(), Error> {
    diesel::delete(invisible::table.find(person)).execute(tx.conn)?;
    if is_invisible {
        diesel::insert_into(invisible::table)
            .values(invisible::person_id.eq(person))
            .execute(tx.conn)?;
    }
    Ok(())
}
