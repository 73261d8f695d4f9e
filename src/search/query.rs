//! What somebody typed to find something, read as they meant it: words, “phrases”, beginnings*, -without,
//! `author:`, `room:`, `after:`, `before:`. Whatever is typed means something; what does not is passed
//! over, and said.

use chrono::{Months, NaiveDate};

use super::fold::tokens;
use crate::clock::{DAY, Micros};
use crate::locale::key;

/// How many characters are read.
pub const LENGTH_MAX: usize = 300;
/// How many words, phrases and operators are read.
const TERMS_MAX: usize = 12;
/// How many letters the beginning of a word must have.
const PREFIX_MIN: usize = 2;

/// A word, a phrase, or how a word begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its words, one after another.
    pub tokens: Vec<String>,
    /// Whether the last of them is only how it begins.
    pub prefix: bool,
}

/// What is to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What a post must say.
    pub wanted: Vec<Term>,
    /// What it must not say.
    pub unwanted: Vec<Term>,
    /// By which of these pseudonyms; by anybody, if empty.
    pub authors: Vec<String>,
    /// In which of these rooms; anywhere, if empty.
    pub rooms: Vec<String>,
    /// Said at this time or later.
    pub since: Option<Micros>,
    /// Said before this time.
    pub until: Option<Micros>,
    /// What was not read as it was typed: keys of the locales.
    pub notes: Vec<&'static str>,
}

/// What a word with a colon means.
#[derive(Clone, Copy)]
enum Operator {
    Author,
    Room,
    After,
    Before,
}

impl Operator {
    /// The operator of a name, in the languages that the wall speaks.
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_lowercase().as_str() {
            "author" | "auteur" => Self::Author,
            "room" | "salon" => Self::Room,
            "after" | "après" | "apres" | "depuis" => Self::After,
            "before" | "avant" => Self::Before,
            _ => return None,
        })
    }
}

impl Query {
    /// Reads what was typed. There is nothing that it does not accept.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let text: Vec<char> = typed.chars().take(LENGTH_MAX + 1).collect();
        let mut rest = &text[..];
        if text.len() > LENGTH_MAX {
            query.note(key("search-note-long"));
            rest = &text[..LENGTH_MAX];
        }
        let mut terms = 0;
        while let Some(at) = rest.iter().position(|c| !c.is_whitespace()) {
            rest = &rest[at..];
            if terms == TERMS_MAX {
                query.note(key("search-note-many"));
                break;
            }
            terms += 1;
            rest = query.piece(rest);
        }
        query
    }

    /// Whether there is something to go by: the rest only narrows it.
    pub fn is_sought(&self) -> bool {
        !(self.wanted.is_empty() && self.authors.is_empty() && self.rooms.is_empty())
    }

    /// Asks for an author besides.
    pub fn by(&mut self, author: &str) {
        push_name(&mut self.authors, author);
    }

    /// Asks for a room besides.
    pub fn within(&mut self, room: &str) {
        push_name(&mut self.rooms, room);
    }

    fn note(&mut self, note: &'static str) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Reads one piece from the beginning of a text that is not blank, and answers what is left.
    fn piece<'a>(&mut self, text: &'a [char]) -> &'a [char] {
        let (minus, text) = match text {
            ['-', next, ..] if !next.is_whitespace() => (true, &text[1..]),
            _ => (false, text),
        };
        if text.first().is_some_and(|c| is_quote(*c)) {
            let Some((inside, rest)) = quoted(text) else {
                // It was opened and never closed: what follows are words.
                self.note(key("search-note-quote"));
                return &text[1..];
            };
            let (star, rest) = match rest {
                ['*', rest @ ..] => (true, rest),
                _ => (false, rest),
            };
            self.term(&inside, star, minus);
            return rest;
        }
        let end = text.iter().position(|c| c.is_whitespace() || is_quote(*c));
        let (word, rest) = text.split_at(end.unwrap_or(text.len()));
        let colon = word.iter().position(|c| *c == ':');
        let operator = colon.and_then(|at| {
            let name: String = word[..at].iter().collect();
            Some((Operator::named(&name)?, &word[at + 1..]))
        });
        match operator.filter(|_| !minus) {
            Some((operator, [])) if rest.first().is_some_and(|c| is_quote(*c)) => {
                let Some((value, rest)) = quoted(rest) else {
                    self.note(key("search-note-quote"));
                    return &rest[1..];
                };
                self.operate(operator, &value);
                rest
            }
            Some((operator, value)) => {
                self.operate(operator, &value.iter().collect::<String>());
                rest
            }
            None => {
                let word: String = word.iter().collect();
                let plain = word.trim_end_matches('*');
                self.term(plain, plain.len() < word.len(), minus);
                rest
            }
        }
    }

    fn term(&mut self, text: &str, star: bool, minus: bool) {
        let tokens: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
        let Some(last) = tokens.last() else {
            return self.note(key("search-note-signs"));
        };
        let letters = last.chars().count();
        if star && letters < PREFIX_MIN {
            self.note(key("search-note-short"));
        }
        let prefix = star && letters >= PREFIX_MIN;
        let term = Term { tokens, prefix };
        let terms = if minus {
            &mut self.unwanted
        } else {
            &mut self.wanted
        };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }

    fn operate(&mut self, operator: Operator, value: &str) {
        match operator {
            _ if value.trim().is_empty() => self.note(key("search-note-signs")),
            Operator::Author => self.by(value),
            Operator::Room => self.within(value),
            Operator::After | Operator::Before => match (day_of(value), operator) {
                (None, _) => self.note(key("search-note-date")),
                (Some(at), Operator::After) => {
                    self.since = Some(self.since.map_or(at, |since| since.max(at)));
                }
                (Some(at), _) => {
                    self.until = Some(self.until.map_or(at, |until| until.min(at)));
                }
            },
        }
    }
}

fn push_name(names: &mut Vec<String>, name: &str) {
    let name = name.trim().trim_start_matches('@').to_owned();
    if !name.is_empty() && !names.contains(&name) && names.len() < TERMS_MAX {
        names.push(name);
    }
}

/// Quotation marks, as they are typed in English and in French, and by telephones.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// What stands between the quotation mark at the beginning of a text and the next, and what comes after.
fn quoted(text: &[char]) -> Option<(String, &[char])> {
    let inside = text.get(1..)?;
    let end = inside.iter().position(|c| is_quote(*c))?;
    Some((inside[..end].iter().collect(), &inside[end + 1..]))
}

/// The first microsecond of a day (`2019-03-14`), a month (`2019-03`) or a year (`2019`), in UTC.
fn day_of(text: &str) -> Option<Micros> {
    let mut parts = text.split('-');
    let mut part = |digits: usize, default: u32| match parts.next() {
        None => Some(default),
        Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
            part.parse().ok()
        }
        Some(_) => None,
    };
    let (year, month, day) = (part(4, 0)?, part(2, 1)?, part(2, 1)?);
    if parts.next().is_some() {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 1, 1)?;
    let first = first.checked_add_months(Months::new(month.checked_sub(1).filter(|m| *m < 12)?))?;
    // The 31st of a month that has thirty days is meant as the day after them.
    let days = day.checked_sub(1).filter(|d| *d < 31)?;
    let at = first.and_time(chrono::NaiveTime::MIN).and_utc();
    Some(at.timestamp_micros() + Micros::from(days) * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(terms: &[Term]) -> String {
        let term = |term: &Term| term.tokens.join("+") + if term.prefix { "*" } else { "" };
        terms.iter().map(term).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_phrases_beginnings_and_what_is_left_out() {
        for (typed, wanted, unwanted) in [
            ("Thé vert", "the vert", ""),
            ("\"thé vert\" feuil* -sucre", "the+vert feuil*", "sucre"),
            ("« l'été » “so it is”", "l+ete so+it+is", ""),
            ("don't foo-bar -\"a b\"", "don+t foo+bar", "a+b"),
            ("NEAR AND or NOT", "near and or not", ""),
            ("http://example.com/", "http+example+com", ""),
            ("\"open and shut", "open and shut", ""),
            ("a* 日本*", "a 日+本", ""),
            ("\"to be\"*", "to+be*", ""),
            ("thé THE the", "the", ""),
            ("- -- * ** \" \"\" : ^ ( ) % ' \\ 🪲", "", ""),
            ("-author:ana", "", "author+ana"),
        ] {
            let query = Query::parse(typed);
            assert_eq!(said(&query.wanted), wanted, "{typed}");
            assert_eq!(said(&query.unwanted), unwanted, "{typed}");
        }
    }

    #[test]
    fn operators_narrow() {
        let query = Query::parse(
            "tea author:Ana auteur:\"Jean Paul\" room:tea-time after:2019 before:2019-03-14 salon:",
        );
        assert_eq!(said(&query.wanted), "tea");
        assert_eq!(query.authors, ["Ana", "Jean Paul"]);
        assert_eq!(query.rooms, ["tea-time"]);
        assert_eq!(query.since, Some(1_546_300_800_000_000));
        assert_eq!(query.until, Some(1_552_521_600_000_000));
        assert_eq!(query.notes, ["search-note-signs"]);
        assert!(query.is_sought());
        assert!(!Query::parse("-x before:2019").is_sought());
        assert!(Query::parse("room:tea").is_sought());
    }

    #[test]
    fn what_is_not_read_is_said() {
        for (typed, note) in [
            ("before:yesterday", "search-note-date"),
            ("before:2019-13", "search-note-date"),
            ("after:2019-1-1", "search-note-date"),
            ("\"open", "search-note-quote"),
            ("author:\"open", "search-note-quote"),
            ("x*", "search-note-short"),
            ("?", "search-note-signs"),
        ] {
            assert_eq!(Query::parse(typed).notes, [note], "{typed}");
        }
        let many = "a b c d e f g h i j k l m n";
        assert_eq!(Query::parse(many).notes, ["search-note-many"]);
        assert_eq!(
            Query::parse(&"x".repeat(10_000)).notes,
            ["search-note-long"]
        );
        assert_eq!(Query::parse("before:2019-02-31").notes, [""; 0]);
    }

    proptest! {
        #[test]
        fn nothing_is_too_odd_to_be_read(
            typed in "\\PC{0,80}|([-*\"“»:() aé日]|author:|before:|2019|NOT ){0,40}"
        ) {
            let query = Query::parse(&typed);
            for term in query.wanted.iter().chain(&query.unwanted) {
                prop_assert!(!term.tokens.is_empty());
                prop_assert!(term.tokens.iter().all(|token| !token.is_empty()));
            }
            prop_assert!(query.wanted.len() + query.unwanted.len() <= TERMS_MAX);
        }
    }
}
