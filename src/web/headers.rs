//! The headers that every answer carries, whatever it is.

use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::request_id::RequestId;
use crate::html::Renewal;

const POLICY: &str = "default-src 'none'; script-src 'none'; script-src-attr 'none'; style-src 'self'; \
    style-src-attr 'none'; img-src 'self'; frame-src 'self'; manifest-src 'self'; \
    form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; \
    sandbox allow-forms allow-same-origin allow-scripts allow-downloads allow-popups \
    allow-popups-to-escape-sandbox";

/// On every answer.
const EVERYWHERE: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        header::PERMISSIONS_POLICY,
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Of answers that are their visitor's alone.
pub const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// What a file may do that somebody sent, were it opened as a page: nothing.
const HARMLESS: &str = "default-src 'none'; sandbox";

/// On an answer that has to do with a frame, or that no frame and no page may show as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// It is shown inside of a page of ours.
    Inside,
    /// It is a page that shows another inside of it.
    Around,
    /// It is a file that somebody sent.
    Sealed,
}

impl Framing {
    /// What a page has to do with frames that renews itself so.
    pub fn of(renewal: &Renewal) -> Option<Self> {
        (*renewal == Renewal::Framed).then_some(Self::Around)
    }
}

type Headers = Vec<(HeaderName, HeaderValue)>;

/// The headers of answers that have this to do with frames, ready to be copied: where they go out in the clear,
/// and encrypted.
type Ready = LazyLock<[Headers; 2]>;

static ORDINARY: Ready = LazyLock::new(|| ready(None));
static INSIDE: Ready = LazyLock::new(|| ready(Some(Framing::Inside)));
static AROUND: Ready = LazyLock::new(|| ready(Some(Framing::Around)));
static SEALED: Ready = LazyLock::new(|| ready(Some(Framing::Sealed)));

fn ready(framing: Option<Framing>) -> [Headers; 2] {
    [false, true].map(|secure| headers_of(framing, secure))
}

fn headers_of(framing: Option<Framing>, secure: bool) -> Headers {
    let inside = framing == Some(Framing::Inside);
    let frames = if inside { "SAMEORIGIN" } else { "DENY" };
    let year = secure.then_some((header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"));
    let fixed = EVERYWHERE
        .into_iter()
        .chain([(header::X_FRAME_OPTIONS, frames)])
        .chain(year)
        .map(|(name, value)| (name, HeaderValue::from_static(value)));
    // It is text of ours without a line's end, so it is a value; were it none, this is the strictest.
    let policy = policy(framing, secure);
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(POLICY));
    let policy = (header::CONTENT_SECURITY_POLICY, policy);
    std::iter::once(policy).chain(fixed).collect()
}

fn policy(framing: Option<Framing>, secure: bool) -> String {
    let mut policy = POLICY.to_owned();
    if framing == Some(Framing::Inside) {
        policy = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    }
    if framing == Some(Framing::Sealed) {
        HARMLESS.clone_into(&mut policy);
    } else if framing.is_some() {
        // Links and forms lead out of the frame when they are pressed: both have to allow it.
        policy.push_str(" allow-top-navigation-by-user-activation");
    }
    if secure {
        policy.push_str("; upgrade-insecure-requests");
    }
    policy
}

/// The headers that every answer carries: to the request of this name, which came encrypted if `secure`.
pub fn finish(id: &RequestId, secure: bool, headers: &mut HeaderMap, framing: Option<Framing>) {
    let [plain, encrypted] = match framing {
        None => &*ORDINARY,
        Some(Framing::Inside) => &*INSIDE,
        Some(Framing::Around) => &*AROUND,
        Some(Framing::Sealed) => &*SEALED,
    };
    for (name, value) in if secure { encrypted } else { plain } {
        headers.insert(name.clone(), value.clone());
    }
    headers.insert(REQUEST_ID, id.header());
    let control = headers.get(header::CACHE_CONTROL);
    if control.is_none_or(|control| *control == PRIVATE) {
        headers.insert(header::CACHE_CONTROL, PRIVATE);
        // lynx knows `no-store` only as the last word of all, and this always.
        headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_answer_has_its_headers_once() {
        for (framing, frames, ancestors) in [
            (None, "DENY", "frame-ancestors 'none'"),
            (Some(Framing::Around), "DENY", "frame-ancestors 'none'"),
            (
                Some(Framing::Inside),
                "SAMEORIGIN",
                "frame-ancestors 'self'",
            ),
            (Some(Framing::Sealed), "DENY", HARMLESS),
        ] {
            for secure in [false, true] {
                let mut headers = HeaderMap::new();
                finish(&RequestId::of([1; 8]), secure, &mut headers, framing);
                let one = |name: HeaderName| {
                    let mut all = headers.get_all(name).map(|value| value.to_str());
                    let first = all.next().and_then(Result::ok).unwrap_or_default();
                    assert!(all.next().is_none(), "{framing:?}: twice after {first}");
                    first.to_owned()
                };
                let policy = one(header::CONTENT_SECURITY_POLICY);
                assert!(policy.contains(ancestors), "{framing:?}: {policy}");
                assert_eq!(policy.contains("upgrade-insecure-requests"), secure);
                assert_eq!(one(header::X_FRAME_OPTIONS), frames);
                assert_eq!(one(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
                assert_eq!(one(header::REFERRER_POLICY), "same-origin");
                assert_eq!(one(header::STRICT_TRANSPORT_SECURITY).is_empty(), !secure);
                assert_eq!(one(REQUEST_ID).len(), 13);
                assert_eq!(one(header::CACHE_CONTROL), "private, no-store");
                assert_eq!(one(header::PRAGMA), "no-cache");
            }
        }
    }

    #[test]
    fn what_may_be_kept_stays_so() {
        let mut headers = HeaderMap::new();
        let public = HeaderValue::from_static("public, no-cache");
        headers.insert(header::CACHE_CONTROL, public.clone());
        finish(&RequestId::of([1; 8]), false, &mut headers, None);
        assert_eq!(headers.get(header::CACHE_CONTROL), Some(&public));
        assert!(!headers.contains_key(header::PRAGMA));
    }
}
