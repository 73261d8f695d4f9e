//! A text as it is searched: cut into words, without capitals, accents and ligatures.

use std::iter::once;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many characters of a word count. What is longer is no word that anybody types whole.
const LONGEST: usize = 60;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As it is compared: letters and digits, folded.
    pub text: String,
    /// The bytes of the text that it stands for.
    pub at: Range<usize>,
}

/// The words of a text, in their order. A character of a script that is written without blanks between
/// words is one by itself.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut cutter = Cutter::default();
    for (start, c) in text.char_indices() {
        let at = start..start + c.len_utf8();
        if c.is_ascii() {
            // Most are: these need no tables.
            if c.is_ascii_alphanumeric() {
                cutter.letter(c.to_ascii_lowercase(), &at);
            } else {
                cutter.end();
            }
            continue;
        }
        let mut is_silent = true;
        for folded in once(c).nfkd().flat_map(char::to_lowercase).nfkd() {
            if is_dropped(folded) {
                continue;
            }
            is_silent = false;
            match ligature(folded) {
                Some(letters) => letters
                    .chars()
                    .for_each(|letter| cutter.letter(letter, &at)),
                None if is_combining_mark(folded) => cutter.mark(folded, &at),
                None if folded.is_alphanumeric() => cutter.letter(folded, &at),
                None => cutter.end(),
            }
        }
        if is_silent {
            cutter.reach(at.end);
        }
    }
    cutter.end();
    cutter.done
}

#[derive(Default)]
struct Cutter {
    done: Vec<Token>,
    open: Option<Token>,
    length: usize,
    stands_alone: bool,
}

impl Cutter {
    fn letter(&mut self, c: char, at: &Range<usize>) {
        let alone = stands_alone(c);
        if alone || self.stands_alone {
            self.end();
        }
        self.stands_alone = alone;
        self.push(c, at);
    }

    /// A mark that makes another letter of the one before it.
    fn mark(&mut self, c: char, at: &Range<usize>) {
        if self.open.is_some() {
            self.push(c, at);
        }
    }

    fn push(&mut self, c: char, at: &Range<usize>) {
        let open = self.open.get_or_insert_with(|| Token {
            text: String::new(),
            at: at.clone(),
        });
        open.at.end = at.end;
        if self.length < LONGEST {
            open.text.push(c);
            self.length += 1;
        }
    }

    /// What has no sound of its own belongs to the word that it stands behind.
    fn reach(&mut self, end: usize) {
        if let Some(open) = &mut self.open {
            open.at.end = end;
        }
    }

    fn end(&mut self) {
        self.done.extend(self.open.take());
        self.length = 0;
        self.stands_alone = false;
    }
}

/// Whether a character only changes how the one before it is read, and is often left away in writing:
/// accents, the points of Hebrew and Arabic, and what is not seen at all. The vowels of Indian scripts are
/// marks as well, and stay, as do those that make another syllable of a kana.
fn is_dropped(c: char) -> bool {
    match c {
        '\u{3099}' | '\u{309a}' => false,
        // Soft hyphens, joiners, selectors of variants.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => {
            true
        }
        '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' => true,
        '\u{6d6}'..='\u{6ed}' => is_combining_mark(c),
        _ => is_combining_mark(c) && !c.is_alphanumeric(),
    }
}

/// What is written as one letter, and searched for as two, or as another.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Whether a script is written without blanks between words: Chinese, Japanese, Thai and its neighbours.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn a_text_is_cut_and_folded() {
        for (text, expected) in [
            ("L’été, à la CRÊPERIE !", "l ete a la creperie"),
            ("Cœur, Straße, ﬁn, Ångström", "coeur strasse fin angstrom"),
            ("e\u{301}le\u{300}ve", "eleve"),
            ("foo_bar.baz-9", "foo bar baz 9"),
            ("日本語 text", "日 本 語 text"),
            ("がぎ", "か\u{3099} き\u{3099}"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("½ x²", "1 2 x2"),
            ("हिन्दी", "हिनदी"),
            ("שָׁלוֹם", "שלום"),
            ("a\u{ad}b 👩\u{200d}🚀", "ab"),
            ("…!?", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
        assert_eq!(words(&"x".repeat(200))[0].len(), LONGEST);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Un e\u{301}lève, deux";
        let found: Vec<&str> = tokens(text)
            .into_iter()
            .map(|token| &text[token.at])
            .collect();
        assert_eq!(found, ["Un", "e\u{301}lève", "deux"]);
    }

    proptest! {
        #[test]
        fn words_are_plain_and_stand_in_order(text in "\\PC{0,60}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.at.start <= token.at.end && end <= token.at.end);
                prop_assert!(text.get(token.at.clone()).is_some());
                let plain = |c: char| c.is_alphanumeric() || is_combining_mark(c);
                prop_assert!(!token.text.is_empty() && token.text.chars().all(plain), "{:?}", token);
                end = token.at.end;
            }
        }
    }
}
