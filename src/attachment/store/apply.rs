//! What events about files write.

use diesel::prelude::*;

use super::dropped::drop_files;
use crate::attachment::Details;
use crate::db::Conn;
use crate::db::schema::{attachment, post};
use crate::error::Error;
use crate::log::{Entry, Event};

/// Writes what events about files mean into the tables.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    for entry in entries {
        match &entry.event {
            Event::FileAttached {
                post,
                position,
                details,
            } => {
                // Whatever was erased since hangs nowhere.
                let details = details.as_deref().map(serde_json::from_str);
                if let Some(details) = details.transpose().map_err(Error::fault)? {
                    attach(conn, entry.seq, (*post, *position), &details)?;
                }
                count(conn, *post)?;
            }
            Event::FileDescribed {
                post,
                position,
                alt,
            } => {
                let found = attachment::table.find((post, position));
                diesel::update(found)
                    .set((
                        attachment::alt.eq(alt.as_deref().unwrap_or_default()),
                        attachment::described_seq.eq(entry.seq),
                    ))
                    .execute(conn)?;
            }
            Event::FileDetached { post, position } => {
                let found = attachment::table.find((post, position));
                let file: Option<String> = found.select(attachment::file).first(conn).optional()?;
                diesel::delete(found).execute(conn)?;
                drop_files(conn, &Vec::from_iter(file))?;
                count(conn, *post)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn attach(
    conn: &mut Conn,
    seq: i64,
    (post, position): (i64, i64),
    details: &Details,
) -> Result<(), Error> {
    diesel::insert_into(attachment::table)
        .values((
            attachment::post_id.eq(post),
            attachment::position.eq(position),
            attachment::seq.eq(seq),
            attachment::file.eq(&details.file),
            attachment::kind.eq(details.kind.as_str()),
            attachment::width.eq(i64::from(details.width)),
            attachment::height.eq(i64::from(details.height)),
            attachment::bytes.eq(details.bytes),
            attachment::alt.eq(&details.alt),
            attachment::name.eq(&details.name),
        ))
        .execute(conn)?;
    Ok(())
}

/// Says on a post how many files hang on it.
fn count(conn: &mut Conn, post: i64) -> Result<(), Error> {
    let files: i64 = attachment::table
        .filter(attachment::post_id.eq(post))
        .count()
        .get_result(conn)?;
    diesel::update(post::table.find(post))
        .set(post::files.eq(files))
        .execute(conn)?;
    Ok(())
}

/// Takes all files from a post that is erased.
///
/// # Errors
/// A fault of the database.
pub fn forget(conn: &mut Conn, post: i64) -> Result<(), Error> {
    let hanging = attachment::table.filter(attachment::post_id.eq(post));
    let files: Vec<String> = hanging.select(attachment::file).load(conn)?;
    if files.is_empty() {
        return Ok(());
    }
    drop_files(conn, &files)?;
    diesel::delete(hanging).execute(conn)?;
    count(conn, post)
}
