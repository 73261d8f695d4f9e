//! What events about people write.

use diesel::prelude::*;

use super::{avatar, profile};
use crate::account::Standing;
use crate::account::pseudonym::{folded, likeness};
use crate::clock::Micros;
use crate::db::Conn;
use crate::db::schema::{self, person, restraint, room, room_moderator};
use crate::error::Error;
use crate::log::{Entry, Event};
use crate::viewer::{RestraintKind, Role};

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
