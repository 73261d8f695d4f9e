//! The SQL of people, their passwords and their sessions.

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
use crate::db::schema::{
    self, invisible, password, person, preference, restraint, room, room_moderator,
};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::html::Face;
use crate::locale::Lang;
use crate::log::{Entry, Event, Log};
use crate::viewer::{RestraintKind, Role};

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

/// Writes what events about people mean into the tables.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    entries.iter().try_for_each(|entry| apply_one(conn, entry))
}

fn apply_one(conn: &mut Conn, entry: &Entry) -> Result<(), Error> {
    match &entry.event {
        Event::PersonJoined { name, unclaimed } => {
            join(conn, entry, name.as_deref().unwrap_or_default(), *unclaimed)
        }
        Event::PersonKept { person } => set_standing(conn, *person, Standing::Kept),
        Event::PersonLeft { person } => {
            set_standing(conn, *person, Standing::Left)?;
            let (name, address): (String, String) = person::table
                .find(person)
                .select((person::name, person::address))
                .first(conn)?;
            if name == address {
                diesel::update(person::table.find(person))
                    .set(person::address.eq(format!("{name}~{person}")))
                    .execute(conn)?;
            }
            Ok(())
        }
        Event::PersonMadeOwner { person } => {
            diesel::update(person::table.find(person))
                .set(person::role.eq(Role::Owner.as_str()))
                .execute(conn)?;
            Ok(())
        }
        Event::PersonGivenRole { person, role, .. } => set_role(conn, *person, role),
        Event::PersonRestrained {
            person,
            kind,
            room,
            until,
            ..
        } => restrain(conn, entry.seq, *person, *kind, *room, *until),
        Event::PersonReleased {
            person, kind, room, ..
        } => release(conn, *person, *kind, *room),
        Event::PersonErased { person, .. } => erase(conn, *person),
        Event::ProfileDescribed { person, words, .. } => {
            profile::apply(conn, entry.seq, *person, words.as_deref())
        }
        Event::PersonPictured {
            person, details, ..
        } => avatar::apply(conn, entry.seq, *person, details.as_deref()),
        _ => Ok(()),
    }
}

/// Owners stand in a column that older walls have too, moderators in one beside it.
fn set_role(conn: &mut Conn, person: i64, role: &str) -> Result<(), Error> {
    let role = Role::from_word(role);
    let owner = if role == Role::Owner {
        Role::Owner
    } else {
        Role::Member
    };
    diesel::update(person::table.find(person))
        .set((
            person::role.eq(owner.as_str()),
            person::moderates.eq(role == Role::Moderator),
        ))
        .execute(conn)?;
    Ok(())
}

fn restrain(
    conn: &mut Conn,
    seq: i64,
    person: i64,
    kind: RestraintKind,
    room: Option<i64>,
    until: Option<Micros>,
) -> Result<(), Error> {
    release(conn, person, kind, room)?;
    diesel::insert_into(restraint::table)
        .values((
            restraint::person_id.eq(person),
            restraint::room_id.eq(room.unwrap_or_default()),
            restraint::kind.eq(kind.as_str()),
            restraint::until.eq(until),
            restraint::act_seq.eq(seq),
        ))
        .execute(conn)?;
    diesel::update(person::table.find(person))
        .set(person::noted.eq(true))
        .execute(conn)?;
    Ok(())
}

fn release(
    conn: &mut Conn,
    person: i64,
    kind: RestraintKind,
    room: Option<i64>,
) -> Result<(), Error> {
    let room = room.unwrap_or_default();
    diesel::delete(restraint::table.find((person, room, kind.as_str()))).execute(conn)?;
    Ok(())
}

fn erase(conn: &mut Conn, person: i64) -> Result<(), Error> {
    avatar::drop_avatar(conn, person)?;
    diesel::update(person::table.find(person))
        .set((
            person::name.eq(""),
            person::address.eq(format!("~{person}")),
            person::skeleton.eq(""),
            person::folded.eq(""),
            person::standing.eq(Standing::Left.as_str()),
            person::role.eq(Role::Member.as_str()),
            person::moderates.eq(false),
            person::noted.eq(false),
        ))
        .execute(conn)?;
    diesel::delete(schema::profile::table.find(person)).execute(conn)?;
    diesel::delete(restraint::table.filter(restraint::person_id.eq(person))).execute(conn)?;
    diesel::delete(room_moderator::table.filter(room_moderator::person_id.eq(person)))
        .execute(conn)?;
    Ok(())
}

fn join(conn: &mut Conn, entry: &Entry, name: &str, unclaimed: bool) -> Result<(), Error> {
    let taken: i64 = person::table
        .filter(person::address.eq(name))
        .count()
        .get_result(conn)?;
    // With a tilde in it, a name could be the address that another one gets when its person leaves.
    let plain = taken == 0 && !name.is_empty() && !name.contains('~');
    let address = if plain {
        name.to_owned()
    } else {
        format!("{name}~{}", entry.seq)
    };
    let standing = if unclaimed {
        Standing::Unclaimed
    } else {
        Standing::Visiting
    };
    diesel::insert_into(person::table)
        .values((
            person::id.eq(entry.seq),
            person::name.eq(name),
            person::address.eq(address),
            person::skeleton.eq(likeness(name)),
            person::folded.eq(folded(name)),
            person::standing.eq(standing.as_str()),
            person::role.eq(Role::Member.as_str()),
            person::joined_at.eq(entry.at),
            person::moderates.eq(false),
            person::noted.eq(false),
        ))
        .execute(conn)?;
    // Everybody has a wall of their own, under their own number.
    diesel::insert_into(room::table)
        .values((
            room::id.eq(entry.seq),
            room::kind.eq("own"),
            room::title.eq(""),
            room::about.eq(""),
            room::owner_id.eq(entry.seq),
            room::opened_at.eq(entry.at),
            room::posts.eq(0),
            room::last_seq.eq(entry.seq),
        ))
        .execute(conn)?;
    Ok(())
}

fn set_standing(conn: &mut Conn, person: i64, standing: Standing) -> Result<(), Error> {
    diesel::update(person::table.find(person))
        .set(person::standing.eq(standing.as_str()))
        .execute(conn)?;
    Ok(())
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
