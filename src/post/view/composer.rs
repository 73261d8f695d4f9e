//! The composer: where one writes.

use maud::{Markup, html};

use super::article::said;
use crate::attachment::{self, web::Taken};
use crate::error::Error;
use crate::html::Ui;
use crate::html::form::{self, Field};
use crate::locale::Value;
use crate::post::poll::{Sketch, view as polls};
use crate::post::{BODY_MAX, Mentions, Place, Quote, language};
use crate::room::{Act, may};
use crate::rules::Who;
use crate::web::Ticket;

/// A composer as it was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composer {
    /// The words.
    pub body: String,
    /// What is wrong with them.
    pub error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
    /// What they answer.
    pub quote: Option<Quote>,
    /// Whether they are a draft that is kept: then it is shown what they will look like.
    pub preview: bool,
    /// Whom they name.
    pub mentions: Mentions,
    /// The place in line, where those who are new must wait.
    pub ticket: Ticket,
    /// What is wrong with it.
    pub ticket_error: Option<&'static str>,
    /// The files that came with them.
    pub files: Taken,
    /// The poll that is to stand under them.
    pub poll: Option<Sketch>,
}

/// The composer of a place, or the invitation to take a pseudonym.
pub fn composer(ui: &Ui, place: &Place, state: &Composer) -> Markup {
    let barred = match may(&ui.viewer, &place.room, Act::Write) {
        Err(Error::Forbidden(why)) => Some(why),
        _ => None,
    };
    if ui.viewer.member.is_none() {
        let here = place.key.address(&ui.urls);
        return html! {
            @if ui.viewer.rules.writers == Who::Moderators {
                p.notice #write { (ui.t("room-not-writer")) }
            } @else {
                p.join #write { a href=(ui.urls.login_from(&here)) { (ui.t("join")) } }
            }
        };
    }
    // Whoever waits to be let in may write ahead: a preview is kept.
    let barred = match barred {
        Some(why) if !ui.viewer.applies() => {
            return html! { p.notice #write { (ui.t(why)) } };
        }
        other => other,
    };
    html! {
        @if let Some(why) = barred { p.notice { (ui.t(why)) } }
        (sent_by(ui)(ui, &place.key.action(&ui.urls), "composer", Some("write"), &html! {
            (form::problem(state.problem.map(|problem| ui.t(problem))))
            @if let Some(quote) = &state.quote {
                p.quoting {
                    (ui.t("quoting")) " " bdi { (ui.name(&quote.name)) }
                    @if let Some(words) = &quote.words { (ui.t("said")) " " q dir="auto" lang=[ui.foreign(quote.lang)] { (words) } }
                }
                input type="hidden" name="reply_to" value=(quote.id);
            }
            (body_field(ui, &state.body, state.error, 3))
            (attachment::view::fields(ui, &state.files.files, &state.files.refused, &state.files.alt))
            @if place.thread.is_none() { (polls::fields(ui, state.poll.as_ref())) }
            @if place.newcomer && ui.viewer.rules.has_empty_field() { (form::empty_field(ui)) }
            @if place.newcomer && ui.viewer.rules.is_besieged() {
                (state.ticket.field(ui, state.ticket_error))
            }
            p.buttons {
                button name="act" value="publish" { (ui.t("publish")) }
                " "
                button.quiet name="act" value="preview" { (ui.t("preview")) }
            }
        }))
        @if state.preview && !state.body.trim().is_empty() {
            (draft_offer(ui, &place.key.action(&ui.urls)))
            @if !state.files.files.is_empty() { p.hint { (ui.t("draft-files")) } }
            (preview(ui, &state.body, &state.mentions))
        }
    }
}

/// How the form is sent: as one with files, where some can be.
fn sent_by(ui: &Ui) -> fn(&Ui, &str, &str, Option<&str>, &Markup) -> Markup {
    if ui.viewer.rules.take_files() {
        form::form_with_files
    } else {
        form::form
    }
}

/// The field for the words.
pub fn body_field(ui: &Ui, body: &str, error: Option<&'static str>, rows: u32) -> Markup {
    let too_long = ui.t_with(
        "fault-too-long-by",
        &[
            ("count", Value::Number(body.chars().count() as i64)),
            ("max", Value::Number(BODY_MAX as i64)),
        ],
    );
    let error = error.map(|error| {
        if error == "fault-too-long" {
            &too_long[..]
        } else {
            ui.t(error)
        }
    });
    Field {
        name: "body",
        label: ui.t("words"),
        value: body,
        hint: Some(ui.t("markdown-hint")),
        error,
        required: true,
        ..Field::default()
    }
    .area_at(rows, Some("c"))
}

/// What is said beside words that are kept as a draft for `place`, and the button that throws it away.
pub fn draft_offer(ui: &Ui, place: &str) -> Markup {
    html! {
        div.offered {
            p.hint { (ui.t("draft-offered")) }
            (form::form(ui, &ui.urls.drafts_drop(), "end", None, &html! {
                input type="hidden" name="place" value=(place);
                input type="hidden" name="here" value="1";
                button { (ui.t("draft-drop")) }
            }))
        }
    }
}

/// What words will look like.
pub fn preview(ui: &Ui, body: &str, mentions: &Mentions) -> Markup {
    html! {
        section.preview aria-labelledby="preview-title" {
            h2 #preview-title { (ui.t("preview-title")) }
            div.e-content dir="auto" lang=[ui.foreign(language::of(body))] { (said(ui, body, mentions)) }
        }
    }
}
