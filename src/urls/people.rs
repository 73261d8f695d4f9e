//! Addresses of people's pages, and of how somebody likes to read.

use percent_encoding::utf8_percent_encode;

use super::{QUERY, SEGMENT, Urls, Window};

impl Urls {
    /// A person's page, by the pseudonym in its form for addresses.
    pub fn person(&self, address: &str) -> String {
        self.at(format_args!(
            "/people/{}",
            utf8_percent_encode(address, SEGMENT)
        ))
    }

    /// Where posts for a person's own wall are sent.
    pub fn person_posts(&self, address: &str) -> String {
        format!("{}/posts", self.person(address))
    }

    /// The firefly that is drawn from a person's pseudonym.
    pub fn person_picture(&self, address: &str) -> String {
        format!("{}/avatar.svg", self.person(address))
    }

    /// What a person wrote, everywhere.
    pub fn person_written(&self, address: &str, window: Window) -> String {
        format!("{}/written{}", self.person(address), window.query())
    }

    /// Where a moderator clears what somebody says about themselves.
    pub fn person_clear(&self, address: &str) -> String {
        format!("{}/clear", self.person(address))
    }

    /// The picture by which somebody shows themselves, by the hash of what it holds: the same for ever.
    pub fn avatar(&self, file: &str) -> String {
        self.at(format_args!("/avatars/{file}"))
    }

    /// Where one sends it.
    pub fn account_avatar(&self) -> String {
        self.at("/account/profile/picture")
    }

    /// Where one takes it away again.
    pub fn account_avatar_remove(&self) -> String {
        self.at("/account/profile/picture/remove")
    }

    /// Whether files may come with what is sent to a path.
    pub fn takes_files(&self, path: &str) -> bool {
        self.takes_words(path) || path == self.account_avatar()
    }

    /// What one says about oneself.
    pub fn account_profile(&self) -> String {
        self.at("/account/profile")
    }

    /// How one likes to read.
    pub fn settings(&self) -> String {
        self.at("/settings")
    }

    /// The same, coming back to `next` afterwards.
    pub fn settings_from(&self, next: &str) -> String {
        self.at(format_args!(
            "/settings?next={}",
            utf8_percent_encode(next, QUERY)
        ))
    }

    /// Where that is sent.
    pub fn settings_saved(&self) -> String {
        self.at("/settings/save")
    }
}
