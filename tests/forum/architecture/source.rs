//! A source of the program, taken apart as far as the rules about the house need it.

use std::ops::Range;
use std::path::Path;

/// One file of `src`.
pub struct Source {
    /// Its path below `src`.
    pub path: String,
    pub text: String,
    /// The text with comments and literals blanked out, byte for byte.
    pub code: String,
    /// Where the string literals are, quotes included.
    pub literals: Vec<Range<usize>>,
    /// Where its unit tests are.
    tests: Vec<Range<usize>>,
}

impl Source {
    /// Every file below `src`.
    pub fn all_of_them() -> Vec<Source> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut sources = Vec::new();
        read_folder(&root, &root, &mut sources);
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        sources
    }

    /// Takes a text apart that stands at a path below `src`.
    pub fn new(path: &str, text: &str) -> Source {
        let (code, literals) = blank(text);
        let tests = code.match_indices("#[cfg(test)]").map(|(at, _)| {
            // What is for tests is a module in braces, or a line that ends before any brace.
            let line = code[at..].split(['{', ';']).next().unwrap_or_default();
            let is_line = code[at + line.len()..].starts_with(';');
            let body = balanced(&code[at..], '{', '}');
            at..at + if is_line { line.len() } else { body.len() }
        });
        let tests = tests.collect();
        let (path, text) = (path.to_owned(), text.to_owned());
        Source {
            path,
            text,
            code,
            literals,
            tests,
        }
    }

    /// The module of the crate that it belongs to: `web/frame.rs` is a part of `web`.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// How deep its own module is: 1 for `web.rs` and `room/mod.rs`, 2 for `web/frame.rs`.
    fn depth(&self) -> usize {
        self.path.trim_end_matches("/mod.rs").split('/').count()
    }

    /// Whether a place is in a unit test.
    pub fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|test| test.contains(&at))
    }

    /// Every module of the crate that the code names, and where: after `crate::`, or after as many
    /// `super::` as lead to the same place.
    pub fn imports(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices("crate::") {
            if !self.code[..at].ends_with(is_identifier) {
                let named = first_names(&self.code[at + "crate::".len()..]);
                found.extend(named.into_iter().map(|name| (at, name)));
            }
        }
        for (at, _) in self.code.match_indices("super::") {
            let rest = self.code[at..].trim_start_matches("super::");
            let steps = (self.code.len() - at - rest.len()) / "super::".len();
            let root = self.depth() + usize::from(self.is_test(at));
            if steps == root && !self.code[..at].ends_with("::") {
                found.extend(first_names(rest).into_iter().map(|name| (at, name)));
            }
        }
        found
    }

    /// A sentence for each place of a word.
    pub fn all(&self, word: &str, why: &str) -> Vec<String> {
        let places = self.code.match_indices(word);
        places.map(|(at, _)| self.sentence(at, why)).collect()
    }

    /// A sentence about a place.
    pub fn sentence(&self, at: usize, what: &str) -> String {
        let line = self.text[..at].matches('\n').count() + 1;
        format!("src/{}:{line}: {what}", self.path)
    }
}

/// The first segments of what follows `crate::`: one name, or those of a group in braces.
fn first_names(path: &str) -> Vec<String> {
    let path = path.trim_start();
    let name = |path: &str| {
        path.trim_start()
            .chars()
            .take_while(|c| is_identifier(*c))
            .collect()
    };
    if !path.starts_with('{') {
        return vec![name(path)];
    }
    let group = balanced(path, '{', '}').trim_matches(['{', '}']);
    let mut depth = 0;
    let parts = group.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts
        .map(name)
        .filter(|name: &String| !name.is_empty())
        .collect()
}

fn is_identifier(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// From the beginning of the text to where the first bracket in it is closed.
pub fn balanced(text: &str, open: char, close: char) -> &str {
    let mut depth = 0;
    let closing = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == open) - i32::from(*c == close);
        *c == close && depth == 0
    });
    closing.map_or(text, |(at, c)| &text[..at + c.len_utf8()])
}

/// The text with comments and literals blanked out, and where its string literals are.
fn blank(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut code, mut literals) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let comment = comment_length(rest);
        let literal = string_length(&code, rest);
        let length = comment.or(literal).or(character_length(rest));
        if literal.is_some() {
            literals.push(code.len()..code.len() + literal.unwrap_or_default());
        }
        let (taken, left) = rest.split_at(length.unwrap_or(next.len_utf8()));
        match length {
            Some(_) => code.extend(
                taken
                    .bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
            ),
            None => code.push(next),
        }
        rest = left;
    }
    (code, literals)
}

fn comment_length(rest: &str) -> Option<usize> {
    let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("//") {
        Some(rest.find('\n').unwrap_or(rest.len()))
    } else {
        rest.starts_with("/*").then(|| until("*/"))
    }
}

/// The length of the string that begins here, if one does. What stands before says whether it is raw.
fn string_length(before: &str, rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('"')?;
    let unhashed = before.trim_end_matches('#');
    if unhashed.ends_with('r') {
        let end = format!("\"{}", &before[unhashed.len()..]);
        return Some(1 + inside.find(&end)? + 1);
    }
    let mut escaped = false;
    let end = inside.find(|c| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    Some(1 + end? + 1)
}

/// The length of the character that begins here, if it is one and no lifetime.
fn character_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let first = inside.chars().next()?.len_utf8();
    if inside.starts_with('\\') {
        let after = 2 + inside.get(2..)?.find('\'')?;
        Some(1 + after + 1)
    } else {
        inside[first..].starts_with('\'').then_some(1 + first + 1)
    }
}

fn read_folder(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder)
        .expect("a folder of sources")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            read_folder(root, &path, sources);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source in UTF-8");
            let below = path.strip_prefix(root).expect("a path below src");
            sources.push(Source::new(&below.to_string_lossy(), &text));
        }
    }
}
