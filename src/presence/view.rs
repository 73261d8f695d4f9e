//! The HTML of the page that shows everybody who is here.

use maud::html;

use crate::html::{Page, Ui, light, person_link};
use crate::locale::Value;

/// Everybody who is here.
pub fn fireflies(ui: &Ui) -> Page {
    let lights = &ui.lights;
    let count = i64::try_from(lights.here.len()).unwrap_or(i64::MAX);
    let main = html! {
        h1 { (ui.t("fireflies")) }
        p.lede { (ui.t("fireflies-lede")) }
        @if lights.here.is_empty() {
            p.empty { (ui.t("fireflies-nobody")) }
        } @else {
            p.count { (ui.t_with("fireflies-count", &[("count", Value::Number(count))])) }
            ul.everybody {
                @for firefly in &lights.here {
                    li {
                        (light(ui, &firefly.name, &firefly.address))
                        (person_link(ui, &firefly.name, &firefly.address, ""))
                        @if !firefly.kept { " " span.unkept { (ui.t("unkept")) } }
                    }
                }
            }
        }
    };
    Page::new("fireflies", ui.t("fireflies"), main)
}
