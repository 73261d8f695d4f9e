//! The page of a day.

use std::sync::Arc;

use chrono::NaiveDate;
use maud::html;

use super::article::Showing;
use super::known::{feed_name, known_as_part};
use super::runs::{Days, runs};
use crate::html::{Page, Pager, Ui, pager, time};
use crate::log::RoomKind;
use crate::post::{Place, Sealed};
use crate::urls::Window;

/// A day of a list.
#[derive(Debug)]
pub struct Day {
    /// Where.
    pub place: Place,
    /// Which.
    pub day: NaiveDate,
    /// What was said, newest first.
    pub entries: Vec<Arc<Sealed>>,
    /// Which part of the day it is.
    pub window: Window,
    /// Where the day goes on.
    pub pager: Pager,
    /// The days before and after it.
    pub around: (Option<NaiveDate>, Option<NaiveDate>),
}

/// The page of a day: it reads downwards, as a transcript.
pub fn day(ui: &Ui, wall: &str, shown: &Day) -> Page {
    let room = &shown.place.room;
    let list = shown.place.key.address(&ui.urls);
    let title = if room.kind == RoomKind::Wall {
        wall
    } else {
        &room.title
    };
    let when = time::day(ui.lang, shown.day);
    let showing = Showing {
        room,
        list: Some(&list),
        whole: false,
        dated: false,
        open: true,
        forms: true,
        under: None,
    };
    let entries: Vec<&Sealed> = shown.entries.iter().rev().map(|entry| &**entry).collect();
    let (before, after) = shown.around;
    let to =
        |day: Option<NaiveDate>| day.map(|day| (ui.urls.day(&list, day), time::day(ui.lang, day)));
    let main = html! {
        p.up { a href=(list) { bdi { (title) } } }
        h1 { (when) }
        @if shown.pager.older.is_some() { (pager(ui, &shown.pager)) }
        div.h-feed {
            (feed_name(title, &ui.urls.day(&list, shown.day)))
            (runs(ui, &entries, Days::None, None, showing))
        }
        @if shown.pager.older.is_none() { (pager(ui, &shown.pager)) }
        @if before.is_some() || after.is_some() {
            nav.days aria-label=(ui.t("days")) {
                @if let Some((address, words)) = to(before) { a.before href=(address) { "← " (words) } }
                @if let Some((address, words)) = to(after) { a.after href=(address) { (words) " →" } }
            }
        }
    };
    let mut page = Page::new("day", format!("{when} · {title}"), main).paged(shown.pager.clone());
    known_as_part(ui, &mut page, &ui.urls.day(&list, shown.day), shown.window);
    page.feed = Some(ui.urls.feed(&list));
    page
}
