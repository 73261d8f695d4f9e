//! The list of conversations.

use maud::{Markup, html};

use super::super::Conversation;
use crate::html::text::snippet;
use crate::html::{Page, Slice, Ui, light, markdown, pager, time};
use crate::locale::Value;

/// How much of the last message stands in the list, in characters.
const SHOWN: usize = 90;

/// The list; or, for whoever can have no messages, why: a key of the locales.
pub fn conversations(ui: &Ui, list: Result<&Slice<Conversation>, &'static str>) -> Page {
    let title = ui.t("messages-title");
    let list = match list {
        Ok(list) => list,
        Err(why) => {
            let main = html! {
                h1 { (title) }
                p.notice { (ui.t(why)) }
                p { a href=(ui.urls.account()) { (ui.t("nav-account")) } }
            };
            return Page::new("messages", title, main);
        }
    };
    let address = ui.urls.messages();
    let through = list.pager(
        |one| one.last.id,
        |window| format!("{address}{}", window.query()),
    );
    let main = html! {
        h1 { (title) }
        p.lede { (ui.t("messages-lede")) }
        ul.acts { li { a href=(ui.urls.blocks()) { (ui.t("blocks-title")) } } }
        @if list.rows.is_empty() { p.empty { (ui.t("messages-empty")) } }
        ul.rooms.conversations { @for one in &list.rows { (row(ui, one)) } }
        (pager(ui, &through))
    };
    Page::new("messages", title, main).paged(through)
}

fn row(ui: &Ui, one: &Conversation) -> Markup {
    let other = &one.other;
    let words = snippet(&markdown::plain(&one.last.body), SHOWN);
    html! {
        li.room {
            h2 {
                (light(ui, other))
                a href=(ui.urls.messages_with(&other.address)) { bdi { (ui.name(&other.name)) } }
                @if one.unread > 0 {
                    " " strong.mark { (ui.t_with("messages-unread", &[("count", Value::Number(one.unread))])) }
                }
            }
            p {
                @if ui.viewer.is(one.last.author) { (ui.t("messages-you")) (ui.t("said")) " " }
                span dir="auto" { (words) }
            }
            p.when { (time::full(ui, one.last.at, "at")) }
        }
    }
}
