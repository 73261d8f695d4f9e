//! A word of success on the page where the effect of a form is seen.
//!
//! It travels in a cookie that holds the key of the word and lives for a minute; showing it takes the
//! cookie away. An address cannot carry it, so nobody can be sent a link that lies.

use actix_web::HttpResponse;

use super::{Request, give};
use crate::locale::key;

/// How long a word waits to be shown, in seconds.
const LIFE: u32 = 60;

/// Every word there is.
const WORDS: [&str; 23] = [
    key("done-claimed"),
    key("done-rules"),
    key("done-left"),
    key("done-kept"),
    key("done-password"),
    key("done-session"),
    key("done-language"),
    key("done-light-on"),
    key("done-light-off"),
    key("done-factor-on"),
    key("done-factor-off"),
    key("done-codes"),
    key("done-mail"),
    key("done-mail-confirmed"),
    key("done-mail-removed"),
    key("done-recovered"),
    key("done-letters"),
    key("done-letters-ended"),
    key("done-erased"),
    key("done-name-erased"),
    key("done-reading"),
    key("done-profile"),
    key("done-message-reported"),
];

/// The word that a cookie stands for.
pub(super) fn word(value: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|word| *word == value)
}

impl Request {
    /// Lets the page that a form leads to say a word of success: a key of the locales.
    pub fn say_done(&self, answer: &mut HttpResponse, word: &'static str) {
        debug_assert!(WORDS.contains(&word), "{word} is not in the list");
        if answer.status().is_redirection() {
            give(&self.done_cookie(word, LIFE), answer);
        }
    }

    /// The cookie that takes it away again.
    pub(super) fn drop_done(&self) -> String {
        self.done_cookie("", 0)
    }

    fn done_cookie(&self, word: &str, seconds: u32) -> String {
        let secure = if self.origin.secure { "; Secure" } else { "" };
        let path = self.site.urls.cookie_path();
        format!("done={word}; Path={path}; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_words_are_said() {
        assert_eq!(word("done-password"), Some("done-password"));
        for other in ["", "about-lede", "done-", "<b>", "done-password "] {
            assert_eq!(word(other), None, "{other}");
        }
    }
}
