//! Invitations, and those who wait to be let in.

use data_encoding::HEXLOWER;
use maud::{Markup, html};

use super::pages;
use crate::account::store::joining::{Applicant, Invitation};
use crate::html::form::{self, Field};
use crate::html::{Page, Pager, Ui, light, pager, time};
use crate::locale::Value;
use crate::rules::Joining;
use crate::web::Typed;

/// How many may come with one invitation at most.
pub const USES_MAX: i64 = 10_000;
/// How many characters a note has at most.
pub const NOTE_MAX: usize = 200;

/// The form for an invitation as it was filled in.
#[derive(Debug, Default)]
pub struct Inviting {
    /// How many may come with it.
    pub uses: Typed,
    /// For whom.
    pub note: Typed,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
    /// The code of the invitation that was just made, and the whole address with it.
    pub made: Option<(String, String)>,
}

/// The page of invitations.
pub fn invitations(ui: &Ui, list: &[Invitation], state: &Inviting) -> Page {
    let bounds = ui.t_with(
        "set-bounds",
        &[
            ("least", Value::Number(1)),
            ("most", Value::Number(USES_MAX)),
        ],
    );
    let wrong = ui.t_with(
        "set-number",
        &[
            ("least", Value::Number(1)),
            ("most", Value::Number(USES_MAX)),
        ],
    );
    let uses_error = state.uses.error.map(|error| match error {
        "set-number" => wrong.as_str(),
        other => ui.t(other),
    });
    let main = html! {
        h1 { (ui.t("owner-invitations")) }
        (pages(ui))
        @if ui.viewer.rules.joining != Joining::Invitation {
            p.notice { (ui.t("invitations-unused")) " " a href=(ui.urls.owner_at("access")) { (ui.t("owner-settings")) } }
        }
        @if let Some((code, address)) = &state.made { (made(ui, code, address)) }
        section {
            h2 { (ui.t("invite-title")) }
            (form::problem(state.problem.map(|problem| ui.t(problem))))
            (form::form(ui, &ui.urls.owner_invitations(), "invite", None, &html! {
                (Field {
                    name: "uses",
                    label: ui.t("invite-uses"),
                    value: if state.uses.text.is_empty() && state.uses.error.is_none() { "1" } else { &state.uses.text },
                    hint: Some(&bounds),
                    error: uses_error,
                    autocomplete: Some("off"),
                    required: true,
                    max: 20,
                }.line("text"))
                (Field {
                    name: "note",
                    label: ui.t("invite-note"),
                    value: &state.note.text,
                    hint: Some(ui.t("invite-note-hint")),
                    error: state.note.error.map(|error| ui.t(error)),
                    autocomplete: Some("off"),
                    max: NOTE_MAX,
                    ..Field::default()
                }.line("text"))
                button { (ui.t("invite")) }
            }))
        }
        section {
            h2 { (ui.t("invitations-open")) }
            @if list.is_empty() { p.empty { (ui.t("invitations-none")) } }
            ul.people { @for invitation in list { (row(ui, invitation)) } }
        }
    };
    Page::new("owner", ui.t("owner-invitations"), main)
}

fn made(ui: &Ui, code: &str, address: &str) -> Markup {
    html! {
        section.made #made {
            h2 { (ui.t("invitation-made")) }
            p { (ui.t("invitation-made-hint")) }
            p { code { (code) } }
            p { a href=(ui.urls.login_invited(code)) { (address) } }
        }
    }
}

fn row(ui: &Ui, invitation: &Invitation) -> Markup {
    let uses = [("count", Value::Number(invitation.uses_left))];
    html! {
        li {
            p {
                @if !invitation.note.is_empty() { bdi { (invitation.note) } " · " }
                (ui.t_with("invitation-uses", &uses)) " · "
                (time::full(ui, invitation.made_at, "made"))
            }
            (form::form(ui, &ui.urls.owner_end_invitation(), "end", None, &html! {
                input type="hidden" name="invitation" value=(HEXLOWER.encode(&invitation.number));
                button { (ui.t("invitation-end")) }
            }))
        }
    }
}

/// The page of those who wait.
pub fn applicants(
    ui: &Ui,
    list: &[Applicant],
    through: Pager,
    problem: Option<&'static str>,
) -> Page {
    let main = html! {
        h1 { (ui.t("applicants-title")) }
        @if ui.viewer.owns_the_wall() { (pages(ui)) }
        p.lede { (ui.t("applicants-lede")) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        @if list.is_empty() {
            p.empty { (ui.t("applicants-none")) }
        } @else {
            (form::form(ui, &ui.urls.applicants_decide(), "applicants", None, &html! {
                ul.people { @for applicant in list { (waiting(ui, applicant)) } }
                p.buttons {
                    button name="act" value="let-in" { (ui.t("let-in")) }
                    " "
                    button.destructive name="act" value="turn-away" { (ui.t("turn-away")) }
                }
            }))
        }
        (pager(ui, &through))
    };
    Page::new("owner", ui.t("applicants-title"), main).paged(through)
}

fn waiting(ui: &Ui, applicant: &Applicant) -> Markup {
    let id = format!("person-{}", applicant.id);
    html! {
        li {
            div.check {
                input type="checkbox" name="person" id=(id) value=(applicant.id);
                " " label for=(id) { (light(ui, applicant)) bdi { (applicant.name) } }
                " " span.when { (time::full(ui, applicant.at, "at")) }
            }
            @if !applicant.words.is_empty() { blockquote dir="auto" { p { (applicant.words) } } }
        }
    }
}
