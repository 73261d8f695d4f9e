//! Addresses of those who keep order, and of those about whom they decide.

use percent_encoding::utf8_percent_encode;

use super::{QUERY, SEGMENT, Urls};

impl Urls {
    /// Where it is set how a room is written in.
    pub fn room_rules(&self, slug: &str) -> String {
        self.at(format_args!(
            "/rooms/{}/rules",
            utf8_percent_encode(slug, SEGMENT)
        ))
    }

    /// Where it is set who keeps order in a room.
    pub fn room_keepers(&self, slug: &str) -> String {
        self.at(format_args!(
            "/rooms/{}/keepers",
            utf8_percent_encode(slug, SEGMENT)
        ))
    }

    /// Where a moderator decides about a post.
    pub fn post_moderate(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/moderate"))
    }

    /// Where a post is reported.
    pub fn post_report(&self, id: i64) -> String {
        self.at(format_args!("/posts/{id}/report"))
    }

    /// What became of a report.
    pub fn receipt(&self, receipt: &str) -> String {
        self.at(format_args!(
            "/reports/{}",
            utf8_percent_encode(receipt, SEGMENT)
        ))
    }

    /// What waits for a moderator.
    pub fn moderation(&self) -> String {
        self.at("/moderation")
    }

    /// Where what moderators did is undone.
    pub fn moderation_undo(&self) -> String {
        self.at("/moderation/undo")
    }

    /// Where all that was written in a while is looked for.
    pub fn moderation_sweep(&self) -> String {
        self.at("/moderation/sweep")
    }

    /// The same, for all that one person wrote.
    pub fn moderation_sweep_of(&self, address: &str, since: &str) -> String {
        let author = utf8_percent_encode(address, QUERY);
        self.at(format_args!(
            "/moderation/sweep?since={since}&who=all&author={author}&look=look"
        ))
    }

    /// Who is kept from what.
    pub fn moderation_people(&self) -> String {
        self.at("/moderation/people")
    }

    /// All that a moderator can know about a person.
    pub fn moderation_person(&self, address: &str) -> String {
        self.at(format_args!(
            "/moderation/people/{}",
            utf8_percent_encode(address, SEGMENT)
        ))
    }

    /// Where a person is released from a restraint.
    pub fn moderation_release(&self, address: &str) -> String {
        self.at(format_args!(
            "/moderation/people/{}/release",
            utf8_percent_encode(address, SEGMENT)
        ))
    }

    /// Where an appeal is answered.
    pub fn moderation_appeal(&self, id: i64) -> String {
        self.at(format_args!("/moderation/appeals/{id}"))
    }

    /// The filters that posts are held against.
    pub fn filters(&self) -> String {
        self.at("/moderation/filters")
    }

    /// Where a filter is made. lynx would show the page as it was, were it the page's own address.
    pub fn filters_add(&self) -> String {
        self.at("/moderation/filters/add")
    }

    /// Where a filter is deleted.
    pub fn filter_delete(&self, id: i64) -> String {
        self.at(format_args!("/moderation/filters/{id}/delete"))
    }

    /// What moderators did.
    pub fn moderation_log(&self) -> String {
        self.at("/moderation/log")
    }

    /// All that one press did.
    pub fn moderation_batch(&self, batch: i64) -> String {
        self.at(format_args!("/moderation/log?batch={batch}"))
    }

    /// The same, as a feed.
    pub fn moderation_log_feed(&self) -> String {
        self.at("/moderation/log.atom")
    }

    /// What was decided about whoever looks.
    pub fn decisions(&self) -> String {
        self.at("/account/decisions")
    }

    /// Where it is said that warnings were read.
    pub fn decisions_read(&self) -> String {
        self.at("/account/decisions/read")
    }

    /// Where an appeal is sent.
    pub fn decisions_appeal(&self) -> String {
        self.at("/account/decisions/appeal")
    }
}
