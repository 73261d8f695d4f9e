//! The HTML of streams, and of the choice among the rungs.

use maud::{Markup, html};

use super::Parting;
use super::turns::{self, Turn};
use crate::html::{Assets, Lights, Opening, Page, Ui, form, open_document, pager, swarm as lights};
use crate::locale::Lang;
use crate::log::RoomKind;
use crate::post::Entry;
use crate::post::view::{List, turn as entry_turn, turns as entry_turns};
use crate::room::Room;
use crate::viewer::Rung;

/// What a browser needs before it paints at all (WebKit: 512 bytes), with some to spare.
const PADDING: usize = 640;

/// With fewer entries than this the document says what will happen in it: what is nearly empty looks
/// broken, and some browsers show nothing of it (WebKit: below 200 characters).
const FEW: usize = 3;

/// The document of a stream, open at its end. `position` says where an entry stands; `still` makes it
/// one that ends here.
pub fn opening(
    ui: &Ui,
    list: &List,
    here: &Lights,
    assets: &Assets,
    position: impl Fn(i64) -> Option<i64>,
    still: Option<&Markup>,
) -> String {
    let room = &list.place.room;
    let (kind, title) = match room.kind {
        RoomKind::Room => ("room", &room.title[..]),
        RoomKind::Wall | RoomKind::Own => ("wall", ui.t("nav-wall")),
    };
    let place = |id: i64, entry: Markup| match position(id) {
        Some(position) => turns::turn(position, Turn::Old, &entry),
        None => html! { div.turn { (entry) } },
    };
    let opening = Opening {
        kind,
        title,
        before: html! {
            (pager(ui, &list.pager))
            @if let Some(still) = still { (still) }
        },
        log: html! {
            (swarm_block(ui, here, None))
            @if list.entries.len() < FEW { p.hint.turn { (ui.t("live-lede")) } }
            (entry_turns(ui, list, place))
        },
    };
    let mut document = open_document(ui, &opening, assets);
    if document.len() < PADDING {
        document.extend(std::iter::repeat_n('\n', PADDING - document.len()));
    }
    document
}

/// An entry as it comes.
pub fn turn(
    ui: &Ui,
    entry: &Entry,
    room: &Room,
    address: &str,
    position: i64,
    turn: Turn,
) -> String {
    turns::turn(position, turn, &entry_turn(ui, entry, room, address)).into_string()
}

/// Who is here, in the place of who was.
pub fn swarm(ui: &Ui, here: &Lights, before: &Lights) -> String {
    swarm_block(ui, here, Some(before)).into_string()
}

fn swarm_block(ui: &Ui, here: &Lights, before: Option<&Lights>) -> Markup {
    // What changes here is not read aloud: only the log is.
    html! {
        div.swarm aria-live="off" {
            p.name { a href=(ui.urls.fireflies()) { (ui.t("fireflies")) } }
            (lights(ui, here, before))
        }
    }
}

/// How long a restart may take, in seconds: a browser that asks sooner shows its own error in the frame,
/// and never asks again.
const RESTART: u32 = 10;

/// Over how many seconds those are spread who ask again after a common end.
const CROWD: usize = 8;

/// The last word of a stream, and when it is to be asked for again. `before` is how many others were there.
pub fn parting(lang: Lang, address: &str, parting: Parting, before: usize) -> String {
    let spread = u32::try_from(before % CROWD).unwrap_or_default();
    let (words, seconds) = match parting {
        Parting::Long => (lang.t("live-end-long"), Some(0)),
        Parting::Slow => (lang.t("live-end-slow"), Some(2 + spread)),
        Parting::Stopping => (lang.t("live-end-stopping"), Some(RESTART + spread)),
        Parting::Deleted => (lang.t("live-end-deleted"), None),
        Parting::Ruled => (lang.t("live-end-ruled"), Some(2 + spread)),
    };
    html! {
        p.end {
            (words) " "
            a href=(address) target="_self" { (lang.t("live-again")) }
        }
        @if let Some(seconds) = seconds { meta http-equiv="refresh" content=(seconds); }
    }
    .into_string()
}

/// What stands above a list in a frame that is not alive, and why.
pub fn still(ui: &Ui, address: &str, reason: &'static str) -> Markup {
    html! {
        p.notice { (ui.t(reason)) " " a href=(address) target="_self" { (ui.t("live-again")) } }
    }
}

/// The page on which one chooses how news come.
pub fn choice(ui: &Ui, next: &str, problem: Option<&'static str>) -> Page {
    let main = html! {
        h1 { (ui.t("live-choice-title")) }
        p.lede { (ui.t("live-choice-lede")) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.live_choice(), "choice", None, &html! {
            fieldset {
                legend { (ui.t("live-choice-legend")) }
                @for rung in Rung::ALL { (option(ui, rung)) }
            }
            p.field.check {
                input type="checkbox" id="aloud" name="aloud" value="1" checked[ui.live.aloud];
                " " label for="aloud" { (ui.t("live-aloud")) }
            }
            input type="hidden" name="next" value=(next);
            button { (ui.t("live-choose")) }
        }))
    };
    Page::new("choice", ui.t("live-choice-title"), main).leading_on()
}

fn option(ui: &Ui, rung: Rung) -> Markup {
    let (name, hint) = match rung {
        Rung::Stream => ("live-stream", "live-stream-hint"),
        Rung::Poll => ("live-poll", "live-poll-hint"),
        Rung::Refresh => ("live-refresh", "live-refresh-hint"),
        Rung::Hand => ("live-hand", "live-hand-hint"),
    };
    let word = rung.as_str();
    html! {
        p.field.check {
            input type="radio" name="rung" id=(word) value=(word) checked[rung == ui.live.rung];
            " " label for=(word) { strong { (ui.t(name)) } } " "
            span.hint { (ui.t(hint)) }
        }
    }
}
