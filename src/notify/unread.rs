//! All that is unread to somebody, room by room: for the page, and for letters.

use std::collections::HashMap;

use crate::db::Conn;
use crate::error::Error;
use crate::post::{Post, store as posts};
use crate::room::following::store as following;
use crate::room::visit::{self, Unread, Visits};
use crate::room::{Act, Room, may, store as rooms};
use crate::viewer::Viewer;

/// How many rooms are shown.
const ROOMS: i64 = 50;
/// How often so many more are looked at, where most of them have nothing that is unread.
const ROUNDS: usize = 10;
/// How many posts of each.
const POSTS: i64 = 3;

/// What is unread in one room.
#[derive(Debug)]
pub struct Part {
    /// The room.
    pub room: Room,
    /// How much.
    pub unread: Unread,
    /// The first of it, oldest first.
    pub posts: Vec<Post>,
}

/// What is unread, by room: the one where something happened last first.
///
/// # Errors
/// A fault of the database.
pub fn gather(conn: &mut Conn, visits: &Visits, viewer: &Viewer) -> Result<Vec<Part>, Error> {
    let Some(person) = viewer.id() else {
        return Ok(Vec::new());
    };
    let (mut parts, mut before) = (Vec::new(), Some(i64::MAX));
    // Where comments alone are new nothing is unread, so one round may find less than there is.
    for _ in 0..ROUNDS {
        let Some(from) = before.filter(|_| parts.len() < ROOMS as usize) else {
            break;
        };
        let (read, next) = visit::with_news(conn, visits, person, (from, ROOMS))?;
        parts.extend(in_rooms(conn, viewer, person, read)?);
        before = next;
    }
    parts.truncate(ROOMS as usize);
    Ok(parts)
}

/// What is unread in rooms that somebody has read up to these numbers, of those that they may read and do
/// not mute.
fn in_rooms(
    conn: &mut Conn,
    viewer: &Viewer,
    person: i64,
    mut read: Vec<(i64, i64)>,
) -> Result<Vec<Part>, Error> {
    let ids: Vec<i64> = read.iter().map(|(room, _)| *room).collect();
    let muted = following::muted(conn, person, &ids)?;
    let listed = rooms::listed(conn, &ids)?.into_iter();
    let readable =
        listed.filter(|room| !muted.contains(&room.id) && may(viewer, room, Act::Read).is_ok());
    let mut readable: HashMap<i64, Room> = readable.map(|room| (room.id, room)).collect();
    read.retain(|(room, _)| readable.contains_key(room));
    let counts = visit::unread(conn, person, &read)?;
    read.retain(|(room, _)| counts.contains_key(room));
    let first = visit::first_unread(conn, person, &read, POSTS)?;
    let mut by_room: HashMap<i64, Vec<Post>> = HashMap::new();
    for post in posts::some(conn, &first)? {
        by_room.entry(post.room).or_default().push(post);
    }
    let parts = read.iter().filter_map(|(room, _)| {
        Some(Part {
            unread: *counts.get(room)?,
            posts: by_room.remove(room).unwrap_or_default(),
            room: readable.remove(room)?,
        })
    });
    Ok(parts.collect())
}
