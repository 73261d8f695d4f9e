//! The log of acts as an Atom feed (RFC 4287).

use atom_syndication::{
    Entry, EntryBuilder, Feed, FeedBuilder, FixedDateTime, LinkBuilder, PersonBuilder, Text,
};

use super::store::Act;
use super::view::sentence;
use crate::clock::{Micros, utc};
use crate::html::Ui;

/// The latest acts. `origin` is scheme and host under which the reader knows the wall.
pub fn of(ui: &Ui, origin: &str, acts: &[Act]) -> String {
    let here = format!("{origin}{}", ui.urls.moderation_log_feed());
    let page = format!("{origin}{}", ui.urls.moderation_log());
    let link = |rel: &str, href: &str| LinkBuilder::default().rel(rel).href(href).build();
    let feed: Feed = FeedBuilder::default()
        .id(here.clone())
        .title(Text::plain(ui.t("log-title")))
        .updated(date(acts.first().map_or(0, |act| act.at)))
        .links(vec![link("self", &here), link("alternate", &page)])
        .lang(ui.lang.code().to_owned())
        .entries(
            acts.iter()
                .map(|act| entry(ui, &page, act))
                .collect::<Vec<_>>(),
        )
        .build();
    feed.to_string()
}

fn entry(ui: &Ui, page: &str, act: &Act) -> Entry {
    let address = format!("{page}?before={}#a{}", act.seq + 1, act.seq);
    let who = act.by.as_ref().map_or(ui.t("by-the-wall"), |by| &by.name);
    EntryBuilder::default()
        .id(address.clone())
        .title(Text::plain(sentence(ui, act)))
        .updated(date(act.undone_at.unwrap_or(act.at)))
        .published(date(act.at))
        .author(PersonBuilder::default().name(who).build())
        .link(
            LinkBuilder::default()
                .rel("alternate")
                .href(address)
                .build(),
        )
        .summary(Text::plain(sentence(ui, act)))
        .build()
}

fn date(at: Micros) -> FixedDateTime {
    utc(at).fixed_offset()
}
