//! Whether the page of a list can be sent again as it is, and what tells it from others.

use std::hash::Hash;

use super::composer::Composer;
use super::pages::{List, Renewal};
use super::runs::lasts;
use crate::clock::Micros;
use crate::post::Entry;

impl List {
    /// What tells its page from others of the same visitor, while nothing is written. Nothing where time
    /// alone changes it: what was deleted can be brought back for a while, and whoever has begun to write
    /// goes on.
    ///
    /// The number of the log's last entry is part of it: after a commit the version of the database is told
    /// first, and what is kept by the log's number is old for a moment more.
    pub fn told_apart(&self, now: Micros) -> Option<impl Hash> {
        let Self {
            place,
            window,
            since,
            renewal,
            seq,
            ..
        } = self;
        let entries = self.entries.iter().map(|entry| &***entry);
        let mut entries = entries.chain(&self.thread);
        let open = entries.clone().filter(|entry| takes_votes(entry, now));
        let which = (&place.key, window, since, renewal, seq, open.count());
        let waits = matches!(renewal, Renewal::Waits(_));
        let rests = !waits && self.composer == Composer::default();
        (rests && entries.all(lasts)).then_some(which)
    }
}

/// Whether it has a poll that takes votes now. Each closes once.
fn takes_votes(entry: &Entry, now: Micros) -> bool {
    entry.poll.as_ref().is_some_and(|poll| poll.is_open(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{PieceKey, piece_key};
    use crate::post::Mentions;
    use crate::post::poll::Poll;
    use crate::post::tests::{post, tea};
    use crate::post::{Key, Place, Sealed};

    fn list(entry: Entry) -> List {
        let place = Place {
            key: Key::Room("tea".to_owned()),
            room: tea(),
            person: None,
            thread: None,
            stance: None,
            newcomer: false,
        };
        List {
            entries: vec![Sealed::new(entry)],
            ..List::of(place)
        }
    }

    fn told(list: &List, now: Micros) -> Option<PieceKey> {
        list.told_apart(now).map(|which| piece_key(&which))
    }

    #[test]
    fn a_page_is_another_once_its_poll_is_closed_or_something_was_said() {
        let mut entry = Entry::of(post(None), &Mentions::default());
        entry.poll = Some(Poll {
            post: 9,
            multiple: false,
            closes_at: Some(10),
            choices: Vec::new(),
            voters: 0,
            own: Vec::new(),
        });
        let mut list = list(entry);
        let open = told(&list, 8);
        assert!(open.is_some());
        assert_eq!(told(&list, 9), open);
        assert_ne!(told(&list, 10), open);
        list.seq += 1;
        assert_ne!(told(&list, 9), open);
    }

    #[test]
    fn what_time_alone_changes_is_made_each_time() {
        let deleted = Entry::of(post(Some((0, 1))), &Mentions::default());
        assert_eq!(told(&list(deleted), 0), None);
        let mut begun = list(Entry::of(post(None), &Mentions::default()));
        begun.composer.body = "Begun.".to_owned();
        assert_eq!(told(&begun, 0), None);
        begun.composer = Composer::default();
        begun.renewal = Renewal::Waits(7);
        assert_eq!(told(&begun, 0), None);
        begun.renewal = Renewal::Framed;
        assert!(told(&begun, 0).is_some());
    }
}
