//! What is answered and is no page: feeds, the maps for search engines, the manifest. Everybody gets it
//! as strangers get pages, kept whole until something happens; whoever asks again with what they have (RFC
//! 9110, section 13.1) gets `304`.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderMap, HeaderValue, HttpDate};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::cache::{Kept, Key};
use super::frame::send_kept;
use super::{Ctx, compress};
use crate::clock::{Micros, SECOND};
use crate::html::Renewal;

/// A representation (RFC 9110, section 3.2) that no frame is put around.
#[derive(Debug)]
pub struct Representation {
    /// Its media type.
    pub media_type: &'static str,
    /// What it says.
    pub text: String,
    /// When what it tells of last changed, if that is known.
    pub modified: Option<Micros>,
}

impl Kept {
    /// What is ready to be sent as often as it is asked for.
    pub(super) fn new(
        text: String,
        media_type: &'static str,
        modified: Option<Micros>,
        renewal: Renewal,
        is_own: bool,
    ) -> Self {
        let hash = BASE64URL_NOPAD.encode(&Sha256::digest(text.as_bytes())[..12]);
        // Its letters are those of base64url, which make a value.
        let etag = HeaderValue::from_str(&format!("W/\"{hash}\""));
        Self {
            // No longer than they are: buffers grow by more than is written into them.
            gzip: compress::gzip(text.as_bytes(), 6).into_boxed_slice().into(),
            plain: text.into_bytes().into_boxed_slice().into(),
            media_type,
            etag: etag.unwrap_or(HeaderValue::from_static("")),
            modified,
            renewal,
            is_own,
        }
    }

    /// Whether whoever asks has it already: by its validator, or, where they name none, by its date.
    pub(super) fn is_known(&self, asked: &HeaderMap) -> bool {
        if asked.get(header::IF_NONE_MATCH) == Some(&self.etag) {
            // As a browser says it that was sent it.
            return true;
        }
        let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
        if let Some(tags) = text(header::IF_NONE_MATCH) {
            let own = weak(self.etag.to_str().unwrap_or_default());
            return tags
                .split(',')
                .map(str::trim)
                .any(|tag| tag == "*" || weak(tag) == own);
        }
        let since = text(header::IF_MODIFIED_SINCE).and_then(|date| date.parse::<HttpDate>().ok());
        match (since, self.modified) {
            (Some(since), Some(modified)) => seconds(since.into()) >= modified.div_euclid(SECOND),
            _ => false,
        }
    }

    /// The date by which it is known to whoever gets it at `now`, as a header. Dates know whole seconds:
    /// in a second that is not over something else may yet happen, so that what is told before its end
    /// bears the date of the one before, and is asked for once more.
    pub(super) fn last_modified(&self, now: Micros) -> Option<HeaderValue> {
        let changed = self.modified?.div_euclid(SECOND);
        let seconds = u64::try_from(changed.min(now.div_euclid(SECOND) - 1)).ok()?;
        let date = HttpDate::from(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        HeaderValue::from_str(&date.to_string()).ok()
    }
}

fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(-1, |since| since.as_secs().try_into().unwrap_or(i64::MAX))
}

/// Weak comparison (RFC 9110, section 8.8.3.2): without the mark of weakness.
fn weak(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// Answers with it, and keeps it for whoever asks next, or for this member alone.
pub(super) fn represent(
    ctx: &Ctx,
    what: Representation,
    key: Option<Key>,
    asked: &HeaderMap,
) -> HttpResponse {
    let is_own = ctx.ui.viewer.member.is_some();
    let kept = Arc::new(Kept::new(
        what.text,
        what.media_type,
        what.modified,
        Renewal::Still,
        is_own,
    ));
    if let Some(key) = key {
        ctx.site.pages.put(key, Arc::clone(&kept));
    }
    send_kept(&kept, asked, ctx.ui.now, &ctx.origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).expect("a value"));
        headers
    }

    #[test]
    fn what_somebody_has_already_is_known_by_its_validator_before_its_date() {
        let at = Some(784_111_777 * SECOND);
        let kept = Kept::new("words".to_owned(), "text/plain", at, Renewal::Still, false);
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        let later = 784_111_778 * SECOND;
        assert_eq!(kept.last_modified(later), HeaderValue::from_str(date).ok());
        let tag = kept.etag.to_str().expect("ASCII");
        let strong = tag.trim_start_matches("W/");
        for tags in ["*", tag, strong, &format!("\"a\", {tag}")] {
            assert!(kept.is_known(&asked(header::IF_NONE_MATCH, tags)), "{tags}");
        }
        assert!(kept.is_known(&asked(header::IF_MODIFIED_SINCE, date)));
        let before = "Sun, 06 Nov 1994 08:49:36 GMT";
        assert!(!kept.is_known(&asked(header::IF_MODIFIED_SINCE, before)));
        assert!(!kept.is_known(&asked(header::IF_MODIFIED_SINCE, "yesterday")));
        let mut both = asked(header::IF_NONE_MATCH, "\"another\"");
        both.insert(header::IF_MODIFIED_SINCE, HeaderValue::from_static(date));
        assert!(!kept.is_known(&both));
    }

    #[test]
    fn what_may_change_before_its_second_is_over_is_asked_for_again() {
        let second = 784_111_777;
        let at = second * SECOND;
        let kept = Kept::new(
            "words".to_owned(),
            "text/plain",
            Some(at),
            Renewal::Still,
            false,
        );
        let given = kept.last_modified(at + SECOND / 2).expect("a date");
        assert_eq!(given, "Sun, 06 Nov 1994 08:49:36 GMT");
        let again = asked(header::IF_MODIFIED_SINCE, given.to_str().expect("ASCII"));
        assert!(!kept.is_known(&again));
    }
}
