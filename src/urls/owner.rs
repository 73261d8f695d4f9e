//! Addresses of the owners, and what stays open whatever they decide.

use percent_encoding::utf8_percent_encode;

use super::{QUERY, SEGMENT, Urls, Window};

impl Urls {
    /// The owners' settings.
    pub fn owner(&self) -> String {
        self.at("/owner")
    }

    /// Where a group of settings is sent, and where it stands.
    pub fn owner_group(&self, group: &str) -> String {
        self.at(format_args!("/owner/{group}"))
    }

    /// Where a group of settings stands among all of them.
    pub fn owner_at(&self, group: &str) -> String {
        self.at(format_args!("/owner#{group}"))
    }

    /// Where the wall is put under siege, and out of it.
    pub fn owner_siege(&self) -> String {
        self.at("/owner/siege")
    }

    /// People and roles.
    pub fn owner_people(&self) -> String {
        self.at("/owner/people")
    }

    /// A part of the list of those whose pseudonyms begin so.
    pub fn owner_people_part(&self, beginning: &str, window: Window) -> String {
        let people = self.owner_people();
        let part = window.query();
        if beginning.is_empty() {
            return format!("{people}{part}");
        }
        let beginning = utf8_percent_encode(beginning, QUERY);
        let part = part.replace('?', "&");
        format!("{people}?q={beginning}{part}")
    }

    /// Where a role is given.
    pub fn owner_role(&self) -> String {
        self.at("/owner/people/role")
    }

    /// Where a person is deleted with all their words.
    pub fn owner_erase(&self, address: &str) -> String {
        self.at(format_args!(
            "/owner/people/{}/erase",
            utf8_percent_encode(address, SEGMENT)
        ))
    }

    /// Invitations.
    pub fn owner_invitations(&self) -> String {
        self.at("/owner/invitations")
    }

    /// The same, with the code of the one that this form made.
    pub fn owner_invitation_made(&self, once: &str) -> String {
        self.at(format_args!(
            "/owner/invitations?made={}",
            utf8_percent_encode(once, QUERY)
        ))
    }

    /// Where an invitation is taken back.
    pub fn owner_end_invitation(&self) -> String {
        self.at("/owner/invitations/end")
    }

    /// What owners did.
    pub fn owner_log(&self) -> String {
        self.at("/owner/log")
    }

    /// Where a room is deleted for good.
    pub fn room_wipe(&self, slug: &str) -> String {
        self.at(format_args!("/rooms/{slug}/wipe"))
    }

    /// Taking a pseudonym with an invitation.
    pub fn login_invited(&self, code: &str) -> String {
        self.at(format_args!(
            "/login?invitation={}",
            utf8_percent_encode(code, QUERY)
        ))
    }

    /// Who waits to be let in.
    pub fn applicants(&self) -> String {
        self.at("/moderation/applicants")
    }

    /// Where it is decided about them. lynx would show the page as it was, were it the page's own address.
    pub fn applicants_decide(&self) -> String {
        self.at("/moderation/applicants/decide")
    }
}
