//! Feeds as documents: Atom (RFC 4287), paged (RFC 5005, section 3), with what an entry answers (RFC
//! 4685). What stands in a feed, and who may read it, is the business of whoever asks for one.

use std::collections::BTreeMap;

use atom_syndication::extension::{ExtensionBuilder, ExtensionMap};
use atom_syndication::{
    ContentBuilder, EntryBuilder, FeedBuilder, FixedDateTime, Link, LinkBuilder, Person,
    PersonBuilder, Text,
};
use sha2::{Digest, Sha256};

use super::Pager;
use crate::clock::{Micros, utc};

/// The media type of feeds.
pub const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// What names are made with that hold for ever: for the same thing the same, under whatever address the
/// wall is served, and whatever becomes of a title.
#[derive(Debug, Clone, Copy)]
pub struct Namer([u8; 32]);

impl Namer {
    /// Names for the wall that has this hash: that of the first entry of its log.
    pub fn new(wall: [u8; 32]) -> Self {
        Self(wall)
    }

    /// The name of the thing of this kind and number: a UUID that is made from what it stands for (RFC
    /// 9562, section 5.8), as a URN.
    pub fn name(&self, kind: &str, number: i64) -> String {
        let mut sha = Sha256::new();
        sha.update(b"thewall name 1");
        sha.update(self.0);
        sha.update(number.to_be_bytes());
        sha.update(kind.as_bytes());
        let mut bits = [0; 16];
        bits.copy_from_slice(&sha.finalize()[..16]);
        let bits = u128::from_be_bytes(bits);
        let bits = bits & !(0xf << 76) & !(0b11 << 62) | (8 << 76) | (0b10 << 62);
        let hex = format!("{bits:032x}");
        let [a, b, c, d] = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20]];
        format!("urn:uuid:{a}-{b}-{c}-{d}-{}", &hex[20..])
    }
}

/// A page of a feed.
#[derive(Debug, Default)]
pub struct Feed {
    /// Its name, which never changes.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subtitle: String,
    /// The language of its entries, where they have one.
    pub lang: Option<&'static str>,
    /// When it began: it was updated then, as long as there is nothing in it.
    pub since: Micros,
    /// Its author, where all of it is by one.
    pub author: Option<Author>,
    /// The absolute address of its first page.
    pub first: String,
    /// The absolute address of this page of it.
    pub here: String,
    /// The absolute address of what it is the feed of.
    pub page: String,
    /// The absolute addresses of the pages before and after.
    pub pager: Pager,
    /// What stands in it, the newest first.
    pub entries: Vec<Entry>,
}

/// Who wrote something.
#[derive(Debug, Clone)]
pub struct Author {
    /// The pseudonym.
    pub name: String,
    /// The absolute address of their page, if they have one.
    pub address: Option<String>,
}

/// What stands in a feed.
#[derive(Debug)]
pub struct Entry {
    /// Its name, which never changes.
    pub id: String,
    /// Its title, in plain words.
    pub title: String,
    /// The absolute address of its own page.
    pub address: String,
    /// When it was last changed.
    pub updated: Micros,
    /// When it was said.
    pub published: Micros,
    /// By whom.
    pub author: Author,
    /// All of it, as HTML with absolute addresses; nothing where the title says all.
    pub html: Option<String>,
    /// The files that hang on it.
    pub enclosures: Vec<Enclosure>,
    /// The tag of the language of its words, where that is known.
    pub lang: Option<&'static str>,
    /// What it answers: name and absolute address.
    pub answers: Option<(String, String)>,
}

/// A file that hangs on what stands in a feed (RFC 4287, section 4.2.7.2).
#[derive(Debug)]
pub struct Enclosure {
    /// Its absolute address.
    pub address: String,
    /// What it is.
    pub media_type: &'static str,
    /// How many bytes it has.
    pub bytes: i64,
    /// What it shows, if that was said.
    pub title: String,
}

impl Feed {
    /// The document.
    pub fn write(self) -> String {
        let updated = self.entries.iter().map(|entry| entry.updated).max();
        let mut links = vec![
            link("self", self.here),
            link("alternate", self.page),
            link("first", self.first),
        ];
        links.extend(self.pager.older.map(|older| link("next", older)));
        links.extend(self.pager.newer.map(|newer| link("previous", newer)));
        let threads = "http://purl.org/syndication/thread/1.0".to_owned();
        let answers = self.entries.iter().any(|entry| entry.answers.is_some());
        let mut feed = FeedBuilder::default();
        feed.id(self.id)
            .title(Text::plain(fit(&self.title)))
            .updated(date(updated.unwrap_or(self.since)))
            .lang(self.lang.map(str::to_owned))
            .links(links)
            .authors(self.author.map(person).into_iter().collect::<Vec<_>>())
            .entries(self.entries.into_iter().map(entry).collect::<Vec<_>>());
        if !self.subtitle.is_empty() {
            feed.subtitle(Text::plain(fit(&self.subtitle)));
        }
        if answers {
            feed.namespaces(BTreeMap::from([("thr".to_owned(), threads)]));
        }
        feed.build().to_string()
    }
}

fn entry(entry: Entry) -> atom_syndication::Entry {
    let mut links = vec![link("alternate", entry.address)];
    links[0].mime_type = Some("text/html".to_owned());
    let mut atom = EntryBuilder::default();
    if let Some((id, address)) = entry.answers {
        links.push(link("related", address.clone()));
        atom.extensions(in_reply_to(id, address));
    }
    links.extend(entry.enclosures.into_iter().map(enclosure));
    let content = entry.html.map(|html| {
        let mut content = ContentBuilder::default();
        content.content_type("html".to_owned()).value(fit(&html));
        content.lang(entry.lang.map(str::to_owned));
        content.build()
    });
    let title = Text {
        lang: entry.lang.map(str::to_owned),
        ..Text::plain(fit(&entry.title))
    };
    atom.id(entry.id)
        .title(title)
        .updated(date(entry.updated))
        .published(date(entry.published))
        .author(person(entry.author))
        .links(links)
        .content(content)
        .build()
}

fn in_reply_to(id: String, address: String) -> ExtensionMap {
    let name = "in-reply-to".to_owned();
    let mut answered = ExtensionBuilder::default();
    answered
        .name(format!("thr:{name}"))
        .attr(("ref".to_owned(), id))
        .attr(("href".to_owned(), address));
    BTreeMap::from([(
        "thr".to_owned(),
        BTreeMap::from([(name, vec![answered.build()])]),
    )])
}

fn link(rel: &str, address: String) -> Link {
    LinkBuilder::default().rel(rel).href(address).build()
}

fn enclosure(file: Enclosure) -> Link {
    let mut link = link("enclosure", file.address);
    link.mime_type = Some(file.media_type.to_owned());
    link.length = Some(file.bytes.to_string());
    link.title = (!file.title.is_empty()).then(|| fit(&file.title));
    link
}

fn person(author: Author) -> Person {
    PersonBuilder::default()
        .name(fit(&author.name))
        .uri(author.address)
        .build()
}

fn date(at: Micros) -> FixedDateTime {
    utc(at).fixed_offset()
}

/// A text without the characters that XML 1.0 has no way to write (section 2.2).
fn fit(text: &str) -> String {
    text.chars().filter(|c| is_xml(*c)).collect()
}

fn is_xml(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_for_the_same_thing_alone() {
        let names = Namer::new([7; 32]);
        let name = names.name("post", 42);
        assert_eq!(name, Namer::new([7; 32]).name("post", 42));
        for other in [
            names.name("post", 43),
            names.name("room", 42),
            Namer::new([8; 32]).name("post", 42),
        ] {
            assert_ne!(name, other);
        }
        let uuid = name.strip_prefix("urn:uuid:").expect("a URN");
        let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        // Version 8, and the variant of RFC 9562.
        assert_eq!(&uuid[14..15], "8");
        assert!("89ab".contains(&uuid[19..20]), "{uuid}");
    }

    #[test]
    fn what_xml_cannot_write_is_left_away() {
        assert_eq!(fit("a\0\u{8}b\u{ffff}\t\n<é🦀>"), "ab\t\n<é🦀>");
    }

    #[test]
    fn a_feed_without_entries_was_updated_when_it_began() {
        let feed = Feed {
            title: "A & <b>".to_owned(),
            since: 1_000_000,
            ..Feed::default()
        };
        let document = feed.write();
        assert!(document.contains("<updated>1970-01-01T00:00:01+00:00</updated>"));
        assert!(document.contains("A &amp; &lt;b&gt;"), "{document}");
    }
}
