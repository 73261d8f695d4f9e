//! Showing a message to the moderators, and what they see of it.

use maud::{Markup, html};

use super::super::store::Reported;
use super::super::{Message, REASON_MAX, may_settle};
use crate::account::store::Person;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, light, markdown, person_link, time};
use crate::web::Typed;

/// The form by which a receiver shows a message to the moderators.
pub fn report(
    ui: &Ui,
    other: &Person,
    message: &Message,
    reason: &Typed,
    problem: Option<&'static str>,
) -> Page {
    let title = ui.t("message-report-title");
    let back = format!("{}#m{}", ui.urls.messages_with(&other.address), message.id);
    let main = html! {
        p.up { a href=(back) { bdi { (ui.name(&other.name)) } } }
        h1 { (title) }
        p.lede { (ui.t("message-report-lede")) }
        div.e-content.quoted dir="auto" { (markdown::render(&message.body)) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.message_report(&other.address, message.id), "report", None, &html! {
            (Field {
                name: "reason",
                label: ui.t("report-reason"),
                value: &reason.text,
                hint: Some(ui.t("report-reason-hint")),
                error: reason.error.map(|error| ui.t(error)),
                required: true,
                max: REASON_MAX,
                ..Field::default()
            }.area(3))
            button { (ui.t("message-report-send")) }
        }))
        p { a href=(back) { (ui.t("cancel")) } }
    };
    Page::new("report", title, main)
}

/// What was shown to the moderators.
pub fn reported(ui: &Ui, all: &[Reported]) -> Page {
    let title = ui.t("messages-reported");
    let main = html! {
        p.up { a href=(ui.urls.moderation()) { (ui.t("moderation-title")) } }
        h1 { (title) }
        p.lede { (ui.t("messages-reported-lede")) }
        @if all.is_empty() { p.empty { (ui.t("moderation-empty")) } }
        @for one in all { (case(ui, one)) }
    };
    Page::new("moderation", title, main)
}

fn case(ui: &Ui, one: &Reported) -> Markup {
    html! {
        article.h-entry {
            header {
                (light(ui, one))
                span.p-author { (person_link(ui, &one.name, &one.address, "")) }
                " "
                (time::full(ui, one.at, "at"))
            }
            div.e-content dir="auto" { (markdown::render(&one.body)) }
            @if !one.reason.is_empty() {
                p { (ui.t("case-reported")) (ui.t("said")) " " q dir="auto" { (one.reason) } }
            }
            ul.acts {
                li {
                    a href=(ui.urls.moderation_person(&one.address)) { (ui.t("messages-reported-author")) }
                }
                @if may_settle(&ui.viewer, one.author, one.role) {
                    li {
                        (form::form(ui, &ui.urls.reported_messages_settle(), "settle", None, &html! {
                            input type="hidden" name="report" value=(one.id);
                            button { (ui.t("messages-reported-settle")) }
                        }))
                    }
                }
            }
        }
    }
}
