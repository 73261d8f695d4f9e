//! Plain text that people typed, made fit to be shown.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many combining marks a letter keeps.
const MARKS: usize = 4;

/// A text as it is compared: without capitals and accents, and in plain forms of its characters.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The letters and digits of a text as it is compared.
pub fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a character only steers how text is laid out, and could lay out more than its own.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Without marks piled beyond four upon a letter, without characters that turn the direction of what
/// follows, and without control characters other than line breaks and tabs.
pub fn tame(text: &str) -> String {
    let mut marks = 0;
    text.chars()
        .filter(|c| {
            marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
            let is_control = c.is_control() && !matches!(c, '\n' | '\t');
            marks <= MARKS && !is_bidi_control(*c) && !is_control
        })
        .collect()
}

/// The beginning of a text in one line, at most `max` characters, with an ellipsis where it was cut.
pub fn snippet(text: &str, max: usize) -> String {
    let mut line = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        if count > 0 {
            line.push(' ');
            count += 1;
        }
        for c in word.chars() {
            if count >= max {
                line.push('…');
                return tame(&line);
            }
            line.push(c);
            count += 1;
        }
    }
    tame(&line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_one_short_line() {
        assert_eq!(snippet("one\n\n two  three", 100), "one two three");
        assert_eq!(snippet("one two three", 5), "one t…");
        assert_eq!(snippet("", 5), "");
    }

    #[test]
    fn what_is_compared_has_no_capitals_and_no_accents() {
        assert_eq!(fold("Crème ＢＲÛLÉE ﬁ"), "creme brulee fi");
        assert_eq!(letters(" L’été, 20 % !"), "lete20");
    }

    #[test]
    fn piled_marks_and_turns_of_direction_go() {
        assert_eq!(
            tame(&format!("e{}", "\u{301}".repeat(9))),
            format!("e{}", "\u{301}".repeat(4))
        );
        assert_eq!(tame("a\u{202e}b"), "ab");
        assert_eq!(tame("Ünïcödé, мир, 日本"), "Ünïcödé, мир, 日本");
    }
}
