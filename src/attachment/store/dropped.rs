//! Files that may hang nowhere any more: noted with what took them away, and cleared from the disk soon
//! after.

use diesel::prelude::*;

use crate::db::schema::{attachment, dropped_file, pending_file, person};
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;

/// How many names stand in one question: SQLite takes a limited number.
const AT_ONCE: usize = 100;

/// Notes that something does not hold these files any more.
pub fn drop_files(conn: &mut Conn, files: &[String]) -> Result<(), Error> {
    for file in files {
        let row = dropped_file::file.eq(file);
        on_either!(&mut *conn, |conn| {
            diesel::insert_into(dropped_file::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(conn)
        })?;
    }
    Ok(())
}

/// Some of the files that may hang nowhere.
///
/// # Errors
/// A fault of the database.
pub fn dropped(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let some = dropped_file::table
        .limit(AT_ONCE as i64)
        .select(dropped_file::file);
    Ok(on_either!(conn, |conn| some.load(conn))?)
}

/// Those of these files that hang nowhere, wait nowhere, and are nobody's picture.
///
/// # Errors
/// A fault of the database.
pub fn unused(conn: &mut Conn, files: &[String]) -> Result<Vec<String>, Error> {
    let mut unused = Vec::new();
    for some in files.chunks(AT_ONCE) {
        let mut used: Vec<String> = attachment::table
            .filter(attachment::file.eq_any(some))
            .select(attachment::file)
            .load(conn)?;
        used.extend(
            pending_file::table
                .filter(pending_file::file.eq_any(some))
                .select(pending_file::file)
                .load::<String>(conn)?,
        );
        let shown: Vec<Option<String>> = person::table
            .filter(person::picture.eq_any(some))
            .select(person::picture)
            .load(conn)?;
        used.extend(shown.into_iter().flatten());
        unused.extend(some.iter().filter(|file| !used.contains(file)).cloned());
    }
    Ok(unused)
}

/// Looks once more, where nobody else writes, which of these files hang nowhere; has them removed; and
/// forgets that they were to be looked at. Answers how many it were.
///
/// # Errors
/// A fault of the database, or of the disk.
pub fn clear(
    tx: &mut Tx<'_>,
    files: &[String],
    remove: impl Fn(&str) -> std::io::Result<()>,
) -> Result<usize, Error> {
    let unused = unused(tx.conn, files)?;
    for file in &unused {
        remove(file).map_err(Error::fault)?;
    }
    for some in files.chunks(AT_ONCE) {
        diesel::delete(dropped_file::table.filter(dropped_file::file.eq_any(some)))
            .execute(tx.conn)?;
    }
    Ok(unused.len())
}
