//! The log of acts as an Atom feed.

use maud::html;

use super::store::Act;
use super::view::sentence;
use crate::html::atom::{Author, Entry, Feed, Namer};
use crate::html::{Slice, Ui};
use crate::urls::Window;

/// A part of the log. `origin` is scheme and host under which the reader knows the wall.
pub fn of(ui: &Ui, names: Namer, origin: &str, acts: &Slice<Act>, part: Window) -> String {
    let feed = format!("{origin}{}", ui.urls.moderation_log_feed());
    let page = format!("{origin}{}", ui.urls.moderation_log());
    let entries = acts.rows.iter().map(|act| entry(ui, names, &page, act));
    Feed {
        id: names.name("log", 0),
        title: ui.t("log-title").to_owned(),
        lang: Some(ui.lang.code()),
        here: format!("{feed}{}", part.query()),
        pager: acts.pager(|act| act.seq, |part| format!("{feed}{}", part.query())),
        entries: entries.collect(),
        first: feed,
        page,
        ..Feed::default()
    }
    .write()
}

fn entry(ui: &Ui, names: Namer, page: &str, act: &Act) -> Entry {
    let before = Window::Before(act.seq.saturating_add(1)).query();
    let who = act.by.as_ref().map_or(ui.t("by-the-wall"), |by| &by.name);
    Entry {
        id: names.name("act", act.seq),
        title: sentence(ui, act),
        address: format!("{page}{before}#a{}", act.seq),
        updated: act.undone_at.unwrap_or(act.at),
        published: act.at,
        author: Author {
            name: ui.name(who).to_owned(),
            address: None,
        },
        html: Some(html! { p { (sentence(ui, act)) } }.into_string()),
        enclosures: Vec::new(),
        lang: None,
        answers: None,
    }
}
