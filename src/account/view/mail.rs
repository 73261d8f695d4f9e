//! The HTML of mail addresses, and of coming back by mail.

use maud::{Markup, html};

use super::second_factor::code_field;
use crate::account::{password, pseudonym};
use crate::clock::Micros;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui};
use crate::locale::{Value, key};
use crate::mail::ADDRESS_MAX;
use crate::web::Typed;

/// The form for an address, as it was filled in.
#[derive(Debug, Default)]
pub struct MailForm {
    /// The address.
    pub address: Typed,
    /// What is wrong with the password.
    pub password_error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

impl MailForm {
    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        self.address.error.is_some() || self.password_error.is_some() || self.problem.is_some()
    }
}

/// Where mail reaches somebody.
pub fn mail(ui: &Ui, present: Option<&(String, Option<Micros>)>, state: &MailForm) -> Page {
    let main = html! {
        h1 { (ui.t("mail-title")) }
        p.lede { (ui.t("mail-lede")) }
        @if let Some((address, confirmed)) = present {
            p {
                bdi { (address) } " "
                (ui.t(if confirmed.is_some() { key("mail-confirmed") } else { key("mail-unconfirmed") }))
            }
            (form::button(ui, &ui.urls.account_mail_remove(), "remove", ui.t("mail-remove")))
        }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.account_mail(), "mail", None, &html! {
            (Field {
                name: "address",
                label: ui.t("mail-address"),
                value: &state.address.text,
                hint: Some(ui.t("mail-hint")),
                error: state.address.error.map(|error| ui.t(error)),
                autocomplete: Some("email"),
                required: true,
                max: ADDRESS_MAX,
            }.line("email"))
            (Field {
                name: "current",
                label: ui.t("password-current"),
                error: state.password_error.map(|error| ui.t(error)),
                autocomplete: Some("current-password"),
                required: true,
                max: password::MAX,
                ..Field::default()
            }.line("password"))
            button { (ui.t("mail-button")) }
        }))
        p { a href=(ui.urls.account()) { (ui.t("back-to-account")) } }
    };
    Page::new("mail", ui.t("mail-title"), main)
}

/// The section of the account page that leads there.
pub fn mail_section(ui: &Ui) -> Markup {
    html! {
        section {
            h2 { (ui.t("mail-title")) }
            p { (ui.t("mail-lede")) }
            p { a href=(ui.urls.account_mail()) { (ui.t("mail-set")) } }
            p { a href=(ui.urls.letters()) { (ui.t("letters-title")) } }
        }
    }
}

/// The page that a letter leads to, to confirm that it arrived.
pub fn confirm_mail(ui: &Ui, token: &str) -> Page {
    let main = html! {
        h1 { (ui.t("mail-confirm-title")) }
        p { (ui.t("mail-confirm")) }
        (form::button(ui, &ui.urls.account_mail_confirm(token), "confirm", ui.t("mail-confirm-button")))
    };
    Page::new("mail", ui.t("mail-confirm-title"), main).leading_on()
}

/// The form that asks for a letter.
pub fn recover(ui: &Ui, name: &Typed, problem: Option<&'static str>) -> Page {
    let main = html! {
        h1 { (ui.t("recover-title")) }
        p.lede { (ui.t("recover-lede")) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.recover(), "recover", None, &html! {
            (Field {
                name: "pseudonym",
                label: ui.t("pseudonym"),
                value: &name.text,
                error: name.error.map(|error| ui.t(error)),
                autocomplete: Some("username"),
                required: true,
                max: pseudonym::MAX,
                ..Field::default()
            }.line("text"))
            button { (ui.t("recover-button")) }
        }))
    };
    Page::new("login", ui.t("recover-title"), main).leading_on()
}

/// What is said to everybody who asked.
pub fn recovery_sent(ui: &Ui) -> Page {
    let main = html! {
        h1 { (ui.t("recover-title")) }
        p role="status" { (ui.t("recover-sent")) }
        p { a href=(ui.urls.login()) { (ui.t("nav-login")) } }
    };
    Page::new("login", ui.t("recover-title"), main).leading_on()
}

/// The form for a new password, as it was filled in.
#[derive(Debug, Default)]
pub struct NewPassword {
    /// What the letter held.
    pub token: String,
    /// Whose it is.
    pub name: String,
    /// Whether a second factor is asked for.
    pub factor: bool,
    /// What is wrong with the password.
    pub password_error: Option<&'static str>,
    /// What is wrong with the code.
    pub code_error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

impl NewPassword {
    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        self.password_error.is_some() || self.code_error.is_some() || self.problem.is_some()
    }
}

/// The page that a letter leads to, to set a new password.
pub fn new_password(ui: &Ui, state: &NewPassword) -> Page {
    let name = [("name", Value::Text(&state.name))];
    let main = html! {
        h1 { (ui.t("recover-new-title")) }
        p.lede { (ui.t_with("recover-new", &name)) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.recover_password(&state.token), "recover", None, &html! {
            (Field {
                name: "password",
                label: ui.t("password-new"),
                hint: Some(ui.t("password-hint")),
                error: state.password_error.map(|error| ui.t(error)),
                autocomplete: Some("new-password"),
                required: true,
                max: password::MAX,
                ..Field::default()
            }.line("password"))
            @if state.factor { (code_field(ui, state.code_error, key("code-hint"))) }
            button { (ui.t("recover-new-button")) }
        }))
    };
    Page::new("login", ui.t("recover-new-title"), main).leading_on()
}
