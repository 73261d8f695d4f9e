//! The SQL of sessions: rows that are listed and ended, and whose cookies are kept as hashes.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::super::Standing;
use crate::clock::Micros;
use crate::db::schema::{
    applicant, draft, invisible, mailbox, notice, pending_file, person, post, preference,
    restraint, room, room_moderator, session, unread_warning,
};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::locale::Lang;
use crate::log::{Event, Log};
use crate::viewer::{Member, Reading, Restraint, RestraintKind, Role, UNREAD_MOST};
use crate::web::Identified;

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

/// The person of a session, and what they chose: the language, and how they like to read.
///
/// # Errors
/// A fault of the database.
pub fn identify(conn: &mut Conn, number: &[u8]) -> Result<Option<Identified>, Error> {
    type Row = (
        i64,
        String,
        String,
        String,
        String,
        (bool, bool, Option<String>),
        (Option<String>, Option<String>),
        (Option<i64>, Option<i64>),
        Option<i64>,
    );
    let found = session::table
        .inner_join(person::table)
        .left_join(preference::table.on(preference::person_id.eq(person::id)))
        .left_join(invisible::table.on(invisible::person_id.eq(person::id)))
        .left_join(applicant::table.on(applicant::person_id.eq(person::id)))
        .left_join(mailbox::table.on(mailbox::person_id.eq(person::id)))
        .filter(session::id.eq(number))
        .select((
            person::id,
            person::name,
            person::address,
            person::standing,
            person::role,
            (person::moderates, person::noted, person::picture),
            (
                preference::language.nullable(),
                preference::reading.nullable(),
            ),
            (
                invisible::person_id.nullable(),
                applicant::person_id.nullable(),
            ),
            mailbox::unread.nullable(),
        ))
        .limit(1);
    // Every page that a member opens asks this.
    let row: Option<Row> = on_either!(conn, |conn| found.first(conn).optional())?;
    let Some((id, name, address, standing, role, also, chosen, set, unread)) = row else {
        return Ok(None);
    };
    let (moderates, noted, picture) = also;
    let mut member = Member {
        id,
        name,
        address,
        picture,
        kept: Standing::from_word(&standing) == Standing::Kept,
        role: Role::stored(&role, moderates),
        session: number.to_vec(),
        invisible: set.0.is_some(),
        restraints: Vec::new(),
        keeps: Vec::new(),
        applies: set.1.is_some(),
        warned: false,
        unread_in: unread_notices(conn, id)?,
        unread_messages: unread,
    };
    if noted {
        member.restraints = restraints(conn, id)?;
        member.keeps = room_moderator::table
            .filter(room_moderator::person_id.eq(id))
            .select(room_moderator::room_id)
            .load(conn)?;
        let unread: i64 = unread_warning::table
            .filter(unread_warning::person_id.eq(id))
            .count()
            .get_result(conn)?;
        member.warned = unread > 0;
    }
    let language = chosen.0.and_then(|code| Lang::from_code(&code));
    let reading = chosen.1.map(|words| Reading::parse(&words));
    Ok(Some((member, language, reading)))
}

/// That a row of `post` is no comment on a post that waits for a moderator.
pub fn under_nothing_held() -> SqlLiteral<Bool> {
    sql(
        "NOT EXISTS (SELECT 1 FROM post AS parent WHERE parent.id = post.parent_id \
         AND parent.held_at IS NOT NULL)",
    )
}

/// The rooms of the posts that a person was told of and has not read, a room for each post. What nobody
/// sees any more is not counted.
fn unread_notices(conn: &mut Conn, person: i64) -> Result<Vec<i64>, Error> {
    let unread = notice::table
        .inner_join(post::table.on(post::id.eq(notice::post_id)))
        .inner_join(room::table.on(room::id.eq(post::room_id)))
        .filter(notice::person_id.eq(person))
        .filter(notice::read_at.is_null())
        .filter(post::deleted_at.is_null())
        .filter(post::erased_at.is_null())
        .filter(post::held_at.is_null())
        .filter(under_nothing_held())
        .filter(room::deleted_at.is_null())
        .limit(UNREAD_MOST as i64)
        .select(post::room_id);
    // Every page that a member opens asks this.
    Ok(on_either!(conn, |conn| unread.load(conn))?)
}

/// What somebody is kept from, what ended included.
///
/// # Errors
/// A fault of the database.
pub fn restraints(conn: &mut Conn, person: i64) -> Result<Vec<Restraint>, Error> {
    let rows: Vec<(i64, String, Option<Micros>)> = restraint::table
        .filter(restraint::person_id.eq(person))
        .select((restraint::room_id, restraint::kind, restraint::until))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(room, kind, until)| {
            Some(Restraint {
                kind: RestraintKind::from_word(&kind)?,
                room: (room != 0).then_some(room),
                until,
            })
        })
        .collect())
}

/// Opens a session.
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

/// Gives a session another number, the files that wait in it included: its old cookie opens nothing any more.
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
        diesel::update(pending_file::table.filter(pending_file::session_id.eq(old)))
            .set(pending_file::session_id.eq(new))
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
        // Nobody is there any more to be let in.
        diesel::delete(applicant::table.find(person)).execute(tx.conn)?;
        // Nor to go on with what they had begun to write.
        diesel::delete(draft::table.filter(draft::person_id.eq(person))).execute(tx.conn)?;
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
