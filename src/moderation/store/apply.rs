//! The SQL of keeping order: the acts that the log tells of.

use diesel::prelude::*;

use super::super::Deed;
use crate::clock::Micros;
use crate::db::Conn;
use crate::db::schema::{act, post};
use crate::error::Error;
use crate::log::{Entry, Event};
use crate::viewer::RestraintKind;

/// An act on its way into the table.
#[derive(Default)]
struct Row<'a> {
    batch: Option<i64>,
    by: Option<i64>,
    person: Option<i64>,
    post: Option<i64>,
    room: Option<i64>,
    until: Option<Micros>,
    reason: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// An act on a post.
    fn on_post(post: i64, by: Option<i64>, batch: Option<i64>, reason: Option<&'a str>) -> Self {
        Self {
            batch,
            by,
            post: Some(post),
            reason,
            ..Self::default()
        }
    }
}

/// Notes what moderators and owners did. Most entries are none of that.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    for entry in entries {
        if let Event::PersonErased { person, .. } = entry.event {
            forget_reasons(conn, person)?;
        }
        // The reason goes with the deletion that it was given for.
        if let Event::PostErased { post } | Event::PostRestored { post, .. } = entry.event {
            diesel::update(act::table)
                .filter(act::post_id.eq(post))
                .filter(act::kind.eq(Deed::Delete.as_str()))
                .set(act::reason.eq(""))
                .execute(conn)?;
        }
        if let Some((deed, row)) = read(conn, &entry.event)? {
            note(conn, entry, deed, &row)?;
        }
    }
    Ok(())
}

/// What was said about somebody who is forgotten, or by them, is forgotten too. A role is no reason.
fn forget_reasons(conn: &mut Conn, person: i64) -> Result<(), Error> {
    diesel::update(act::table)
        .filter(act::person_id.eq(person).or(act::by_id.eq(person)))
        .filter(act::kind.ne(Deed::GiveRole.as_str()))
        .set(act::reason.eq(""))
        .execute(conn)?;
    Ok(())
}

fn note(conn: &mut Conn, entry: &Entry, deed: Deed, row: &Row<'_>) -> Result<(), Error> {
    if let Some(undone) = deed.undoes() {
        let mut before = diesel::update(act::table)
            .filter(act::kind.eq(undone.as_str()))
            .filter(act::undone_at.is_null())
            .into_boxed();
        before = match (row.post, row.person, row.room) {
            (Some(post), _, _) => before.filter(act::post_id.eq(post)),
            (None, Some(person), Some(room)) => before
                .filter(act::person_id.eq(person))
                .filter(act::room_id.eq(room)),
            (None, Some(person), None) => before
                .filter(act::person_id.eq(person))
                .filter(act::room_id.is_null()),
            (None, None, room) => before.filter(act::room_id.eq(room)),
        };
        before.set(act::undone_at.eq(entry.at)).execute(conn)?;
    }
    let batch = row.batch.unwrap_or(entry.seq);
    let same: Option<i64> = act::table
        .filter(act::batch.eq(batch))
        .filter(act::kind.eq(deed.as_str()))
        .select(act::seq)
        .first(conn)
        .optional()?;
    diesel::insert_into(act::table)
        .values((
            act::seq.eq(entry.seq),
            act::batch.eq(batch),
            act::kind.eq(deed.as_str()),
            act::by_id.eq(row.by),
            act::person_id.eq(row.person),
            act::post_id.eq(row.post),
            act::room_id.eq(row.room),
            act::until.eq(row.until),
            act::reason.eq(row.reason.unwrap_or_default()),
            act::at.eq(entry.at),
            act::leads.eq(same.is_none()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The act that an event is, if it is one: what people do with their own is none.
fn read<'a>(conn: &mut Conn, event: &'a Event) -> Result<Option<(Deed, Row<'a>)>, Error> {
    let on_post = |conn: &mut Conn, post: i64| -> Result<(i64, i64), Error> {
        let found = post::table
            .find(post)
            .select((post::author_id, post::room_id));
        Ok(found.first(conn)?)
    };
    let mut row = Row::default();
    let deed = match event {
        Event::PostDeleted {
            post,
            by,
            batch,
            reason,
        } => {
            row = Row::on_post(*post, Some(*by), *batch, reason.as_deref());
            Deed::Delete
        }
        Event::PostRestored { post, by, batch } => {
            (row.batch, row.by, row.post) = (*batch, Some(*by), Some(*post));
            Deed::Restore
        }
        Event::PostHeld {
            post,
            by,
            batch,
            reason,
        } => {
            row = Row::on_post(*post, *by, *batch, reason.as_deref());
            Deed::Hold
        }
        Event::PostReleased { post, by, batch } => {
            (row.batch, row.by, row.post) = (*batch, Some(*by), Some(*post));
            Deed::Release
        }
        Event::PostMoved {
            post,
            from,
            by,
            batch,
            reason,
            ..
        } => {
            row = Row::on_post(*post, Some(*by), *batch, reason.as_deref());
            row.room = Some(*from);
            Deed::Move
        }
        Event::PostLocked {
            post,
            locked,
            by,
            batch,
            reason,
        } => {
            row = Row::on_post(*post, Some(*by), *batch, reason.as_deref());
            if *locked { Deed::Lock } else { Deed::Unlock }
        }
        Event::PostPinned {
            post,
            pinned,
            by,
            batch,
            reason,
        } => {
            row = Row::on_post(*post, Some(*by), *batch, reason.as_deref());
            if *pinned { Deed::Pin } else { Deed::Unpin }
        }
        Event::PersonWarned {
            person,
            post,
            by,
            batch,
            reason,
        } => {
            row = Row {
                batch: *batch,
                by: Some(*by),
                person: Some(*person),
                post: *post,
                reason: reason.as_deref(),
                ..row
            };
            Deed::Warn
        }
        Event::PersonRestrained {
            person,
            kind,
            room,
            until,
            by,
            batch,
            reason,
        } => {
            row = Row {
                batch: *batch,
                by: Some(*by),
                person: Some(*person),
                room: *room,
                until: *until,
                reason: reason.as_deref(),
                ..row
            };
            match kind {
                RestraintKind::Mute => Deed::Mute,
                RestraintKind::Ban => Deed::Ban,
            }
        }
        Event::PersonReleased {
            person,
            kind,
            room,
            by,
            batch,
        } => {
            (row.person, row.room, row.by) = (Some(*person), *room, Some(*by));
            row.batch = *batch;
            match kind {
                RestraintKind::Mute => Deed::Unmute,
                RestraintKind::Ban => Deed::Unban,
            }
        }
        Event::PersonGivenRole { person, role, by } => {
            (row.person, row.by, row.reason) = (Some(*person), Some(*by), Some(role.as_str()));
            Deed::GiveRole
        }
        // Whoever was deleted for privacy is not named.
        Event::PersonErased { by, person } => {
            row.by = (by != person).then_some(*by);
            Deed::ErasePerson
        }
        Event::ProfileDescribed { person, by, .. } if person != by => {
            (row.person, row.by) = (Some(*person), Some(*by));
            Deed::ClearProfile
        }
        // In a batch it went with the words, and the act that is about them tells of both.
        Event::PersonPictured {
            person,
            by,
            batch: None,
            ..
        } if person != by => {
            (row.person, row.by) = (Some(*person), Some(*by));
            Deed::ClearProfile
        }
        Event::RulesChanged { by, .. } => {
            row.by = Some(*by);
            Deed::ChangeRules
        }
        Event::RoomDeleted { room, by } => {
            (row.room, row.by) = (Some(*room), Some(*by));
            Deed::DeleteRoom
        }
        Event::RoomRestored { room, by } => {
            (row.room, row.by) = (Some(*room), Some(*by));
            Deed::RestoreRoom
        }
        Event::RoomWiped { room, by, reason } => {
            (row.room, row.by, row.reason) = (Some(*room), Some(*by), reason.as_deref());
            Deed::WipeRoom
        }
        Event::RoomRuled { room, by, .. } => {
            (row.room, row.by) = (Some(*room), Some(*by));
            Deed::RuleRoom
        }
        Event::RoomKept {
            room, person, by, ..
        } => {
            (row.room, row.person, row.by) = (Some(*room), Some(*person), Some(*by));
            Deed::KeepRoom
        }
        _ => return Ok(None),
    };
    if let Some(post) = row.post {
        let (author, room) = on_post(conn, post)?;
        if matches!(deed, Deed::Delete | Deed::Restore) && row.by == Some(author) {
            return Ok(None);
        }
        row.person = Some(author);
        row.room = row.room.or(Some(room));
    }
    Ok(Some((deed, row)))
}
