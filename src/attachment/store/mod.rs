//! The SQL of files: what hangs on which post, what waits to, and what hangs nowhere any more.

mod apply;
mod dropped;
mod pending;

use diesel::prelude::*;

pub use apply::{apply, forget};
pub use dropped::{clear, dropped, unused};
pub use pending::{
    add_pending, change_pending, drop_pending, forget_pending, own_pending, pending, pending_of,
};

use super::{Attachment, Details, Kind};
use crate::db::schema::attachment;
use crate::db::{Conn, among, on_either};
use crate::error::Error;

/// The columns that say what a file is, as they come.
type Row = (String, String, i64, i64, i64, String, String);

fn details((file, kind, width, height, bytes, alt, name): Row) -> Details {
    Details {
        file,
        // A word that is none comes from a newer version, and is a download.
        kind: Kind::from_word(&kind).unwrap_or(Kind::Zip),
        width: u32::try_from(width).unwrap_or_default(),
        height: u32::try_from(height).unwrap_or_default(),
        bytes,
        alt,
        name,
    }
}

/// What hangs on posts, in the order of the posts and of their files.
///
/// # Errors
/// A fault of the database.
pub fn of(conn: &mut Conn, posts: &[i64]) -> Result<Vec<Attachment>, Error> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let hanging = attachment::table
        .filter(among(attachment::post_id, posts))
        .order((attachment::post_id, attachment::position))
        .select((
            attachment::post_id,
            attachment::position,
            (
                attachment::file,
                attachment::kind,
                attachment::width,
                attachment::height,
                attachment::bytes,
                attachment::alt,
                attachment::name,
            ),
        ));
    let rows: Vec<(i64, i64, Row)> = on_either!(conn, |conn| hanging.load(conn))?;
    Ok(rows
        .into_iter()
        .map(|(post, position, row)| Attachment {
            post,
            position,
            details: details(row),
        })
        .collect())
}

/// One file of a post.
///
/// # Errors
/// A fault of the database.
pub fn one(conn: &mut Conn, post: i64, position: i64) -> Result<Option<Details>, Error> {
    let found = attachment::table.find((post, position)).select((
        attachment::file,
        attachment::kind,
        attachment::width,
        attachment::height,
        attachment::bytes,
        attachment::alt,
        attachment::name,
    ));
    let row: Option<Row> = on_either!(conn, |conn| found.first(conn).optional())?;
    Ok(row.map(details))
}

/// The entries with words about the files of a post, or about one of them.
///
/// # Errors
/// A fault of the database.
pub fn words_of(conn: &mut Conn, post: i64, position: Option<i64>) -> Result<Vec<i64>, Error> {
    let mut found = attachment::table
        .filter(attachment::post_id.eq(post))
        .select((attachment::seq, attachment::described_seq))
        .into_boxed();
    if let Some(position) = position {
        found = found.filter(attachment::position.eq(position));
    }
    let rows: Vec<(i64, Option<i64>)> = found.load(conn)?;
    Ok(rows
        .into_iter()
        .flat_map(|(seq, described)| [Some(seq), described])
        .flatten()
        .collect())
}

/// The entry that described a file last, if it was described anew.
///
/// # Errors
/// A fault of the database.
pub fn description_of(conn: &mut Conn, post: i64, position: i64) -> Result<Option<i64>, Error> {
    let found: Option<Option<i64>> = attachment::table
        .find((post, position))
        .select(attachment::described_seq)
        .first(conn)
        .optional()?;
    Ok(found.flatten())
}
