//! Feeds of what people say.

use super::store::Found;
use crate::attachment::{Attachment, Size, view as attachment};
use crate::clock::Micros;
use crate::html::atom::{Author, Enclosure, Entry, Feed, Namer};
use crate::html::text::snippet;
use crate::html::{Ui, markdown};
use crate::locale::Value;
use crate::log::RoomKind;
use crate::post::poll::view as polls;
use crate::post::{Place, Post};
use crate::urls::Window;

/// How many characters of a post stand in for the title that it does not have.
const TITLE: usize = 80;

/// A part of a feed.
pub struct Part<'a> {
    /// Where what stands in it was said.
    pub place: &'a Place,
    /// What stands in it.
    pub found: &'a Found,
    /// Which part it is.
    pub window: Window,
    /// When the place came to be.
    pub since: Micros,
}

/// The document of a part of a feed. `wall` is the wall's name, `origin` scheme and host under which the
/// reader knows it.
pub fn feed(ui: &Ui, names: Namer, wall: &str, origin: &str, part: &Part<'_>) -> String {
    let list = part.place.key.address(&ui.urls);
    let first = format!("{origin}{}", ui.urls.feed(&list));
    let at = |window: Window| format!("{first}{}", window.query());
    let place = part.place;
    let room = &place.room;
    let (id, title) = match (&place.thread, room.kind, &place.person) {
        (Some(post), ..) => (names.name("thread", post.id), title_of(ui, post)),
        (None, RoomKind::Wall, _) => (names.name("feed", room.id), String::new()),
        (None, RoomKind::Own, Some(person)) => {
            let name = [("name", Value::Text(ui.name(&person.name)))];
            (names.name("person", room.id), ui.t_with("feed-of", &name))
        }
        (None, RoomKind::Room | RoomKind::Own, _) => {
            (names.name("feed", room.id), room.title.clone())
        }
    };
    let title = if title.is_empty() {
        wall.to_owned()
    } else {
        format!("{title} · {wall}")
    };
    let person = place.person.as_ref().filter(|_| place.thread.is_none());
    let entries = part.found.posts.iter();
    Feed {
        id,
        title,
        subtitle: if place.thread.is_none() {
            room.about.clone()
        } else {
            String::new()
        },
        lang: None,
        since: part.since,
        author: person.map(|person| author(ui, origin, &person.name, &person.address)),
        here: at(part.window),
        page: format!("{origin}{list}"),
        pager: part.found.slice.pager(|id| *id, at),
        entries: entries
            .map(|post| entry(ui, names, origin, post, part.found))
            .collect(),
        first: first.clone(),
    }
    .write()
}

fn entry(ui: &Ui, names: Namer, origin: &str, post: &Post, found: &Found) -> Entry {
    let address = |id: i64| format!("{origin}{}", ui.urls.post(id));
    let answers = post.reply_to.or(post.parent);
    let files = || found.files.iter().filter(|file| file.post == post.id);
    let words = markdown::render_elsewhere(&post.body, origin).into_string();
    let pictures = attachment::elsewhere(ui, origin, files()).into_string();
    // What was chosen is not in it: votes change, and an entry only when its words do.
    let poll = found.polls.iter().find(|poll| poll.post == post.id);
    let poll = poll.map(|poll| polls::elsewhere(ui, poll, &address(post.id)).into_string());
    let poll = poll.unwrap_or_default();
    Entry {
        id: names.name("post", post.id),
        title: title_of(ui, post),
        address: address(post.id),
        updated: post.edited_at.unwrap_or(post.published_at),
        published: post.published_at,
        author: author(ui, origin, &post.author.name, &post.author.address),
        html: Some(format!("{words}{pictures}{poll}")),
        enclosures: files().map(|file| enclosure(ui, origin, file)).collect(),
        lang: post.lang,
        answers: answers.map(|id| (names.name("post", id), address(id))),
    }
}

/// A file as programs fetch it: in its largest size.
fn enclosure(ui: &Ui, origin: &str, file: &Attachment) -> Enclosure {
    let path = ui.urls.file(file.post, file.position, Size::Large.as_str());
    Enclosure {
        address: format!("{origin}{path}"),
        media_type: file.details.kind.media_type(),
        bytes: file.details.bytes,
        title: file.details.alt.clone(),
    }
}

/// How a post begins, or, where it has no words, whose it is. One that was deleted says nothing.
fn title_of(ui: &Ui, post: &Post) -> String {
    let seen = post.deleted.is_none() && !post.erased;
    let words = if seen {
        snippet(&markdown::plain(&post.body), TITLE)
    } else {
        String::new()
    };
    if words.is_empty() {
        let name = [("name", Value::Text(ui.name(&post.author.name)))];
        ui.t_with("post-title", &name)
    } else {
        words
    }
}

/// Whoever was forgotten has no page.
fn author(ui: &Ui, origin: &str, name: &str, address: &str) -> Author {
    let page = || format!("{origin}{}", ui.urls.person(address));
    Author {
        name: ui.name(name).to_owned(),
        address: (!name.is_empty()).then(page),
    }
}
