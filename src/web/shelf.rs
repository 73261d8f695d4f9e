//! What was read from the database, and what was made of it, kept for as long as nothing changed there.
//!
//! Each value stands under what was asked and bears a stamp: how far the log was, for what follows from the
//! log alone, or how often anything at all was written. Whoever asks says which stamp they want, so nothing
//! is taken out by hand.

use std::any::Any;
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::html::PieceKey;

#[derive(Clone)]
struct Kept {
    stamp: u64,
    bytes: u64,
    value: Arc<dyn Any + Send + Sync>,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<PieceKey, Kept> for ByBytes {
    fn weight(&self, _: &PieceKey, kept: &Kept) -> u64 {
        kept.bytes + 100
    }
}

/// The values.
pub struct Shelf(Cache<PieceKey, Kept, ByBytes>);

impl Shelf {
    /// One that keeps so many bytes of values, as told by whoever puts them there.
    pub fn new(bytes: u64) -> Self {
        // Few are counted on, since each shard of the cache must hold the largest.
        Self(Cache::with_weighter(400, bytes, ByBytes))
    }

    /// What was put under `key` with this stamp. There is nothing without one.
    pub fn find<T: Send + Sync + 'static>(
        &self,
        key: &PieceKey,
        stamp: Option<u64>,
    ) -> Option<Arc<T>> {
        let stamp = stamp?;
        let kept = self.0.get(key).filter(|kept| kept.stamp == stamp)?;
        kept.value.downcast().ok()
    }

    /// Keeps a value of so many bytes that was read after `stamp` was. It is not kept without one.
    pub fn put<T: Send + Sync + 'static>(
        &self,
        key: PieceKey,
        stamp: Option<u64>,
        bytes: usize,
        value: Arc<T>,
    ) {
        if let Some(stamp) = stamp {
            let bytes = bytes as u64;
            let value: Arc<dyn Any + Send + Sync> = value;
            let kept = Kept {
                stamp,
                bytes,
                value,
            };
            self.0.insert(key, kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_key_its_stamp_and_its_type() {
        let shelf = Shelf::new(1 << 20);
        shelf.put([1; 16], Some(7), 10, Arc::new("seven".to_owned()));
        let find = |key, stamp| shelf.find::<String>(&[key; 16], stamp);
        assert_eq!(
            find(1, Some(7)).as_deref().map(String::as_str),
            Some("seven")
        );
        assert_eq!(find(1, Some(8)), None);
        assert_eq!(find(2, Some(7)), None);
        assert_eq!(find(1, None), None);
        assert_eq!(shelf.find::<i64>(&[1; 16], Some(7)), None);
        shelf.put([3; 16], None, 10, Arc::new("never".to_owned()));
        assert_eq!(find(3, Some(0)), None);
    }
}
