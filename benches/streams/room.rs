//! A wall of its own with a room that is full of posts.

use std::path::Path;

use super::marks::mark;
use crate::corpus::Corpus;
use crate::member::Member;
use crate::process::{Process, thewall};

/// How many people write in it.
const WRITERS: usize = 10;
/// How many posts a full page has. As many marks are in what a stream begins with.
pub const FULL_PAGE: usize = 50;

/// A server, and a room on it.
pub struct Room {
    /// The server.
    pub server: Process,
    /// The address of the room.
    pub address: String,
    writers: Vec<Member>,
    written: u32,
}

impl Room {
    /// Opens a room on a new wall in `folder`, and fills a page of it and of the wall from the corpus.
    pub fn full(folder: &Path, corpus: &Corpus) -> Self {
        let server = Process::start(thewall(folder, &["serve", "--listen", "127.0.0.1:0"]));
        let named = |nth| Member::named(&server.address, &format!("Writer {nth}"));
        let mut writers: Vec<Member> = (0..WRITERS).map(named).collect();
        let address = writers[0].open_room("Streams");
        let mut room = Self {
            server,
            address,
            writers,
            written: 0,
        };
        for body in corpus.bodies.iter().cycle().take(FULL_PAGE) {
            let on_wall = room.writers[0].draft(body);
            room.writers[0].publish(&on_wall);
            let (writer, draft) = room.draft(body);
            room.publish(writer, &draft);
        }
        room
    }

    /// A post of the room with the next mark, written out, and which of the writers sends it.
    pub fn draft(&mut self, body: &str) -> (usize, Vec<u8>) {
        let body = format!("{body}\n\n{}", mark(self.written));
        let writer = self.written as usize % WRITERS;
        self.written += 1;
        (writer, self.writers[writer].draft_in(&self.address, &body))
    }

    /// Sends a post that was written out before.
    pub fn publish(&mut self, writer: usize, draft: &[u8]) {
        self.writers[writer].publish(draft);
    }

    /// The request for the wall as a member sends it.
    pub fn members_request(&self) -> Vec<u8> {
        self.writers[0].request("/")
    }

    /// The mark of the last post that was written out.
    pub fn last_mark(&self) -> u32 {
        self.written - 1
    }
}
