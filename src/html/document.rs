//! The document around every page: head, navigation, content, fireflies, footer, in this order, which
//! is also the order of reading.

use maud::{DOCTYPE, Markup, html};

use super::{Firefly, Lights, Page, Renewal, Ui, form, light, person_link};
use crate::clock::Zone;
use crate::locale::Value;
use crate::viewer::UNREAD_MOST;

/// The addresses of the embedded files.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The stylesheet.
    pub style: String,
    /// The icon.
    pub icon: String,
    /// The stylesheet of streams, which puts what comes late in its place.
    pub turns: String,
}

/// What the frame adds to a page.
pub struct Frame<'a> {
    /// The wall's name.
    pub title: &'a str,
    /// The embedded files.
    pub assets: &'a Assets,
    /// The request's id, shown where something went wrong.
    pub request_id: &'a str,
    /// Scheme and host that the wall goes by.
    pub origin: &'a str,
}

/// Whoever was warned is told on every page, until they have read it.
fn warning(ui: &Ui) -> Markup {
    let warned = ui
        .viewer
        .member
        .as_ref()
        .is_some_and(|member| member.warned);
    html! {
        @if warned {
            p.notice role="status" {
                (ui.t("warned")) " " a href=(ui.urls.decisions()) { (ui.t("warned-read")) }
            }
        }
    }
}

/// The whole document.
pub fn document(ui: &Ui, page: &Page, frame: &Frame<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(ui.lang.code()) class=[ui.reading.classes()] {
            head {
                meta charset="utf-8";
                title { (page_title(page, frame.title)) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(ui.reading.theme.schemes());
                @if page.is_passing { meta name="robots" content="noindex"; }
                link rel="stylesheet" href=(frame.assets.style);
                link rel="icon" type="image/svg+xml" href=(frame.assets.icon);
                @if let Some(older) = &page.pager.older { link rel="next" href=(older); }
                @if let Some(newer) = &page.pager.newer { link rel="prev" href=(newer); }
                link rel="manifest" href=(ui.urls.manifest());
                meta name="theme-color" content=(DAY) media="(prefers-color-scheme: light)";
                meta name="theme-color" content=(NIGHT) media="(prefers-color-scheme: dark)";
                @if let Some(feed) = feed_of(ui, page) {
                    link rel="alternate" type="application/atom+xml" href=(feed);
                }
                (known_as(ui, page, frame))
            }
            body class=(page.kind) {
                a.skip href="#content" { (ui.t("skip")) }
                (header(ui, page, frame.title))
                main #content tabindex="-1" {
                    (warning(ui))
                    @if let Some(done) = ui.done { p.done role="status" { (ui.t(done)) } }
                    (page.main)
                    @if page.status >= 400 && page.status != 422 {
                        p.request { (ui.t("request-id")) " " code { (frame.request_id) } }
                    }
                }
                (fireflies(ui, page))
                (footer(ui, page))
            }
        }
    }
}

/// The sky by day and by night (`--sky` in the stylesheet), for what a browser draws around the page.
const DAY: &str = "#e3e0e6";
const NIGHT: &str = "#123038";

/// The feed of a page, for whoever may read it: its own, or the wall's.
fn feed_of(ui: &Ui, page: &Page) -> Option<String> {
    let reads = page.status < 400 && ui.viewer.is_among(ui.viewer.rules.readers);
    let wall = || ui.urls.feed(&ui.urls.wall());
    reads.then(|| page.feed.clone().unwrap_or_else(wall))
}

/// By which address a page is to be known; and, for those who only show a link to it (Open Graph), what it
/// is. They come as strangers do.
fn known_as(ui: &Ui, page: &Page, frame: &Frame<'_>) -> Markup {
    let Some(path) = page.canonical.as_ref().filter(|_| page.status < 400) else {
        return html! {};
    };
    let address = format!("{}{path}", frame.origin);
    let title = if page.title.is_empty() {
        frame.title
    } else {
        &page.title
    };
    html! {
        link rel="canonical" href=(address);
        @if ui.viewer.member.is_none() {
            @if !page.about.is_empty() {
                meta name="description" property="og:description" content=(page.about);
            }
            meta property="og:title" content=(title);
            meta property="og:url" content=(address);
            meta property="og:type" content=(if page.kind == "post" { "article" } else { "website" });
            meta property="og:site_name" content=(frame.title);
        }
    }
}

fn page_title(page: &Page, wall: &str) -> String {
    if page.title.is_empty() || page.title == wall {
        wall.to_owned()
    } else {
        format!("{} · {wall}", page.title)
    }
}

/// Between two links, where no stylesheet keeps them apart.
fn dot() -> Markup {
    html! { span.dot aria-hidden="true" { " · " } }
}

fn header(ui: &Ui, page: &Page, title: &str) -> Markup {
    // Where a page only leads on, `here` is where it leads.
    let here = ui.here.split('?').next().filter(|_| !page.leads_on);
    html! {
        header.site {
            div.brand { a.name href=(ui.urls.wall()) { (title) } }
            nav aria-label=(ui.t("nav")) {
                // No list: in a terminal each of its entries would take a line of every page.
                (nav_link(ui, here, &ui.urls.wall(), "nav-wall"))
                (dot()) (nav_link(ui, here, &ui.urls.rooms(), "nav-rooms"))
                (dot()) (nav_link(ui, here, &ui.urls.search(), "nav-search"))
                @if ui.viewer.moderates() {
                    (dot()) (nav_link(ui, here, &ui.urls.moderation(), "nav-moderation"))
                }
                @if ui.viewer.owns_the_wall() {
                    (dot()) (nav_link(ui, here, &ui.urls.owner(), "nav-owner"))
                }
                @if let Some(member) = &ui.viewer.member {
                    (dot())
                    span.me {
                        (light(ui, member))
                        (person_link(ui, &member.name, &member.address, ""))
                    }
                    (dot()) (notifications(ui, here))
                    @if let Some(unread) = member.unread_messages { (dot()) (messages(ui, here, unread)) }
                    (dot()) (nav_link(ui, here, &ui.urls.account(), "nav-account"))
                    " "
                    (form::button(ui, &ui.urls.logout(), "leave", ui.t("leave")))
                } @else {
                    (dot()) a href=(ui.urls.login_from(&ui.here)) { (ui.t("nav-login")) }
                }
            }
        }
    }
}

/// The way to what somebody is told of, with how much of it is unread.
fn notifications(ui: &Ui, here: Option<&str>) -> Markup {
    let (address, unread) = (ui.urls.notifications(), ui.viewer.unread());
    if unread == 0 {
        return nav_link(ui, here, &address, "nav-notifications");
    }
    let count = if unread < UNREAD_MOST {
        unread.to_string()
    } else {
        format!("{}+", UNREAD_MOST - 1)
    };
    let words = ui.t_with("nav-notifications-count", &[("count", Value::Text(&count))]);
    let current = (here == Some(&*address)).then_some("page");
    html! { a.told href=(address) aria-current=[current] { (words) } }
}

/// The way to the private messages, with how many of them are not read yet.
fn messages(ui: &Ui, here: Option<&str>, unread: i64) -> Markup {
    let address = ui.urls.messages();
    if unread == 0 {
        return nav_link(ui, here, &address, "nav-messages");
    }
    let words = ui.t_with("nav-messages-unread", &[("count", Value::Number(unread))]);
    let current = (here == Some(&*address)).then_some("page");
    html! { a.told href=(address) aria-current=[current] { (words) } }
}

fn nav_link(ui: &Ui, here: Option<&str>, address: &str, key: &str) -> Markup {
    let current = here == Some(address);
    // The keys stand on the page about this place.
    let accesskey = match key {
        "nav-wall" => Some("1"),
        "nav-rooms" => Some("2"),
        _ => None,
    };
    html! { a href=(address) accesskey=[accesskey] aria-current=[current.then_some("page")] { (ui.t(key)) } }
}

/// The fireflies beside a page. Where a stream shows them, they move there, and the way to them stays here.
fn fireflies(ui: &Ui, page: &Page) -> Markup {
    html! {
        aside #fireflies aria-labelledby="fireflies-title" {
            h2 #fireflies-title {
                a href=(ui.urls.fireflies()) { (ui.t("fireflies")) }
            }
            @if page.renewal != Renewal::Framed {
                @match page.room {
                    Some(room) => (swarm(ui, &ui.lights.in_room(room), None)),
                    None => (swarm(ui, &ui.lights, None)),
                }
            }
        }
    }
}

/// Those who are here: how many, and their lights with their names. Who was not there `before` is marked.
pub fn swarm(ui: &Ui, lights: &Lights, before: Option<&Lights>) -> Markup {
    let strangers = lights.strangers();
    html! {
        @if lights.is_empty() {
            p.nobody { (ui.t("fireflies-nobody")) }
        } @else {
            @if !lights.here.is_empty() {
                p.count { (ui.t_with("fireflies-count", &[("count", Value::Number(count(lights.here.len())))])) }
            }
            ul {
                @for firefly in lights.here.iter().take(SHOWN) {
                    (one(ui, firefly, before.is_some_and(|before| !before.has(&firefly.address))))
                }
            }
            @if lights.here.len() > SHOWN {
                p.more { a href=(ui.urls.fireflies()) { (ui.t("fireflies-all")) } }
            }
            @if strangers > 0 {
                p.strangers { (ui.t_with("fireflies-strangers", &[("count", Value::Number(count(strangers)))])) }
            }
        }
    }
}

/// How many fireflies stand beside a page. All of them are on their own page.
const SHOWN: usize = 40;

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn one(ui: &Ui, firefly: &Firefly, is_new: bool) -> Markup {
    let class = match (is_new, firefly.idle) {
        (true, _) => Some("new"),
        (false, true) => Some("idle"),
        (false, false) => None,
    };
    html! {
        li class=[class] {
            (light(ui, firefly))
            (person_link(ui, &firefly.name, &firefly.address, ""))
            @if firefly.idle { " " span.resting { (ui.t("idle")) } }
        }
    }
}

/// A document that is left open at its end: what a stream begins with.
pub struct Opening<'a> {
    /// The kind of page, as a class on `body`.
    pub kind: &'a str,
    /// The title, which names the log as well.
    pub title: &'a str,
    /// What stands before the log.
    pub before: Markup,
    /// What the log holds so far.
    pub log: Markup,
}

/// What is missing at the end of an open document. Browsers close it themselves.
const REST: &str = "</div></main></body></html>";

/// The document, up to where the next entry of its log goes. Its links and forms lead out of the frame.
pub fn open_document(ui: &Ui, opening: &Opening<'_>, assets: &Assets) -> String {
    let aloud = if ui.live.aloud { "polite" } else { "off" };
    let document = html! {
        (DOCTYPE)
        html lang=(ui.lang.code()) class=[ui.reading.classes()] {
            head {
                meta charset="utf-8";
                title { (opening.title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(ui.reading.theme.schemes());
                base target="_top";
                link rel="stylesheet" href=(assets.style);
                link rel="stylesheet" href=(assets.turns);
            }
            body class={ "live " (opening.kind) } {
                main #content tabindex="-1" {
                    (opening.before)
                    div.h-feed.turns role="log" aria-live=(aloud) aria-label=(opening.title) {
                        (opening.log)
                    }
                }
            }
        }
    };
    let mut document = document.into_string();
    document.truncate(document.len() - REST.len());
    document
}

/// By whose clocks times are told.
fn times(ui: &Ui) -> String {
    match ui.reading.zone {
        Zone::UTC => ui.t("times-utc").to_owned(),
        zone => ui.t_with("times-zone", &[("zone", Value::Text(zone.name()))]),
    }
}

fn footer(ui: &Ui, page: &Page) -> Markup {
    html! {
        footer.site {
            // Below everything, so that text browsers need not step over it on each page.
            @if page.kind != "search" {
                form action=(ui.urls.search()) method="get" role="search" aria-label=(ui.t("nav-search")) {
                    input type="search" name="q" aria-label=(ui.t("search-words")) size="20" maxlength="300";
                    " " button { (ui.t("search-button")) }
                }
            }
            a href=(ui.urls.about()) { (ui.t("nav-about")) }
            " · "
            a href=(ui.urls.privacy()) { (ui.t("nav-privacy")) }
            " · "
            @if ui.viewer.rules.offered().len() > 1 {
                a href=(ui.urls.language_from(&ui.here)) { (ui.t("nav-language")) }
                " · "
            }
            @if let Some(feed) = feed_of(ui, page) {
                a href=(feed) type="application/atom+xml" { (ui.t("feed-link")) }
                " · "
            }
            a href=(ui.urls.settings_from(&ui.here)) { (ui.t("nav-reading")) }
            " · "
            span { (times(ui)) }
        }
    }
}

/// What somebody had typed and what was not taken.
#[derive(Debug, Clone, Copy)]
pub struct Refused<'a> {
    /// The words.
    pub words: &'a str,
    /// Whether they are kept as a draft.
    pub is_draft: bool,
}

/// What stands on a page that says that something did not go as wished. `kept` is what the visitor had
/// typed: it is theirs to take along.
pub fn error_main(
    ui: &Ui,
    status: u16,
    title: &str,
    sentence: &str,
    kept: Option<Refused<'_>>,
) -> Markup {
    html! {
        p.status { (status) }
        h1 { (title) }
        p { (sentence) }
        @if let Some(kept) = kept.filter(|kept| !kept.words.is_empty()) {
            section.kept {
                h2 { (ui.t("kept-title")) }
                @if kept.is_draft {
                    p { (ui.t("kept-draft")) " " a href=(ui.urls.drafts()) { (ui.t("drafts-title")) } }
                } @else {
                    p { (ui.t("kept-words")) }
                }
                pre { (kept.words) }
            }
        }
        p { a href=(ui.urls.wall()) { (ui.t("back-to-wall")) } }
    }
}
