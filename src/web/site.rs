//! What every handler may use. It is built once, by `app`, and handed to each request.

use std::sync::Arc;

use super::{
    Blocks, Budgets, EmbeddedAssets, KnownFilters, KnownRules, PageCache, Peers, ReadMarks, Shelf,
    Tries,
};
use crate::clock::{Clock, Micros};
use crate::config::Config;
use crate::db::{Conn, Db};
use crate::error::{Error, Kept};
use crate::html::atom::Namer;
use crate::html::{KeyMaker, Lights, Page, Pieces, Ui};
use crate::locale::Lang;
use crate::log::{Bell, Log};
use crate::mail::Mailer;
use crate::urls::Urls;
use crate::viewer::{Member, Reading};

/// Finds the person of a session: `account` hands this in.
pub type Identify = fn(&mut Conn, &[u8]) -> Result<Option<Identified>, Error>;

/// A session's person, and what they chose: the language, and how they like to read.
pub type Identified = (Member, Option<Lang>, Option<Reading>);

/// Whether so many posts of a person are seen: `post` hands this in.
pub type IsKnown = fn(&mut Conn, i64, i64) -> Result<bool, Error>;

/// The page on which somebody gets a name: `account` hands this in.
pub type LogInPage = fn(&Ui, &Kept) -> Page;

/// Who is here: `presence` hands this in.
pub trait Crowd: Send + Sync {
    /// Somebody asked for a page.
    fn saw(&self, member: &Member, now: Micros);
    /// Somebody asked for the page of a room.
    fn entered(&self, member: &Member, room: i64, now: Micros);
    /// Somebody, or a stranger, holds a connection in a room, until what this answers is dropped.
    fn hold(&self, member: Option<&Member>, room: i64, now: Micros) -> Box<dyn Send>;
    /// The picture of somebody was taken away: their light is seen without it.
    fn unpictured(&self, person: i64);
    /// Somebody left: their light goes out at once.
    fn left(&self, person: i64);
    /// Everybody who is here.
    fn lights(&self, now: Micros) -> Arc<Lights>;
}

/// What the process is made of, as far as requests go. Cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

/// What [`Site`] leads to.
pub struct Parts {
    /// What was configured.
    pub config: Config,
    /// The addresses.
    pub urls: Urls,
    /// The database.
    pub db: Db,
    /// The log.
    pub log: Log,
    /// How far the log is.
    pub bell: Bell,
    /// What names are made with that hold wherever the wall is served.
    pub names: Namer,
    /// The time.
    pub clock: Clock,
    /// What tokens are made with.
    pub keys: KeyMaker,
    /// The fireflies.
    pub crowd: Arc<dyn Crowd>,
    /// Who has a session.
    pub identify: Identify,
    /// What whoever needs a name is shown.
    pub log_in_page: LogInPage,
    /// Pages that strangers get, and feeds.
    pub pages: PageCache,
    /// Markup that stands in many pages.
    pub pieces: Arc<Pieces>,
    /// Texts that were compressed.
    pub blocks: Blocks,
    /// What was read before.
    pub shelf: Shelf,
    /// Pages that members were sent, without what is good once.
    pub own_pages: Shelf,
    /// Stylesheet and icon.
    pub assets: EmbeddedAssets,
    /// Where requests come from.
    pub peers: Peers,
    /// Whether enough is known of somebody.
    pub is_known: IsKnown,
    /// What one person may do in a time.
    pub budgets: Budgets,
    /// Passwords and codes that were tried, by pseudonym.
    pub tries: Tries,
    /// Letters that were asked for.
    pub letters: Tries,
    /// The way to the mail server, if there is one.
    pub mailer: Option<Mailer>,
    /// What the owners decided.
    pub rules: KnownRules,
    /// What moderators want to be told of, held or refused.
    pub filters: KnownFilters,
    /// Private messages that were read, until that is written.
    pub read_marks: ReadMarks,
}

impl Site {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for Site {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
