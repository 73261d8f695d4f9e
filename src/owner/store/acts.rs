//! What owners did, as the log tells it.

use diesel::prelude::*;

use crate::clock::Micros;
use crate::db::Conn;
use crate::db::schema::{act, person, room};
use crate::error::Error;
use crate::html::Slice;
use crate::log::{Event, entries_after};
use crate::owner::settings::{Change, changes};
use crate::rules::Rules;
use crate::urls::Window;
use crate::viewer::Role;

/// How many acts stand on a page.
const PER_PAGE: usize = 50;

/// What it was.
#[derive(Clone)]
pub enum What {
    /// A role was given, or taken.
    Role(Role),
    /// The rules were changed, in these points.
    Rules(Vec<Change>),
    /// A room was deleted for good, for this reason.
    Wiped(String),
    /// Somebody was deleted, or wanted to be forgotten.
    Erased,
}

/// Something that an owner did.
#[derive(Clone)]
pub struct Act {
    /// The number of its entry.
    pub seq: i64,
    /// When.
    pub at: Micros,
    /// Who: pseudonym and address. Nobody, for those who wanted to be forgotten themselves.
    pub by: Option<(String, String)>,
    /// About whom: pseudonym and address.
    pub person: Option<(String, String)>,
    /// About which room: its title.
    pub room: Option<String>,
    /// What.
    pub what: What,
}

/// The kinds of acts that are an owner's.
const KINDS: [&str; 4] = ["change-rules", "give-role", "wipe-room", "erase-person"];

type Row = (
    i64,
    String,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    String,
    Micros,
);

/// A page of what owners did, the latest first.
///
/// # Errors
/// A fault of the database.
pub fn acts(conn: &mut Conn, window: Window) -> Result<Slice<Act>, Error> {
    let mut rows = Vec::new();
    // Each kind by its index, and then what is in front of all.
    for kind in KINDS {
        rows.extend(rows_of(conn, kind, window)?);
    }
    let forwards = matches!(window, Window::After(_));
    rows.sort_by_key(|row| if forwards { row.0 } else { -row.0 });
    rows.truncate(PER_PAGE + 1);
    let slice = Slice::cut(rows, window, PER_PAGE);
    let acts = slice
        .rows
        .into_iter()
        .map(|row| read(conn, row))
        .collect::<Result<_, _>>()?;
    Ok(Slice {
        rows: acts,
        older: slice.older,
        newer: slice.newer,
    })
}

fn rows_of(conn: &mut Conn, kind: &str, window: Window) -> Result<Vec<Row>, Error> {
    let found = act::table
        .filter(act::kind.eq(kind))
        .select((
            act::seq,
            act::kind,
            act::by_id,
            act::person_id,
            act::room_id,
            act::reason,
            act::at,
        ))
        .limit(PER_PAGE as i64 + 1)
        .into_boxed();
    let found = match window {
        Window::Newest => found.order(act::seq.desc()),
        Window::Before(seq) => found.filter(act::seq.lt(seq)).order(act::seq.desc()),
        Window::After(seq) => found.filter(act::seq.gt(seq)).order(act::seq.asc()),
    };
    Ok(found.load(conn)?)
}

fn read(conn: &mut Conn, row: Row) -> Result<Act, Error> {
    let (seq, kind, by, person, room, reason, at) = row;
    let what = match kind.as_str() {
        "change-rules" => What::Rules(changed(conn, seq)?),
        "give-role" => What::Role(Role::from_word(&reason)),
        "wipe-room" => What::Wiped(reason),
        _ => What::Erased,
    };
    Ok(Act {
        seq,
        at,
        by: named(conn, by)?,
        person: named(conn, person)?,
        room: titled(conn, room)?,
        what,
    })
}

fn named(conn: &mut Conn, id: Option<i64>) -> Result<Option<(String, String)>, Error> {
    let Some(id) = id else { return Ok(None) };
    Ok(person::table
        .find(id)
        .select((person::name, person::address))
        .first(conn)
        .optional()?)
}

fn titled(conn: &mut Conn, id: Option<i64>) -> Result<Option<String>, Error> {
    let Some(id) = id else { return Ok(None) };
    Ok(room::table
        .find(id)
        .select(room::title)
        .first(conn)
        .optional()?)
}

/// What was changed by this entry, against the rules before it.
fn changed(conn: &mut Conn, seq: i64) -> Result<Vec<Change>, Error> {
    let before: Option<i64> = act::table
        .filter(act::kind.eq("change-rules"))
        .filter(act::seq.lt(seq))
        .order(act::seq.desc())
        .select(act::seq)
        .first(conn)
        .optional()?;
    let before = match before {
        Some(before) => rules_at(conn, before)?,
        None => Rules::default(),
    };
    Ok(changes(&before, &rules_at(conn, seq)?))
}

fn rules_at(conn: &mut Conn, seq: i64) -> Result<Rules, Error> {
    let entry = entries_after(conn, seq - 1, 1)?.pop();
    match entry.map(|entry| entry.event) {
        Some(Event::RulesChanged { rules, .. }) => Ok(*rules),
        _ => Err(Error::fault("an act about the rules has no such entry")),
    }
}
