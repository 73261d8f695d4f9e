//! Whom what was said names: looked up once for all that stands on a page.

use std::collections::HashMap;

use crate::html::mention;

/// Whom names lead to, by the name as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions(HashMap<String, (i64, String)>);

impl Mentions {
    /// From numbers and addresses of people.
    pub fn new(holders: HashMap<String, (i64, String)>) -> Self {
        Self(holders)
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
