//! Where something is said: the wall, a room, a person's own wall, or under a post.

use super::{Post, store};
use crate::account::store as people;
use crate::account::store::Person;
use crate::db::Conn;
use crate::error::Error;
use crate::log::RoomKind;
use crate::room::following::Stance;
use crate::room::store as rooms;
use crate::room::{Act, Room, may};
use crate::urls::Urls;
use crate::viewer::Viewer;

/// What an address says about a place, before anything is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// The wall.
    Wall,
    /// A room, by its name in addresses.
    Room(String),
    /// A person's own wall, by the pseudonym in its form for addresses.
    Own(String),
    /// Under a post.
    Thread(i64),
}

impl Key {
    /// The address of the page that lists what was said there.
    pub fn address(&self, urls: &Urls) -> String {
        match self {
            Self::Wall => urls.wall(),
            Self::Room(slug) => urls.room(slug),
            Self::Own(address) => urls.person(address),
            Self::Thread(id) => urls.post(*id),
        }
    }

    /// Where the composer sends.
    pub fn action(&self, urls: &Urls) -> String {
        match self {
            Self::Wall => urls.posts(),
            Self::Room(slug) => urls.room_posts(slug),
            Self::Own(address) => urls.person_posts(address),
            Self::Thread(id) => urls.comments(*id),
        }
    }

    /// The place itself, if the visitor may read there.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Gone`], or a fault of the database.
    pub fn find(&self, conn: &mut Conn, viewer: &Viewer) -> Result<Place, Error> {
        let mut place = self.locate(conn)?;
        place.newcomer = viewer.rules.looks_at_newcomers() && store::is_newcomer(conn, viewer)?;
        may(viewer, &place.room, Act::Read)?;
        if place.shows_thread(conn, viewer)? {
            Ok(place)
        } else {
            Err(Error::NotFound)
        }
    }

    /// The place itself, whoever may read there; of the visitor it says nothing.
    ///
    /// # Errors
    /// As for [`Key::find`].
    pub fn locate(&self, conn: &mut Conn) -> Result<Place, Error> {
        let (mut person, mut thread) = (None, None);
        let room = match self {
            Self::Wall => rooms::by_id(conn, rooms::WALL)?,
            Self::Room(slug) => rooms::by_slug(conn, slug)?,
            Self::Own(address) => {
                let found = people::by_address(conn, address)?.ok_or(Error::NotFound)?;
                // Who it was is forgotten.
                if found.name.is_empty() {
                    return Err(Error::Gone);
                }
                let room = rooms::by_id(conn, found.id)?;
                person = Some(found);
                room
            }
            Self::Thread(id) => {
                let post = store::by_id(conn, *id)?;
                let room = rooms::by_id(conn, post.room)?;
                if room.kind == RoomKind::Own {
                    person = Some(people::by_id(conn, room.id)?);
                }
                thread = Some(post);
                room
            }
        };
        Ok(Place {
            key: self.clone(),
            room,
            person,
            thread,
            stance: None,
            newcomer: false,
        })
    }
}

/// A place where something can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// How it is named.
    pub key: Key,
    /// The room that it is, or is in.
    pub room: Room,
    /// Whose own wall it is.
    pub person: Option<Person>,
    /// The post under which it is.
    pub thread: Option<Post>,
    /// How the visitor stands to it, where that is shown: not on the wall, whose page everybody opens most.
    pub stance: Option<Stance>,
    /// Whether the visitor is a newcomer, where that makes a difference to what they are shown.
    pub newcomer: bool,
}

impl Place {
    /// Whether the newest stands first: on walls. Rooms and comments read downwards.
    pub fn newest_first(&self) -> bool {
        self.thread.is_none() && self.room.kind != RoomKind::Room
    }

    /// Whether the visitor sees the post under which it is, if it is under one.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn shows_thread(&self, conn: &mut Conn, viewer: &Viewer) -> Result<bool, Error> {
        let Some(post) = &self.thread else {
            return Ok(true);
        };
        Ok(post.is_seen_by(viewer, &self.room)
            && !store::hangs_on_held(conn, post, viewer, &self.room)?)
    }

    /// The number of what is followed here: the thread's, or else the room's.
    pub fn subject(&self) -> i64 {
        let thread = self.thread.as_ref();
        thread.map_or(self.room.id, |post| post.parent.unwrap_or(post.id))
    }

    /// Where the room is followed.
    pub fn following(&self, urls: &Urls) -> String {
        match &self.person {
            Some(person) => urls.person_following(&person.address),
            None if self.room.kind == RoomKind::Wall => urls.wall_following(),
            None => urls.room_following(&self.room.slug),
        }
    }

    /// Which list a post of this room stands in.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn key_of(conn: &mut Conn, post: &Post, room: &Room) -> Result<Key, Error> {
        if let Some(parent) = post.parent {
            return Ok(Key::Thread(parent));
        }
        Ok(match room.kind {
            RoomKind::Wall => Key::Wall,
            RoomKind::Room => Key::Room(room.slug.clone()),
            RoomKind::Own => Key::Own(people::by_id(conn, room.id)?.address),
        })
    }
}
