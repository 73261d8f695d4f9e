//! The buttons of a moderator, and what they need besides: a reason, a time, how far it goes.

use maud::{Markup, html};

use super::super::store::Case;
use super::super::{Deed, REASON_MAX, TERMS, USUAL_TERM, may};
use crate::html::Ui;
use crate::html::form::{self, Field};
use crate::web::Typed;

fn reason(ui: &Ui, id: &str) -> Markup {
    html! {
        div.field {
            label for=(id) { (ui.t("order-reason")) }
            input type="text" name="reason" id=(id) size="30" maxlength=(REASON_MAX) aria-describedby={ (id) "-hint" };
            p.hint id={ (id) "-hint" } { (ui.t("order-reason-hint")) }
        }
    }
}

fn term_and_scope(ui: &Ui, everywhere: bool, room: bool) -> Markup {
    html! {
        div.field {
            label for="term" { (ui.t("order-term")) }
            select name="term" id="term" {
                @for (at, (label, _)) in TERMS.iter().enumerate() {
                    option value=(at) selected[at == USUAL_TERM] { (ui.t(label)) }
                }
            }
        }
        div.field {
            label for="scope" { (ui.t("order-scope")) }
            select name="scope" id="scope" {
                @if room { option value="room" { (ui.t("order-scope-room")) } }
                @if everywhere { option value="wall" selected[!room] { (ui.t("order-scope-wall")) } }
            }
        }
    }
}

fn press(ui: &Ui, word: &str, label: &str, destructive: bool) -> Markup {
    html! {
        button.destructive[destructive] name="deed" value=(word) { (ui.t(label)) }
        " "
    }
}

/// The button of each deed to a post.
const ON_POSTS: [(Deed, &str); 8] = [
    (Deed::Release, "order-release"),
    (Deed::Hold, "order-hold"),
    (Deed::Delete, "order-delete"),
    (Deed::Restore, "order-restore"),
    (Deed::Lock, "order-lock"),
    (Deed::Unlock, "order-unlock"),
    (Deed::Pin, "order-pin"),
    (Deed::Unpin, "order-unpin"),
];

/// What can be done with one post, and with whoever wrote it.
pub fn for_one(ui: &Ui, case: &Case, to: &Typed) -> Markup {
    let (post, room, viewer) = (&case.post, &case.room, &ui.viewer);
    let can = |deed: Deed| deed.changes(post) && may(viewer, deed, false, post, room).is_ok();
    let action = ui.urls.post_moderate(post.id);
    let author = can(Deed::Ban);
    let movable = can(Deed::Move);
    html! {
        (form::form(ui, &action, "order", None, &html! {
            (reason(ui, "reason"))
            fieldset {
                legend { (ui.t("order-post")) }
                @if !case.reports.is_empty() { (press(ui, "dismiss", "order-dismiss", false)) }
                @for (deed, label) in ON_POSTS {
                    @if can(deed) { (press(ui, deed.as_str(), label, deed == Deed::Delete)) }
                }
            }
            @if author {
                fieldset {
                    legend { (ui.t("order-author")) }
                    (term_and_scope(ui, viewer.moderates(), true))
                    (press(ui, "warn", "order-warn", false))
                    (press(ui, "mute", "order-mute", true))
                    (press(ui, "ban", "order-ban", true))
                    @if can(Deed::Delete) { (press(ui, "delete-ban", "order-delete-ban", true)) }
                }
            }
        }))
        @if !movable { (form::problem(to.error.map(|error| ui.t(error)))) }
        @if movable {
            (form::form(ui, &action, "order", None, &html! {
                fieldset {
                    legend { (ui.t("order-move-legend")) }
                    (Field {
                        name: "room",
                        label: ui.t("order-room"),
                        hint: Some(ui.t("order-room-hint")),
                        value: &to.text,
                        error: to.error.map(|error| ui.t(error)),
                        required: true,
                        max: 100,
                        ..Field::default()
                    }.line("text"))
                    (reason(ui, "move-reason"))
                    (press(ui, "move", "order-move", false))
                }
            }))
        }
    }
}

/// What can be done with many posts at once.
pub fn for_many(ui: &Ui, reported: bool) -> Markup {
    let everywhere = ui.viewer.moderates();
    html! {
        section.orders {
            h2 { (ui.t("orders-title")) }
            (reason(ui, "reason"))
            p.buttons {
                @if reported { (press(ui, "dismiss", "order-dismiss", false)) }
                (press(ui, "release", "order-release", false))
                (press(ui, "hold", "order-hold", false))
                (press(ui, "delete", "order-delete", true))
                (press(ui, "restore", "order-restore", false))
            }
            (term_and_scope(ui, everywhere, true))
            p.buttons {
                (press(ui, "warn", "order-warn", false))
                (press(ui, "mute", "order-mute", true))
                (press(ui, "ban", "order-ban", true))
                (press(ui, "delete-ban", "order-delete-ban", true))
            }
        }
    }
}

/// What can be done with all that a sweep found.
pub fn for_sweep(ui: &Ui) -> Markup {
    html! {
        (reason(ui, "reason"))
        (term_and_scope(ui, true, false))
        p.buttons {
            (press(ui, "hold", "order-hold", false))
            (press(ui, "delete", "order-delete", true))
            (press(ui, "delete-ban", "order-delete-ban", true))
        }
    }
}
