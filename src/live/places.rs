//! How many streams may be open: for one session, since browsers open six connections to a server and
//! the next page would wait; and for one address.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use crate::web::Address;

/// The places, taken and free. Cheap to clone.
#[derive(Clone)]
pub struct Places {
    taken: Arc<Mutex<Taken>>,
    each_session: usize,
    each_address: usize,
}

#[derive(Default)]
struct Taken {
    sessions: HashMap<String, usize>,
    addresses: HashMap<Address, usize>,
}

/// A place that is taken. Dropping it frees it.
pub struct Place {
    places: Places,
    session: Option<String>,
    address: Option<Address>,
}

impl Places {
    /// So many for each session and for each address.
    pub fn new(each_session: usize, each_address: usize) -> Self {
        Self {
            taken: Arc::default(),
            each_session,
            each_address,
        }
    }

    /// Takes one, if one is free.
    pub fn take(&self, session: Option<String>, address: Option<Address>) -> Option<Place> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let free = session
            .as_ref()
            .is_none_or(|session| count(&taken.sessions, session) < self.each_session)
            && address.is_none_or(|address| count(&taken.addresses, &address) < self.each_address);
        if !free {
            return None;
        }
        if let Some(session) = &session {
            *taken.sessions.entry(session.clone()).or_default() += 1;
        }
        if let Some(address) = address {
            *taken.addresses.entry(address).or_default() += 1;
        }
        Some(Place {
            places: self.clone(),
            session,
            address,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self
            .places
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = &self.session {
            release(&mut taken.sessions, session);
        }
        if let Some(address) = &self.address {
            release(&mut taken.addresses, address);
        }
    }
}

fn count<K: Eq + Hash>(counts: &HashMap<K, usize>, key: &K) -> usize {
    counts.get(key).copied().unwrap_or_default()
}

fn release<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Peers;
    use actix_web::http::header::HeaderMap;

    #[test]
    fn a_place_that_is_left_is_free_again() {
        let places = Places::new(2, 3);
        let peers = Peers::new(Vec::new(), 0).expect("randomness");
        let home = peers.address("192.0.2.1".parse().ok(), &HeaderMap::new(), 0);
        let take = |session: &str| places.take(Some(session.to_owned()), home);
        let (one, two) = (take("ana"), take("ana"));
        assert!(one.is_some() && two.is_some() && take("ana").is_none());
        let third = take("bob");
        assert!(
            third.is_some() && take("eve").is_none(),
            "the address has three"
        );
        drop(one);
        assert!(take("ana").is_some());
    }
}
