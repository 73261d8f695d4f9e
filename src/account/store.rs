//! The SQL of people, their passwords and their sessions.

use diesel::prelude::*;

use super::Standing;
use super::pseudonym::likeness;
use crate::clock::Micros;
use crate::db::schema::{draft, password, person, preference, room, session};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::locale::Lang;
use crate::log::{Entry, Event, Log};
use crate::viewer::{Member, Role};

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
}

/// A session, as its person sees it in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of its cookie.
    pub number: Vec<u8>,
    /// When it began.
    pub opened_at: Micros,
    /// When it was last used.
    pub seen_at: Micros,
    /// What the browser calls itself.
    pub agent: String,
}

/// Writes what an event about a person means into the tables.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entry: &Entry) -> Result<(), Error> {
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
        _ => Ok(()),
    }
}

fn join(conn: &mut Conn, entry: &Entry, name: &str, unclaimed: bool) -> Result<(), Error> {
    let taken: i64 = person::table
        .filter(person::address.eq(name))
        .count()
        .get_result(conn)?;
    let plain = taken == 0 && !name.is_empty();
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
            person::standing.eq(standing.as_str()),
            person::role.eq(Role::Member.as_str()),
            person::joined_at.eq(entry.at),
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

/// The person of a session, and the language that they chose.
///
/// # Errors
/// A fault of the database.
pub fn identify(conn: &mut Conn, number: &[u8]) -> Result<Option<(Member, Option<Lang>)>, Error> {
    type Row = (i64, String, String, String, String, Option<String>);
    let row: Option<Row> = session::table
        .inner_join(person::table)
        .left_join(preference::table.on(preference::person_id.eq(person::id)))
        .filter(session::id.eq(number))
        .select((
            person::id,
            person::name,
            person::address,
            person::standing,
            person::role,
            preference::language.nullable(),
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, name, address, standing, role, language)| {
        let member = Member {
            id,
            name,
            address,
            kept: Standing::from_word(&standing) == Standing::Kept,
            role: Role::from_word(&role),
            session: number.to_vec(),
        };
        (member, language.and_then(|code| Lang::from_code(&code)))
    }))
}

/// Whether somebody has this name or one that looks like it.
///
/// # Errors
/// A fault of the database.
pub fn is_taken(conn: &mut Conn, name: &str) -> Result<bool, Error> {
    let held = [Standing::Visiting, Standing::Kept, Standing::Unclaimed].map(Standing::as_str);
    let found: i64 = person::table
        .filter(person::skeleton.eq(likeness(name)))
        .filter(person::standing.eq_any(held))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// The person with exactly this pseudonym, unless they left.
///
/// # Errors
/// A fault of the database.
pub fn by_name(conn: &mut Conn, name: &str) -> Result<Option<Person>, Error> {
    Ok(by_address(conn, name)?.filter(|person| person.standing != Standing::Left))
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

type PersonRow = (i64, String, String, String, Micros);

const PERSON: (
    person::id,
    person::name,
    person::address,
    person::standing,
    person::joined_at,
) = (
    person::id,
    person::name,
    person::address,
    person::standing,
    person::joined_at,
);

fn from_row((id, name, address, standing, joined_at): PersonRow) -> Person {
    Person {
        id,
        name,
        address,
        standing: Standing::from_word(&standing),
        joined_at,
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

/// Opens a session; one that is open already stays as it is.
///
/// # Errors
/// A fault of the database.
pub fn open_session(
    tx: &mut Tx<'_>,
    number: &[u8],
    person: i64,
    agent: &str,
    now: Micros,
) -> Result<(), Error> {
    diesel::insert_into(session::table)
        .values((
            session::id.eq(number),
            session::person_id.eq(person),
            session::opened_at.eq(now),
            session::seen_at.eq(now),
            session::agent.eq(agent),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Gives a session another number, drafts included: its old cookie opens nothing any more.
///
/// # Errors
/// A fault of the database.
pub fn renumber_session(tx: &mut Tx<'_>, old: &[u8], new: &[u8]) -> Result<(), Error> {
    type Row = (i64, Micros, Micros, String);
    let row: Option<Row> = session::table
        .find(old)
        .select((
            session::person_id,
            session::opened_at,
            session::seen_at,
            session::agent,
        ))
        .first(tx.conn)
        .optional()?;
    if let Some((person, opened_at, seen_at, agent)) = row {
        open_session(tx, new, person, &agent, opened_at)?;
        diesel::update(session::table.find(new))
            .set(session::seen_at.eq(seen_at))
            .execute(tx.conn)?;
        diesel::update(draft::table.filter(draft::session_id.eq(old)))
            .set(draft::session_id.eq(new))
            .execute(tx.conn)?;
        diesel::delete(session::table.find(old)).execute(tx.conn)?;
    }
    Ok(())
}

/// A person's sessions, the one used last first.
///
/// # Errors
/// A fault of the database.
pub fn sessions(conn: &mut Conn, person: i64) -> Result<Vec<Session>, Error> {
    let rows: Vec<(Vec<u8>, Micros, Micros, String)> = session::table
        .filter(session::person_id.eq(person))
        .order(session::seen_at.desc())
        .limit(100)
        .select((
            session::id,
            session::opened_at,
            session::seen_at,
            session::agent,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(number, opened_at, seen_at, agent)| Session {
            number,
            opened_at,
            seen_at,
            agent,
        })
        .collect())
}

/// Ends sessions of one person. Whoever has none left and no password gives the pseudonym back.
///
/// # Errors
/// A fault of the database.
pub fn end_sessions(
    tx: &mut Tx<'_>,
    log: Log,
    person: i64,
    numbers: &[Vec<u8>],
    now: Micros,
) -> Result<(), Error> {
    diesel::delete(
        session::table
            .filter(session::person_id.eq(person))
            .filter(session::id.eq_any(numbers)),
    )
    .execute(tx.conn)?;
    let left: i64 = session::table
        .filter(session::person_id.eq(person))
        .count()
        .get_result(tx.conn)?;
    let standing: String = person::table
        .find(person)
        .select(person::standing)
        .first(tx.conn)?;
    if left == 0 && Standing::from_word(&standing) == Standing::Visiting {
        log.append(tx, now, Event::PersonLeft { person })?;
    }
    Ok(())
}

/// Ends every session of a person but one.
///
/// # Errors
/// A fault of the database.
pub fn end_other_sessions(tx: &mut Tx<'_>, person: i64, but: &[u8]) -> Result<(), Error> {
    let others = session::table
        .filter(session::person_id.eq(person))
        .filter(session::id.ne(but));
    diesel::delete(others).execute(tx.conn)?;
    Ok(())
}

/// Sessions that nobody used since `before`, with their persons; at most 500.
///
/// # Errors
/// A fault of the database.
pub fn stale_sessions(conn: &mut Conn, before: Micros) -> Result<Vec<(Vec<u8>, i64)>, Error> {
    Ok(session::table
        .filter(session::seen_at.lt(before))
        .limit(500)
        .select((session::id, session::person_id))
        .load(conn)?)
}

/// Moves a session's last use forward.
///
/// # Errors
/// A fault of the database.
pub fn saw_session(tx: &mut Tx<'_>, number: &[u8], at: Micros) -> Result<(), Error> {
    diesel::update(session::table.find(number).filter(session::seen_at.lt(at)))
        .set(session::seen_at.eq(at))
        .execute(tx.conn)?;
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

/// Makes a person an owner. Their sessions end: a new role is a new session.
///
/// # Errors
/// A fault of the database.
pub fn make_owner(tx: &mut Tx<'_>, log: Log, person: i64, now: Micros) -> Result<(), Error> {
    log.append(tx, now, Event::PersonMadeOwner { person })?;
    diesel::delete(session::table.filter(session::person_id.eq(person))).execute(tx.conn)?;
    Ok(())
}

/// Whether the wall has an owner.
///
/// # Errors
/// A fault of the database.
pub fn has_owner(conn: &mut Conn) -> Result<bool, Error> {
    let owners: i64 = person::table
        .filter(person::role.eq(Role::Owner.as_str()))
        .count()
        .get_result(conn)?;
    Ok(owners > 0)
}
