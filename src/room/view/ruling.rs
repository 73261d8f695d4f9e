//! The forms for how a room is written in, and who keeps order there.

use maud::{Markup, html};

use super::{Description, Room};
use crate::html::form::{self, Field};
use crate::html::{Ui, person_link};
use crate::locale::key;
use crate::rules::Who;
use crate::web::Typed;

/// What stands on the page of a room's settings.
#[derive(Debug, Default)]
pub struct Settings {
    /// Title and text.
    pub description: Description,
    /// How it is written in.
    pub ruling: Ruling,
    /// Who keeps order besides whoever opened it: pseudonyms and addresses.
    pub keepers: Vec<(String, String)>,
    /// Who is to, as typed.
    pub keeper: Typed,
}

/// How a room is written in, as it was filled in.
#[derive(Debug, Default)]
pub struct Ruling {
    /// Whether each post waits.
    pub approves: bool,
    /// How many seconds one waits.
    pub slow: Typed,
    /// Who may write.
    pub writers: Who,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

/// What a choice of people is called.
pub fn who(choice: Who) -> &'static str {
    match choice {
        Who::Everybody => key("who-everybody"),
        Who::Members => key("who-members"),
        Who::Kept => key("who-kept"),
        Who::Moderators => key("who-moderators"),
    }
}

/// Both forms.
pub fn forms(ui: &Ui, room: &Room, settings: &Settings) -> Markup {
    let ruling = &settings.ruling;
    html! {
        section.ruling #rules {
            h2 { (ui.t("room-rules-title")) }
            (form::problem(ruling.problem.map(|problem| ui.t(problem))))
            (form::form(ui, &ui.urls.room_rules(&room.slug), "ruling", None, &html! {
                div.field {
                    label { input type="checkbox" name="approves" value="1" checked[ruling.approves]; " " (ui.t("room-approves")) }
                }
                (Field {
                    name: "slow",
                    label: ui.t("room-slow"),
                    hint: Some(ui.t("room-slow-hint")),
                    value: &ruling.slow.text,
                    error: ruling.slow.error.map(|error| ui.t(error)),
                    required: true,
                    max: 5,
                    ..Field::default()
                }.line("text"))
                div.field {
                    label for="writers" { (ui.t("room-writers")) }
                    select name="writers" id="writers" {
                        @for choice in [Who::Everybody, Who::Kept, Who::Moderators] {
                            option value=(choice.as_str()) selected[choice == ruling.writers] { (ui.t(who(choice))) }
                        }
                    }
                }
                button { (ui.t("room-rules-save")) }
            }))
        }
        section.keepers #keepers {
            h2 { (ui.t("room-keepers-title")) }
            @if settings.keepers.is_empty() { p { (ui.t("room-keepers-none")) } }
            ul.log {
                @for (name, address) in &settings.keepers {
                    li.act {
                        (person_link(ui, name, address, "")) " "
                        (form::form(ui, &ui.urls.room_keepers(&room.slug), "undo", None, &html! {
                            input type="hidden" name="keeper" value=(name);
                            input type="hidden" name="keeps" value="no";
                            button { (ui.t("room-keeper-remove")) }
                        }))
                    }
                }
            }
            (form::form(ui, &ui.urls.room_keepers(&room.slug), "keeper", None, &html! {
                (Field {
                    name: "keeper",
                    label: ui.t("room-keeper"),
                    value: &settings.keeper.text,
                    error: settings.keeper.error.map(|error| ui.t(error)),
                    required: true,
                    max: 100,
                    ..Field::default()
                }.line("text"))
                button { (ui.t("room-keeper-add")) }
            }))
        }
    }
}
