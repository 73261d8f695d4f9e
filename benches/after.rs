//! What is asked for right after something was said: by then nothing that was read before holds any more.

use std::time::Duration;

use crate::member::Member;
use crate::meter::Meter;

/// By when whatever follows the log in the background has followed it. Posts that come close together are
/// waited for, for a twentieth of a second.
const SETTLED: Duration = Duration::from_millis(80);

/// Waits until what was said just now is in the index, and whoever is to be told has been: that is no part of
/// a page.
pub fn settle() {
    std::thread::sleep(SETTLED);
}

/// The CPU microseconds of what `ask` does after that.
pub fn micros(meter: &Meter<'_>, ask: impl FnOnce()) -> f64 {
    settle();
    meter.micros(ask)
}

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

    /// As [`Member::reconnect`].
    pub fn reconnect(&mut self) {
        self.writer.reconnect();
    }

    /// Says something.
    pub fn say(&mut self) {
        let draft = self.writer.draft_in(&self.room, "Said elsewhere.");
        self.writer.publish(&draft);
    }

    /// The same as [`micros`] of what `ask` does after each of so many posts here, on average.
    pub fn micros(&mut self, meter: &Meter<'_>, times: usize, mut ask: impl FnMut()) -> f64 {
        let draft = |_| self.writer.draft_in(&self.room, "Said elsewhere.");
        let drafts: Vec<_> = (0..times).map(draft).collect();
        let each = drafts.iter().map(|draft| {
            self.writer.publish(draft);
            micros(meter, &mut ask)
        });
        each.sum::<f64>() / times as f64
    }
}
