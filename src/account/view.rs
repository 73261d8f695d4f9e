//! The HTML of names, passwords and sessions.

mod drafts;
mod mail;
mod own_data;
mod profile;
mod reading;
mod second_factor;

use data_encoding::HEXLOWER;
use maud::{Markup, html};

use super::agent;
use super::asked::{self, Asked};
use super::password;
use super::pseudonym;
use super::store::Session;
pub use drafts::{drafts, messages_section};
pub use mail::{
    MailForm, NewPassword, confirm_mail, mail, mail_section, new_password, recover, recovery_sent,
};
pub use own_data::{Deletion, data_section, delete_me, take_data};
pub use profile::{ProfileForm, describe, profile_card};
pub use reading::{ReadingForm, settings};
pub use second_factor::{
    Confirm, Factor, LogInCode, SetUp, code_field, log_in_code, new_codes, second_factor, set_up,
};

use crate::error::Kept;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, light, time};
use crate::locale::{Value, key};
use crate::rules::{Joining, Who};
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
    /// The code of an invitation.
    pub invitation: Typed,
    /// What somebody says to be let in.
    pub application: Typed,
    /// What else is asked of those who come for the first time.
    pub asked: Asked,
}

impl LogIn {
    /// Whether nothing is wrong with it so far.
    pub fn is_sound(&self) -> bool {
        let fields = [&self.name, &self.invitation, &self.application];
        fields.iter().all(|typed| typed.error.is_none())
            && self.password_error.or(self.problem).is_none()
            && self.asked.is_sound()
    }
}

/// How many characters the code of an invitation has at most, with what stands between them.
pub const INVITATION_MAX: usize = 60;
/// How many characters somebody may say to be let in.
pub const APPLICATION_MAX: usize = 500;

/// The page on which one takes a pseudonym.
pub fn log_in(ui: &Ui, state: &LogIn) -> Page {
    let main = html! {
        h1 { (ui.t("login-title")) }
        @if !state.kept.body.is_empty() { p.notice { (ui.t("login-kept")) } }
        @if let Some(gate) = gate(ui) { p.notice { (ui.t(gate)) } }
        p.lede { (ui.t(lede(ui))) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form_of(ui, &ui.urls.login(), "login", None, |once| html! {
            (name_field(ui, &state.name))
            (password_field(ui, state.password_error, Some(ui.t(password_hint(ui))), "current-password", false))
            (joining_fields(ui, state))
            (asked::fields(ui, &state.asked, once))
            (carried(&state.kept))
            @let closed = ui.viewer.rules.joining == Joining::Closed;
            button { (ui.t(if closed { "nav-login" } else { "login-button" })) }
        }))
        @if ui.mail { p { a href=(ui.urls.recover()) { (ui.t("recover-title")) } } }
    };
    Page::new("login", ui.t("login-title"), main).leading_on()
}

/// What is said to those who may not read without a pseudonym.
fn gate(ui: &Ui) -> Option<&'static str> {
    match ui.viewer.rules.readers {
        Who::Everybody => None,
        Who::Members => Some(key("gate-members")),
        Who::Kept => Some(key("gate-kept-only")),
        Who::Moderators => Some(key("gate-moderators-only")),
    }
}

/// How one comes, in a sentence.
fn lede(ui: &Ui) -> &'static str {
    match ui.viewer.rules.joining {
        Joining::Open => key("login-lede"),
        Joining::Approval => key("joining-approval"),
        Joining::Invitation => key("joining-invitation"),
        Joining::Closed => key("joining-closed"),
    }
}

fn password_hint(ui: &Ui) -> &'static str {
    match ui.viewer.rules.joining {
        Joining::Closed => key("joining-closed-hint"),
        _ => key("login-password-hint"),
    }
}

/// What is asked of those who come for the first time.
fn joining_fields(ui: &Ui, state: &LogIn) -> Markup {
    html! {
        @if ui.viewer.rules.joining == Joining::Invitation {
            (Field {
                name: "invitation",
                label: ui.t("invitation"),
                value: &state.invitation.text,
                hint: Some(ui.t("invitation-hint")),
                error: state.invitation.error.map(|error| ui.t(error)),
                autocomplete: Some("off"),
                max: INVITATION_MAX,
                ..Field::default()
            }.line("text"))
        }
        @if ui.viewer.rules.joining == Joining::Approval {
            (Field {
                name: "application",
                label: ui.t("application"),
                value: &state.application.text,
                hint: Some(ui.t("application-hint")),
                error: state.application.error.map(|error| ui.t(error)),
                max: APPLICATION_MAX,
                ..Field::default()
            }.area(3))
        }
    }
}

/// What the forms of the log-in carry on: where to go, and the words that are on their way.
fn carried(kept: &Kept) -> Markup {
    html! {
        input type="hidden" name="next" value=(kept.next);
        @if !kept.body.is_empty() {
            input type="hidden" name="place" value=(kept.place);
            input type="hidden" name="body" value=(kept.body);
            @if let Some(id) = kept.reply_to { input type="hidden" name="reply_to" value=(id); }
            @if let Some(poll) = &kept.poll { input type="hidden" name="poll" value=(poll); }
        }
    }
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
        p { (light(ui, member)) " " bdi { (member.name) } }
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
                p { (light(ui, member)) " " bdi { (member.name) } }
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
    /// Whether a second factor is asked for.
    pub factor: bool,
    /// What is wrong with the new password.
    pub password_error: Option<&'static str>,
    /// What is wrong with the present one.
    pub current_error: Option<&'static str>,
    /// What is wrong with the password form as a whole.
    pub password_problem: Option<&'static str>,
}

/// One's own settings.
pub fn account(ui: &Ui, member: &Member, state: &Account) -> Page {
    let main = html! {
        h1 { (ui.t("account-title")) }
        p { (light(ui, member)) " " bdi { (member.name) } }
        (password_section(ui, member, state))
        @if member.kept { (factor_section(ui, state)) }
        @if member.kept && ui.mail { (mail_section(ui)) }
        section {
            h2 { (ui.t("profile-title")) }
            p { (ui.t("profile-account")) }
            p { a href=(ui.urls.account_profile()) { (ui.t("profile-change")) } }
        }
        section {
            h2 { (ui.t("settings-title")) }
            p { (ui.t("settings-account")) }
            p { a href=(ui.urls.settings_from(&ui.urls.account())) { (ui.t("settings-change")) } }
        }
        (light_section(ui, member))
        section {
            h2 { (ui.t("account-sessions")) }
            p.hint { (ui.t("account-sessions-hint")) }
            @if state.sessions.len() > 1 {
                (form::button(ui, &ui.urls.account_end_others(), "others", ui.t("session-end-others")))
            }
            ul.sessions { @for session in &state.sessions { (session_row(ui, member, session)) } }
        }
        (messages_section(ui))
        (data_section(ui))
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

fn factor_section(ui: &Ui, state: &Account) -> Markup {
    let (is, how) = if state.factor {
        (key("factor-is-on"), key("factor-manage"))
    } else {
        (key("factor-is-off"), key("factor-set-up"))
    };
    html! {
        section {
            h2 { (ui.t("factor-title")) }
            p { (ui.t(is)) }
            p { a href=(ui.urls.second_factor()) { (ui.t(how)) } }
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
            (form::form(ui, &ui.urls.account_light(), "shine", None, &html! {
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
            span.agent title=[(!session.agent.is_empty()).then_some(&session.agent)] { (agent_name(ui, &session.agent)) }
            @if own { " " strong { (ui.t("session-own")) } }
            br;
            span.when { (ui.t("session-seen")) " " (time::full(ui, session.seen_at, "seen")) }
            (form::form(ui, &ui.urls.account_end_session(), "end", None, &html! {
                input type="hidden" name="session" value=(HEXLOWER.encode(&session.number));
                button { (ui.t("session-end")) }
            }))
        }
    }
}

/// What a browser is called, with its system.
fn agent_name(ui: &Ui, agent: &str) -> String {
    let read = agent::read(agent);
    match (read.browser, read.system) {
        ("", _) => ui.t("session-unnamed").to_owned(),
        (browser, None) => browser.to_owned(),
        (browser, Some(system)) => ui.t_with(
            "session-on",
            &[
                ("browser", Value::Text(browser)),
                ("system", Value::Text(system)),
            ],
        ),
    }
}

/// The choice of a language.
fn language_form(ui: &Ui, next: &str, problem: Option<&'static str>) -> Markup {
    html! {
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.language(), "language", None, &html! {
            div.field {
                label for="language" { (ui.t("language")) }
                select name="language" id="language" {
                    @for lang in ui.viewer.rules.offered() {
                        option value=(lang.code()) lang=(lang.code()) selected[lang == ui.lang] { (lang.name()) }
                    }
                }
            }
            input type="hidden" name="next" value=(next);
            button { (ui.t("language-button")) }
        }))
    }
}

/// The page with that choice alone.
pub fn language(ui: &Ui, next: &str, problem: Option<&'static str>) -> Page {
    let main = html! {
        h1 { (ui.t("language-title")) }
        (language_form(ui, next, problem))
    };
    Page::new("language", ui.t("language-title"), main).leading_on()
}
