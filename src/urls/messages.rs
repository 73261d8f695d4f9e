//! Addresses of private messages, and of drafts.

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::{SEGMENT, Urls};

/// What words were meant for, as the address says to which they are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsFor {
    /// The wall.
    Wall,
    /// A room, by its name in addresses.
    Room(String),
    /// A person's own wall, by their address.
    Own(String),
    /// A comment on the post of this number.
    Comment(i64),
    /// A change of the post of this number.
    Edit(i64),
    /// A private message, by the receiver's address.
    Message(String),
}

impl Urls {
    /// One's private messages.
    pub fn messages(&self) -> String {
        self.at("/messages")
    }

    /// The conversation with somebody, by their address.
    pub fn messages_with(&self, address: &str) -> String {
        self.at(format_args!(
            "/messages/{}",
            utf8_percent_encode(address, SEGMENT)
        ))
    }

    /// Where messages to somebody are sent. lynx would show the page as it was, were it the page's own
    /// address.
    pub fn messages_send(&self, address: &str) -> String {
        format!("{}/posts", self.messages_with(address))
    }

    /// Where a conversation is deleted for whoever looks.
    pub fn conversation_delete(&self, address: &str) -> String {
        format!("{}/delete", self.messages_with(address))
    }

    /// Where a message is deleted.
    pub fn message_delete(&self, address: &str, id: i64) -> String {
        format!("{}/{id}/delete", self.messages_with(address))
    }

    /// Where a message is shown to the moderators.
    pub fn message_report(&self, address: &str, id: i64) -> String {
        format!("{}/{id}/report", self.messages_with(address))
    }

    /// From whom one takes messages.
    pub fn blocks(&self) -> String {
        self.at("/account/blocks")
    }

    /// Where somebody is blocked.
    pub fn blocks_add(&self) -> String {
        self.at("/account/blocks/add")
    }

    /// Where they are let write again.
    pub fn blocks_end(&self) -> String {
        self.at("/account/blocks/end")
    }

    /// Where it is set whether one takes messages at all.
    pub fn taking(&self) -> String {
        self.at("/account/blocks/taking")
    }

    /// The messages that were shown to the moderators.
    pub fn reported_messages(&self) -> String {
        self.at("/moderation/messages")
    }

    /// Where one of them is settled.
    pub fn reported_messages_settle(&self) -> String {
        self.at("/moderation/messages/settle")
    }

    /// One's drafts.
    pub fn drafts(&self) -> String {
        self.at("/account/drafts")
    }

    /// Where a draft is thrown away.
    pub fn drafts_drop(&self) -> String {
        self.at("/account/drafts/drop")
    }

    /// The page where a post is edited, under another address than the one that its form is sent to, which
    /// lynx needs to show it anew.
    pub fn post_edit_page(&self, id: i64) -> String {
        format!("{}?draft=1", self.post_edit(id))
    }

    /// What words are for that are sent to this path, and the page with the composer for them.
    pub fn words_for(&self, path: &str) -> Option<(WordsFor, String)> {
        let mut parts = path.strip_prefix(&*self.base)?.split('/').skip(1);
        let parts = [parts.next(), parts.next(), parts.next(), parts.next()];
        let text = |part| percent_decode_str(part).decode_utf8().ok();
        Some(match parts {
            [Some("posts"), None, ..] => (WordsFor::Wall, self.wall()),
            [Some("rooms"), Some(slug), Some("posts"), None] => {
                (WordsFor::Room(slug.to_owned()), self.room(slug))
            }
            [Some("people"), Some(name), Some("posts"), None] => {
                let name = text(name)?.into_owned();
                let page = self.person(&name);
                (WordsFor::Own(name), page)
            }
            [Some("messages"), Some(name), Some("posts"), None] => {
                let name = text(name)?.into_owned();
                let page = self.messages_with(&name);
                (WordsFor::Message(name), page)
            }
            [Some("posts"), Some(id), Some("comments"), None] => {
                let id = id.parse().ok()?;
                (WordsFor::Comment(id), self.post(id))
            }
            [Some("posts"), Some(id), Some("edit"), None] => {
                let id = id.parse().ok()?;
                let page = self.post_edit_page(id);
                (WordsFor::Edit(id), page)
            }
            _ => return None,
        })
    }
}

/// An address of ours that names somebody as they were called before, as it is now; nothing where it names
/// them not.
pub fn readdressed(path: &str, from: &str, to: &str) -> Option<String> {
    let segment = |address| utf8_percent_encode(address, SEGMENT);
    ["/people/", "/messages/"].iter().find_map(|of| {
        let (before, after) = path.split_once(&format!("{of}{}", segment(from)))?;
        let ends = after.is_empty() || after.starts_with(['/', '#', '?']);
        ends.then(|| format!("{before}{of}{}{after}", segment(to)))
    })
}

/// A pattern of SQL's LIKE for all addresses that [`readdressed`] may change, and some others: what is
/// escaped in an address stands for anything there.
pub fn naming(address: &str) -> String {
    format!("%/{}%", utf8_percent_encode(address, SEGMENT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::BasePath;

    #[test]
    fn each_place_that_takes_words_has_its_page() {
        let base: BasePath = "/forum".parse().expect("a base path");
        let urls = Urls::new(&base);
        for (sent_to, words, page) in [
            (urls.posts(), WordsFor::Wall, urls.wall()),
            (
                urls.room_posts("tea"),
                WordsFor::Room("tea".into()),
                urls.room("tea"),
            ),
            (
                urls.person_posts("Zoë K."),
                WordsFor::Own("Zoë K.".into()),
                urls.person("Zoë K."),
            ),
            (
                urls.messages_send("Zoë"),
                WordsFor::Message("Zoë".into()),
                urls.messages_with("Zoë"),
            ),
            (urls.comments(7), WordsFor::Comment(7), urls.post(7)),
        ] {
            assert_eq!(urls.words_for(&sent_to), Some((words, page)));
        }
        let other = [urls.account(), urls.rooms(), "/posts".to_owned()];
        assert!(other.iter().all(|path| urls.words_for(path).is_none()));
    }
    #[test]
    fn words_for_somebody_follow_their_address() {
        let urls = Urls::new(&"/forum".parse::<BasePath>().expect("a base path"));
        for place in [Urls::messages_send, Urls::person_posts] {
            let moved = readdressed(&place(&urls, "Zoë K."), "Zoë K.", "7~");
            assert_eq!(moved, Some(place(&urls, "7~")));
            assert_eq!(readdressed(&place(&urls, "A Zoë"), "Zoë", "7~"), None);
        }
        let seen_at = format!("{}#m7", urls.messages_with("Zoë"));
        assert_eq!(
            readdressed(&seen_at, "Zoë", "7~").as_deref(),
            Some("/forum/messages/7~#m7")
        );
        assert_eq!(readdressed(&urls.room_posts("tea"), "tea", "7~"), None);
    }
}
