//! A form as it was sent: read once, at the door. What is wrong with it is kept beside it, so that the
//! form can be shown again with everything that was typed.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use percent_encoding::percent_decode;
use tokio::time::{Instant, timeout_at};

use super::{Ctx, Upload, multipart};
use crate::clock::Micros;
use crate::error::Error;
use crate::html::Ui;
use crate::locale::key;

/// How many bytes a form may have.
pub(super) const LIMIT: usize = 2 * 1024 * 1024;
/// How many bytes beyond that are read and thrown away, so that the visitor gets an answer.
pub(super) const PATIENCE: usize = 32 * 1024 * 1024;
/// How long a form may take to arrive: 20,000 letters come through in time on the slowest line.
const DEADLINE: Duration = Duration::from_secs(120);
/// How long it may take at least, and how many bytes have to come in each second after that: one that
/// comes a byte at a time holds a connection, and nobody's line is so slow.
pub(super) const LEISURE: Duration = Duration::from_secs(10);
const LEAST_RATE: usize = 250;
/// How many fields a form may have.
pub(super) const FIELDS: usize = 1_000;

/// A form that was sent.
#[derive(Debug)]
pub struct Submission {
    path: String,
    fields: Vec<(String, Vec<u8>)>,
    uploads: Vec<Upload>,
}

/// What stood in a field, cleaned, and what was wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// A key of the locales that says what is wrong.
    pub error: Option<&'static str>,
}

impl Typed {
    /// With an error where nothing but blanks was typed.
    pub fn required(mut self) -> Self {
        if self.text.trim().is_empty() {
            self.error = self.error.or(Some(key("fault-empty")));
        }
        self
    }

    /// Whether it is longer than it may be.
    pub fn is_too_long(&self) -> bool {
        self.error == Some(TOO_LONG)
    }
}

const TOO_LONG: &str = key("fault-too-long");

impl Submission {
    /// The query of an address. What cannot be read in it is left away.
    pub(super) fn of_query(req: &HttpRequest) -> Self {
        Self::parse(req.path(), req.query_string().as_bytes()).unwrap_or(Self::empty(""))
    }

    /// A form without fields, sent to this path.
    pub(super) fn empty(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            fields: Vec::new(),
            uploads: Vec::new(),
        }
    }

    /// Adds a field.
    pub(super) fn add(&mut self, name: String, value: Vec<u8>) {
        self.fields.push((name, value));
    }

    /// Adds a file.
    pub(super) fn upload(&mut self, file: Upload) {
        self.uploads.push(file);
    }

    /// How many fields it has, files included.
    pub(super) fn len(&self) -> usize {
        self.fields.len() + self.uploads.len()
    }

    /// Whether it has none.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The files that came with it, in their order.
    pub fn uploads(&self) -> &[Upload] {
        &self.uploads
    }

    /// Takes them out.
    pub fn take_uploads(&mut self) -> Vec<Upload> {
        std::mem::take(&mut self.uploads)
    }

    /// Each field of this name, in their order: a line of at most `max` characters.
    pub fn lines(&self, name: &str, max: usize) -> Vec<Typed> {
        self.values(name)
            .map(|value| typed(value, max, false))
            .collect()
    }

    /// The path that it was sent to.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A field of one line, of at most `max` characters.
    pub fn line(&self, name: &str, max: usize) -> Typed {
        self.typed(name, max, false)
    }

    /// A field of several lines, of at most `max` characters.
    pub fn area(&self, name: &str, max: usize) -> Typed {
        self.typed(name, max, true)
    }

    /// The value of the button that was pressed.
    pub fn pressed(&self, name: &str) -> &[u8] {
        self.values(name).next().unwrap_or_default()
    }

    /// The numbers in all fields of this name: what was chosen by checkboxes. What is no number is left away.
    pub fn numbers(&self, name: &str) -> Vec<i64> {
        let numbers = self.values(name).filter_map(|value| {
            let text = std::str::from_utf8(value).ok()?;
            super::id(text)
        });
        numbers.collect()
    }

    /// Whether it has a field of this name.
    pub fn has(&self, name: &str) -> bool {
        self.values(name).next().is_some()
    }

    /// The numbers behind the boxes of this name that were ticked, each once. What is no number is left
    /// away.
    pub fn ticked(&self, name: &str) -> Vec<i64> {
        let numbers = self.values(name).filter_map(|value| {
            let text = std::str::from_utf8(value).ok()?;
            super::id(text)
        });
        let numbers: std::collections::BTreeSet<i64> = numbers.collect();
        numbers.into_iter().collect()
    }

    /// The form's own number.
    pub fn once(&self) -> String {
        self.line("once", 64).text
    }

    /// How long ago the form was made, as its token says; nothing is known of one without.
    pub fn age(&self, ui: &Ui) -> Micros {
        ui.forms.age(&self.line("token", 128).text)
    }

    /// Whether anything stands in a field.
    pub fn has_text(&self, name: &str) -> bool {
        self.values(name)
            .any(|value| !value.trim_ascii().is_empty())
    }

    /// What is wrong with the form as a whole: a key of the locales.
    pub fn problem(&self, ui: &Ui) -> Option<&'static str> {
        let (once, token) = (self.line("once", 64), self.line("token", 128));
        let sound = once.error.is_none()
            && token.error.is_none()
            && !once.text.is_empty()
            && ui.forms.accepts(&self.path, &once.text, &token.text);
        (!sound).then_some(key("fault-stale"))
    }

    /// Every field but the hidden two, as text, to be sent again.
    pub fn others(&self) -> Vec<(String, String)> {
        let own = |name: &str| name == "once" || name == "token";
        self.fields
            .iter()
            .filter(|(name, _)| !own(name))
            .map(|(name, value)| (name.clone(), clean(value, true).0))
            .collect()
    }

    fn values<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a [u8]> + use<'a, 'n> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| &value[..])
    }

    fn typed(&self, name: &str, max: usize, lines: bool) -> Typed {
        let mut values = self.values(name);
        let mut typed = typed(values.next().unwrap_or_default(), max, lines);
        if values.next().is_some() {
            typed.error = Some(key("fault-doubled"));
        }
        typed
    }

    fn parse(path: &str, body: &[u8]) -> Result<Self, Error> {
        let mut form = Self::empty(path);
        for pair in body
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            if form.len() == FIELDS {
                return Err(Error::TooLarge);
            }
            let mut parts = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(parts.next().unwrap_or_default());
            let value = decode(parts.next().unwrap_or_default());
            form.add(String::from_utf8_lossy(&name).into_owned(), value);
        }
        Ok(form)
    }
}

/// What stands in a field, cleaned and measured.
fn typed(value: &[u8], max: usize, lines: bool) -> Typed {
    let (text, mut error) = clean(value, lines);
    if text.chars().count() > max {
        error = Some(TOO_LONG);
    }
    Typed { text, error }
}

/// `application/x-www-form-urlencoded` (URL Standard, section 5.1), one name or value.
fn decode(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    percent_decode(&spaced).collect()
}

/// The text without control characters, its line breaks as `\n`; and what had to be changed.
fn clean(bytes: &[u8], lines: bool) -> (String, Option<&'static str>) {
    let text = String::from_utf8_lossy(bytes);
    let mut error = std::str::from_utf8(bytes)
        .is_err()
        .then_some(key("fault-utf8"));
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let allowed = |c: &char| !c.is_control() || (lines && matches!(c, '\n' | '\t'));
    let kept: String = text.chars().filter(allowed).collect();
    if kept.len() < text.len() {
        error = error.or(Some(key("fault-control")));
    }
    (kept, error)
}

impl FromRequest for Submission {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let req = req.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let ctx = req.extensions().get::<Ctx>().cloned();
            // Files come with words, or as somebody's picture, and nowhere else.
            if let Some(ctx) = ctx
                .filter(|ctx| multipart::is_multipart(&req) && ctx.ui.urls.takes_files(req.path()))
            {
                return multipart::read(&req, payload, &ctx).await;
            }
            if !is_urlencoded(&req) {
                return Err(Error::UnsupportedType);
            }
            let (mut body, mut dropped) = (Vec::new(), 0);
            let late = || Error::BadRequest(key("error-body"));
            let begun = Instant::now();
            while let Some(chunk) =
                timeout_at(begun + patience(body.len() + dropped), payload.next())
                    .await
                    .map_err(|_| late())?
            {
                let chunk = chunk.map_err(|_| Error::BadRequest(key("error-body")))?;
                if body.len() + chunk.len() <= LIMIT && dropped == 0 {
                    body.extend_from_slice(&chunk);
                } else {
                    dropped += chunk.len();
                }
                if dropped > PATIENCE {
                    break;
                }
            }
            if dropped > 0 {
                Err(Error::TooLarge)
            } else {
                Self::parse(req.path(), &body)
            }
        })
    }
}

/// How long a form may take for more than so many bytes to have come.
fn patience(arrived: usize) -> Duration {
    let seconds = u64::try_from(arrived / LEAST_RATE).unwrap_or(u64::MAX);
    DEADLINE.min(LEISURE.saturating_add(Duration::from_secs(seconds)))
}

fn is_urlencoded(req: &HttpRequest) -> bool {
    let kind = req
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    kind.trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(body: &str) -> Submission {
        Submission::parse("/posts", body.as_bytes()).expect("a form")
    }

    #[test]
    fn a_slow_form_has_time_and_a_dripping_one_has_not() {
        assert_eq!(patience(0), LEISURE);
        assert_eq!(patience(1), LEISURE);
        assert_eq!(patience(LEAST_RATE * 20), LEISURE + Duration::from_secs(20));
        assert_eq!(patience(LIMIT), DEADLINE);
        // 20,000 letters of three bytes each, encoded, on a line of 1 kB/s.
        let (letters, line) = (20_000 * 9, 1_500);
        for second in 1..=letters / line {
            assert!(patience((second - 1) * line) >= Duration::from_secs(second as u64));
        }
    }

    #[test]
    fn a_form_is_read_as_browsers_encode_it() {
        let form = form("body=a+b%26c%0D%0Ad&x=&=&y");
        assert_eq!(form.area("body", 100).text, "a b&c\nd");
        assert!(form.has("y") && form.has("x") && !form.has("z"));
    }

    #[test]
    fn what_is_wrong_stands_beside_what_was_typed() {
        assert_eq!(
            form("b=be%00fore").line("b", 9).error,
            Some("fault-control")
        );
        assert_eq!(form("b=be%00fore").line("b", 9).text, "before");
        assert_eq!(form("b=%FF").line("b", 9).error, Some("fault-utf8"));
        assert_eq!(form("b=1&b=2").line("b", 9).error, Some("fault-doubled"));
        assert!(form("b=%C3%A9%C3%A9").line("b", 1).is_too_long());
        assert_eq!(form("b=%C3%A9%C3%A9").line("b", 2).error, None);
        assert_eq!(form("").line("b", 9).required().error, Some("fault-empty"));
        assert_eq!(form("b=a%0Ab").line("b", 9).text, "ab");
    }
}
