//! The HTML of drafts, and the section of the account page that leads to what is written in private.

use maud::{Markup, html};

use crate::html::text::snippet;
use crate::html::{Page, Ui, form, time};
use crate::locale::Value;
use crate::urls::WordsFor;
use crate::web::draft::Saved;

/// How much of a draft is shown, in characters.
const SHOWN: usize = 200;

/// The section of the account page.
pub fn messages_section(ui: &Ui) -> Markup {
    html! {
        section {
            h2 { (ui.t("messages-section")) }
            ul {
                li { a href=(ui.urls.messages()) { (ui.t("messages-title")) } }
                li { a href=(ui.urls.blocks()) { (ui.t("blocks-title")) } }
                li { a href=(ui.urls.drafts()) { (ui.t("drafts-title")) } }
            }
        }
    }
}

/// All drafts, each with the way to its composer.
pub fn drafts(ui: &Ui, all: &[Saved]) -> Page {
    let title = ui.t("drafts-title");
    let main = html! {
        h1 { (title) }
        p.lede { (ui.t("drafts-lede")) }
        @if all.is_empty() { p.empty { (ui.t("drafts-none")) } }
        ul.sessions.drafts { @for saved in all { (row(ui, saved)) } }
        p { a href=(ui.urls.account()) { (ui.t("back-to-account")) } }
    };
    Page::new("drafts", title, main)
}

fn row(ui: &Ui, saved: &Saved) -> Markup {
    let place = ui.urls.words_for(&saved.place);
    html! {
        li {
            p {
                @match &place {
                    Some((words, page)) => a href={ (page) "#write" } { (place_name(ui, words)) },
                    None => (saved.place),
                }
                " "
                span.when { (ui.t("draft-saved")) " " (time::full(ui, saved.at, "saved")) }
            }
            p.draft dir="auto" { (snippet(&saved.draft.body, SHOWN)) }
            (form::form(ui, &ui.urls.drafts_drop(), "end", None, &html! {
                input type="hidden" name="place" value=(saved.place);
                button { (ui.t("draft-drop")) }
            }))
        }
    }
}

fn place_name(ui: &Ui, words: &WordsFor) -> String {
    let named = |key, name: &str| ui.t_with(key, &[("name", Value::Text(name))]);
    match words {
        WordsFor::Wall => ui.t("draft-wall").to_owned(),
        WordsFor::Room(slug) => named("draft-room", slug),
        WordsFor::Own(name) => named("draft-own", name),
        WordsFor::Comment(_) => ui.t("draft-comment").to_owned(),
        WordsFor::Edit(_) => ui.t("draft-edit").to_owned(),
        WordsFor::Message(name) => named("draft-message", name),
    }
}
