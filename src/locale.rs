//! French and English: which one to speak, and the words of each.
//!
//! The words live in `assets/locales/{en,fr}/wall.ftl` (Project Fluent) and are embedded. Whatever a
//! visitor reads comes from there; a test proves that both files have every key that the code names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A language that the wall speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English, which is spoken to whoever asks for none of ours.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// Its BCP 47 tag.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// What its speakers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "français",
        }
    }

    /// The language of a tag, if it is one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The best among those that are offered for an `Accept-Language` header (RFC 9110, section 12.5.4);
    /// the first of them where none is asked for. What cannot be read in it is passed over.
    pub fn negotiate(header: &str, offered: &[Self]) -> Self {
        let mut best = (offered.first().copied().unwrap_or_default(), 0);
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default();
            let weight = parts
                .find_map(|part| part.strip_prefix("q="))
                .map_or(1000, thousandths);
            let primary = tag.split('-').next().unwrap_or_default();
            let mut offered = offered.iter().copied();
            if let Some(lang) = offered.find(|lang| primary.eq_ignore_ascii_case(lang.code()))
                && weight > best.1
            {
                best = (lang, weight);
            }
        }
        best.0
    }

    /// Words that need nothing filled in.
    pub fn t(self, key: &str) -> &'static str {
        let speech = speech(self);
        speech.fixed.get(key).map_or_else(
            || {
                tracing::error!(
                    key,
                    lang = self.code(),
                    "words are missing from the locales"
                );
                "…"
            },
            String::as_str,
        )
    }

    /// Words with values filled in.
    pub fn t_with(self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.to_fluent());
        }
        speech(self).format(key, Some(&args)).unwrap_or_else(|| {
            tracing::error!(
                key,
                lang = self.code(),
                "words are missing from the locales"
            );
            "…".to_owned()
        })
    }
}

/// Something to fill into words.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A text, as it is.
    Text(&'a str),
    /// A number, which may choose between singular and plural.
    Number(i64),
}

impl<'a> Value<'a> {
    fn to_fluent(self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Number(number) => FluentValue::from(number),
        }
    }
}

/// Marks a text as a key of the locales where it is only passed on, so that a test finds it.
pub const fn key(name: &'static str) -> &'static str {
    name
}

fn thousandths(q: &str) -> u32 {
    let q: f64 = q.trim().parse().unwrap_or(0.0);
    // In range by the clamp, so nothing is cut off but the fraction.
    (q.clamp(0.0, 1.0) * 1000.0) as u32
}

/// The words of one language: those that never change are laid ready.
struct Speech {
    bundle: FluentBundle<FluentResource>,
    fixed: HashMap<&'static str, String>,
}

impl Speech {
    fn new(lang: Lang, source: &'static str) -> Self {
        // A resource with mistakes still holds what could be read; a test says what could not.
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(partial, _mistakes)| partial);
        let tag = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::En => |value, _| grouped(value, ','),
            Lang::Fr => |value, _| grouped(value, '\u{202f}'),
        }));
        bundle.add_resource_overriding(resource);
        let mut speech = Self {
            bundle,
            fixed: HashMap::new(),
        };
        for key in keys(source) {
            if let Some(words) = speech.format(key, None) {
                speech.fixed.insert(key, words);
            }
        }
        speech
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut mistakes = Vec::new();
        let words = self.bundle.format_pattern(pattern, args, &mut mistakes);
        mistakes.is_empty().then(|| words.into_owned())
    }
}

/// A number with a mark between its thousands.
fn grouped(value: &FluentValue<'_>, mark: char) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let text = number.as_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", &text[..]),
    };
    if !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut words = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(mark);
        }
        words.push(digit);
    }
    Some(words)
}

fn keys(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
}

const EN: &str = include_str!("../assets/locales/en/wall.ftl");
const FR: &str = include_str!("../assets/locales/fr/wall.ftl");

fn speech(lang: Lang) -> &'static Speech {
    static EN_SPEECH: LazyLock<Speech> = LazyLock::new(|| Speech::new(Lang::En, EN));
    static FR_SPEECH: LazyLock<Speech> = LazyLock::new(|| Speech::new(Lang::Fr, FR));
    match lang {
        Lang::En => &EN_SPEECH,
        Lang::Fr => &FR_SPEECH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn both_languages_have_the_same_keys_and_no_mistakes() {
        for source in [EN, FR] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
        }
        let (en, fr): (BTreeSet<_>, BTreeSet<_>) = (keys(EN).collect(), keys(FR).collect());
        assert_eq!(en, fr);
    }

    #[test]
    fn thousands_are_told_apart_as_each_language_does() {
        let said =
            |lang: Lang, count| lang.t_with("comments-count", &[("count", Value::Number(count))]);
        assert!(said(Lang::En, 999).contains("999"));
        assert!(said(Lang::En, 1_000).contains("1,000"));
        assert!(said(Lang::En, 1_234_567).contains("1,234,567"));
        assert!(said(Lang::Fr, 298_603).contains("298\u{202f}603"));
        // And the plurals are those of the number.
        assert_eq!(
            said(Lang::Fr, 0).contains('s'),
            said(Lang::Fr, 1).contains('s')
        );
        assert_ne!(said(Lang::Fr, 1), said(Lang::Fr, 1_001));
    }

    #[test]
    fn every_key_that_the_code_names_has_words() {
        let known: BTreeSet<&str> = keys(EN).collect();
        let mut sources = Vec::new();
        collect(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
            &mut sources,
        );
        let mut named = BTreeSet::new();
        for source in &sources {
            for call in [
                ".t(\"",
                ".t_with(\"",
                "Fault(\"",
                "Forbidden(\"",
                "BadRequest(\"",
                "key(\"",
            ] {
                for after in source.split(call).skip(1) {
                    named.extend(after.split('"').next());
                }
            }
        }
        assert!(
            named.len() > 50,
            "the search finds next to nothing: {named:?}"
        );
        let missing: Vec<_> = named.iter().filter(|key| !known.contains(**key)).collect();
        assert!(missing.is_empty(), "not in the locales: {missing:?}");
    }

    fn collect(folder: &Path, into: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, into);
            } else if path.file_name().is_some_and(|name| name != "locale.rs") {
                into.push(std::fs::read_to_string(path).expect("a source file"));
            }
        }
    }
}
