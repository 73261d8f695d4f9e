//! Reporting a post, and what became of a report.

use maud::html;

use super::super::REASON_MAX;
use crate::clock::Micros;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, markdown, time};
use crate::locale::key;
use crate::post::{Post, excerpt};
use crate::web::Typed;

/// The form that reports a post.
pub fn report(ui: &Ui, post: &Post, reason: &Typed, problem: Option<&'static str>) -> Page {
    let (body, _) = excerpt(&post.body);
    let main = html! {
        p.up { a href=(ui.urls.post(post.id)) { (ui.t("back-to-post")) } }
        h1 { (ui.t("report-title")) }
        p { (ui.t("report-lede")) }
        blockquote dir="auto" lang=[ui.foreign(post.lang)] { (markdown::render(body)) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.post_report(post.id), "report", None, &html! {
            (Field {
                name: "reason",
                label: ui.t("report-reason"),
                hint: Some(ui.t("report-reason-hint")),
                value: &reason.text,
                error: reason.error.map(|error| ui.t(error)),
                required: true,
                max: REASON_MAX,
                ..Field::default()
            }.area(4))
            button { (ui.t("report-send")) }
        }))
    };
    Page::new("report", ui.t("report-title"), main)
}

/// What became of a report.
pub fn receipt(ui: &Ui, at: Micros, settled_at: Option<Micros>, outcome: Option<&str>) -> Page {
    let became = match outcome {
        None => key("receipt-open"),
        Some("dismiss") => key("receipt-dismissed"),
        Some("delete") => key("receipt-deleted"),
        Some("hold") => key("receipt-held"),
        Some(_) => key("receipt-acted"),
    };
    let main = html! {
        h1 { (ui.t("receipt-title")) }
        p role="status" { (ui.t(became)) }
        p { (ui.t("receipt-at")) " " (time::full(ui, at, "")) }
        @if let Some(settled_at) = settled_at {
            p { (ui.t("receipt-settled-at")) " " (time::full(ui, settled_at, "")) }
        }
        p.hint { (ui.t("receipt-keep")) }
        p { a href=(ui.urls.wall()) { (ui.t("back-to-wall")) } }
    };
    Page::new("receipt", ui.t("receipt-title"), main)
}
