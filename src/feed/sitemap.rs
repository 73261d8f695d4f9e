//! The map of the site for search engines (sitemaps.org, protocol 0.9), and what they are asked to leave
//! alone (RFC 9309). Parts are cut by ranges of numbers, so that none has to count what is in the others.

use chrono::{NaiveDate, SecondsFormat};

use crate::clock::{Micros, utc};

/// How many numbers a part is about: no part holds more addresses than the protocol lets it, nor more
/// than is good to be kept in memory.
pub const RANGE: i64 = 10_000;
/// How many parts, or days, are listed at most (the protocol's limit).
pub const MOST: usize = 50_000;

/// What a part lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The wall, and rooms whose numbers are in a range.
    Rooms,
    /// Posts of the wall whose numbers are in a range.
    Posts,
    /// The days of a room.
    Days,
}

impl Kind {
    /// The word for it in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rooms => "rooms",
            Self::Posts => "posts",
            Self::Days => "days",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Rooms, Self::Posts, Self::Days]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// An address, and when what is there last changed, if that is known.
#[derive(Debug)]
pub struct Place {
    /// The absolute address.
    pub address: String,
    /// When it last changed.
    pub changed: Option<Micros>,
}

impl Place {
    /// One of which it is not known when it changed.
    pub fn at(address: String) -> Self {
        Self {
            address,
            changed: None,
        }
    }
}

/// The list of the parts.
pub fn index(parts: &[String]) -> String {
    let mut xml = begun("sitemapindex");
    for part in parts {
        xml.push_str("<sitemap><loc>");
        escape(&mut xml, part);
        xml.push_str("</loc></sitemap>\n");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

/// A part.
pub fn part(places: &[Place]) -> String {
    let mut xml = begun("urlset");
    for place in places {
        xml.push_str("<url><loc>");
        escape(&mut xml, &place.address);
        xml.push_str("</loc>");
        if let Some(changed) = place.changed {
            let exact = utc(changed).to_rfc3339_opts(SecondsFormat::Secs, true);
            xml.push_str(&format!("<lastmod>{exact}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn begun(root: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
}

fn escape(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            _ => xml.push(c),
        }
    }
}

/// The days of these times, each once.
pub fn days(times: &[Micros]) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = times.iter().map(|at| utc(*at).date_naive()).collect();
    days.dedup();
    days
}

/// What every program that follows links is told: where there is nothing to find, what is to be found
/// after all below one of those paths, and where the map is. Where only members read, that is nothing.
pub fn robots(closed: bool, nothing: &[String], after_all: &str, map: &str) -> String {
    let mut text = "User-agent: *\n".to_owned();
    if closed {
        text.push_str("Disallow: /\n");
        return text;
    }
    for path in nothing {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    text.push_str(&format!("Allow: {after_all}\n\nSitemap: {map}\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_escaped_and_has_its_date() {
        let place = Place {
            address: "https://a.example/?a&b".to_owned(),
            changed: Some(1_000_000),
        };
        let xml = part(&[place]);
        assert!(
            xml.contains("<loc>https://a.example/?a&amp;b</loc>"),
            "{xml}"
        );
        assert!(xml.contains("<lastmod>1970-01-01T00:00:01Z</lastmod>"));
    }

    #[test]
    fn where_only_members_read_there_is_nothing_to_find() {
        let text = robots(true, &["/a".to_owned()], "/b", "/c");
        assert_eq!(text, "User-agent: *\nDisallow: /\n");
    }
}
