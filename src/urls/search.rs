//! Addresses of search, and of what it finds.

use percent_encoding::utf8_percent_encode;

use super::{QUERY, Urls};

impl Urls {
    /// Search.
    pub fn search(&self) -> String {
        self.at("/search")
    }

    /// Search, asked for with these fields; those that are empty are left away.
    pub fn search_for(&self, fields: &[(&str, &str)]) -> String {
        let fields = fields.iter().filter(|(_, value)| !value.is_empty());
        let fields: Vec<String> = fields
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, QUERY)))
            .collect();
        self.at(format_args!("/search?{}", fields.join("&")))
    }
}
