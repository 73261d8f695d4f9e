//! Whole pages for strangers, and feeds for everybody, made once for each state of the wall.
//!
//! The key holds everything that such a page depends on, the number of the log's last entry included,
//! so nothing is ever taken out by hand: what is out of date is never asked for again.

use std::sync::Arc;

use actix_web::http::header::HeaderValue;
use actix_web::web::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::clock::Micros;
use crate::html::{PieceKey, Renewal};
use crate::locale::Lang;
use crate::viewer::{Live, Reading};

/// How many bytes of pages are kept.
const BYTES: u64 = 8 * 1024 * 1024;

/// What a stranger's page depends on, or anybody's feed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The address, with the host that the visitor knows the wall by and with its query.
    pub address: String,
    /// The language.
    pub lang: Lang,
    /// The number of the log's last entry.
    pub seq: i64,
    /// Who is here.
    pub lights: u64,
    /// The number of the entry that set the rules.
    pub rules: i64,
    /// How news come.
    pub live: Live,
    /// How it is to look: only what can be chosen, so there are not many.
    pub reading: Reading,
    /// Whose it is, with everything that is known of them; nothing for strangers.
    pub member: Option<PieceKey>,
}

/// A page as it leaves.
pub struct Kept {
    /// The page.
    pub plain: Bytes,
    /// The same, compressed with gzip.
    pub gzip: Bytes,
    /// Its media type.
    pub media_type: &'static str,
    /// Its validator (RFC 9110, section 8.8.3), weak, since it stands for both.
    pub etag: HeaderValue,
    /// When what it tells of last changed, where it says so.
    pub modified: Option<Micros>,
    /// How it renews itself.
    pub renewal: Renewal,
    /// Whether it is a member's own.
    pub is_own: bool,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Kept>> for ByBytes {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        (key.address.len() + kept.plain.len() + kept.gzip.len() + 200) as u64
    }
}

/// The pages.
pub struct PageCache(Cache<Key, Arc<Kept>, ByBytes>);

impl Default for PageCache {
    fn default() -> Self {
        Self(Cache::with_weighter(2_000, BYTES, ByBytes))
    }
}

impl PageCache {
    /// The page for this key.
    pub fn get(&self, key: &Key) -> Option<Arc<Kept>> {
        self.0.get(key)
    }

    /// Keeps a page.
    pub fn put(&self, key: Key, kept: Arc<Kept>) {
        self.0.insert(key, kept);
    }
}
