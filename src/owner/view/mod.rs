//! The HTML of the owners' pages.

mod danger;
mod joining;
mod log;
mod people;
mod settings;

use maud::{Markup, html};

pub use danger::{erasure, wiping};
pub use joining::{Inviting, NOTE_MAX, USES_MAX, applicants, invitations};
pub use log::log;
pub use people::{People, people};
pub use settings::settings;

use crate::account::password;
use crate::html::Ui;
use crate::html::form::Field;
use crate::locale::key;
use crate::viewer::Role;

/// The way to each of the owners' pages, and to those that moderators share with them.
fn pages(ui: &Ui) -> Markup {
    let urls = &ui.urls;
    let all = [
        (urls.owner(), ui.t("owner-settings")),
        (urls.owner_people(), ui.t("owner-people")),
        (urls.owner_invitations(), ui.t("owner-invitations")),
        (urls.applicants(), ui.t("applicants-title")),
        (urls.owner_log(), ui.t("owner-log")),
    ];
    let here = ui.here.split('?').next().unwrap_or_default();
    html! {
        nav.owner-pages aria-label=(ui.t("owner-pages")) {
            ul.acts {
                @for (address, words) in &all {
                    @let current = here == address;
                    li { a href=(address) aria-current=[current.then_some("page")] { (words) } }
                }
            }
        }
    }
}

/// What a role is called: a key of the locales.
fn role_word(role: Role) -> &'static str {
    match role {
        Role::Member => key("role-member"),
        Role::Moderator => key("role-moderator"),
        Role::Owner => key("role-owner"),
    }
}

/// The field for the password, asked once more.
fn password_again(ui: &Ui, error: Option<&'static str>) -> Markup {
    Field {
        name: "current",
        label: ui.t("password-again"),
        error: error.map(|error| ui.t(error)),
        autocomplete: Some("current-password"),
        required: true,
        max: password::MAX,
        ..Field::default()
    }
    .line("password")
}
