//! What those learn of a page who do not look at it: its address, its feed, what it is about, and what a
//! list of entries is called (microformats2).

use maud::{Markup, html};

use crate::html::text::snippet;
use crate::html::{Page, Ui, markdown};
use crate::log::RoomKind;
use crate::post::Place;
use crate::urls::Window;

/// How many characters a page says of itself at most.
pub const ABOUT: usize = 200;

/// What a place is about, in a line.
pub fn about(ui: &Ui, place: &Place) -> String {
    match place.room.kind {
        RoomKind::Wall if ui.viewer.rules.welcome.trim().is_empty() => ui.t("wall-lede").to_owned(),
        RoomKind::Wall => snippet(&markdown::plain(&ui.viewer.rules.welcome), ABOUT),
        RoomKind::Room | RoomKind::Own => snippet(&place.room.about, ABOUT),
    }
}

/// A page that is this part of the list at `address`: it is known as that, whatever else its address asks
/// for, and its feed is the list's.
pub fn known_as_part(ui: &Ui, page: &mut Page, address: &str, part: Window) {
    page.canonical = Some(format!("{address}{}", part.query()));
    page.feed = Some(ui.urls.feed(address));
}

/// The name and the address of a list, for programs alone: for people they stand above it.
pub fn feed_name(title: &str, address: &str) -> Markup {
    html! {
        data.p-name value=(title) {}
        data.u-url value=(address) {}
    }
}
