//! The pages: the wall, a room, somebody's own wall, a post alone, an editor.

use std::sync::Arc;

use maud::{Markup, html};

use super::article::{Showing, above, article, tombstone};
use super::composer::{Composer, composer};
use super::known::{ABOUT, about, feed_name, known_as_part};
use super::person::{Tab, card, may_be_written_to, tabs};
use super::pinned::pinned;
use super::runs::{Days, runs};
use crate::account::profile::About;
use crate::html::text::snippet;
use crate::html::{Page, Pager, Ui, markdown, pager, pager_again};
use crate::locale::Value;
use crate::log::RoomKind;
use crate::post::{Entry, Place, Post, Quote, Sealed};
use crate::room::following::{Stance, view as following};
use crate::room::{Act, Room, may};
use crate::urls::Window;

/// A list of posts as it is shown.
#[derive(Debug)]
pub struct List {
    /// Where.
    pub place: Place,
    /// What stands in it, newest first.
    pub entries: Vec<Arc<Sealed>>,
    /// Which part of the list it is.
    pub window: Window,
    /// Where it goes on.
    pub pager: Pager,
    /// After which number things are new to the visitor.
    pub since: Option<i64>,
    /// The composer.
    pub composer: Composer,
    /// How it renews itself.
    pub renewal: Renewal,
    /// What stands before it.
    pub pinned: Vec<Quote>,
    /// What is told about the person whose own wall it is.
    pub about: Option<About>,
    /// The post alone under which it stands.
    pub thread: Option<Entry>,
    /// How far the log was before it was read.
    pub seq: i64,
    /// Which version the database had before that, where it has one.
    pub version: Option<u64>,
}

impl List {
    /// A place of which nothing was loaded yet.
    pub fn of(place: Place) -> Self {
        Self {
            place,
            entries: Vec::new(),
            window: Window::Newest,
            pager: Pager::default(),
            since: None,
            composer: Composer::default(),
            renewal: Renewal::Still,
            pinned: Vec::new(),
            about: None,
            thread: None,
            seq: 0,
            version: None,
        }
    }
}

/// How a list that is shown renews itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Renewal {
    /// It does not: it is no list of the newest, or one that is not followed.
    Still,
    /// A frame in it shows its stream; it holds no entries of its own.
    Framed,
    /// When the visitor asks for what came after this number.
    Asked(i64),
    /// The browser waits for what comes after this number.
    Waits(i64),
    /// The browser asks now and then.
    Timed,
}

/// How often a list that is renewed by the clock is, in seconds.
const EVERY: u32 = 30;
/// How soon the browser asks again where the server holds the answer back, in seconds. Without a
/// pause, one browser was seen to show nothing.
const AT_ONCE: u32 = 1;

/// The page of a list.
pub fn list(ui: &Ui, wall: &str, list: &List) -> Page {
    let mut page = page_of(ui, wall, list);
    let address = list.place.key.address(&ui.urls);
    known_as_part(ui, &mut page, &address, list.window);
    page.about = about(ui, &list.place);
    page.room = (list.place.room.kind == RoomKind::Room).then_some(list.place.room.id);
    page.renewal = match list.renewal {
        Renewal::Still | Renewal::Asked(_) => crate::html::Renewal::Still,
        Renewal::Framed => crate::html::Renewal::Framed,
        Renewal::Waits(after) => {
            crate::html::Renewal::After(AT_ONCE, ui.urls.wait(&address, after, ui.now))
        }
        Renewal::Timed => crate::html::Renewal::After(EVERY, address),
    };
    page.paged(list.pager.clone())
}

fn page_of(ui: &Ui, wall: &str, list: &List) -> Page {
    match list.place.room.kind {
        RoomKind::Wall => Page::new("wall", wall, the_wall(ui, wall, list)),
        RoomKind::Room => Page::new("room", &list.place.room.title[..], a_room(ui, list)),
        RoomKind::Own => {
            let name = list.place.person.as_ref().map_or("", |person| &person.name);
            Page::new("person", name, a_person(ui, list))
        }
    }
}

fn the_wall(ui: &Ui, title: &str, list: &List) -> Markup {
    html! {
        h1 { (title) }
        @if ui.viewer.member.is_none() { (welcome(ui)) }
        (pinned(ui, &list.pinned))
        (writing(ui, list))
        (renewal(ui, list))
        @if list.renewal == Renewal::Framed {
            (stream(ui, list, title))
        } @else {
            @if list.entries.is_empty() { (nothing(ui, list, ui.t("wall-empty"))) }
            (feed(ui, list, title))
        }
        (pager(ui, &list.pager))
    }
}

/// What this place is, for those who have no pseudonym: in the owners' words, where they wrote some.
fn welcome(ui: &Ui) -> Markup {
    let words = &ui.viewer.rules.welcome;
    html! {
        @if words.trim().is_empty() {
            p.lede { (ui.t("wall-lede")) }
        } @else {
            div.lede.welcome dir="auto" { (markdown::render(words)) }
        }
    }
}

/// The composer; where the page renews itself, the way to one on a page that does not.
fn writing(ui: &Ui, list: &List) -> Markup {
    let renews = matches!(list.renewal, Renewal::Waits(_) | Renewal::Timed);
    if renews && ui.viewer.member.is_some() {
        let address = list.place.key.address(&ui.urls);
        return html! { p.join #write { a href=(ui.urls.write(&address)) { (ui.t("write")) } } };
    }
    composer(ui, &list.place, &list.composer)
}

/// The frame in which the list is alive.
fn stream(ui: &Ui, list: &List, title: &str) -> Markup {
    let address = ui.urls.live(&list.place.key.address(&ui.urls));
    html! {
        iframe.stream name="live" src=(address) title=(title) {}
    }
}

/// How this list renews itself, and the way to another way.
fn renewal(ui: &Ui, list: &List) -> Markup {
    let address = list.place.key.address(&ui.urls);
    let choice = ui.urls.live_choice_from(&address);
    let live = ui.urls.live(&address);
    html! {
        @if list.renewal != Renewal::Still {
            ul.acts.renewal {
                @match list.renewal {
                    Renewal::Still => {}
                    Renewal::Framed => {
                        li { (ui.t("live-stream-on")) }
                        li { a href=(ui.urls.live_paused(&address)) target="live" { (ui.t("live-pause")) } }
                        li { a href=(live) target="live" { (ui.t("live-again")) } }
                    }
                    Renewal::Asked(after) => {
                        li { (ui.timed(|now| html! {
                            a href=(ui.urls.wait(&address, after, now)) { (ui.t("live-wait")) }
                        })) }
                    }
                    Renewal::Waits(_) => { li { (ui.t("live-poll-on")) } }
                    Renewal::Timed => { li { (ui.t("live-refresh-on")) } }
                }
                li { a href=(choice) { (ui.t("live-choice")) } }
            }
        }
    }
}

/// What a stream begins with: the entries so far in the order of time, each as `turn` wraps it, and with
/// the day beside the time, since days may begin while it runs.
pub fn turns(ui: &Ui, list: &List, turn: impl Fn(i64, Markup) -> Markup) -> Markup {
    let address = list.place.key.address(&ui.urls);
    let showing = in_stream(&list.place.room, &address);
    let line = list.since.and_then(|since| {
        let entries: Vec<&Sealed> = list.entries.iter().rev().map(|entry| &**entry).collect();
        new_line(ui, &entries, since, true)
            .and_then(|at| entries.get(at).map(|entry| entry.post.id))
    });
    html! {
        @for entry in list.entries.iter().rev() {
            @if line == Some(entry.post.id) { (turn(entry.post.id, line_of_news(ui))) }
            (turn(entry.post.id, article(ui, entry, showing)))
        }
    }
}

/// One entry as it comes in a stream.
pub fn turn(ui: &Ui, entry: &Entry, room: &Room, address: &str) -> Markup {
    article(ui, entry, in_stream(room, address))
}

fn in_stream<'a>(room: &'a Room, address: &'a str) -> Showing<'a> {
    Showing {
        room,
        list: Some(address),
        whole: false,
        dated: true,
        open: true,
        forms: false,
        under: None,
    }
}

/// With more messages than this above it, a composer is out of sight.
const FAR: usize = 5;

fn a_room(ui: &Ui, list: &List) -> Markup {
    let room = &list.place.room;
    html! {
        p.up { a href=(ui.urls.rooms()) { (ui.t("rooms-title")) } }
        h1 dir="auto" { (room.title) }
        @if !room.about.is_empty() { p.lede dir="auto" { (room.about) } }
        @let rules = may(&ui.viewer, room, Act::Describe).is_ok();
        @let far = list.renewal != Renewal::Framed && list.entries.len() > FAR;
        ul.acts {
            @if far { li { a href="#write" { (ui.t("to-composer")) } } }
            li { a href=(ui.urls.search_for(&[("room", &room.slug)])) rel="nofollow" { (ui.t("search-here")) } }
            @if rules {
                li { a href=(ui.urls.room_settings(&room.slug)) { (ui.t("room-settings-title")) } }
                li.delete { a href=(ui.urls.room_delete(&room.slug)) { (ui.t("room-delete")) } }
            }
        }
        (follow(ui, &list.place.following(&ui.urls), list.place.stance))
        (pinned(ui, &list.pinned))
        (pager(ui, &list.pager))
        @if list.renewal == Renewal::Framed {
            (stream(ui, list, &room.title))
        } @else {
            @if list.entries.is_empty() { (nothing(ui, list, ui.t("room-empty"))) }
            (feed(ui, list, &room.title))
        }
        @if list.pager.newer.is_some() { (pager_again(ui, &list.pager)) }
        (renewal(ui, list))
        (writing(ui, list))
    }
}

fn a_person(ui: &Ui, list: &List) -> Markup {
    let Some(person) = &list.place.person else {
        return html! {};
    };
    html! {
        (card(ui, person, list.about.as_ref()))
        p.quiet-links {
            @if may_be_written_to(ui, person) {
                a href=(ui.urls.messages_with(&person.address)) rel="nofollow" { (ui.t("message-write")) }
                " · "
            }
            a href=(ui.urls.search_for(&[("author", &person.address)])) rel="nofollow" { (ui.t("search-theirs")) }
        }
        @if !ui.viewer.is(list.place.room.id) {
            (follow(ui, &list.place.following(&ui.urls), list.place.stance))
        }
        (tabs(ui, person, Tab::Wall))
        (pinned(ui, &list.pinned))
        (composer(ui, &list.place, &list.composer))
        @if list.entries.is_empty() { (nothing(ui, list, ui.t("person-empty"))) }
        (feed(ui, list, &person.name))
        (pager(ui, &list.pager))
    }
}

/// An invitation, or, beyond the end of the list, the way back.
fn nothing(ui: &Ui, list: &List, invitation: &str) -> Markup {
    let address = list.place.key.address(&ui.urls);
    html! {
        @if ui.here == address || ui.here.starts_with(&format!("{address}?reply=")) {
            p.empty { (invitation) }
        } @else {
            p.empty { (ui.t("list-end")) " " a href=(address) { (ui.t("to-newest")) } }
        }
    }
}

/// The posts, by day, in the order of the place, with a line where the new ones end.
fn feed(ui: &Ui, list: &List, title: &str) -> Markup {
    let address = list.place.key.address(&ui.urls);
    let showing = Showing {
        room: &list.place.room,
        list: Some(&address),
        whole: false,
        dated: false,
        open: true,
        forms: true,
        under: None,
    };
    let down = !list.place.newest_first();
    let entries = list.entries.iter().map(|entry| &**entry);
    let entries: Vec<&Sealed> = if down {
        entries.rev().collect()
    } else {
        entries.collect()
    };
    let line = list
        .since
        .and_then(|since| new_line(ui, &entries, since, down));
    let days = match list.place.room.kind {
        RoomKind::Own => Days::Named,
        RoomKind::Wall | RoomKind::Room => Days::LeadInto(&address),
    };
    html! {
        div.h-feed {
            (feed_name(title, &address))
            (runs(ui, &entries, days, line, showing))
            @if line == Some(entries.len()) { (line_of_news(ui)) }
        }
    }
}

/// Before which entry the line between old and new stands, if something is new that somebody else said.
fn new_line(ui: &Ui, entries: &[&Sealed], since: i64, down: bool) -> Option<usize> {
    let is_new = |entry: &&&Sealed| entry.post.id > since;
    let of_others = |entry: &&Sealed| !ui.viewer.is(entry.post.author.id);
    if !entries.iter().filter(is_new).any(of_others) {
        return None;
    }
    let place = entries
        .iter()
        .position(|entry| (entry.post.id > since) == down);
    Some(place.unwrap_or(entries.len()))
}

pub(super) fn line_of_news(ui: &Ui) -> Markup {
    html! { p.new-since #new { span { (ui.t("new-since")) } } }
}

/// A post alone, with its comments and where to write one.
pub fn permalink(ui: &Ui, list: &List, entry: &Entry) -> Page {
    let comments: Vec<&Sealed> = list.entries.iter().rev().map(|entry| &**entry).collect();
    let (place, through) = (&list.place, list.pager.clone());
    let showing = Showing {
        room: &place.room,
        list: None,
        whole: true,
        dated: true,
        open: false,
        forms: true,
        under: None,
    };
    let post = &entry.post;
    let gone = post.deleted.is_some() || post.erased;
    let thread = ui.urls.thread_following(post.parent.unwrap_or(post.id));
    let heading = ui.t_with(
        "post-title",
        &[("name", Value::Text(ui.name(&post.author.name)))],
    );
    let heading = if gone {
        ui.t("error-410-title")
    } else {
        &heading
    };
    let main = html! {
        p.up { (up(ui, place, post)) }
        h1 { (heading) }
        @if through.older.is_some() { (pager(ui, &through)) }
        (above(ui, entry, showing, comments.len(), &runs(ui, &comments, Days::None, None, showing.as_comments_on(post))))
        @if through.older.is_none() { (pager(ui, &through)) }
        @if !gone { (follow(ui, &thread, place.stance)) }
        @if post.parent.is_none() && !gone {
            @if post.locked { p.notice #write { (ui.t("post-locked")) } }
            @else { (composer(ui, place, &list.composer)) }
        }
    };
    let words = markdown::plain(&post.body);
    let title = format!(
        "{}{} {}",
        ui.name(&post.author.name),
        ui.t("said"),
        snippet(&words, 60)
    );
    let title = if gone { heading.to_owned() } else { title };
    let mut page = Page::new("post", title, main).paged(through);
    if gone {
        page.status = 410;
    }
    if !post.held {
        known_as_part(ui, &mut page, &ui.urls.post(post.id), Window::Newest);
        page.about = snippet(&words, ABOUT);
    }
    page
}

/// How the visitor stands to a room or a thread, and the buttons that change it. `action` is where it is
/// followed.
fn follow(ui: &Ui, action: &str, stance: Option<Stance>) -> Markup {
    html! {
        @if ui.viewer.member.is_some() { (following::buttons(ui, action, stance)) }
    }
}

fn up(ui: &Ui, place: &Place, post: &Post) -> Markup {
    let room = &place.room;
    match (post.parent, room.kind) {
        (Some(parent), _) => html! {
            a href={ (ui.urls.post(parent)) "#p" (post.id) } { (ui.t("up-thread")) }
        },
        (None, RoomKind::Wall) => html! { a href=(ui.urls.wall()) { (ui.t("nav-wall")) } },
        (None, RoomKind::Room) => {
            html! { a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } } }
        }
        (None, RoomKind::Own) => match &place.person {
            Some(person) => {
                html! { a href=(ui.urls.person(&person.address)) { bdi { (ui.name(&person.name)) } } }
            }
            None => html! { a href=(ui.urls.wall()) { (ui.t("nav-wall")) } },
        },
    }
}

/// What stands where a post was; with the undo, for those who may.
pub fn gone(ui: &Ui, post: &Post, room: &Room) -> Page {
    let main = html! {
        p.status { "410" }
        h1 { (ui.t("error-410-title")) }
        article.h-entry.deleted id={ "p" (post.id) } { (tombstone(ui, post, room)) }
        p { a href=(ui.urls.wall()) { (ui.t("back-to-wall")) } }
    };
    Page::new("error", ui.t("error-410-title"), main).status(410)
}
