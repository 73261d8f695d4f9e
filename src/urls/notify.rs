//! Addresses of what is new to somebody: notifications, what is unread, what they follow.

use percent_encoding::utf8_percent_encode;

use super::{SEGMENT, Urls, Window};

impl Urls {
    /// What somebody is told of.
    pub fn notifications(&self) -> String {
        self.at("/notifications")
    }

    /// A part of that list.
    pub fn notifications_part(&self, window: Window) -> String {
        format!("{}{}", self.notifications(), window.query())
    }

    /// Where one of them is marked as read.
    pub fn notification_read(&self) -> String {
        self.at("/notifications/read")
    }

    /// Where all of them are.
    pub fn notifications_read(&self) -> String {
        self.at("/notifications/read-all")
    }

    /// What somebody follows and mutes.
    pub fn following(&self) -> String {
        self.at("/notifications/following")
    }

    /// A part of that list.
    pub fn following_part(&self, window: Window) -> String {
        format!("{}{}", self.following(), window.query())
    }

    /// Where the wall is followed.
    pub fn wall_following(&self) -> String {
        self.at("/posts/following")
    }

    /// Where a room is followed.
    pub fn room_following(&self, slug: &str) -> String {
        self.at(format_args!(
            "/rooms/{}/following",
            utf8_percent_encode(slug, SEGMENT)
        ))
    }

    /// Where a person's own wall is followed.
    pub fn person_following(&self, address: &str) -> String {
        format!("{}/following", self.person(address))
    }

    /// Where a thread is followed.
    pub fn thread_following(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/following"))
    }

    /// Everything that is unread.
    pub fn unread(&self) -> String {
        self.at("/unread")
    }

    /// Where all of it is marked as read.
    pub fn unread_read(&self) -> String {
        self.at("/unread/read")
    }

    /// The way to the first unread post of the wall.
    pub fn wall_unread(&self) -> String {
        self.at("/posts/unread")
    }

    /// The way to the first unread message of a room.
    pub fn room_unread(&self, slug: &str) -> String {
        self.at(format_args!(
            "/rooms/{}/unread",
            utf8_percent_encode(slug, SEGMENT)
        ))
    }

    /// A list from one of its posts on, and that post in it.
    pub fn at_post(&self, list: &str, id: i64) -> String {
        format!("{list}{}#p{id}", Window::After(id - 1).query())
    }

    /// Where the wall is marked as read.
    pub fn wall_read(&self) -> String {
        self.at("/posts/read")
    }

    /// Where a room is marked as read.
    pub fn room_read(&self, slug: &str) -> String {
        self.at(format_args!(
            "/rooms/{}/read",
            utf8_percent_encode(slug, SEGMENT)
        ))
    }

    /// The choice of letters about what is unread.
    pub fn letters(&self) -> String {
        self.at("/account/letters")
    }

    /// Where it is sent. lynx would show the page as it was, were it the page's own address.
    pub fn letters_choose(&self) -> String {
        self.at("/account/letters/choose")
    }

    /// Where whoever holds a letter ends them, without logging in.
    pub fn letters_end(&self, person: i64, proof: &str) -> String {
        self.at(format_args!(
            "/account/letters/end?person={person}&proof={proof}"
        ))
    }
}
