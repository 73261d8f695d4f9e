//! Every address of the wall, as a function. Nobody else writes a path; `routes` has the patterns.

mod kinds;
mod machines;
mod messages;
mod notify;
mod order;
mod owner;
mod people;
mod search;

use std::fmt::Display;
use std::sync::Arc;

use chrono::NaiveDate;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub use messages::{WordsFor, naming, readdressed};

use crate::config::BasePath;

/// What needs no escaping in a path segment (RFC 3986, section 3.3, unreserved).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// What needs none in the value of a query: a slash as well.
const QUERY: &AsciiSet = &SEGMENT.remove(b'/');

/// The addresses under one base path. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Urls {
    base: Arc<str>,
}

/// The same page under an address that no browser has kept yet: `mark` is another one each time.
pub fn unseen(path: &str, mark: &str) -> String {
    let (page, fragment) = match path.split_once('#') {
        Some((page, fragment)) => (page, format!("#{fragment}")),
        None => (path, String::new()),
    };
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}unseen={mark}{fragment}")
}

/// Which part of a list a page shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Window {
    /// The newest.
    #[default]
    Newest,
    /// What came before this number.
    Before(i64),
    /// What came after this number.
    After(i64),
}

impl Window {
    /// As a query, with its question mark; empty for the newest.
    pub fn query(self) -> String {
        match self {
            Self::Newest => String::new(),
            Self::Before(id) => format!("?before={id}"),
            Self::After(id) => format!("?after={id}"),
        }
    }
}

impl Urls {
    /// Addresses under `base`.
    pub fn new(base: &BasePath) -> Self {
        Self {
            base: base.as_str().into(),
        }
    }

    /// Where cookies are valid.
    pub fn cookie_path(&self) -> &str {
        if self.base.is_empty() {
            "/"
        } else {
            &self.base
        }
    }

    /// Whether a path is ours: below the base.
    pub fn is_inside(&self, path: &str) -> bool {
        path.strip_prefix(&*self.base)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    fn at(&self, path: impl Display) -> String {
        format!("{}{path}", self.base)
    }

    /// The wall.
    pub fn wall(&self) -> String {
        self.at("/")
    }

    /// Where posts for the wall are sent.
    pub fn posts(&self) -> String {
        self.at("/posts")
    }

    /// A post's own page: its permalink.
    pub fn post(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}"))
    }

    /// Where comments on a post are sent.
    pub fn comments(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/comments"))
    }

    /// Where a post is edited.
    pub fn post_edit(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/edit"))
    }

    /// Where a post is deleted.
    pub fn post_delete(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/delete"))
    }

    /// Where a deletion is undone.
    pub fn post_restore(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/restore"))
    }

    /// What a post said before it was edited.
    pub fn post_versions(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/versions"))
    }

    /// A file that hangs on a post, in one of its sizes.
    pub fn file(&self, post: i64, position: i64, size: &str) -> String {
        self.at(format_args!("/files/{post}/{position}/{size}"))
    }

    /// A file that was sent with words that are not published yet.
    pub fn pending_file(&self, id: i64) -> String {
        self.at(format_args!("/files/pending/{id}"))
    }

    /// Who reacted to a post, and where one does.
    pub fn post_reactions(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/reactions"))
    }

    /// Who reacted to a post in one way.
    pub fn post_reactions_of(&self, id: i64, kind: &str) -> String {
        self.at(format_args!("/posts/{id}/reactions?kind={kind}"))
    }

    /// Where one votes in a post's poll.
    pub fn post_vote(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/vote"))
    }

    /// Where a poll is closed.
    pub fn post_close_poll(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/poll/close"))
    }

    /// The list of rooms.
    pub fn rooms(&self) -> String {
        self.at("/rooms")
    }

    /// A room.
    pub fn room(&self, slug: &str) -> String {
        self.at(format_args!("/rooms/{slug}"))
    }

    /// A room, with an answer to one of its messages begun.
    pub fn room_reply(&self, slug: &str, to: i64) -> String {
        self.at(format_args!("/rooms/{slug}?reply={to}#write"))
    }

    /// Where messages to a room are sent.
    pub fn room_posts(&self, slug: &str) -> String {
        self.at(format_args!("/rooms/{slug}/posts"))
    }

    /// A room's settings.
    pub fn room_settings(&self, slug: &str) -> String {
        self.at(format_args!("/rooms/{slug}/settings"))
    }

    /// Where a room's discussion is deleted.
    pub fn room_delete(&self, slug: &str) -> String {
        self.at(format_args!("/rooms/{slug}/delete"))
    }

    /// Where that is undone.
    pub fn room_restore(&self, slug: &str) -> String {
        self.at(format_args!("/rooms/{slug}/restore"))
    }

    /// A day of a list that lives at `list`.
    pub fn day(&self, list: &str, day: NaiveDate) -> String {
        format!("{}/{}", list.trim_end_matches('/'), day.format("%Y/%m/%d"))
    }

    /// The stream of a list that lives at `list`.
    pub fn live(&self, list: &str) -> String {
        format!("{}/live", list.trim_end_matches('/'))
    }

    /// The same list, still.
    pub fn live_paused(&self, list: &str) -> String {
        format!("{}?pause=1", self.live(list))
    }

    /// The list that lives at `list`, as soon as something happened in it after this number. `asked_at`
    /// is the time in microseconds: without it the page that comes when nothing happened would lead to its own address,
    /// and text browsers would show it again instead of asking.
    pub fn wait(&self, list: &str, after: i64, asked_at: impl Display) -> String {
        let list = list.trim_end_matches('/');
        format!("{list}/wait?after={after}&at={asked_at}")
    }

    /// The list that lives at `list`, with a composer and at rest.
    pub fn write(&self, list: &str) -> String {
        format!("{list}?write=1#write")
    }

    /// The list that a path which is held belongs to.
    pub fn list_of_held(&self, path: &str) -> String {
        match path.rsplit_once('/') {
            Some((list, _)) if list.len() > self.base.len() => list.to_owned(),
            _ => self.wall(),
        }
    }

    /// The feed of what is listed at `list`.
    pub fn feed(&self, list: &str) -> String {
        format!("{}/feed.atom", list.trim_end_matches('/'))
    }

    /// The choice of how news come.
    pub fn live_choice(&self) -> String {
        self.at("/live/choice")
    }

    /// The same, coming back to `next` afterwards.
    pub fn live_choice_from(&self, next: &str) -> String {
        self.at(format_args!(
            "/live/choice?next={}",
            utf8_percent_encode(next, QUERY)
        ))
    }

    /// Who is here.
    pub fn fireflies(&self) -> String {
        self.at("/fireflies")
    }

    /// Taking a pseudonym, and logging in.
    pub fn login(&self) -> String {
        self.at("/login")
    }

    /// The same, coming back to `next` afterwards.
    pub fn login_from(&self, next: &str) -> String {
        self.at(format_args!(
            "/login?next={}",
            utf8_percent_encode(next, QUERY)
        ))
    }

    /// The same, with a place in line that is waited for.
    pub fn login_with(&self, next: &str, ticket: &str) -> String {
        let next = utf8_percent_encode(next, QUERY);
        self.at(format_args!("/login?next={next}&ticket={ticket}"))
    }

    /// The same, for those who keep a pseudonym and need not wait.
    pub fn login_kept(&self, next: &str) -> String {
        let next = utf8_percent_encode(next, QUERY);
        self.at(format_args!("/login?next={next}&kept=1"))
    }

    /// The picture to count in, of the form with this number.
    pub fn login_picture(&self, once: &str) -> String {
        self.at(format_args!("/login/picture?once={once}"))
    }

    /// Where one leaves.
    pub fn logout(&self) -> String {
        self.at("/logout")
    }

    /// One's own settings.
    pub fn account(&self) -> String {
        self.at("/account")
    }

    /// Where a password is set or changed.
    pub fn account_password(&self) -> String {
        self.at("/account/password")
    }

    /// Where a member lets their light shine, or not.
    pub fn account_light(&self) -> String {
        self.at("/account/light")
    }

    /// Where a session is ended.
    pub fn account_end_session(&self) -> String {
        self.at("/account/sessions/end")
    }

    /// Where every session but one's own is ended.
    pub fn account_end_others(&self) -> String {
        self.at("/account/sessions/end-others")
    }

    /// Where the code of the second factor is sent at log-in.
    pub fn login_code(&self) -> String {
        self.at("/login/code")
    }

    /// The second factor.
    pub fn second_factor(&self) -> String {
        self.at("/account/second-factor")
    }

    /// Where it is switched off.
    pub fn second_factor_off(&self) -> String {
        self.at("/account/second-factor/off")
    }

    /// New recovery codes.
    pub fn recovery_codes(&self) -> String {
        self.at("/account/second-factor/codes")
    }

    /// Taking one's data along.
    pub fn account_data(&self) -> String {
        self.at("/account/data")
    }

    /// The archive, for a few minutes.
    pub fn account_archive(&self, proof: &str) -> String {
        self.at(format_args!(
            "/account/data/archive.zip?proof={}",
            utf8_percent_encode(proof, QUERY)
        ))
    }

    /// Being forgotten.
    pub fn account_delete(&self) -> String {
        self.at("/account/delete")
    }

    /// What is kept, and for how long.
    pub fn privacy(&self) -> String {
        self.at("/privacy")
    }

    /// Where mail reaches somebody.
    pub fn account_mail(&self) -> String {
        self.at("/account/mail")
    }

    /// Where that is forgotten.
    pub fn account_mail_remove(&self) -> String {
        self.at("/account/mail/remove")
    }

    /// Where it is confirmed, by what was sent there.
    pub fn account_mail_confirm(&self, token: &str) -> String {
        self.at(format_args!(
            "/account/mail/confirm?token={}",
            utf8_percent_encode(token, QUERY)
        ))
    }

    /// Where a letter is asked for by whoever forgot a password.
    pub fn recover(&self) -> String {
        self.at("/login/recover")
    }

    /// What is said afterwards.
    pub fn recover_sent(&self) -> String {
        self.at("/login/recover/sent")
    }

    /// Where a new password is set, by what was sent.
    pub fn recover_password(&self, token: &str) -> String {
        self.at(format_args!(
            "/login/recover/password?token={}",
            utf8_percent_encode(token, QUERY)
        ))
    }

    /// The choice of a language.
    pub fn language(&self) -> String {
        self.at("/language")
    }

    /// The same, coming back to `next` afterwards.
    pub fn language_from(&self, next: &str) -> String {
        self.at(format_args!(
            "/language?next={}",
            utf8_percent_encode(next, QUERY)
        ))
    }

    /// What this place is.
    pub fn about(&self) -> String {
        self.at("/about")
    }

    /// Where whoever has the token becomes the owner.
    pub fn claim(&self, token: &str) -> String {
        self.at(format_args!(
            "/owner/claim?token={}",
            utf8_percent_encode(token, QUERY)
        ))
    }

    // The owners' pages.

    /// An embedded file, by its name with the hash in it.
    pub fn asset(&self, name: &str) -> String {
        self.at(format_args!("/assets/{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::unseen;

    #[test]
    fn an_unseen_address_leads_to_the_same_page_and_place() {
        for (path, expected) in [
            ("/", "/?unseen=x"),
            ("/#p42", "/?unseen=x#p42"),
            ("/rooms/tea?before=7#p6", "/rooms/tea?before=7&unseen=x#p6"),
        ] {
            assert_eq!(unseen(path, "x"), expected);
        }
    }
}
