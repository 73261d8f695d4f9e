//! What owners did.

use maud::{Markup, html};

use super::{pages, role_word};
use crate::html::{Page, Pager, Ui, pager, person_link, time};
use crate::locale::Lang;
use crate::owner::settings::{Change, Kind, ON};
use crate::owner::store::{Act, What};

/// The page.
pub fn log(ui: &Ui, acts: &[Act], through: Pager) -> Page {
    let main = html! {
        h1 { (ui.t("owner-log")) }
        (pages(ui))
        p.lede { (ui.t("owner-log-lede")) }
        @if acts.is_empty() { p.empty { (ui.t("owner-log-empty")) } }
        ul.owner-log { @for act in acts { (row(ui, act)) } }
        (pager(ui, &through))
    };
    Page::new("owner", ui.t("owner-log"), main).paged(through)
}

fn row(ui: &Ui, act: &Act) -> Markup {
    html! {
        li id={ "a" (act.seq) } {
            p.when { (time::full(ui, act.at, "at")) " · " (who(ui, act.by.as_ref())) }
            @match &act.what {
                What::Role(role) => {
                    p { (ui.t("did-role")) " " (who(ui, act.person.as_ref())) (ui.t("said")) " " strong { (ui.t(role_word(*role))) } }
                }
                What::Rules(changes) => {
                    p { (ui.t("did-rules")) }
                    ul { @for change in changes { (changed(ui, change)) } }
                }
                What::Wiped(reason) => {
                    p {
                        (ui.t("did-wipe"))
                        @if let Some(title) = &act.room { " " bdi { (title) } }
                        @if !reason.is_empty() { (ui.t("said")) " " q dir="auto" { (reason) } }
                    }
                }
                What::Erased => { p { (ui.t("did-erase")) } }
            }
        }
    }
}

fn who(ui: &Ui, person: Option<&(String, String)>) -> Markup {
    match person {
        Some((name, address)) if !name.is_empty() => person_link(ui, name, address, ""),
        _ => html! { (ui.t("somebody-erased")) },
    }
}

/// What a setting was, and what it became. Of long words it is only said that they changed.
fn changed(ui: &Ui, change: &Change) -> Markup {
    html! {
        li {
            (ui.t(change.setting.label))
            @if !matches!(change.setting.kind, Kind::Area(_)) {
                (ui.t("said")) " " (value(ui, change, &change.before)) " → " strong { (value(ui, change, &change.after)) }
            }
        }
    }
}

fn value(ui: &Ui, change: &Change, text: &str) -> Markup {
    match change.setting.kind {
        Kind::Choice(choices) => {
            let words = choices.iter().find(|(word, _)| *word == text);
            html! { @if let Some((_, words)) = words { (ui.t(words)) } @else { (text) } }
        }
        Kind::Switch => html! { (ui.t(if text == ON { "set-on" } else { "set-off" })) },
        Kind::Languages => {
            let names: Vec<&str> = text
                .split(' ')
                .filter_map(Lang::from_code)
                .map(Lang::name)
                .collect();
            html! { (names.join(", ")) }
        }
        Kind::Several(choices) if !text.is_empty() => {
            let names: Vec<&str> = choices
                .iter()
                .filter(|(word, _)| text.split(' ').any(|set| set == *word))
                .map(|(_, words)| ui.t(words))
                .collect();
            html! { (names.join(", ")) }
        }
        Kind::Line(_) | Kind::Several(_) if text.is_empty() => html! { (ui.t("set-nothing")) },
        Kind::Line(_) | Kind::Area(_) | Kind::Number(..) | Kind::Several(_) => {
            html! { bdi { (text) } }
        }
    }
}
