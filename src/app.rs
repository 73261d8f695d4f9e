//! What the process is made of: built once, from a configuration, and passed down.

mod about;
mod privacy;
mod upkeep;

use std::sync::Arc;

use actix_web::web::Data;

pub use about::{about, health, readiness};
pub use privacy::privacy;
use upkeep::Upkeep;

use crate::account::{claim, store as people, view as names};
use crate::attachment::store as attachments;
use crate::clock::{Clock, SECOND};
use crate::config::Config;
use crate::db::schema::secret;
use crate::db::{Conn, Db, Tx};
use crate::error::Error;
use crate::html::KeyMaker;
use crate::html::atom::Namer;
use crate::live::{Hub, turns};
use crate::log::{Apply, Bell, Entry, Event, Log, chain};
use crate::mail::Mailer;
use crate::moderation::store as moderation;
use crate::notify::follow::Notifier;
use crate::owner::store as owner;
use crate::post::store as posts;
use crate::presence::Tracker;
use crate::room::store as rooms;
use crate::room::visit::Visits;
use crate::search::follow::Indexer;
use crate::search::store as search;
use crate::urls::Urls;
use crate::web::{
    Blocks, Budgets, Crowd, EmbeddedAssets, KnownFilters, KnownRules, PageCache, Parts, Peers,
    ReadMarks, Shelf, Site, Tries,
};

/// How many bytes of what was read from the database are kept.
const SHELF: u64 = 4 * 1024 * 1024;
/// How many bytes of members' pages are.
const OWN_PAGES: u64 = 3 * 1024 * 1024;

/// A wall, ready to be served or worked on. Cheap to clone.
#[derive(Clone)]
pub struct App {
    site: Site,
    visits: Data<Visits>,
    hub: Data<Hub>,
    notifier: Arc<Notifier>,
    indexer: Arc<Indexer>,
    upkeep: Arc<Upkeep>,
    claim: Option<String>,
}

impl App {
    /// Opens the wall that `config` describes, making it if it is not there yet.
    ///
    /// # Errors
    /// A sentence for whoever runs the program.
    pub fn build(config: Config) -> Result<Self, String> {
        Self::build_at(config, Clock::system())
    }

    /// The same with a time of its own.
    ///
    /// # Errors
    /// As [`App::build`].
    pub fn build_at(config: Config, clock: Clock) -> Result<Self, String> {
        let bell = Bell::default();
        let db = Db::open(&config.database, config.readers, bell.after_commit())?;
        let log = Log::new(apply);
        let sentence = |error: Error| format!("cannot read {}: {error}", config.database);
        let claim = found(&db, log, &clock).map_err(sentence)?;
        while db.write_here(people::fill_folded).map_err(sentence)? > 0 {}
        bell.ring(db.read_here(crate::log::last_seq).map_err(sentence)?);
        bell.watch(db.clone())?;
        let keys = KeyMaker::new(key(&db).map_err(sentence)?);
        let urls = Urls::new(&config.base_path);
        let tracker = Tracker::default();
        let visits = Data::new(Visits::default());
        let crowd: Arc<dyn Crowd> = Arc::new(tracker.clone());
        let rules = KnownRules::read(&db, owner::load, owner::question, !config.limits);
        let rules = rules.map_err(sentence)?;
        let site = Site::new(Parts {
            assets: EmbeddedAssets::new(&urls, config.assets_dir.clone(), turns::stylesheet()),
            budgets: Budgets::new(&rules.now().1),
            peers: Peers::new(config.trusted_proxies.clone(), clock.now()).map_err(sentence)?,
            is_known: posts::has_seen_posts,
            tries: tries(config.limits),
            letters: letters(config.limits),
            mailer: mailer(&config)?,
            pages: PageCache::default(),
            pieces: Arc::default(),
            blocks: Blocks::default(),
            shelf: Shelf::new(SHELF),
            own_pages: Shelf::new(OWN_PAGES),
            names: Namer::new(db.read_here(chain::first_hash).map_err(sentence)?),
            rules,
            filters: KnownFilters::read(&db, posts::filters::all).map_err(sentence)?,
            read_marks: ReadMarks::default(),
            identify: people::identify,
            log_in_page: names::log_in_page,
            crowd,
            keys,
            clock,
            bell,
            log,
            db,
            urls,
            config,
        });
        let upkeep = Arc::new(Upkeep::new(site.clone(), visits.clone(), tracker, node()?));
        Ok(Self {
            hub: Data::new(Hub::new(site.clone())),
            notifier: Arc::new(Notifier::new(site.clone())),
            indexer: Arc::new(Indexer::new(site.clone())),
            site,
            visits,
            upkeep,
            claim,
        })
    }

    /// Starts the work that goes on beside the requests, on threads of its own. Call it once for a
    /// wall that is served.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start_upkeep(&self) -> Result<(), String> {
        Upkeep::start(&self.upkeep)?;
        Hub::start(&self.hub)?;
        Indexer::start(&self.indexer)?;
        Notifier::start(&self.notifier)
    }

    /// Ends what would not end by itself: streams, with a word, and long polls. What it answers is ready
    /// when the last of them has ended. Call it before the server is told to stop.
    pub fn part(&self) -> impl Future<Output = ()> + 'static {
        self.hub.stop();
        let hub = self.hub.clone();
        async move { hub.ended().await }
    }

    /// Writes what is only in memory yet. Call it when the last request was answered.
    pub fn stop(&self) {
        self.indexer.stop();
        self.upkeep.stop();
    }

    /// The token that makes its sender the owner, at the first start only.
    pub fn claim(&self) -> Option<&str> {
        self.claim.as_deref()
    }

    /// What requests are answered with.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// What streams listen to.
    pub fn hub(&self) -> Data<Hub> {
        self.hub.clone()
    }

    /// What is new to whom.
    pub fn visits(&self) -> Data<Visits> {
        self.visits.clone()
    }
}

/// How events become rows: the one place that knows all the features' tables.
///
/// # Errors
/// A fault of the database.
pub fn apply(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    let same_feature =
        |one: &Entry, other: &Entry| tables_of(one) as usize == tables_of(other) as usize;
    for run in entries.chunk_by(same_feature) {
        tables_of(&run[0])(conn, run)?;
    }
    // What is erased is not to be found until the index has followed.
    search::apply(conn, entries)?;
    // What moderators and owners did is noted besides.
    moderation::apply(conn, entries)
}

/// Whose tables an event is about.
fn tables_of(entry: &Entry) -> Apply {
    match &entry.event {
        Event::PersonJoined { .. }
        | Event::PersonKept { .. }
        | Event::PersonLeft { .. }
        | Event::PersonMadeOwner { .. }
        | Event::PersonGivenRole { .. }
        | Event::PersonWarned { .. }
        | Event::PersonRestrained { .. }
        | Event::PersonReleased { .. }
        | Event::ProfileDescribed { .. }
        | Event::PersonPictured { .. } => people::apply,
        // Their reactions go with them.
        Event::PersonErased { .. } => forget_person,
        Event::WallOpened {}
        | Event::RoomOpened { .. }
        | Event::RoomDescribed { .. }
        | Event::RoomDeleted { .. }
        | Event::RoomRestored { .. }
        | Event::RoomRuled { .. }
        | Event::RoomKept { .. }
        | Event::RoomWiped { .. } => rooms::apply,
        Event::PostPublished { .. }
        | Event::PostEdited { .. }
        | Event::PostDeleted { .. }
        | Event::PostRestored { .. }
        | Event::PostErased { .. }
        | Event::PostHeld { .. }
        | Event::PostReleased { .. }
        | Event::PostMoved { .. }
        | Event::PostLocked { .. }
        | Event::PostPinned { .. }
        | Event::PostReacted { .. }
        | Event::PollOpened { .. }
        | Event::PollTallied { .. }
        | Event::PollClosed { .. } => posts::apply,
        Event::FileAttached { .. } | Event::FileDescribed { .. } | Event::FileDetached { .. } => {
            attachments::apply
        }
        Event::RulesChanged { .. } => owner::apply,
    }
}

/// Who is forgotten leaves no trace on what others said.
fn forget_person(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    people::apply(conn, entries)?;
    posts::apply(conn, entries)
}

/// Five wrong passwords in a row, then one in ten seconds.
fn tries(limits: bool) -> Tries {
    Tries::new(limits, 5, 10 * SECOND)
}

/// Three letters at once, then one in twenty minutes.
fn letters(limits: bool) -> Tries {
    Tries::new(limits, 3, 1_200 * SECOND)
}

/// The way to the mail server, if one was configured.
fn mailer(config: &Config) -> Result<Option<Mailer>, String> {
    let Some(mail) = &config.mail else {
        return Ok(None);
    };
    let host = config.public_urls.first().map(|url| url.host.as_str());
    let host = host.ok_or("letters need a public address of this wall to lead back to")?;
    Mailer::start(mail, host).map(Some)
}

/// A name for this process that no other has.
fn node() -> Result<String, String> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|error| format!("no randomness: {error}"))?;
    Ok(data_encoding::BASE32_NOPAD.encode(&random))
}

/// Makes the wall in an empty database. Answers the token of its first owner, if it did.
fn found(db: &Db, log: Log, clock: &Clock) -> Result<Option<String>, Error> {
    let there = db.read_here(chain::is_founded)?;
    if there {
        return Ok(None);
    }
    let now = clock.now();
    db.write_here(move |tx: &mut Tx<'_>| {
        if !chain::found(tx.conn)? {
            return Ok(None);
        }
        log.append(tx, now, Event::WallOpened {})?;
        new_key(tx.conn)?;
        claim::found(tx.conn).map(Some)
    })
}

fn new_key(conn: &mut Conn) -> Result<(), Error> {
    use diesel::prelude::*;
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(Error::fault)?;
    diesel::insert_into(secret::table)
        .values((secret::name.eq("key"), secret::value.eq(key.to_vec())))
        .execute(conn)?;
    Ok(())
}

/// The wall's own key.
fn key(db: &Db) -> Result<[u8; 32], Error> {
    use diesel::prelude::*;
    let key: Vec<u8> = db.read_here(|conn| {
        Ok(secret::table
            .find("key")
            .select(secret::value)
            .first(conn)?)
    })?;
    key.try_into()
        .map_err(|_| Error::fault("the wall's own key has another length"))
}
