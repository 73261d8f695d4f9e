//! What people say about themselves: some words, and where else they are.

use serde::{Deserialize, Serialize};

use crate::clock::Micros;
use crate::locale::key;

/// How many characters the words have at most.
pub const BIO_MAX: usize = 2_000;
/// How many addresses there are at most.
pub const LINKS: usize = 5;
/// How many characters an address has at most.
pub const LINK_MAX: usize = 200;

/// What somebody says about themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The words, in Markdown.
    pub bio: String,
    /// Addresses of theirs elsewhere.
    pub links: Vec<String>,
}

impl Profile {
    /// Whether they say nothing.
    pub fn is_empty(&self) -> bool {
        self.bio.is_empty() && self.links.is_empty()
    }
}

/// What a person's page tells about them besides their name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// What they say.
    pub said: Profile,
    /// When they were here last, if whoever looks may know.
    pub seen: Option<Micros>,
}

/// What is wrong with an address, if anything: it is to lead to the web, encrypted, to a host with a name of
/// at least two parts, and to be nothing but an address (RFC 3986). Nobody asks the other end whether it is
/// really theirs.
pub fn fault(address: &str) -> Option<&'static str> {
    let wrong = Some(key("profile-link-wrong"));
    let Some(rest) = address.strip_prefix("https://") else {
        return wrong;
    };
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    if !address.chars().all(plain) {
        return wrong;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_name = |part: &str| {
        let inside = part.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
        inside && !part.is_empty() && !part.starts_with('-') && !part.ends_with('-')
    };
    let named = host.contains('.') && host.split('.').all(is_name);
    // The last part of a name holds a letter: else it is a number that names a machine.
    let ends_in_letters = host
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().any(|c| c.is_ascii_alphabetic()));
    let sound = named && ends_in_letters && port.parse().is_ok_and(|port: u16| port > 0);
    if sound { None } else { wrong }
}

/// An address as it is shown.
pub fn short(address: &str) -> &str {
    let short = address.strip_prefix("https://").unwrap_or(address);
    short.strip_suffix('/').unwrap_or(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_the_web_and_nowhere_else() {
        for good in [
            "https://example.com",
            "https://example.com/",
            "https://social.example.org/@ana",
            "https://xn--bcher-kva.example:8443/a?b=c#d",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "",
            "https://",
            "http://example.com",
            "HTTPS://example.com",
            "javascript:alert(1)",
            "https:example.com",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://ana:secret@example.com/",
            "https://example.com:0/",
            "https://example.com:99999/",
            "https://exa mple.com",
            "https://example.com/\"onclick",
            "https://-a.example",
            "https://a..example",
            "https://bücher.example",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
        assert_eq!(short("https://example.com/"), "example.com");
    }
}
