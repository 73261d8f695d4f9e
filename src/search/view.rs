//! The HTML of search: the form, and what was found.

use maud::{Markup, html};

use super::query::{LENGTH_MAX, Query};
use super::web::{Asked, NAME_MAX};
use super::{Found, From, Hit, Order, Where};
use crate::html::form::Field;
use crate::html::text::snippet;
use crate::html::{Page, Pager, Ui, light, person_link, time};
use crate::locale::Value;
use crate::log::RoomKind;

/// The page. `found` is nothing where nothing was looked for.
pub fn search(ui: &Ui, asked: &Asked, query: &Query, found: Option<&Found>) -> Page {
    let title = match asked.words.trim() {
        "" => ui.t("search-title").to_owned(),
        words => {
            let words = snippet(words, 60);
            ui.t_with("search-title-of", &[("words", Value::Text(&words))])
        }
    };
    let more = found.and_then(|found| found.more);
    let older = more.map(|from| address(ui, asked, asked.order, Some(from)));
    let main = html! {
        h1 { (ui.t("search-title")) }
        (fields(ui, asked))
        @for note in &query.notes { p.hint.note { (ui.t(note)) } }
        @match found {
            Some(found) => (results(ui, asked, query, found)),
            None => {
                @if !asked.words.trim().is_empty() { p.empty { (ui.t("search-nothing-sought")) } }
            }
        }
        @if let Some(older) = &older {
            nav.pager aria-label=(ui.t("pager")) {
                a.older rel="next" href=(older) { (ui.t("search-more")) }
            }
        }
    };
    Page::new("search", title, main).paged(Pager { older, newer: None })
}

/// The form: words, and whose or where, if not everybody's and everywhere.
fn fields(ui: &Ui, asked: &Asked) -> Markup {
    let words = Field {
        name: "q",
        label: ui.t("search-words"),
        value: &asked.words,
        hint: Some(ui.t("search-hint")),
        max: LENGTH_MAX,
        ..Field::default()
    };
    let author = Field {
        name: "author",
        label: ui.t("search-author"),
        value: &asked.author,
        max: NAME_MAX,
        ..Field::default()
    };
    let room = Field {
        name: "room",
        label: ui.t("search-room"),
        value: &asked.room,
        max: NAME_MAX,
        ..Field::default()
    };
    html! {
        form.search action=(ui.urls.search()) method="get" role="search" {
            (words.line("search"))
            (author.line("text"))
            (room.line("text"))
            @if asked.order != Order::default() {
                input type="hidden" name="order" value=(asked.order.as_str());
            }
            button { (ui.t("search-button")) }
        }
    }
}

fn results(ui: &Ui, asked: &Asked, query: &Query, found: &Found) -> Markup {
    html! {
        @if let Some(name) = &found.no_author {
            p.hint.note { (ui.t_with("search-no-author", &[("name", Value::Text(name))])) }
        }
        @if let Some(name) = &found.no_room {
            p.hint.note { (ui.t_with("search-no-room", &[("name", Value::Text(name))])) }
        }
        @if found.hits.is_empty() {
            p.empty {
                (ui.t(if asked.from == From::default() { "search-none" } else { "search-end" }))
            }
            @if asked.from == From::default() { p { (ui.t("search-try")) } }
        } @else {
            section aria-labelledby="results" {
                h2 #results { (ui.t("search-results")) }
                @if !query.wanted.is_empty() { (orders(ui, asked)) }
                div.h-feed { @for hit in &found.hits { (result(ui, hit)) } }
            }
        }
    }
}

/// In which order they stand, and the way to the other.
fn orders(ui: &Ui, asked: &Asked) -> Markup {
    let order = |order: Order, words: &str| {
        let current = (order == asked.order).then_some("true");
        let address = address(ui, asked, order, None);
        html! { li { a href=(address) rel="nofollow" aria-current=[current] { (ui.t(words)) } } }
    };
    html! {
        ul.acts.orders {
            (order(Order::Best, "search-best"))
            (order(Order::Newest, "search-newest"))
        }
    }
}

fn result(ui: &Ui, hit: &Hit) -> Markup {
    let post = &hit.post;
    let author = &post.author;
    html! {
        article.h-entry #{ "p" (post.id) } {
            header {
                (light(ui, author))
                span.p-author.h-card { (person_link(ui, &author.name, &author.address, "p-name u-url")) }
                " "
                a.u-url href=(history(ui, hit)) {
                    (place(ui, &hit.at)) ", " (time::full(ui, post.published_at, "dt-published"))
                }
            }
            p.p-summary dir="auto" lang=[ui.foreign(post.lang)] {
                @for piece in &hit.pieces {
                    @if piece.marked { mark { (piece.text) } } @else { (piece.text) }
                }
            }
        }
    }
}

fn place(ui: &Ui, at: &Where) -> Markup {
    html! {
        @match at.kind {
            RoomKind::Wall => (ui.t("nav-wall")),
            RoomKind::Room => bdi { (at.title) },
            RoomKind::Own => (ui.t_with("search-own", &[("name", Value::Text(&at.title))])),
        }
    }
}

/// The post in the history of the list that it stands in: of a room, of a wall, or under another post.
fn history(ui: &Ui, hit: &Hit) -> String {
    let list = match (hit.post.parent, hit.at.kind) {
        (Some(parent), _) => ui.urls.post(parent),
        (None, RoomKind::Wall) => ui.urls.wall(),
        (None, RoomKind::Room) => ui.urls.room(&hit.at.address),
        (None, RoomKind::Own) => ui.urls.person(&hit.at.address),
    };
    ui.urls.at_post(&list, hit.post.id)
}

/// The same search in this order, from there on.
fn address(ui: &Ui, asked: &Asked, order: Order, from: Option<From>) -> String {
    let order = match order {
        Order::Best => "",
        Order::Newest => order.as_str(),
    };
    let before = from.map(|from| from.before.to_string());
    let past = from.and_then(|from| from.past);
    let past = past.map(|(score, post)| format!("{score}.{post}"));
    ui.urls.search_for(&[
        ("q", &asked.words),
        ("author", &asked.author),
        ("room", &asked.room),
        ("order", order),
        ("before", before.as_deref().unwrap_or_default()),
        ("past", past.as_deref().unwrap_or_default()),
    ])
}
