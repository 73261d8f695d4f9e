//! The HTML of the second factor.

use maud::{Markup, html};

use super::carried;
use crate::account::password;
use crate::account::second_factor::TYPED_MAX;
use crate::clock::Micros;
use crate::error::Kept;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, time};
use crate::locale::{Value, key};

/// The form that asks for the code at log-in, as it was filled in.
#[derive(Debug, Default)]
pub struct LogInCode {
    /// What says that the password was right.
    pub proof: String,
    /// What is wrong with the code.
    pub code_error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
    /// What it must not lose.
    pub kept: Kept,
}

/// The second page of the log-in.
pub fn log_in_code(ui: &Ui, state: &LogInCode) -> Page {
    let main = html! {
        h1 { (ui.t("code-title")) }
        @if !state.kept.body.is_empty() { p.notice { (ui.t("login-kept")) } }
        p.lede { (ui.t("code-lede")) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.login_code(), "login", None, &html! {
            (code_field(ui, state.code_error, key("code-hint")))
            input type="hidden" name="proof" value=(state.proof);
            (carried(&state.kept))
            button { (ui.t("code-button")) }
        }))
    };
    Page::new("login", ui.t("code-title"), main).leading_on()
}

/// How a second factor is.
#[derive(Debug, Clone, Copy)]
pub struct Factor {
    /// Since when it is asked for.
    pub since: Micros,
    /// How many recovery codes are left.
    pub codes_left: i64,
}

/// A form that asks for password and code, as it was filled in.
#[derive(Debug, Default)]
pub struct Confirm {
    /// What is wrong with the password.
    pub password_error: Option<&'static str>,
    /// What is wrong with the code.
    pub code_error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

impl Confirm {
    /// Whether anything is.
    pub fn is_wrong(&self) -> bool {
        self.password_error.is_some() || self.code_error.is_some() || self.problem.is_some()
    }
}

/// What an authenticator is to be told.
#[derive(Debug)]
pub struct SetUp {
    /// What the form carries.
    pub seed: String,
    /// The secret, in groups of four.
    pub secret: String,
    /// The same as an address.
    pub address: String,
    /// The recovery codes.
    pub codes: Vec<String>,
}

/// The page on which it is set up.
pub fn set_up(ui: &Ui, shown: &SetUp, state: &Confirm) -> Page {
    let main = html! {
        h1 { (ui.t("factor-title")) }
        p.lede { (ui.t("factor-lede")) }
        h2 { (ui.t("factor-secret-title")) }
        p { (ui.t("factor-secret")) }
        p.secret { code { (shown.secret) } }
        p { (ui.t("factor-address")) " " a.secret href=(shown.address) rel="noreferrer" { code { (shown.address) } } }
        (codes(ui, &shown.codes))
        h2 { (ui.t("factor-confirm-title")) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.second_factor(), "factor", None, &html! {
            input type="hidden" name="seed" value=(shown.seed);
            (password_field(ui, state.password_error))
            (code_field(ui, state.code_error, key("factor-code-hint")))
            button { (ui.t("factor-button")) }
        }))
        p { a href=(ui.urls.account()) { (ui.t("back-to-account")) } }
    };
    Page::new("factor", ui.t("factor-title"), main)
}

/// How it is, and how to be rid of it.
pub fn second_factor(ui: &Ui, factor: &Factor, state: &Confirm) -> Page {
    let main = html! {
        h1 { (ui.t("factor-title")) }
        p { (ui.t("factor-since")) " " (time::full(ui, factor.since, "since")) }
        h2 { (ui.t("recovery-codes")) }
        p { (ui.t_with("recovery-codes-left", &[("count", Value::Number(factor.codes_left))])) }
        p { a href=(ui.urls.recovery_codes()) { (ui.t("recovery-codes-new")) } }
        h2 { (ui.t("factor-off")) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.second_factor_off(), "factor", None, &html! {
            (password_field(ui, state.password_error))
            (code_field(ui, state.code_error, key("code-hint")))
            button { (ui.t("factor-off")) }
        }))
        p { a href=(ui.urls.account()) { (ui.t("back-to-account")) } }
    };
    Page::new("factor", ui.t("factor-title"), main)
}

/// New recovery codes, to be confirmed.
pub fn new_codes(ui: &Ui, seed: &str, shown: &[String], state: &Confirm) -> Page {
    let main = html! {
        h1 { (ui.t("recovery-codes-new")) }
        (codes(ui, shown))
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.recovery_codes(), "factor", None, &html! {
            input type="hidden" name="seed" value=(seed);
            (password_field(ui, state.password_error))
            (code_field(ui, state.code_error, key("code-hint")))
            button { (ui.t("recovery-codes-button")) }
        }))
        p { a href=(ui.urls.second_factor()) { (ui.t("factor-title")) } }
    };
    Page::new("factor", ui.t("recovery-codes-new"), main)
}

fn codes(ui: &Ui, codes: &[String]) -> Markup {
    html! {
        h2 { (ui.t("recovery-codes")) }
        p { (ui.t("recovery-codes-hint")) }
        ol.codes { @for code in codes { li { code { (code) } } } }
    }
}

fn password_field(ui: &Ui, error: Option<&'static str>) -> Markup {
    Field {
        name: "current",
        label: ui.t("password-current"),
        error: error.map(|error| ui.t(error)),
        autocomplete: Some("current-password"),
        required: true,
        max: password::MAX,
        ..Field::default()
    }
    .line("password")
}

/// The field for a code: never filled in for its visitor, since a code counts once.
pub fn code_field(ui: &Ui, error: Option<&'static str>, hint: &str) -> Markup {
    Field {
        name: "code",
        label: ui.t("code"),
        hint: Some(ui.t(hint)),
        error: error.map(|error| ui.t(error)),
        autocomplete: Some("one-time-code"),
        required: true,
        max: TYPED_MAX,
        ..Field::default()
    }
    .line("text")
}
