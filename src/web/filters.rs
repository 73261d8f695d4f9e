//! The moderators' filters as this process knows them: words and patterns that what is written is held
//! against. Where they stand and how they are changed is `moderation`'s business.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use regex::{Regex, RegexBuilder};

use crate::clock::{Micros, SECOND};
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::html::text::fold;
use crate::locale::key;
use crate::rules::Verdict;

/// How many characters a pattern has at most.
pub const PATTERN_MAX: usize = 300;
/// How many filters there are at most.
pub const FILTERS_MAX: usize = 500;
/// How many bytes a compiled pattern takes at most. The time that it takes to look through a text grows
/// with this and with the text, and with nothing else: no pattern can hang us.
const COMPILED_MAX: usize = 128 * 1024;

/// A filter, as moderators wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its number.
    pub id: i64,
    /// What it looks for.
    pub pattern: String,
    /// Whether that is a regular expression; whole words otherwise.
    pub is_regex: bool,
    /// What becomes of a post in which it is found.
    pub deed: Verdict,
}

/// What looks for one thing.
#[derive(Debug)]
pub enum Matcher {
    /// Whole words, whatever their capitals and accents.
    Words(String),
    /// A regular expression.
    Regex(Box<Regex>),
}

impl Matcher {
    /// Makes one of a pattern.
    ///
    /// # Errors
    /// A key of the locales that says what is wrong with it.
    pub fn compile(pattern: &str, is_regex: bool) -> Result<Self, &'static str> {
        if !is_regex {
            let words = spaced(pattern);
            let has_letters = words.chars().any(char::is_alphanumeric);
            return has_letters
                .then_some(Self::Words(words))
                .ok_or(key("filter-no-words"));
        }
        let compiled = RegexBuilder::new(pattern)
            .size_limit(COMPILED_MAX)
            .dfa_size_limit(COMPILED_MAX)
            .nest_limit(32)
            .build();
        match compiled {
            Ok(regex) if regex.is_match("") => Err(key("filter-everything")),
            Ok(regex) => Ok(Self::Regex(Box::new(regex))),
            Err(regex::Error::CompiledTooBig(_)) => Err(key("filter-too-big")),
            Err(_) => Err(key("filter-broken")),
        }
    }

    /// Whether it is found. `folded` are the same words, as [`spaced`] gives them.
    fn finds(&self, words: &str, folded: &str) -> bool {
        match self {
            Self::Regex(regex) => regex.is_match(words),
            Self::Words(sought) => folded.match_indices(sought.as_str()).any(|(at, found)| {
                let before = folded[..at].chars().next_back();
                let after = folded[at + found.len()..].chars().next();
                let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                ends(before) && ends(after)
            }),
        }
    }
}

/// A text as words are sought in it: folded, with one space wherever there are blanks.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

/// All filters, ready for use.
#[derive(Debug, Default)]
pub struct Filters(Vec<(Filter, Matcher)>);

impl Filters {
    /// Compiles them. One that an older version took, and this one does not, is left away.
    pub fn new(filters: Vec<Filter>) -> Self {
        let ready = filters.into_iter().filter_map(|filter| {
            let matcher = Matcher::compile(&filter.pattern, filter.is_regex).ok()?;
            Some((filter, matcher))
        });
        Self(ready.collect())
    }

    /// Those that are found in a text.
    pub fn hits(&self, words: &str) -> Vec<&Filter> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let folded = spaced(words);
        let found = self
            .0
            .iter()
            .filter(|(_, matcher)| matcher.finds(words, &folded));
        found.map(|(filter, _)| filter).collect()
    }

    fn are(&self, filters: &[Filter]) -> bool {
        let own = self.0.iter().map(|(filter, _)| filter);
        own.eq(filters)
    }
}

/// Reads the filters: `post` hands this in.
pub type LoadFilters = fn(&mut Conn) -> Result<Vec<Filter>, Error>;

/// What this process knows. It looks again at most once a second: another process may have changed them.
pub struct KnownFilters {
    load: LoadFilters,
    known: RwLock<Arc<Filters>>,
    looked_at: AtomicI64,
}

impl KnownFilters {
    /// What the database says now.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn read(db: &Db, load: LoadFilters) -> Result<Self, Error> {
        let filters = Filters::new(db.read_here(load)?);
        Ok(Self {
            load,
            known: RwLock::new(Arc::new(filters)),
            looked_at: AtomicI64::new(0),
        })
    }

    /// The filters, after a look whether there are others.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn look(&self, db: &Db, now: Micros) -> Result<Arc<Filters>, Error> {
        let looked_at = self.looked_at.load(Ordering::Relaxed);
        if now.abs_diff(looked_at) >= SECOND.unsigned_abs() {
            self.looked_at.store(now, Ordering::Relaxed);
            self.reload(db).await?;
        }
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        Ok(known.clone())
    }

    /// Reads them anew: this process has just changed them.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn reload(&self, db: &Db) -> Result<(), Error> {
        let filters = db.read(self.load).await?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if !known.are(&filters) {
            *known = Arc::new(Filters::new(filters));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(pattern: &str, is_regex: bool, words: &str) -> bool {
        let filter = Filter {
            id: 1,
            pattern: pattern.to_owned(),
            is_regex,
            deed: Verdict::Hold,
        };
        !Filters::new(vec![filter]).hits(words).is_empty()
    }

    #[test]
    fn words_are_whole_and_have_neither_capitals_nor_accents() {
        assert!(hits("Crème", false, "une CREME, s'il vous plaît"));
        assert!(hits("cheap pills", false, "Cheap\n  PÎLLS!"));
        assert!(!hits("ass", false, "assassin, class"));
        assert!(hits("ass", false, "class, ass"));
        assert!(!hits("tea", false, ""));
    }

    #[test]
    fn a_pattern_is_read_as_it_is_written() {
        assert!(hits("(?i)v[i1]agra", true, "buy V1AGRA"));
        assert!(!hits("v[i1]agra", true, "buy V1AGRA"));
    }

    #[test]
    fn what_cannot_be_a_filter_says_why() {
        let wrong = |pattern, is_regex| Matcher::compile(pattern, is_regex).err();
        assert_eq!(wrong("(", true), Some("filter-broken"));
        assert_eq!(wrong("x*", true), Some("filter-everything"));
        assert_eq!(wrong("(\\w{50}){50}", true), Some("filter-too-big"));
        assert_eq!(wrong(" !", false), Some("filter-no-words"));
        assert_eq!(wrong("(a+)+$", true), None);
    }
}
