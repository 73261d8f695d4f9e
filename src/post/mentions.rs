//! Whom what was said names: looked up once for all that stands on a page.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use crate::html::mention;

/// Whom names lead to, by the name as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Mentions(BTreeMap<String, (i64, String)>);

/// Most posts name nobody.
static NOBODY: LazyLock<Arc<Mentions>> = LazyLock::new(Arc::default);

impl Mentions {
    /// From numbers and addresses of people.
    pub fn new(holders: HashMap<String, (i64, String)>) -> Self {
        Self(holders.into_iter().collect())
    }

    /// Those among them that these words may name.
    pub fn in_words(&self, body: &str) -> Arc<Self> {
        if self.0.is_empty() || !body.contains('@') {
            return Arc::clone(&NOBODY);
        }
        let named = mention::possible(body).into_iter();
        let named = named.filter_map(|name| self.0.get_key_value(&name));
        let named = named.map(|(name, holder)| (name.clone(), holder.clone()));
        Arc::new(Self(named.collect()))
    }

    /// The pseudonym as it stands in addresses, of whoever is meant by a name.
    pub fn address(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|(_, address)| address.as_str())
    }

    /// The numbers of those whom these words name, each once.
    pub fn people_in(&self, body: &str) -> Vec<i64> {
        let names = mention::named(body, |name| self.0.contains_key(name));
        let people = names.iter().filter_map(|name| self.0.get(name));
        let mut people: Vec<i64> = people.map(|(id, _)| *id).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}
