//! What is asked for right after something was said: by then nothing that was read before holds any more.

use std::time::Duration;

use crate::member::Member;
use crate::meter::Meter;

/// By when whatever follows the log in the background has followed it. Posts that come close together are
/// waited for, for a twentieth of a second.
pub const SETTLED: Duration = Duration::from_millis(80);

/// Somebody who says things in a room of their own, where nobody looks.
pub struct Elsewhere {
    writer: Member,
    room: String,
}

impl Elsewhere {
    /// Opens the room.
    pub fn new(mut writer: Member) -> Self {
        let room = writer.open_room("Elsewhere");
        let mut elsewhere = Self { writer, room };
        // The page before its first post is a short one, from which the others are written.
        let (page, action) = (elsewhere.room.clone(), format!("{}/posts", elsewhere.room));
        let fields = [("body", "Said elsewhere."), ("act", "publish")];
        elsewhere.writer.press(&page, &action, &fields);
        elsewhere
    }

    /// The CPU microseconds of what `ask` does after something was said here, so many times. By then it is in
    /// the index, and whoever is to be told has been: that is no part of the page.
    pub fn micros(&mut self, meter: &Meter<'_>, times: usize, mut ask: impl FnMut()) -> f64 {
        let draft = |_| self.writer.draft_in(&self.room, "Said elsewhere.");
        let drafts: Vec<_> = (0..times).map(draft).collect();
        let each = drafts.iter().map(|draft| {
            self.writer.publish(draft);
            std::thread::sleep(SETTLED);
            meter.micros(&mut ask)
        });
        each.sum::<f64>() / times as f64
    }
}
