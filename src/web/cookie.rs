//! The one cookie: a session's, or before that a stranger's, to which the log-in form is tied.
//!
//! A member's begins with `s`, a stranger's with `p`; 256 bits of randomness follow. Over HTTPS its
//! name has the `__Host-` prefix (under a base path `__Secure-`, which a path is allowed with).

use actix_web::HttpRequest;
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::Request;
use crate::html::KeyMaker;
use crate::viewer::{Live, Reading, Rung};

/// How long a member's is kept: 400 days, the most that browsers allow.
const MEMBER_AGE: &str = "; Max-Age=34560000";
/// How long a cookie may be, as text.
const LENGTH: usize = 44;

/// A stranger's cookie.
pub(super) fn stranger(random: [u8; 32]) -> String {
    format!("p{}", BASE64URL_NOPAD.encode(&random))
}

/// The cookie of the session that a form opens. It follows from the form, so that a form sent twice
/// leads to one session.
pub fn fresh_session(keys: &KeyMaker, cookie: &str, once: &str) -> String {
    let id = keys.derive(&[b"session", cookie.as_bytes(), once.as_bytes()]);
    format!("s{}", BASE64URL_NOPAD.encode(&id))
}

/// What a session has for a number: the SHA-256 of its cookie. A stolen database opens none.
pub fn session_number(cookie: &str) -> Vec<u8> {
    Sha256::digest(cookie.as_bytes()).to_vec()
}

/// Whether a cookie can be one of ours.
pub(super) fn is_ours(value: &str) -> bool {
    value.len() == LENGTH
        && value.starts_with(['s', 'p'])
        && BASE64URL_NOPAD.decode(&value.as_bytes()[1..]).is_ok()
}

/// Whether it can be a member's.
pub(super) fn is_members(value: &str) -> bool {
    value.starts_with('s')
}

/// The cookie that keeps how somebody likes to read.
pub(super) const READING: &str = "reading";

/// The cookie that keeps how somebody wants news to come.
pub(super) const LIVE: &str = "live";

/// What stands behind the word for a rung where a screen reader is to read.
const ALOUD: &str = "-aloud";

/// How somebody chose that news come to them.
pub(super) fn live(value: &str) -> Option<Live> {
    let (word, aloud) = match value.strip_suffix(ALOUD) {
        Some(word) => (word, true),
        None => (value, false),
    };
    Rung::from_word(word).map(|rung| Live { rung, aloud })
}

/// Under what name the cookie goes.
pub(super) fn name(secure: bool, path: &str) -> &'static str {
    match (secure, path) {
        (true, "/") => "__Host-sid",
        (true, _) => "__Secure-sid",
        (false, _) => "sid",
    }
}

/// Under what name the one goes by which a browser is known again.
pub(super) fn known_name(secure: bool, path: &str) -> &'static str {
    match (secure, path) {
        (true, "/") => "__Host-known",
        (true, _) => "__Secure-known",
        (false, _) => "known",
    }
}

/// By what a browser is known again from which somebody logged in with this password (a "device cookie").
/// It opens nothing: its tries are counted apart, so that nobody else's keep its person out.
pub fn known_browser(keys: &KeyMaker, person: i64, phc: &str) -> String {
    let mark = keys.derive(&[b"known", &person.to_be_bytes(), phc.as_bytes()]);
    BASE64URL_NOPAD.encode(&mark[..16])
}

impl Request {
    /// The `Set-Cookie` header (RFC 6265) that gives the visitor this cookie: a member's for as long
    /// as browsers keep any (the server ends sessions that nobody uses), a stranger's until it closes.
    pub fn set_cookie(&self, value: &str) -> String {
        let age = if is_members(value) { MEMBER_AGE } else { "" };
        self.cookie_header(value, age)
    }

    /// The one that takes it away.
    pub fn drop_cookie(&self) -> String {
        self.cookie_header("", "; Max-Age=0")
    }

    /// The one by which the browser is known again, for as long as a member's.
    pub fn set_known(&self, value: &str) -> String {
        self.known_cookie(value, MEMBER_AGE)
    }

    /// The one that takes it away.
    pub fn drop_known(&self) -> String {
        self.known_cookie("", "; Max-Age=0")
    }

    fn known_cookie(&self, value: &str, age: &str) -> String {
        let path = self.site.urls.cookie_path();
        let name = known_name(self.origin.secure, path);
        let secure = if self.origin.secure { "; Secure" } else { "" };
        format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax{age}{secure}")
    }

    /// The one that keeps a stranger's choice of a language, for a year.
    pub fn set_language(&self, code: &str) -> String {
        let secure = if self.origin.secure { "; Secure" } else { "" };
        let path = self.site.urls.cookie_path();
        format!("language={code}; Path={path}; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}")
    }

    /// The one that keeps how somebody wants news to come, until the browser closes.
    pub fn set_live(&self, live: Live) -> String {
        let secure = if self.origin.secure { "; Secure" } else { "" };
        let path = self.site.urls.cookie_path();
        let word = live.rung.as_str();
        let aloud = if live.aloud { ALOUD } else { "" };
        format!("live={word}{aloud}; Path={path}; HttpOnly; SameSite=Lax{secure}")
    }

    /// How the visitor chose that news come to them, if they did.
    pub fn chosen_live(&self, req: &HttpRequest) -> Option<Live> {
        req.cookie(LIVE).and_then(|cookie| live(cookie.value()))
    }

    /// The one that takes that away: from then on it is as the browser can.
    pub fn drop_live(&self) -> String {
        let secure = if self.origin.secure { "; Secure" } else { "" };
        let path = self.site.urls.cookie_path();
        format!("live=; Path={path}; HttpOnly; SameSite=Lax; Max-Age=0{secure}")
    }

    /// The one that keeps how somebody likes to read, for a year. It holds nothing but words that anybody
    /// can choose; where everything is as usual, it is taken away.
    pub fn set_reading(&self, reading: Reading) -> String {
        let secure = if self.origin.secure { "; Secure" } else { "" };
        let path = self.site.urls.cookie_path();
        let words = reading.words();
        let age = if words.is_empty() { 0 } else { 31_536_000 };
        format!("{READING}={words}; Path={path}; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
    }

    fn cookie_header(&self, value: &str, age: &str) -> String {
        let path = self.site.urls.cookie_path();
        let name = name(self.origin.secure, path);
        let secure = if self.origin.secure { "; Secure" } else { "" };
        format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax{age}{secure}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_we_could_have_given_is_taken() {
        let keys = KeyMaker::new([1; 32]);
        let ours = fresh_session(&keys, "p", "once");
        assert!(is_ours(&ours) && is_members(&ours));
        assert_eq!(
            ours,
            fresh_session(&keys, "p", "once"),
            "a form sent twice opens two sessions"
        );
        assert_ne!(ours, fresh_session(&keys, "p", "another"));
        assert!(is_ours(&stranger([7; 32])));
        for other in [
            "",
            "s",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "s=;",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn a_prefixed_name_holds_the_browser_to_its_rules() {
        assert_eq!(name(true, "/"), "__Host-sid");
        assert_eq!(name(true, "/wall"), "__Secure-sid");
        assert_eq!(name(false, "/"), "sid");
    }
}
