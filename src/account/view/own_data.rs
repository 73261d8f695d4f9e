//! The HTML of taking one's data along, and of being forgotten.

use maud::{Markup, html};

use crate::account::{password, pseudonym};
use crate::html::form::{self, Field};
use crate::html::{Page, Ui};
use crate::locale::{Value, key};
use crate::viewer::Member;
use crate::web::Typed;

/// The section of the account page that leads to both.
pub fn data_section(ui: &Ui) -> Markup {
    html! {
        section {
            h2 { (ui.t("data-section")) }
            ul {
                li { a href=(ui.urls.account_data()) { (ui.t("data-title")) } }
                li { a href=(ui.urls.account_delete()) { (ui.t("delete-me-title")) } }
                li { a href=(ui.urls.privacy()) { (ui.t("privacy-title")) } }
            }
        }
    }
}

/// What is in the archive, and the button that asks for it.
pub fn take_data(ui: &Ui) -> Page {
    let main = html! {
        h1 { (ui.t("data-title")) }
        p.lede { (ui.t("data-lede")) }
        dl {
            @for (file, what) in [
                ("posts.jsonl", key("data-posts")),
                ("messages.jsonl", key("data-messages")),
                ("profile.json", key("data-profile")),
                ("sessions.json", key("data-sessions")),
                ("settings.json", key("data-settings")),
                ("drafts.json", key("data-drafts")),
                ("files", key("data-files")),
                ("moderation.json", key("data-moderation")),
                ("notifications.json", key("data-notifications")),
            ] {
                dt { code { (file) } }
                dd { (ui.t(what)) }
            }
        }
        (form::button(ui, &ui.urls.account_data(), "data", ui.t("data-button")))
        p { a href=(ui.urls.account()) { (ui.t("back-to-account")) } }
    };
    Page::new("data", ui.t("data-title"), main)
}

/// The form for being forgotten, as it was filled in.
#[derive(Debug, Default)]
pub struct Deletion {
    /// Whether their words go too; not chosen yet without it.
    pub words: Option<bool>,
    /// What is wrong with the choice.
    pub words_error: Option<&'static str>,
    /// The pseudonym, typed once more.
    pub confirm: Typed,
    /// What is wrong with the password.
    pub password_error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

impl Deletion {
    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        let errors = [
            self.words_error,
            self.confirm.error,
            self.password_error,
            self.problem,
        ];
        errors.iter().any(Option::is_some)
    }
}

/// What happens to whoever wants to be forgotten, and the form for it.
pub fn delete_me(ui: &Ui, member: &Member, state: &Deletion) -> Page {
    let name = [("name", Value::Text(&member.name))];
    let main = html! {
        h1 { (ui.t("delete-me-title")) }
        p.lede { (ui.t("delete-me-lede")) }
        ul {
            li { (ui.t("delete-me-at-once")) }
            li { (ui.t("delete-me-stays")) }
            li { (ui.t("delete-me-copies")) }
        }
        p { a href=(ui.urls.account_data()) { (ui.t("delete-me-data-first")) } }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.account_delete(), "delete-me", None, &html! {
            (words_choice(ui, state))
            (Field {
                name: "confirm",
                label: &ui.t_with("delete-me-confirm", &name),
                value: &state.confirm.text,
                error: state.confirm.error.map(|error| ui.t(error)),
                autocomplete: Some("off"),
                required: true,
                max: pseudonym::MAX,
                ..Field::default()
            }.line("text"))
            @if member.kept {
                (Field {
                    name: "current",
                    label: ui.t("password-current"),
                    error: state.password_error.map(|error| ui.t(error)),
                    autocomplete: Some("current-password"),
                    required: true,
                    max: password::MAX,
                    ..Field::default()
                }.line("password"))
            }
            button { (ui.t("delete-me-button")) }
        }))
        p { a href=(ui.urls.account()) { (ui.t("back-to-account")) } }
    };
    Page::new("delete-me", ui.t("delete-me-title"), main)
}

fn words_choice(ui: &Ui, state: &Deletion) -> Markup {
    let choices = [
        ("leave", false, key("delete-me-leave")),
        ("delete", true, key("delete-me-words")),
    ];
    let described = state.words_error.map(|_| "words-error");
    html! {
        fieldset.wrong[state.words_error.is_some()] {
            legend { (ui.t("delete-me-choice")) }
            @if let Some(error) = state.words_error { p.error #words-error { (ui.t(error)) } }
            @for (value, deletes, label) in choices {
                div.choice {
                    input type="radio" name="words" id={ "words-" (value) } value=(value) required
                        checked[state.words == Some(deletes)] aria-describedby=[described]
                        aria-invalid=[described.map(|_| "true")];
                    " "
                    label for={ "words-" (value) } { (ui.t(label)) }
                }
            }
        }
    }
}
