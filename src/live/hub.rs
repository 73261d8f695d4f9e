//! The hub: it follows the log while somebody listens, renders what happened once for each kind of
//! listener, and hands everybody the same bytes. By its own clock it also says who is here.
//!
//! Nobody waits for anybody: each listener has a place in a ring of the latest news, and whoever falls
//! out of it is told so.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use actix_web::web::Bytes;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, timeout_at};

use super::turns::{Turn, Turns};
use super::{Kind, Parting, Places, view};
use crate::db::Conn;
use crate::error::Error;
use crate::html::{FormKey, Lights, Slots, Ui};
use crate::log::{Entry, Event, entries_after};
use crate::post::{Place, store as posts};
use crate::room::store as rooms;
use crate::viewer::{Live, Member, Reading, Role, Rung, Viewer};
use crate::web::Site;

/// How often changes among the fireflies are told, at most.
const BEAT: Duration = Duration::from_secs(1);
/// Every how many beats it is told how many read without a pseudonym, where nothing else changed: with
/// thousands of them that changes with every beat.
const STRANGERS: u64 = 5;
/// How many news a listener may be behind: some commits, each of which may hold many posts.
const RING: usize = 256;
/// How many entries of the log are read at once.
const STEP: i64 = 200;

/// Something that happened in a room, ready to be sent.
#[derive(Debug, Clone)]
pub enum News {
    /// An entry, new or again.
    Turn {
        /// The number of the post that stands in it; of the entry that let it be seen, where it had
        /// waited for a moderator.
        seq: i64,
        /// Its position among the room's.
        position: i64,
        /// Whether it is new.
        is_new: bool,
        /// The turn.
        bytes: Bytes,
    },
    /// Who is here.
    Lights(Bytes),
    /// There will be no more.
    End(Parting),
}

/// What can happen in a room: by whom it is listened to, and where it stands.
#[derive(Default)]
struct Channel {
    turns: Turns,
    kinds: HashMap<Kind, broadcast::Sender<News>>,
    latest: watch::Sender<i64>,
    /// Who was there when that was last told.
    lights: Lights,
}

impl Channel {
    /// What speaks to the kinds of listeners that there are.
    fn speakers(&self) -> Vec<(Kind, broadcast::Sender<News>)> {
        let kinds = self.kinds.iter();
        kinds
            .filter(|(_, speaker)| speaker.receiver_count() > 0)
            .map(|(kind, speaker)| (*kind, speaker.clone()))
            .collect()
    }

    /// Ends all streams of the room with a word.
    fn end(&self, parting: Parting) {
        for sender in self.kinds.values() {
            // Nobody may listen any more.
            let _ = sender.send(News::End(parting));
        }
    }

    fn is_listened_to(&self) -> bool {
        let listeners = self.kinds.values().map(broadcast::Sender::receiver_count);
        listeners.sum::<usize>() + self.latest.receiver_count() > 0
    }
}

/// The hub.
pub struct Hub {
    site: Site,
    channels: Mutex<HashMap<i64, Channel>>,
    stopping: watch::Sender<bool>,
    /// Who may listen.
    pub places: Places,
}

impl Hub {
    /// A hub that nobody listens to yet.
    pub fn new(site: Site) -> Self {
        let (session, address) = (
            site.config.streams_each_session,
            site.config.streams_each_address,
        );
        let places = if site.config.limits {
            Places::new(session, address)
        } else {
            Places::new(usize::MAX, usize::MAX)
        };
        Self {
            places,
            site,
            channels: Mutex::default(),
            stopping: watch::Sender::new(false),
        }
    }

    /// Starts the thread. It ends when the hub is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(this: &Arc<Self>) -> Result<(), String> {
        let failed = |error| format!("cannot start the hub's thread: {error}");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .map_err(failed)?;
        let (hub, bell) = (Arc::downgrade(this), this.site.bell.listen());
        std::thread::Builder::new()
            .name("hub".into())
            .spawn(move || runtime.block_on(follow(hub, bell)))
            .map(|_| ())
            .map_err(failed)
    }

    /// Ends all streams with a word, and lets nobody wait any longer.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Ready when no stream and no long poll is open.
    pub async fn ended(&self) {
        self.stopping.closed().await;
    }

    /// Something to wait on that changes when the program stops.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    /// Everything that happens in a room from now on, for this kind of listener; and how many of the kind
    /// there were before.
    pub fn listen(&self, room: i64, kind: Kind) -> (broadcast::Receiver<News>, usize) {
        let mut channels = self.channels();
        let kinds = &mut channels.entry(room).or_default().kinds;
        let sender = kinds
            .entry(kind)
            .or_insert_with(|| broadcast::Sender::new(RING));
        let before = sender.receiver_count();
        (sender.subscribe(), before)
    }

    /// Where the entries of a room stand. `latest` are the numbers of its latest entries, the newest
    /// first; `here` is who is there, which whoever asks will tell.
    pub fn positions(
        &self,
        room: i64,
        latest: &[i64],
        ids: &[i64],
        here: &Lights,
    ) -> Vec<Option<i64>> {
        let mut channels = self.channels();
        let channel = channels.entry(room).or_default();
        if channel.lights.is_empty() {
            channel.lights = here.clone();
        }
        channel.turns.seed(latest);
        ids.iter().map(|id| channel.turns.find(*id)).collect()
    }

    /// Something to wait on that holds the number of the last thing that happened in a room.
    pub fn latest(&self, room: i64) -> watch::Receiver<i64> {
        self.channels().entry(room).or_default().latest.subscribe()
    }

    fn channels(&self) -> MutexGuard<'_, HashMap<i64, Channel>> {
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells what happened after `cursor`, and answers how far that was.
    fn tell_news(&self, mut cursor: i64) -> Result<i64, Error> {
        // Before the look at who listens: whoever comes after it has read further than this.
        let end = self.site.bell.seq();
        if self.channels().is_empty() {
            return Ok(end);
        }
        while cursor < end {
            let after = cursor;
            let mut entries = self
                .site
                .db
                .read_here(|conn| entries_after(conn, after, STEP))?;
            // What another process wrote just now is told when it is known to everybody here: who begins to
            // listen meanwhile has read what was known.
            entries.retain(|entry| entry.seq <= end);
            let Some(last) = entries.last() else { break };
            cursor = last.seq;
            self.site.db.read_here(|conn| {
                entries
                    .iter()
                    .try_for_each(|entry| self.tell_entry(conn, entry))
            })?;
        }
        Ok(cursor)
    }

    fn tell_entry(&self, conn: &mut Conn, entry: &Entry) -> Result<(), Error> {
        if let Event::RulesChanged { .. } = entry.event {
            // First what is known, then the streams: whoever listens from now on was asked by it.
            self.site.rules.reload_here(&self.site.db)?;
            self.begin_anew();
            return Ok(());
        }
        if let Event::RoomDeleted { room, .. } | Event::RoomWiped { room, .. } = entry.event {
            self.tell(room, |channel| {
                channel.latest.send_replace(entry.seq);
                channel.end(Parting::Deleted);
            });
            return Ok(());
        }
        if let Event::PostMoved { from, to, .. } = entry.event {
            // A stream has no place for what was said before it began, nor a way to take something out.
            for room in [from, to] {
                self.tell(room, |channel| {
                    channel.latest.send_replace(entry.seq);
                    channel.end(Parting::Long);
                });
            }
            return Ok(());
        }
        let Some((room, post)) = subject(conn, entry)? else {
            return Ok(());
        };
        let released = matches!(entry.event, Event::PostReleased { post: at, .. } if at == post);
        let (mut speakers, mut position, mut turn) = (Vec::new(), None, Turn::Again);
        self.tell(room, |channel| {
            channel.latest.send_replace(entry.seq);
            position = channel.turns.find(post);
            if post == entry.seq {
                (position, turn) = (Some(channel.turns.publish(post)), Turn::New);
            } else if position.is_none() && released {
                let late = channel.turns.publish_late(post, entry.seq);
                (position, turn) = (Some(late), Turn::Late);
            }
            speakers = channel.speakers();
        });
        let Some(position) = position.filter(|_| !speakers.is_empty()) else {
            return Ok(());
        };
        let loaded = posts::by_id(conn, post)?;
        let shown = posts::entries(conn, vec![loaded], &Viewer::default(), true)?;
        let room = rooms::by_id(conn, room)?;
        let address = Place::key_of(conn, &shown[0].post, &room)?.address(&self.site.urls);
        let is_new = turn != Turn::Again;
        // Rendered and sent while nobody waits for the channels.
        for (kind, speaker) in speakers {
            let ui = self.ui(kind);
            let bytes = view::turn(&ui, &shown[0], &room, &address, position, turn).into();
            // The last of them may have left just now.
            let _ = speaker.send(News::Turn {
                seq: if is_new { entry.seq } else { post },
                position,
                is_new,
                bytes,
            });
        }
        Ok(())
    }

    /// Ends all streams, so that each is asked for again under the rules that hold now.
    fn begin_anew(&self) {
        for channel in self.channels().values() {
            channel.end(Parting::Ruled);
        }
    }

    fn tell(&self, room: i64, news: impl FnOnce(&mut Channel)) {
        if let Some(channel) = self.channels().get_mut(&room) {
            news(channel);
        }
    }

    /// Tells in each room who is there, where that changed, and forgets rooms that nobody listens to.
    fn tell_lights(&self, beat: u64) {
        let lights = self.site.crowd.lights(self.site.clock.now());
        let mut told = Vec::new();
        {
            let mut channels = self.channels();
            channels.retain(|_, channel| channel.is_listened_to());
            for (room, channel) in channels.iter_mut() {
                let here = lights_of(&lights, *room);
                let due =
                    beat.is_multiple_of(STRANGERS) && channel.lights.strangers != here.strangers;
                if channel.lights.here != here.here || due {
                    let before = std::mem::replace(&mut channel.lights, here.clone());
                    told.push((channel.speakers(), before, here));
                }
            }
        }
        for (speakers, before, here) in told {
            for (kind, speaker) in speakers {
                let bytes = view::swarm(&self.ui(kind), &here, &before).into();
                let _ = speaker.send(News::Lights(bytes));
            }
        }
    }

    /// What views need to show something to nobody in particular.
    fn ui(&self, kind: Kind) -> Ui {
        let now = self.site.clock.now();
        let member = kind.member.then(|| Member {
            id: 0,
            name: String::new(),
            address: String::new(),
            picture: None,
            kept: false,
            role: Role::Member,
            session: Vec::new(),
            invisible: false,
            restraints: Vec::new(),
            keeps: Vec::new(),
            applies: false,
            warned: false,
            unread_in: Vec::new(),
            unread_messages: None,
        });
        let (rules_version, rules) = self.site.rules.now();
        Ui {
            lang: kind.lang,
            urls: self.site.urls.clone(),
            viewer: Viewer { member, rules },
            rules_version,
            lights: self.site.crowd.lights(now),
            now,
            here: self.site.urls.wall(),
            undo_days: self.site.config.undo_days,
            forms: FormKey::nobodys(self.site.keys.clone(), now),
            slots: Slots::default(),
            pieces: self.site.pieces.clone(),
            done: None,
            // What is sent is part of a document that has its look already.
            reading: Reading {
                zone: kind.zone,
                ..Reading::default()
            },
            mail: false,
            live: Live {
                rung: Rung::Stream,
                aloud: false,
            },
        }
    }
}

/// Those whose lights are seen in a room: on the wall, everybody's.
pub fn lights_of(lights: &Lights, room: i64) -> Lights {
    if room == rooms::WALL {
        lights.clone()
    } else {
        lights.in_room(room)
    }
}

/// In which room something happened, and in which turn it is seen: a comment in its post's. What happens
/// to a post that waits for a moderator is seen nowhere.
///
/// # Errors
/// A fault of the database.
pub fn subject(conn: &mut Conn, entry: &Entry) -> Result<Option<(i64, i64)>, Error> {
    let changed = match entry.event {
        Event::PostPublished { room, parent, .. } => {
            let held = posts::is_held(conn, entry.seq)?;
            return Ok((!held).then(|| (room, parent.unwrap_or(entry.seq))));
        }
        // Held as it was written: it was never seen.
        Event::PostHeld { post, by: None, .. } if entry.seq == post + 1 => return Ok(None),
        Event::PostHeld { post, .. } => posts::by_id(conn, post)?,
        Event::PostEdited { post, .. }
        | Event::PostDeleted { post, .. }
        | Event::PostRestored { post, .. }
        | Event::PostReleased { post, .. }
        | Event::PostLocked { post, .. }
        | Event::PostPinned { post, .. }
        | Event::FileDescribed { post, .. }
        | Event::FileDetached { post, .. }
        | Event::PostErased { post } => {
            let post = posts::by_id(conn, post)?;
            if post.held {
                return Ok(None);
            }
            post
        }
        _ => return Ok(None),
    };
    Ok(Some((changed.room, changed.parent.unwrap_or(changed.id))))
}

/// Whether anything happened in a room after this number. Where much happened anywhere, this says so.
///
/// # Errors
/// A fault of the database.
pub fn has_news(conn: &mut Conn, room: i64, after: i64) -> Result<bool, Error> {
    let entries = entries_after(conn, after, STEP)?;
    if entries.len() as i64 == STEP {
        return Ok(true);
    }
    for entry in &entries {
        if let Event::PostMoved { from, to, .. } = entry.event
            && [from, to].contains(&room)
        {
            return Ok(true);
        }
        if subject(conn, entry)?.is_some_and(|(at, _)| at == room) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn follow(hub: Weak<Hub>, mut bell: watch::Receiver<i64>) {
    let mut cursor = *bell.borrow_and_update();
    let (mut next_beat, mut beat) = (Instant::now() + BEAT, 0);
    loop {
        // Either it rang, or it is time to look who is here.
        if let Ok(Err(_)) = timeout_at(next_beat, bell.changed()).await {
            return;
        }
        bell.borrow_and_update();
        let Some(hub) = hub.upgrade() else { return };
        match hub.tell_news(cursor) {
            Ok(seq) => cursor = seq,
            Err(error) => {
                tracing::error!(%error, "the hub cannot follow the log, and tries again");
                tokio::time::sleep(BEAT).await;
            }
        }
        if Instant::now() >= next_beat {
            hub.tell_lights(beat);
            beat += 1;
            next_beat = Instant::now() + BEAT;
        }
    }
}
