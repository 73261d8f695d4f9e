//! The headers that every answer carries, whatever it is.

use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

const POLICY: &str = "default-src 'none'; script-src 'none'; script-src-attr 'none'; style-src 'self'; \
    style-src-attr 'none'; img-src 'self'; frame-src 'self'; manifest-src 'self'; \
    form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; \
    sandbox allow-forms allow-same-origin allow-scripts allow-downloads allow-popups \
    allow-popups-to-escape-sandbox";

/// On every answer.
const EVERYWHERE: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The same, ready to be copied.
static HEADERS: LazyLock<Vec<(HeaderName, HeaderValue)>> = LazyLock::new(|| {
    let ready = |(name, value)| {
        let name = HeaderName::from_static(name);
        (name, HeaderValue::from_static(value))
    };
    EVERYWHERE.into_iter().map(ready).collect()
});

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Of answers that are their visitor's alone.
pub const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// What a file may do that somebody sent, were it opened as a page: nothing.
const SEALED: &str = "default-src 'none'; sandbox";

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

/// What an answer has to do with frames, and whether it goes out encrypted.
type Kind = (Option<Framing>, bool);

/// The policies by kind of answer, the ordinary one included.
static POLICIES: LazyLock<Vec<(Kind, HeaderValue)>> = LazyLock::new(|| {
    let framings = [
        None,
        Some(Framing::Inside),
        Some(Framing::Around),
        Some(Framing::Sealed),
    ];
    let all = framings
        .into_iter()
        .flat_map(|framing| [(framing, false), (framing, true)]);
    all.filter_map(|of| Some((of, HeaderValue::from_str(&policy(of)).ok()?)))
        .collect()
});

fn policy((framing, secure): Kind) -> String {
    let mut policy = POLICY.to_owned();
    if framing == Some(Framing::Inside) {
        policy = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    }
    if framing == Some(Framing::Sealed) {
        SEALED.clone_into(&mut policy);
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
pub fn finish(id: &str, secure: bool, headers: &mut HeaderMap, framing: Option<Framing>) {
    for (name, value) in &*HEADERS {
        headers.insert(name.clone(), value.clone());
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    if secure {
        let year = HeaderValue::from_static("max-age=63072000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if framing == Some(Framing::Inside) {
        headers.insert(
            header::X_FRAME_OPTIONS,
            HeaderValue::from_static("SAMEORIGIN"),
        );
    }
    if framing.is_some() || secure {
        let known = POLICIES.iter().find(|(of, _)| *of == (framing, secure));
        if let Some((_, policy)) = known {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        }
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, PRIVATE);
    }
    if headers.get(header::CACHE_CONTROL) == Some(&PRIVATE) {
        // lynx knows `no-store` only as the last word of all, and this always.
        headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    }
}
