//! The HTML of names, passwords and sessions.

use data_encoding::HEXLOWER;
use maud::{Markup, html};

use super::asked::{self, Asked};
use super::password;
use super::pseudonym;
use super::store::Session;
use crate::error::Kept;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, light, time};
use crate::locale::Lang;
use crate::viewer::Member;
use crate::web::Typed;

/// The log-in form as it was filled in.
#[derive(Debug, Default)]
pub struct LogIn {
    /// The pseudonym.
    pub name: Typed,
    /// What is wrong with the password. The password itself is never shown again.
    pub password_error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
    /// What it must not lose.
    pub kept: Kept,
    /// What is asked of those who come for the first time.
    pub asked: Asked,
}

/// The page on which one takes a pseudonym.
pub fn log_in(ui: &Ui, state: &LogIn) -> Page {
    let main = html! {
        h1 { (ui.t("login-title")) }
        @if !state.kept.body.is_empty() { p.notice { (ui.t("login-kept")) } }
        p.lede { (ui.t("login-lede")) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form_of(ui, &ui.urls.login(), "login", None, |once| html! {
            (name_field(ui, &state.name))
            (password_field(ui, state.password_error, Some(ui.t("login-password-hint")), "current-password", false))
            input type="hidden" name="next" value=(state.kept.next);
            @if !state.kept.body.is_empty() {
                input type="hidden" name="place" value=(state.kept.place);
                input type="hidden" name="body" value=(state.kept.body);
                @if let Some(id) = state.kept.reply_to {
                    input type="hidden" name="reply_to" value=(id);
                }
            }
            (asked::fields(ui, &state.asked, once))
            button { (ui.t("login-button")) }
        }))
    };
    Page::new("login", ui.t("login-title"), main).leading_on()
}

/// The page that an error asks for: the log-in form with what was typed so far.
pub fn log_in_page(ui: &Ui, kept: &Kept) -> Page {
    let state = LogIn {
        kept: kept.clone(),
        ..LogIn::default()
    };
    log_in(ui, &state)
}

/// What somebody with a pseudonym finds there.
pub fn logged_in(ui: &Ui, member: &Member) -> Page {
    let main = html! {
        h1 { (ui.t("login-title")) }
        p { (light(ui, &member.name, &member.address)) " " bdi { (member.name) } }
        p { a href=(ui.urls.account()) { (ui.t("nav-account")) } }
    };
    Page::new("login", ui.t("login-title"), main).leading_on()
}

fn name_field(ui: &Ui, name: &Typed) -> Markup {
    Field {
        name: "pseudonym",
        label: ui.t("pseudonym"),
        value: &name.text,
        error: name.error.map(|error| ui.t(error)),
        autocomplete: Some("username"),
        required: true,
        max: pseudonym::MAX,
        ..Field::default()
    }
    .line("text")
}

fn password_field(
    ui: &Ui,
    error: Option<&'static str>,
    hint: Option<&str>,
    autocomplete: &str,
    required: bool,
) -> Markup {
    Field {
        name: "password",
        label: ui.t(if autocomplete == "new-password" {
            "password-new"
        } else {
            "password"
        }),
        hint,
        error: error.map(|error| ui.t(error)),
        autocomplete: Some(autocomplete),
        required,
        max: password::MAX,
        ..Field::default()
    }
    .line("password")
}

/// The claim form as it was filled in.
#[derive(Debug, Default)]
pub struct Claim {
    /// The pseudonym; without meaning for somebody who has one.
    pub name: Typed,
    /// What is wrong with the password.
    pub password_error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

/// The page that makes its sender the owner.
pub fn claim(ui: &Ui, token: &str, state: &Claim) -> Page {
    let member = ui.viewer.member.as_ref();
    let main = html! {
        h1 { (ui.t("claim-title")) }
        p.lede { (ui.t("claim-lede")) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.claim(token), "claim", None, &html! {
            @if let Some(member) = member {
                p { (light(ui, &member.name, &member.address)) " " bdi { (member.name) } }
            } @else {
                (name_field(ui, &state.name))
            }
            @if !member.is_some_and(|member| member.kept) {
                (password_field(ui, state.password_error, Some(ui.t("password-hint")), "new-password", true))
            }
            button { (ui.t("claim-button")) }
        }))
    };
    Page::new("claim", ui.t("claim-title"), main)
}

/// What the account page shows.
#[derive(Debug, Default)]
pub struct Account {
    /// The sessions.
    pub sessions: Vec<Session>,
    /// What is wrong with the new password.
    pub password_error: Option<&'static str>,
    /// What is wrong with the present one.
    pub current_error: Option<&'static str>,
    /// What is wrong with the password form as a whole.
    pub password_problem: Option<&'static str>,
    /// What is wrong with the language form as a whole.
    pub language_problem: Option<&'static str>,
}

/// One's own settings.
pub fn account(ui: &Ui, member: &Member, state: &Account) -> Page {
    let main = html! {
        h1 { (ui.t("account-title")) }
        p { (light(ui, &member.name, &member.address)) " " bdi { (member.name) } }
        (password_section(ui, member, state))
        section {
            h2 { (ui.t("account-language")) }
            (language_form(ui, &ui.urls.account_language(), None, state.language_problem))
        }
        (light_section(ui, member))
        section {
            h2 { (ui.t("account-sessions")) }
            p.hint { (ui.t("account-sessions-hint")) }
            ul.sessions { @for session in &state.sessions { (session_row(ui, member, session)) } }
        }
    };
    Page::new("account", ui.t("account-title"), main)
}

fn password_section(ui: &Ui, member: &Member, state: &Account) -> Markup {
    let (title, hint) = if member.kept {
        (
            ui.t("account-change-password"),
            ui.t("account-change-password-hint"),
        )
    } else {
        (ui.t("account-keep"), ui.t("account-keep-hint"))
    };
    html! {
        section {
            h2 { (title) }
            p { (hint) }
            (form::problem(state.password_problem.map(|problem| ui.t(problem))))
            (form::form(ui, &ui.urls.account_password(), "password", None, &html! {
                @if member.kept {
                    (Field {
                        name: "current",
                        label: ui.t("password-current"),
                        error: state.current_error.map(|error| ui.t(error)),
                        autocomplete: Some("current-password"),
                        required: true,
                        max: password::MAX,
                        ..Field::default()
                    }.line("password"))
                }
                (password_field(ui, state.password_error, Some(ui.t("password-hint")), "new-password", true))
                button { (title) }
            }))
        }
    }
}

fn light_section(ui: &Ui, member: &Member) -> Markup {
    let (words, label, wish) = if member.invisible {
        ("account-light-off", "account-light-show", "1")
    } else {
        ("account-light-on", "account-light-hide", "0")
    };
    html! {
        section {
            h2 { (ui.t("account-light")) }
            p { (ui.t(words)) }
            (form::form(ui, &ui.urls.account_light(), "light", None, &html! {
                input type="hidden" name="visible" value=(wish);
                button { (ui.t(label)) }
            }))
        }
    }
}

fn session_row(ui: &Ui, member: &Member, session: &Session) -> Markup {
    let own = session.number == member.session;
    html! {
        li {
            span.agent { @if session.agent.is_empty() { (ui.t("session-unnamed")) } @else { (session.agent) } }
            @if own { " " strong { (ui.t("session-own")) } }
            br;
            span.when { (ui.t("session-seen")) " " (time::full(ui.lang, session.seen_at, "seen")) }
            (form::form(ui, &ui.urls.account_end_session(), "end", None, &html! {
                input type="hidden" name="session" value=(HEXLOWER.encode(&session.number));
                button { (ui.t("session-end")) }
            }))
        }
    }
}

/// The choice of a language.
pub fn language_form(
    ui: &Ui,
    action: &str,
    next: Option<&str>,
    problem: Option<&'static str>,
) -> Markup {
    html! {
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, action, "language", None, &html! {
            div.field {
                label for="language" { (ui.t("language")) }
                select name="language" id="language" {
                    @for lang in Lang::ALL {
                        option value=(lang.code()) lang=(lang.code()) selected[lang == ui.lang] { (lang.name()) }
                    }
                }
            }
            @if let Some(next) = next { input type="hidden" name="next" value=(next); }
            button { (ui.t("language-button")) }
        }))
    }
}

/// The page with that choice alone.
pub fn language(ui: &Ui, next: &str, problem: Option<&'static str>) -> Page {
    let main = html! {
        h1 { (ui.t("language-title")) }
        (language_form(ui, &ui.urls.language(), Some(next), problem))
    };
    Page::new("language", ui.t("language-title"), main).leading_on()
}
