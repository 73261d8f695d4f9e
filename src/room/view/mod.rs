//! The HTML of the list of rooms, of settings, and of a deletion.

mod ruling;

pub use ruling::{Ruling, Settings};

use std::collections::HashMap;

use maud::{Markup, html};

use super::visit::{UNREAD_MOST, Unread};
use super::{ABOUT_MAX, Act, Room, TITLE_MAX, may, may_open, not_opener};
use crate::html::form::{self, Field};
use crate::html::{Lights, Page, Pager, Ui, light, pager, person_link};
use crate::locale::Value;
use crate::rules::Who;
use crate::urls::Window;
use crate::web::Typed;

/// The form for title and text as it was filled in.
#[derive(Debug, Default)]
pub struct Description {
    /// The title.
    pub title: Typed,
    /// What it is about.
    pub about: Typed,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

impl Description {
    /// As the room is now.
    pub fn of(room: &Room) -> Self {
        let typed = |text: &str| Typed {
            text: text.to_owned(),
            error: None,
        };
        Self {
            title: typed(&room.title),
            about: typed(&room.about),
            problem: None,
        }
    }

    /// All that was typed.
    pub fn typed(&self) -> String {
        format!("{}\n\n{}", self.title.text, self.about.text)
    }

    /// Whether nothing is wrong with it.
    pub fn is_sound(&self) -> bool {
        self.title
            .error
            .or(self.about.error)
            .or(self.problem)
            .is_none()
    }
}

/// The list of rooms, and the form to open one.
pub fn rooms(
    ui: &Ui,
    rooms: &[Room],
    window: Window,
    through: Pager,
    state: &Description,
    news: &News,
) -> Page {
    let main = html! {
        h1 { (ui.t("rooms-title")) }
        @if rooms.is_empty() { p.empty { (ui.t("rooms-empty")) } }
        @if !news.unread.is_empty() {
            ul.acts {
                li { a href=(ui.urls.unread()) { (ui.t("unread-title")) } }
                li { (read_button(ui, &ui.urls.unread_read(), news.seq, ui.t("unread-read-all"))) }
            }
        }
        ul.rooms { @for room in rooms { (row(ui, room, news)) } }
        (pager(ui, &through))
        @let member = ui.viewer.member.is_some();
        @if member && may_open(&ui.viewer) {
            section.open {
                h2 { (ui.t("room-open-title")) }
                (description_form(ui, &ui.urls.rooms(), state, ui.t("room-open")))
            }
        } @else if member || ui.viewer.rules.openers == Who::Moderators {
            p.notice { (ui.t(not_opener(&ui.viewer))) }
        } @else {
            p.join #write { a href=(ui.urls.login_from(&ui.urls.rooms())) { (ui.t("join-rooms")) } }
        }
    };
    Page::new("rooms", ui.t("rooms-title"), main)
        .paged(through)
        .known_as(format!("{}{}", ui.urls.rooms(), window.query()))
}

/// What is unread in the rooms of a list.
#[derive(Debug, Default)]
pub struct News {
    /// By room.
    pub unread: HashMap<i64, Unread>,
    /// The number of the last entry of the log: up to there it is marked as read.
    pub seq: i64,
}

/// How many posts are unread, in words.
pub fn unread_words(ui: &Ui, unread: Unread) -> String {
    if unread.count < UNREAD_MOST {
        ui.t_with("unread-count", &[("count", Value::Number(unread.count))])
    } else {
        let most = [("count", Value::Number(UNREAD_MOST - 1))];
        ui.t_with("unread-many", &most)
    }
}

/// The button that marks as read what stands on a page: nothing that came after it.
pub fn read_button(ui: &Ui, action: &str, seq: i64, label: &str) -> Markup {
    form::form(
        ui,
        action,
        "",
        None,
        &html! {
            input type="hidden" name="up_to" value=(seq);
            input type="hidden" name="next" value=(ui.here);
            button { (label) }
        },
    )
}

fn row(ui: &Ui, room: &Room, news: &News) -> Markup {
    html! {
        li.room {
            h2 { a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } } }
            @if !room.about.is_empty() { p dir="auto" { (room.about) } }
            p.count { (ui.t_with("room-posts", &[("count", Value::Number(room.posts))])) }
            @if let Some(unread) = news.unread.get(&room.id) {
                ul.acts.unread {
                    li { a href=(ui.urls.room_unread(&room.slug)) { (unread_words(ui, *unread)) } }
                    li { (read_button(ui, &ui.urls.room_read(&room.slug), news.seq, ui.t("unread-read"))) }
                }
            }
            (here(ui, &ui.lights.in_room(room.id)))
        }
    }
}

/// How many people of a room are named in the list of rooms.
const NAMED: usize = 12;

/// Who is in a room.
fn here(ui: &Ui, lights: &Lights) -> Markup {
    html! {
        @if !lights.here.is_empty() {
            ul.here aria-label=(ui.t("room-here")) {
                @for firefly in lights.here.iter().take(NAMED) {
                    li {
                        (light(ui, firefly))
                        (person_link(ui, &firefly.name, &firefly.address, ""))
                    }
                }
                @if lights.here.len() > NAMED { li { "…" } }
            }
        }
    }
}

fn description_form(ui: &Ui, action: &str, state: &Description, label: &str) -> Markup {
    html! {
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, action, "description", None, &html! {
            (Field {
                name: "title",
                label: ui.t("room-title"),
                value: &state.title.text,
                error: state.title.error.map(|error| ui.t(error)),
                required: true,
                max: TITLE_MAX,
                ..Field::default()
            }.line("text"))
            (Field {
                name: "about",
                label: ui.t("room-about"),
                value: &state.about.text,
                error: state.about.error.map(|error| ui.t(error)),
                max: ABOUT_MAX,
                ..Field::default()
            }.line("text"))
            button { (label) }
        }))
    }
}

/// A room's settings.
pub fn settings(ui: &Ui, room: &Room, settings: &Settings) -> Page {
    let state = &settings.description;
    let main = html! {
        p.up { a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } } }
        h1 { (ui.t("room-settings-title")) }
        (description_form(ui, &ui.urls.room_settings(&room.slug), state, ui.t("room-save")))
        (ruling::forms(ui, room, settings))
        @if may(&ui.viewer, room, Act::Delete).is_ok() {
            p.danger { a href=(ui.urls.room_delete(&room.slug)) { (ui.t("room-delete")) } }
        }
        @if ui.viewer.owns_the_wall() {
            p.danger { a href=(ui.urls.room_wipe(&room.slug)) { (ui.t("wipe-title")) } }
        }
    };
    Page::new("settings", ui.t("room-settings-title"), main)
}

/// The question before a discussion is deleted.
pub fn deletion(ui: &Ui, room: &Room, confirm: &Typed, problem: Option<&'static str>) -> Page {
    let days = i64::from(ui.undo_days);
    let main = html! {
        p.up { a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } } }
        h1 { (ui.t("room-delete")) }
        p { (ui.t_with("room-delete-what", &[("count", Value::Number(room.posts)), ("days", Value::Number(days))])) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.room_delete(&room.slug), "danger", None, &html! {
            (Field {
                name: "confirm",
                label: &ui.t_with("room-delete-confirm", &[("slug", Value::Text(&room.slug))]),
                value: &confirm.text,
                error: confirm.error.map(|error| ui.t(error)),
                required: true,
                max: 100,
                ..Field::default()
            }.line("text"))
            button.destructive { (ui.t("room-delete")) }
        }))
    };
    Page::new("deletion", ui.t("room-delete"), main)
}

/// A room whose discussion was deleted; with the undo, for those who may.
pub fn gone(ui: &Ui, room: &Room) -> Page {
    let main = html! {
        p.status { "410" }
        h1 { (ui.t("room-gone-title")) }
        p { (ui.t("room-gone")) }
        @if may(&ui.viewer, room, Act::Restore(ui.now, ui.undo_days)).is_ok() {
            (form::button(ui, &ui.urls.room_restore(&room.slug), "undo", ui.t("undo")))
            @if ui.viewer.owns_the_wall() {
                p.danger { a href=(ui.urls.room_wipe(&room.slug)) { (ui.t("wipe-title")) } }
            }
        }
        p { a href=(ui.urls.rooms()) { (ui.t("rooms-title")) } }
    };
    Page::new("error", ui.t("room-gone-title"), main).status(410)
}
