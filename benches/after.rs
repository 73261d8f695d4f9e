//! What is asked for right after something was said: by then nothing that was read before holds any more.

use crate::member::Member;
use crate::meter::Meter;

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

    /// The CPU microseconds of what `ask` does right after something was said here, so many times. That is
    /// said by the same process: so it is done once with `ask` after each and once without, and the
    /// difference counts.
    pub fn micros(&mut self, meter: &Meter<'_>, times: usize, mut ask: impl FnMut()) -> f64 {
        let mut drafts = |times: usize| -> Vec<Vec<u8>> {
            let draft = |_| self.writer.draft_in(&self.room, "Said elsewhere.");
            (0..times).map(draft).collect()
        };
        let (alone, followed) = (drafts(times), drafts(times));
        let saying = meter.micros(|| {
            for draft in &alone {
                self.writer.publish(draft);
            }
        });
        let both = meter.micros(|| {
            for draft in &followed {
                self.writer.publish(draft);
                ask();
            }
        });
        (both - saying) / times as f64
    }
}
