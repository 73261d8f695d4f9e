//! What is kept about people, where, and for how long: told by the configuration itself.

use maud::{Markup, html};

use crate::html::{Page, Ui};
use crate::locale::{Value, key};
use crate::notify::{NOTICE_DAYS, UNREAD_NOTICE_DAYS};
use crate::web::{Answer, Ctx};

/// `GET /privacy`.
pub async fn privacy(ctx: Ctx) -> Answer {
    let ui = &ctx.ui;
    let config = &ctx.site.config;
    let days = |days: u32| [("days", Value::Number(i64::from(days)))];
    let main = html! {
        h1 { (ui.t("privacy-title")) }
        p.lede { (ui.t("privacy-lede")) }
        (part(ui.t("privacy-words-title"), &ui.t_with("privacy-words", &days(config.undo_days))))
        (part(ui.t("privacy-votes-title"), ui.t("privacy-votes")))
        (part(ui.t("privacy-messages-title"), ui.t("privacy-messages")))
        (part(ui.t("privacy-drafts-title"), ui.t("privacy-drafts")))
        (part(ui.t("privacy-name-title"), ui.t("privacy-name")))
        (part(ui.t("privacy-profile-title"), ui.t("privacy-profile")))
        (part(ui.t("privacy-sessions-title"), &ui.t_with("privacy-sessions", &days(config.session_days))))
        (part(ui.t("privacy-reading-title"), ui.t("privacy-reading")))
        (part(ui.t("privacy-notices-title"), &ui.t_with("privacy-notices", &[
            ("read", Value::Number(i64::from(NOTICE_DAYS))),
            ("unread", Value::Number(i64::from(UNREAD_NOTICE_DAYS))),
        ])))
        (part(ui.t("privacy-cookies-title"), ui.t("privacy-cookies")))
        (part(ui.t("privacy-mail-title"), ui.t(if config.mail.is_some() { key("privacy-mail") } else { key("privacy-no-mail") })))
        (part(ui.t("privacy-network-title"), ui.t("privacy-network")))
        (part(ui.t("privacy-log-title"), ui.t("privacy-log")))
        (part(ui.t("privacy-others-title"), ui.t("privacy-others")))
        (rights(ui))
    };
    let page = Page::new("privacy", ui.t("privacy-title"), main);
    Ok(ctx.page(page.known_as(ui.urls.privacy())))
}

fn part(title: &str, words: &str) -> Markup {
    html! {
        h2 { (title) }
        p { (words) }
    }
}

fn rights(ui: &Ui) -> Markup {
    html! {
        h2 { (ui.t("privacy-rights-title")) }
        p { (ui.t("privacy-rights")) }
        @if ui.viewer.member.is_some() {
            ul {
                li { a href=(ui.urls.account_data()) { (ui.t("data-title")) } }
                li { a href=(ui.urls.account_delete()) { (ui.t("delete-me-title")) } }
            }
        }
    }
}
