//! What cannot be undone: it asks for the password once more.

use maud::html;

use super::{pages, password_again};
use crate::account::store::Person;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, light};
use crate::locale::Value;
use crate::room::Room;
use crate::web::Typed;

/// How many characters a reason has at most.
const REASON_MAX: usize = 500;

/// The question before a person is deleted with all their words.
pub fn erasure(
    ui: &Ui,
    person: &Person,
    password_error: Option<&'static str>,
    problem: Option<&'static str>,
) -> Page {
    let main = html! {
        p.up { a href=(ui.urls.owner_people()) { (ui.t("owner-people")) } }
        h1 { (ui.t("erase-title")) }
        p { (light(ui, person)) " " bdi { (person.name) } }
        p { (ui.t_with("erase-what", &[("name", Value::Text(&person.name))])) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.owner_erase(&person.address), "danger", None, &html! {
            (password_again(ui, password_error))
            button.destructive { (ui.t("erase-button")) }
        }))
        (pages(ui))
    };
    Page::new("owner", ui.t("erase-title"), main)
}

/// The question before a room is deleted for good.
pub fn wiping(
    ui: &Ui,
    room: &Room,
    reason: &Typed,
    password_error: Option<&'static str>,
    problem: Option<&'static str>,
) -> Page {
    let count = [("count", Value::Number(room.posts))];
    let main = html! {
        p.up { a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } } }
        h1 { (ui.t("wipe-title")) }
        p { bdi { (room.title) } }
        p { (ui.t_with("wipe-what", &count)) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.room_wipe(&room.slug), "danger", None, &html! {
            (Field {
                name: "reason",
                label: ui.t("wipe-reason"),
                value: &reason.text,
                error: reason.error.map(|error| ui.t(error)),
                max: REASON_MAX,
                ..Field::default()
            }.line("text"))
            (password_again(ui, password_error))
            button.destructive { (ui.t("wipe-button")) }
        }))
    };
    Page::new("owner", ui.t("wipe-title"), main)
}
