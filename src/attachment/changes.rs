//! What is to become of the files of a post that is being changed: read from its form, noted in a draft, and
//! turned into events.

use serde::{Deserialize, Serialize};

use super::web::{LEFT_OUT, alt_field};
use super::{ALT_MAX, Attachment, store};
use crate::db::Tx;
use crate::error::Error;
use crate::log::{Event, erase_words};
use crate::web::Submission;

/// What is to become of the files of a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// As they hang there, with what was typed beside them.
    pub files: Vec<Attachment>,
    /// The positions of those that are described anew.
    pub described: Vec<i64>,
    /// The positions of those that are to hang there no longer.
    pub detached: Vec<i64>,
    /// What is wrong with the description of which.
    pub wrong: Vec<(i64, &'static str)>,
}

/// What a draft says about one file.
#[derive(Serialize, Deserialize)]
struct Note {
    position: i64,
    alt: String,
    left_out: bool,
}

impl Changes {
    /// Nothing yet: the files as they hang there.
    pub fn none(files: Vec<Attachment>) -> Self {
        Self {
            files,
            ..Self::default()
        }
    }

    /// What a form says.
    pub fn read(form: &Submission, files: Vec<Attachment>) -> Self {
        let detached = form.ticked(LEFT_OUT);
        let mut changes = Self::none(files);
        for file in &mut changes.files {
            let (at, name) = (file.position, alt_field(file.position));
            let typed = form.line(&name, ALT_MAX);
            changes.wrong.extend(typed.error.map(|why| (at, why)));
            if detached.contains(&at) {
                changes.detached.push(at);
            } else if form.has(&name) && typed.text.trim() != file.details.alt {
                changes.described.push(at);
            }
            if form.has(&name) {
                typed.text.trim().clone_into(&mut file.details.alt);
            }
        }
        changes
    }

    /// What a draft says, which [`Self::note`] wrote. Files that are gone by now are not missed.
    pub fn noted(note: &str, files: Vec<Attachment>) -> Self {
        let notes: Vec<Note> = serde_json::from_str(note).unwrap_or_default();
        let mut changes = Self::none(files);
        for file in &mut changes.files {
            let noted = notes.iter().find(|note| note.position == file.position);
            let Some(noted) = noted else { continue };
            if noted.left_out {
                changes.detached.push(file.position);
            } else if noted.alt != file.details.alt {
                changes.described.push(file.position);
            }
            noted.alt.clone_into(&mut file.details.alt);
        }
        changes
    }

    /// What a draft is to say, if it is to say anything.
    pub fn note(&self) -> Option<String> {
        let mut notes = Vec::new();
        for file in &self.files {
            let left_out = self.detached.contains(&file.position);
            if left_out || self.described.contains(&file.position) {
                notes.push(Note {
                    position: file.position,
                    alt: file.details.alt.clone(),
                    left_out,
                });
            }
        }
        if notes.is_empty() {
            return None;
        }
        serde_json::to_string(&notes).ok()
    }

    /// Leaves alone what hangs there no longer.
    pub fn keep_to(&mut self, hanging: &[Attachment]) {
        let hangs = |at: &i64| hanging.iter().any(|file| file.position == *at);
        self.described.retain(hangs);
        self.detached.retain(hangs);
    }

    /// The files that stay.
    pub fn staying(&self) -> impl Iterator<Item = &Attachment> {
        let stays = |file: &&Attachment| !self.detached.contains(&file.position);
        self.files.iter().filter(stays)
    }

    /// The events that give files other words.
    pub fn words(&self, post: i64) -> impl Iterator<Item = Event> {
        let described = self
            .files
            .iter()
            .filter(|file| self.described.contains(&file.position));
        described.map(move |file| Event::FileDescribed {
            post,
            position: file.position,
            alt: Some(file.details.alt.clone()),
        })
    }

    /// What stood beside files that are described anew, or taken away, goes for good.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn forget(&self, tx: &mut Tx<'_>, post: i64) -> Result<(), Error> {
        let mut words = Vec::new();
        for at in &self.described {
            words.extend(store::description_of(tx.conn, post, *at)?);
        }
        for at in &self.detached {
            words.extend(store::words_of(tx.conn, post, Some(*at))?);
        }
        erase_words(tx, &words)
    }
}
