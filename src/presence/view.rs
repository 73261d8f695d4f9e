//! The HTML of the page that shows everybody who is here, and where.

use maud::{Markup, html};

use crate::html::{Firefly, Page, Ui, light, person_link};
use crate::locale::Value;
use crate::room::Room;

/// Everybody who is here, by pseudonym. `rooms` are those that somebody is in.
pub fn fireflies(ui: &Ui, rooms: &[Room]) -> Page {
    let lights = &ui.lights;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let main = html! {
        h1 { (ui.t("fireflies")) }
        p.lede { (ui.t("fireflies-lede")) }
        @if lights.here.is_empty() {
            p.empty { (ui.t("fireflies-nobody")) }
        } @else {
            p.count {
                (ui.t_with("fireflies-count", &[("count", Value::Number(count(lights.here.len())))]))
            }
            ul.everybody { @for firefly in &lights.here { (one(ui, firefly, rooms)) } }
        }
        @if lights.strangers() > 0 {
            p.strangers {
                (ui.t_with("fireflies-strangers", &[("count", Value::Number(count(lights.strangers())))]))
            }
        }
    };
    Page::new("fireflies", ui.t("fireflies"), main).known_as(ui.urls.fireflies())
}

fn one(ui: &Ui, firefly: &Firefly, rooms: &[Room]) -> Markup {
    html! {
        li class=[firefly.idle.then_some("idle")] {
            (light(ui, firefly))
            (person_link(ui, &firefly.name, &firefly.address, ""))
            " " span.count.places {
                @if !firefly.kept { (ui.t("unkept")) " " }
                @if firefly.idle { (ui.t("idle")) " " }
                @for (n, room) in rooms.iter().filter(|room| firefly.rooms.contains(&room.id)).enumerate() {
                    @if n > 0 || !firefly.kept || firefly.idle { "· " }
                    (place(ui, room)) " "
                }
            }
        }
    }
}

fn place(ui: &Ui, room: &Room) -> Markup {
    html! {
        @if room.slug.is_empty() {
            a href=(ui.urls.wall()) { (ui.t("nav-wall")) }
        } @else {
            a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } }
        }
    }
}
