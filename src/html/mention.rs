//! Names in what people write: whoever stands after an @ is meant.
//!
//! A name may hold blanks, so where it ends cannot be seen: of the beginnings that could be one, the longest
//! that is one counts. Who has which name is not known here: it is asked for, or was looked up before.

use unicode_normalization::char::is_combining_mark;

use super::markdown::prose;

/// How many names are looked for in one text. Nobody calls more people at once.
pub const MOST: usize = 10;
/// How many characters a name has at most: as many as a pseudonym.
const LONGEST: usize = 40;
/// At how many places a name may end.
const ENDS: usize = 12;

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they are.
    Words(&'a str),
    /// A name, without the @ before it.
    Name(&'a str),
}

/// A text taken apart at the names in it. `left` is how many may still be looked for.
pub fn pieces<'a>(
    text: &'a str,
    left: &mut usize,
    is_name: impl Fn(&str) -> bool,
) -> Vec<Piece<'a>> {
    let (mut pieces, mut done) = (Vec::new(), 0);
    for at in begin(text) {
        if at < done || *left == 0 {
            continue;
        }
        *left -= 1;
        let longest = endings(&text[at..]).into_iter().rev();
        if let Some(name) = longest.into_iter().find(|name| is_name(name)) {
            pieces.push(Piece::Words(&text[done..at - 1]));
            pieces.push(Piece::Name(name));
            done = at + name.len();
        }
    }
    pieces.push(Piece::Words(&text[done..]));
    pieces
}

/// Everything in a text of Markdown that could be a name.
pub fn possible(source: &str) -> Vec<String> {
    let (mut found, mut left) = (Vec::new(), MOST);
    if source.contains('@') {
        prose(source, |words| {
            for at in begin(words).take(left).collect::<Vec<_>>() {
                left -= 1;
                found.extend(endings(&words[at..]).into_iter().map(str::to_owned));
            }
        });
    }
    found
}

/// The names in a text of Markdown, each as often as it stands there.
pub fn named(source: &str, is_name: impl Fn(&str) -> bool) -> Vec<String> {
    let (mut found, mut left) = (Vec::new(), MOST);
    if source.contains('@') {
        prose(source, |words| {
            for piece in pieces(words, &mut left, &is_name) {
                if let Piece::Name(name) = piece {
                    found.push(name.to_owned());
                }
            }
        });
    }
    found
}

/// Where names begin: after each @ that is part of no word, as it is in an address of mail.
fn begin(text: &str) -> impl Iterator<Item = usize> + '_ {
    let joins = |c: char| c.is_alphanumeric() || "._-+/@".contains(c);
    let signs = text.match_indices('@').map(|(at, _)| at);
    signs
        .filter(move |at| !text[..*at].chars().next_back().is_some_and(joins))
        .map(|at| at + 1)
}

/// The beginnings of a text that do not end within a word, the shortest first.
fn endings(text: &str) -> Vec<&str> {
    let is_wordy = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let mut endings = Vec::new();
    let mut before: Option<char> = None;
    let ends = text.char_indices().map(|(at, c)| (at, Some(c)));
    for (at, c) in ends.chain([(text.len(), None)]).take(LONGEST + 1) {
        let breaks = match (before, c) {
            (None, Some(c)) if c.is_whitespace() => return endings,
            (None, _) => false,
            (Some(before), _) if before.is_whitespace() => false,
            (Some(before), Some(c)) => !is_wordy(before) || !is_wordy(c),
            (Some(_), None) => true,
        };
        if breaks {
            endings.push(&text[..at]);
            if endings.len() == ENDS {
                break;
            }
        }
        before = c;
    }
    endings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::markdown::{render, render_for};

    const KNOWN: [&str; 5] = ["Ana", "Ana Maria", "Zoé", "O'Brien", "花子"];

    fn found(source: &str) -> Vec<String> {
        named(source, |name| KNOWN.contains(&name))
    }

    #[test]
    fn whoever_stands_after_an_at_is_named() {
        for (source, names) in [
            ("@Ana", vec!["Ana"]),
            ("Hello @Ana, and (@Zoé)!", vec!["Ana", "Zoé"]),
            ("@Ana Maria is here", vec!["Ana Maria"]),
            ("@Ana Mariana is not", vec!["Ana"]),
            ("@O'Brien's tea", vec!["O'Brien"]),
            ("@花子 さん", vec!["花子"]),
            ("@Anaïs, @ Ana, @@Ana", vec![]),
            ("mail ana@Ana and https://example.com/@Ana", vec![]),
            ("`@Ana` and [@Ana](https://example.com/)", vec![]),
            ("```\n@Ana\n```\n\n    @Ana", vec![]),
            ("*@Ana*\n> @Zoé", vec!["Ana", "Zoé"]),
        ] {
            assert_eq!(found(source), names, "{source}");
            // Whatever is named was looked up.
            let possible = possible(source);
            assert!(names.iter().all(|name| possible.iter().any(|p| p == name)));
        }
        assert_eq!(found(&"@Ana ".repeat(50)).len(), MOST);
    }

    #[test]
    fn a_name_leads_to_its_person_and_other_words_nowhere() {
        let lead = |name: &str| (name == "Zoé").then(|| "/people/Zo%C3%A9".to_owned());
        assert_eq!(
            render_for("@Zoé & @Ana", &lead).0.trim_end(),
            "<p><a class=\"mention\" href=\"/people/Zo%C3%A9\">@<bdi>Zoé</bdi></a> &amp; @Ana</p>"
        );
        assert_eq!(render("@Zoé").0.trim_end(), "<p>@Zoé</p>");
        let quiet = render_for("`@Zoé` [@Zoé](https://example.com/)", &lead).0;
        assert!(!quiet.contains("mention"), "{quiet}");
    }
}
