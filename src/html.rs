//! What every page is made of: the document around it, forms and their fields, times, lights, the
//! pager, and Markdown, the only place that trusts markup.
//!
//! Views take loaded values and a [`Ui`], never a connection. Features have their own `view.rs`; what
//! two of them need stands here.

pub mod atom;
mod document;
pub mod firefly;
pub mod form;
mod form_key;
mod highlight;
mod light;
pub mod markdown;
pub mod mention;
mod pager;
mod slot;
pub mod text;
pub mod time;

use std::hash::Hash;
use std::sync::Arc;

use maud::Markup;

pub use document::{Assets, Frame, Opening, Refused, document, error_main, open_document, swarm};
pub use form_key::{FormKey, Fresh, KeyMaker};
pub use light::{Face, Firefly, Lights, hue, light, person_link};
pub use pager::{Pager, Slice, pager, pager_again};
pub use slot::{Packed, Part, PieceKey, Pieces, Same, Slots, Template, piece_key};

use crate::clock::Micros;
use crate::locale::{Lang, Value};
use crate::urls::Urls;
use crate::viewer::{Live, Reading, Viewer};

/// Everything a view needs to know besides what it shows.
pub struct Ui {
    /// The language to speak.
    pub lang: Lang,
    /// The addresses.
    pub urls: Urls,
    /// Who looks.
    pub viewer: Viewer,
    /// Who else is here.
    pub lights: Arc<Lights>,
    /// When.
    pub now: Micros,
    /// The number of the entry that set the rules by which the viewer looks.
    pub rules_version: i64,
    /// The address of the page, with its query: where to come back to.
    pub here: String,
    /// For how many days a deletion can be undone.
    pub undo_days: u32,
    /// What makes forms good for this visitor alone.
    pub forms: FormKey,
    /// What is filled in when the page leaves.
    pub slots: Slots,
    /// Markup that was made before.
    pub pieces: Arc<Pieces>,
    /// How they want news to come.
    pub live: Live,
    /// How they like to read.
    pub reading: Reading,
    /// Whether letters can be sent.
    pub mail: bool,
    /// A word of success for what they have just done: a key of the locales.
    pub done: Option<&'static str>,
}

impl Ui {
    /// Words in the visitor's language.
    pub fn t(&self, key: &str) -> &'static str {
        self.lang.t(key)
    }

    /// The language of what somebody wrote, where it is known and not that of the page: then the element
    /// says so (WCAG 2.2, 3.1.2).
    pub fn foreign(&self, lang: Option<&'static str>) -> Option<&'static str> {
        lang.filter(|lang| *lang != self.lang.code())
    }

    /// A pseudonym as it is shown: whoever was forgotten has none.
    pub fn name<'a>(&self, name: &'a str) -> &'a str {
        if name.is_empty() {
            self.t("nameless")
        } else {
            name
        }
    }

    /// Markup that depends on nothing but what went into `key`, made at most once while it is kept. The
    /// fields of its forms are the visitor's own all the same.
    pub fn kept(&self, key: PieceKey, make: impl FnOnce() -> Markup) -> Markup {
        let piece = self.pieces.find(key, || self.slots.record(make));
        self.slots.piece(&self.forms, self.now, piece)
    }

    /// Markup in which the time stands, in microseconds since the epoch: an address in it is a new one each
    /// time.
    pub fn timed(&self, make: impl FnOnce(&str) -> Markup) -> Markup {
        self.slots.timed(self.now, make)
    }

    /// Under what a page is kept for this visitor that depends on `what` and on the database; nothing
    /// where it says something that holds but once, or grows old by itself.
    pub fn key(&self, what: &impl Hash) -> Option<PieceKey> {
        // All of it is named, so that whatever is added is thought of here.
        let Self {
            lang,
            viewer: Viewer { member, rules: _ },
            lights,
            rules_version,
            here,
            live,
            reading,
            done,
            // What was configured, and what is filled in when the page leaves.
            urls: _,
            undo_days: _,
            mail: _,
            now: _,
            forms: _,
            slots: _,
            pieces: _,
        } = self;
        let lasts = done.is_none() && !reading.ages;
        let who = (member, rules_version, lights.version);
        lasts.then(|| piece_key(&("page", who, lang, here, live, reading, what)))
    }

    /// Markup that is never the same twice, in a page most of which is.
    pub fn once(&self, markup: Markup) -> Markup {
        self.slots.once(markup)
    }

    /// Words with values filled in.
    pub fn t_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.lang.t_with(key, values)
    }
}

/// How a page renews itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Renewal {
    /// It does not.
    #[default]
    Still,
    /// A frame in it shows a stream, fireflies included.
    Framed,
    /// After so many seconds the browser goes to this path by itself.
    After(u32, String),
}

/// A page before its frame is put around it.
pub struct Page {
    /// Its own title; the wall's name is added.
    pub title: String,
    /// What stands between navigation and fireflies.
    pub main: Markup,
    /// The kind of page, as a class on `body` for the stylesheet.
    pub kind: &'static str,
    /// Where the list goes on.
    pub pager: Pager,
    /// The path by which what it shows is to be known, where strangers may see it.
    pub canonical: Option<String>,
    /// What it is about, in a line.
    pub about: String,
    /// The path of its feed; without one, the wall's is named.
    pub feed: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// Seconds after which to come back, for `429` and `503`.
    pub retry_after: Option<u64>,
    /// Whether it only leads on to another, as the log-in form does.
    pub leads_on: bool,
    /// Whether it answers a question that was asked once: it is not kept for the next stranger, and no
    /// search engine is to list it.
    pub is_passing: bool,
    /// How it renews itself.
    pub renewal: Renewal,
    /// The room that it shows: its fireflies stand beside it. Everybody's, without one.
    pub room: Option<i64>,
    /// Under what it is kept for this visitor, and for how long: until the database has another version.
    pub kept: Option<(PieceKey, u64)>,
}

impl Page {
    /// An ordinary page.
    pub fn new(kind: &'static str, title: impl Into<String>, main: Markup) -> Self {
        Self {
            title: title.into(),
            main,
            kind,
            pager: Pager::default(),
            canonical: None,
            about: String::new(),
            feed: None,
            status: 200,
            retry_after: None,
            leads_on: false,
            is_passing: false,
            renewal: Renewal::Still,
            room: None,
            kept: None,
        }
    }

    /// The same with another status.
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same, to be asked for again after so many seconds.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The same as one that only leads on.
    pub fn leading_on(mut self) -> Self {
        self.leads_on = true;
        self
    }

    /// The same, to be known by this path.
    pub fn known_as(mut self, path: String) -> Self {
        self.canonical = Some(path);
        self
    }

    /// The same as one that answers a question that was asked once.
    pub fn passing(mut self) -> Self {
        self.is_passing = true;
        self
    }

    /// The same as part of a list.
    pub fn paged(mut self, pager: Pager) -> Self {
        self.pager = pager;
        self
    }
}
