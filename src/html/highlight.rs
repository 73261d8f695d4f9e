//! Code with its comments, strings, numbers and keywords marked by classes, for the languages that people
//! show each other most. It is a lexer, not a grammar: it reads each character once, looks nowhere back,
//! and is right about what nearly everybody writes. What it does not know stays plain.
//!
//! Full grammars were weighed and left: run by regular expressions that go back, they took a hundred times
//! as long for each post, and hostile ones more.

mod languages;
#[cfg(test)]
mod tests;

use super::markdown::escape;

pub use languages::Language;
use languages::Shape;

/// How many bytes of a block are looked at; what follows is plain.
const LONGEST: usize = 64 * 1024;

/// What a piece of code is, as a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Comment,
    Text,
    Number,
    Keyword,
    Name,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Comment => "c",
            Self::Text => "s",
            Self::Number => "n",
            Self::Keyword => "k",
            Self::Name => "a",
        }
    }
}

/// Writes code with its marks.
pub fn highlight(html: &mut String, language: &Language, code: &str) {
    let mut end = code.len().min(LONGEST);
    while !code.is_char_boundary(end) {
        end -= 1;
    }
    let mut painter = Painter {
        html,
        code: &code[..end],
        plain: 0,
        // So that no block grows to more than some six times its size.
        marks: 16 + end / 5,
    };
    match language.shape {
        Shape::Words => words(&mut painter, language),
        Shape::Tags => tags(&mut painter),
        Shape::Lines => lines(&mut painter),
    }
    let plain = painter.plain;
    escape(html, &code[plain..]);
}

struct Painter<'a> {
    html: &'a mut String,
    code: &'a str,
    /// Up to where it is written.
    plain: usize,
    /// How many marks may still be made.
    marks: usize,
}

impl Painter<'_> {
    fn mark(&mut self, from: usize, to: usize, mark: Mark) {
        if self.marks == 0 || from >= to {
            return;
        }
        self.marks -= 1;
        escape(self.html, &self.code[self.plain..from]);
        self.html.push_str("<span class=\"");
        self.html.push_str(mark.class());
        self.html.push_str("\">");
        escape(self.html, &self.code[from..to]);
        self.html.push_str("</span>");
        self.plain = to;
    }
}

fn words(painter: &mut Painter<'_>, language: &Language) {
    let code = painter.code;
    let mut at = 0;
    while let Some(c) = code[at..].chars().next() {
        let rest = &code[at..];
        let comment = comment(rest, language);
        let (length, mark) = if let Some(length) = comment {
            (length, Some(Mark::Comment))
        } else if let Some(length) = raw_text(rest, language).or_else(|| text(rest, language)) {
            let is_key = language.keys && rest[length..].trim_start_matches(' ').starts_with(':');
            let mark = if is_key { Mark::Name } else { Mark::Text };
            (length, Some(mark))
        } else if c.is_ascii_digit() {
            (number(rest), Some(Mark::Number))
        } else if is_word(c) || language.sigils.contains(&c) {
            let mut length = c.len_utf8() + word(&rest[c.len_utf8()..]);
            if rest.starts_with("$#") {
                // How many arguments a shell was given: that begins no comment.
                length = 2;
            }
            let is_keyword = language.has_keyword(&rest[..length]);
            let is_name = language.sigils.contains(&c) && length > 1;
            let mark = is_keyword.then_some(Mark::Keyword);
            (length, mark.or(is_name.then_some(Mark::Name)))
        } else {
            (c.len_utf8(), None)
        };
        if let Some(mark) = mark {
            painter.mark(at, at + length, mark);
        }
        at += length;
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word(rest: &str) -> usize {
    rest.find(|c| !is_word(c)).unwrap_or(rest.len())
}

/// The length of a number: digits, letters (for bases, exponents and types), and points between digits.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let point = *byte == b'.' && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !(byte.is_ascii_alphanumeric() || *byte == b'_' || point) {
            break;
        }
        end += 1;
    }
    end
}

fn line(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

/// The length of a comment that begins here.
fn comment(rest: &str, language: &Language) -> Option<usize> {
    if language.lines.iter().any(|mark| rest.starts_with(mark)) {
        return Some(line(rest));
    }
    let (opening, closing) = language.block?;
    let inside = rest.strip_prefix(opening)?;
    let end = inside.find(closing).map(|end| end + closing.len());
    Some(opening.len() + end.unwrap_or(inside.len()))
}

/// The length of a text in quotes that begins here.
fn text(rest: &str, language: &Language) -> Option<usize> {
    let quote = language
        .quotes
        .iter()
        .find(|quote| rest.starts_with(quote.mark))?;
    if quote.one && !is_character(rest) {
        return None;
    }
    let start = quote.mark.len();
    let mut at = start;
    loop {
        let Some(c) = rest[at..].chars().next() else {
            return Some(at);
        };
        if rest[at..].starts_with(quote.mark) {
            return Some(at + start);
        }
        match c {
            '\n' if !quote.lines => return Some(at),
            '\\' if quote.escapes => {
                at += 1;
                at += rest[at..].chars().next().map_or(0, char::len_utf8);
            }
            _ => at += c.len_utf8(),
        }
    }
}

/// Whether a single quote begins a character, and no lifetime, label or apostrophe.
fn is_character(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    match chars.next() {
        Some('\\') => true,
        Some('\'') | None => false,
        Some(_) => chars.next() == Some('\''),
    }
}

/// The length of a text of Rust in which nothing is escaped: `r#"…"#`, with as many signs as one likes.
fn raw_text(rest: &str, language: &Language) -> Option<usize> {
    let inside = rest.strip_prefix('r').filter(|_| language.raw)?;
    let signs = inside.find(|c| c != '#')?;
    let inside = inside[signs..].strip_prefix('"')?;
    let closing = format!("\"{}", &rest[1..=signs]);
    let end = inside.find(&closing).map(|end| end + closing.len());
    Some(2 + signs + end.unwrap_or(inside.len()))
}

/// Tags, with what stands in them; comments; characters by their names.
fn tags(painter: &mut Painter<'_>) {
    let code = painter.code;
    let mut at = 0;
    while let Some(found) = code[at..].find(['<', '&']) {
        at += found;
        let rest = &code[at..];
        if let Some(inside) = rest.strip_prefix("<!--") {
            let end = inside.find("-->").map_or(rest.len(), |end| end + 7);
            painter.mark(at, at + end, Mark::Comment);
            at += end;
        } else if rest.starts_with('&') {
            // No name of a character is longer than this.
            let name = rest.bytes().take(40).skip(1);
            let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
            let length = 1 + length.count();
            if rest[length..].starts_with(';') {
                painter.mark(at, at + length + 1, Mark::Number);
            }
            at += length;
        } else {
            at = tag(painter, at);
        }
    }
}

/// One tag from its opening on. Answers where it ends.
fn tag(painter: &mut Painter<'_>, from: usize) -> usize {
    let code = painter.code;
    let is_name = |c: char| c.is_alphanumeric() || "-_:.!?/".contains(c);
    let after = |at: usize, is_in: &dyn Fn(char) -> bool| {
        at + code[at..].find(|c| !is_in(c)).unwrap_or(code[at..].len())
    };
    let mut at = after(from + 1, &is_name);
    if at == from + 1 {
        return at;
    }
    painter.mark(from + 1, at, Mark::Keyword);
    while let Some(c) = code[at..].chars().next() {
        match c {
            '>' => return at + 1,
            '<' => return at,
            '"' | '\'' => {
                let inside = &code[at + 1..];
                let end = at + 1 + inside.find(c).map_or(inside.len(), |end| end + 1);
                painter.mark(at, end, Mark::Text);
                at = end;
            }
            _ if is_name(c) => {
                let end = after(at, &is_name);
                painter.mark(at, end, Mark::Name);
                at = end;
            }
            _ => at += c.len_utf8(),
        }
    }
    at
}

/// What was added and what was taken away.
fn lines(painter: &mut Painter<'_>) {
    let mut at = 0;
    for line in painter.code.split_inclusive('\n') {
        let end = at + line.trim_end_matches('\n').len();
        let is_head = ["@@", "diff ", "index ", "+++", "---"]
            .iter()
            .any(|head| line.starts_with(head));
        let mark = match line.chars().next() {
            _ if is_head => Some(Mark::Comment),
            Some('+') => Some(Mark::Keyword),
            Some('-') => Some(Mark::Text),
            _ => None,
        };
        if let Some(mark) = mark {
            painter.mark(at, end, mark);
        }
        at += line.len();
    }
}
