//! A post as a moderator looks at it: with what speaks against it, and without its own buttons.

use maud::{Markup, html};

use super::super::store::Case;
use crate::attachment::view::gallery;
use crate::html::{Ui, light, markdown, time};
use crate::log::RoomKind;
use crate::post::{Act, excerpt, judge, may};
use crate::room::Room;

/// A case. Where several are decided at once, it has a box to be chosen by, checked or not.
pub fn case(ui: &Ui, case: &Case, choice: Option<bool>) -> Markup {
    let post = &case.post;
    let author = &post.author;
    let marks = [
        (post.held, "mark-held"),
        (post.deleted.is_some(), "mark-deleted"),
        (post.locked, "mark-locked"),
        (post.pinned, "mark-pinned"),
        (case.suspicion.is_some() && !post.held, "mark-suspected"),
    ];
    let (body, cut) = excerpt(&post.body);
    html! {
        article.case id={ "p" (post.id) } {
            header {
                @if let Some(checked) = choice {
                    label.choice {
                        input type="checkbox" name="post" value=(post.id) checked[checked];
                        " " (ui.t("case-choose")) " " (post.id)
                    }
                    " "
                }
                (light(ui, author))
                a href=(ui.urls.moderation_person(&author.address)) { bdi { (author.name) } }
                " – " (room_name(ui, &case.room)) " – "
                a href=(ui.urls.post(post.id)) { (time::full(ui, post.published_at, "dt-published")) }
                @for (is, mark) in marks { @if is { " – " strong.mark { (ui.t(mark)) } } }
            }
            div.e-content dir="auto" lang=[ui.foreign(post.lang)] { (markdown::render(body)) }
            @if !case.files.is_empty() { (gallery(ui, &case.files)) }
            @if cut { p.more { a href=(ui.urls.post(post.id)) { (ui.t("read-on")) } } }
            @if let Some(why) = &case.suspicion {
                p.why { (ui.t("case-why")) " " (judge::told(ui.lang, why).join("; ")) }
            }
            @if !case.reports.is_empty() {
                ul.reports {
                    @for (at, reason) in &case.reports {
                        li { (ui.t("case-reported")) " " (time::full(ui, *at, "")) ": " q dir="auto" { (reason) } }
                    }
                }
            }
            @if choice.is_some() && may(&ui.viewer, post, &case.room, Act::Moderate).is_ok() {
                p.more { a href=(ui.urls.post_moderate(post.id)) { (ui.t("case-alone")) } }
            }
        }
    }
}

/// The name of a room, as a link where it has an address of its own.
pub fn room_name(ui: &Ui, room: &Room) -> Markup {
    match room.kind {
        RoomKind::Wall => html! { a href=(ui.urls.wall()) { (ui.t("nav-wall")) } },
        RoomKind::Room => html! { a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } } },
        RoomKind::Own => html! { (ui.t("room-own")) },
    }
}
