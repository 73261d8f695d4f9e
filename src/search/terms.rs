//! Posts and queries in the words of the two databases: what FTS5 and `tsvector` are given is made of the
//! same words at the same places, and of the same bounds, so that they find the same.
//!
//! Whoever wrote a post and where it stands are words as well, made of characters that nobody's words have:
//! so that a room or an author is intersected like any other word.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::fold::tokens;
use super::query::{Query, Term};

/// How many words of a post are searched: a `tsvector` knows 16,383 places.
const WORDS_MAX: usize = 16_000;
/// How often one word of a post is: a `tsvector` keeps 255 places of each.
const TIMES_MAX: usize = 250;
/// Stands in the place of a word that comes too often.
const GAP: char = '\u{e000}';
/// Before the number of an author, and of a room.
const AUTHOR: char = '\u{e001}';
const ROOM: char = '\u{e002}';

/// A post as it is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    author: i64,
    room: i64,
    words: Vec<Option<String>>,
}

impl Document {
    /// From the visible words of a post.
    pub fn new(author: i64, room: i64, text: &str) -> Self {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let words = tokens(text).into_iter().take(WORDS_MAX);
        let words = words.map(|token| {
            let count = times.entry(token.text.clone()).or_default();
            *count += 1;
            (*count <= TIMES_MAX).then_some(token.text)
        });
        let words = words.collect();
        Self {
            author,
            room,
            words,
        }
    }

    /// As a text for FTS5: words with blanks between them.
    pub fn for_sqlite(&self) -> String {
        let mut text = format!("{AUTHOR}{} {ROOM}{}", self.author, self.room);
        for word in &self.words {
            text.push(' ');
            match word {
                Some(word) => text.push_str(word),
                None => text.push(GAP),
            }
        }
        text
    }

    /// As a `tsvector` is written: each word with its places.
    pub fn for_postgres(&self) -> String {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, word) in self.words.iter().enumerate() {
            if let Some(word) = word {
                places.entry(word).or_default().push(at + 1);
            }
        }
        let mut text = format!("'{AUTHOR}{}' '{ROOM}{}'", self.author, self.room);
        for (word, places) in places {
            let places: Vec<String> = places.iter().map(usize::to_string).collect();
            // Words are letters and digits: there is no mark in them to be escaped.
            let _ = write!(text, " '{word}':{}", places.join(","));
        }
        text
    }
}

/// What both databases are asked: a post must say everything, be by one of these, in one of these rooms.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The words.
    pub query: &'a Query,
    /// The numbers of the authors; anybody, if empty.
    pub authors: &'a [i64],
    /// The numbers of the rooms; anywhere, if empty.
    pub rooms: &'a [i64],
}

impl Wanted<'_> {
    /// As FTS5 reads it. Each word stands between quotation marks, and has none in it.
    pub fn for_sqlite(&self) -> String {
        let term = |term: &Term| {
            let star = if term.prefix { "*" } else { "" };
            format!("\"{}\"{star}", term.tokens.join(" "))
        };
        self.put_together(&term, &|tag| format!("\"{tag}\""), ["AND", "OR", "NOT"])
    }

    /// As a `tsquery` is written.
    pub fn for_postgres(&self) -> String {
        let term = |term: &Term| {
            let words: Vec<String> = term.tokens.iter().map(|word| format!("'{word}'")).collect();
            let star = if term.prefix { ":*" } else { "" };
            format!("({}{star})", words.join(" <-> "))
        };
        self.put_together(&term, &|tag| format!("'{tag}'"), ["&", "|", "& !"])
    }

    fn put_together(
        &self,
        term: &dyn Fn(&Term) -> String,
        tag: &dyn Fn(String) -> String,
        [and, or, not]: [&str; 3],
    ) -> String {
        let any = |marked: char, ids: &[i64]| {
            let tags: Vec<String> = ids.iter().map(|id| tag(format!("{marked}{id}"))).collect();
            (!tags.is_empty()).then(|| format!("({})", tags.join(&format!(" {or} "))))
        };
        let mut parts: Vec<String> = self.query.wanted.iter().map(term).collect();
        parts.extend(any(AUTHOR, self.authors));
        parts.extend(any(ROOM, self.rooms));
        let parts = format!("({})", parts.join(&format!(" {and} ")));
        let without: Vec<String> = self.query.unwanted.iter().map(term).collect();
        if without.is_empty() {
            return parts;
        }
        format!("{parts} {not} ({})", without.join(&format!(" {or} ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_the_same_to_both() {
        let post = Document::new(7, 9, "Tea, thé & tea");
        assert_eq!(post.for_sqlite(), "\u{e001}7 \u{e002}9 tea the tea");
        assert_eq!(
            post.for_postgres(),
            "'\u{e001}7' '\u{e002}9' 'tea':1,3 'the':2"
        );
        let chorus = Document::new(7, 9, &"la ".repeat(300));
        assert_eq!(chorus.for_sqlite().matches(" la").count(), TIMES_MAX);
        assert_eq!(chorus.for_postgres().matches(',').count(), TIMES_MAX - 1);
    }

    #[test]
    fn a_query_is_the_same_to_both() {
        let query = Query::parse("\"green tea\" lea* -sugar -milk");
        let wanted = Wanted {
            query: &query,
            authors: &[1, 2],
            rooms: &[3],
        };
        assert_eq!(
            wanted.for_sqlite(),
            "(\"green tea\" AND \"lea\"* AND (\"\u{e001}1\" OR \"\u{e001}2\") AND (\"\u{e002}3\")) \
             NOT (\"sugar\" OR \"milk\")"
        );
        assert_eq!(
            wanted.for_postgres(),
            "(('green' <-> 'tea') & ('lea':*) & ('\u{e001}1' | '\u{e001}2') & ('\u{e002}3')) \
             & ! (('sugar') | ('milk'))"
        );
    }
}
