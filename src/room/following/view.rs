//! The buttons by which somebody follows a room or a thread.

use maud::{Markup, html};

use super::{Stance, Wish};
use crate::html::{Ui, form};
use crate::locale::key;

/// How somebody stands to what a page shows, and what they can do about it. `action` is where it is sent.
pub fn buttons(ui: &Ui, action: &str, stance: Option<Stance>) -> Markup {
    let (words, wishes): (_, &[Wish]) = match stance {
        None => (None, &[Wish::Follow, Wish::Mute]),
        Some(Stance::Follows) => (Some(key("following-is")), &[Wish::Leave, Wish::Mute]),
        Some(Stance::Mutes) => (Some(key("following-muted")), &[Wish::Leave]),
    };
    html! {
        ul.acts.following #following {
            @if let Some(words) = words { li { (ui.t(words)) } }
            @for wish in wishes { li { (button(ui, action, *wish, stance)) } }
        }
    }
}

/// One of them.
pub fn button(ui: &Ui, action: &str, wish: Wish, stance: Option<Stance>) -> Markup {
    let label = match (wish, stance) {
        (Wish::Follow, _) => key("following-follow"),
        (Wish::Mute, _) => key("following-mute"),
        (Wish::Leave, Some(Stance::Mutes)) => key("following-unmute"),
        (Wish::Leave, _) => key("following-leave"),
    };
    form::form(
        ui,
        action,
        "",
        None,
        &html! {
            input type="hidden" name="wish" value=(wish.as_str());
            input type="hidden" name="next" value=(ui.here);
            button { (ui.t(label)) }
        },
    )
}
