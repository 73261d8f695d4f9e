//! From whom one takes messages.

use maud::{Markup, html};

use crate::account::pseudonym;
use crate::account::store::Person;
use crate::clock::Micros;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, light, person_link, time};
use crate::web::Typed;

/// What the page shows.
#[derive(Debug, Default)]
pub struct Blocks {
    /// From whom no messages are taken, and since when.
    pub people: Vec<(Person, Micros)>,
    /// Whether none are taken from anybody.
    pub closed: bool,
    /// Who is to be blocked.
    pub name: Typed,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

/// The page.
pub fn blocks(ui: &Ui, state: &Blocks) -> Page {
    let title = ui.t("blocks-title");
    let main = html! {
        p.up { a href=(ui.urls.messages()) { (ui.t("messages-title")) } }
        h1 { (title) }
        (taking(ui, state.closed))
        section {
            h2 { (ui.t("blocks-people")) }
            p { (ui.t("blocks-lede")) }
            @if state.people.is_empty() { p.empty { (ui.t("blocks-none")) } }
            ul.sessions.blocked { @for (person, at) in &state.people { (row(ui, person, *at)) } }
            (form::problem(state.problem.map(|problem| ui.t(problem))))
            (form::form(ui, &ui.urls.blocks_add(), "block", None, &html! {
                (Field {
                    name: "pseudonym",
                    label: ui.t("pseudonym"),
                    value: &state.name.text,
                    error: state.name.error.map(|error| ui.t(error)),
                    autocomplete: Some("off"),
                    required: true,
                    max: pseudonym::MAX,
                    ..Field::default()
                }.line("text"))
                button { (ui.t("block")) }
            }))
        }
        p { a href=(ui.urls.account()) { (ui.t("back-to-account")) } }
    };
    Page::new("blocks", title, main)
}

fn taking(ui: &Ui, closed: bool) -> Markup {
    let (words, label, wish) = if closed {
        ("taking-none", "taking-open", "kept")
    } else {
        ("taking-kept", "taking-close", "nobody")
    };
    html! {
        section {
            h2 { (ui.t("taking-title")) }
            p { (ui.t(words)) }
            (form::form(ui, &ui.urls.taking(), "taking", None, &html! {
                input type="hidden" name="from" value=(wish);
                button { (ui.t(label)) }
            }))
        }
    }
}

fn row(ui: &Ui, person: &Person, at: Micros) -> Markup {
    html! {
        li {
            (light(ui, person))
            (person_link(ui, &person.name, &person.address, ""))
            " " span.when { (ui.t("blocked-since")) " " (time::full(ui, at, "since")) }
            (form::form(ui, &ui.urls.blocks_end(), "end", None, &html! {
                input type="hidden" name="person" value=(person.id);
                button { (ui.t("unblock")) }
            }))
        }
    }
}
