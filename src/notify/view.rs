//! The HTML of what is new to somebody: notifications, what they follow, what is unread, and the choice of
//! letters about it.

use std::collections::HashMap;

use maud::{Markup, html};

use super::Why;
use super::store::{Choice, Notice};
use super::unread::Part;
use crate::clock::Micros;
use crate::html::markdown::plain;
use crate::html::text::snippet;
use crate::html::{Face, Page, Pager, Ui, form, light, pager, person_link, time};
use crate::locale::{Value, key};
use crate::log::RoomKind;
use crate::room::Room;
use crate::room::following::view::button;
use crate::room::following::{Stance, Wish};
use crate::room::view::{read_button, unread_words};

/// How many characters of a post are shown.
const SHOWN: usize = 140;

/// What somebody is told of.
#[derive(Debug)]
pub struct Inbox {
    /// A part of it, the newest first.
    pub notices: Vec<Notice>,
    /// Whose own walls some of it stands on: pseudonyms and addresses, by number.
    pub walls: HashMap<i64, (String, String)>,
    /// Where it goes on.
    pub pager: Pager,
    /// The number of the last entry of the log: up to there all is marked as read.
    pub seq: i64,
}

/// The page of it.
pub fn notifications(ui: &Ui, inbox: Inbox) -> Page {
    let title = ui.t("nav-notifications");
    let main = html! {
        h1 { (title) }
        ul.acts {
            li { a href=(ui.urls.following()) { (ui.t("following-title")) } }
            li { a href=(ui.urls.unread()) { (ui.t("unread-title")) } }
            @if ui.viewer.unread() > 0 {
                li { (read_button(ui, &ui.urls.notifications_read(), inbox.seq, ui.t("notices-read-all"))) }
            }
        }
        @if inbox.notices.is_empty() { p.empty { (ui.t("notices-empty")) } }
        @else {
            ol.notices { @for notice in &inbox.notices { (row(ui, notice, &inbox.walls)) } }
        }
        (pager(ui, &inbox.pager))
    };
    Page::new("notifications", title, main).paged(inbox.pager.clone())
}

fn row(ui: &Ui, notice: &Notice, walls: &HashMap<i64, (String, String)>) -> Markup {
    let (name, address, picture) = &notice.author;
    let face = Face {
        name,
        address,
        picture: picture.as_deref(),
    };
    let why = match notice.why {
        Why::Mention => key("notice-mention"),
        Why::Reply => key("notice-reply"),
        Why::Comment => key("notice-comment"),
        Why::Wall => key("notice-wall"),
        Why::Thread => key("notice-thread"),
        Why::Room => key("notice-room"),
    };
    html! {
        li id={ "n" (notice.post) } class=[(!notice.read).then_some("unread")] {
            p {
                @if !notice.read { strong.mark { (ui.t("notice-unread")) } " " }
                (light(ui, face)) " "
                (person_link(ui, name, address, "")) " " (ui.t(why))
                " · " (place(ui, notice, walls))
                " · " (time::full(ui, notice.at, "when"))
            }
            p.said {
                a href={ (ui.urls.post(notice.post)) "#p" (notice.post) } {
                    q dir="auto" lang=[ui.foreign(notice.lang)] { (notice.words) }
                }
            }
            @if !notice.read {
                (form::form(ui, &ui.urls.notification_read(), "read", None, &html! {
                    input type="hidden" name="post" value=(notice.post);
                    input type="hidden" name="next" value=(ui.here);
                    button { (ui.t("notice-read")) }
                }))
            }
        }
    }
}

/// Where it was said.
fn place(ui: &Ui, notice: &Notice, walls: &HashMap<i64, (String, String)>) -> Markup {
    let (id, slug, title) = &notice.room;
    match (slug, walls.get(id)) {
        (Some(slug), _) => html! { a href=(ui.urls.room(slug)) { bdi { (title) } } },
        (None, Some((name, address))) => whose(ui, name, address),
        (None, None) => html! { a href=(ui.urls.wall()) { (ui.t("nav-wall")) } },
    }
}

/// The way to somebody's own wall.
fn whose(ui: &Ui, name: &str, address: &str) -> Markup {
    let words = ui.t_with("wall-of", &[("name", Value::Text(ui.name(name)))]);
    html! { a href=(ui.urls.person(address)) { bdi { (words) } } }
}

/// Something that is followed or muted.
#[derive(Debug)]
pub enum Subject {
    /// The wall, or a room.
    Room(Box<Room>),
    /// Somebody's own wall: pseudonym and address.
    Own(String, String),
    /// A thread: its number, who began it, and how.
    Thread(i64, String, String),
}

/// The page of what somebody follows and mutes.
pub fn following(ui: &Ui, followed: &[(Subject, Stance)], through: Pager, wall: bool) -> Page {
    let main = html! {
        p.up { a href=(ui.urls.notifications()) { (ui.t("nav-notifications")) } }
        h1 { (ui.t("following-title")) }
        p.lede { (ui.t("following-lede")) }
        @if wall {
            p { (ui.t("following-wall")) }
            ul.acts {
                li { (button(ui, &ui.urls.wall_following(), Wish::Follow, None)) }
                li { (button(ui, &ui.urls.wall_following(), Wish::Mute, None)) }
            }
        }
        @if followed.is_empty() { p.empty { (ui.t("following-nothing")) } }
        @else {
            ul.notices #following { @for (subject, stance) in followed { (followed_row(ui, subject, *stance)) } }
        }
        (pager(ui, &through))
    };
    Page::new("notifications", ui.t("following-title"), main).paged(through)
}

fn followed_row(ui: &Ui, subject: &Subject, stance: Stance) -> Markup {
    let (what, action) = match subject {
        Subject::Room(room) if room.kind == RoomKind::Wall => (
            html! { a href=(ui.urls.wall()) { (ui.t("nav-wall")) } },
            ui.urls.wall_following(),
        ),
        Subject::Room(room) => (
            html! { a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } } },
            ui.urls.room_following(&room.slug),
        ),
        Subject::Own(name, address) => {
            (whose(ui, name, address), ui.urls.person_following(address))
        }
        Subject::Thread(id, name, words) => (
            html! {
                a href=(ui.urls.post(*id)) {
                    bdi { (ui.name(name)) } (ui.t("said")) " " q dir="auto" { (words) }
                }
            },
            ui.urls.thread_following(*id),
        ),
    };
    let wishes: &[Wish] = match stance {
        Stance::Follows => &[Wish::Leave, Wish::Mute],
        Stance::Mutes => &[Wish::Leave, Wish::Follow],
    };
    html! {
        li {
            p { @if stance == Stance::Mutes { strong.mark { (ui.t("following-is-muted")) } " " } (what) }
            ul.acts { @for wish in wishes { li { (button(ui, &action, *wish, Some(stance))) } } }
        }
    }
}

/// The page of all that is unread.
pub fn unread(ui: &Ui, parts: &[Part], seq: i64) -> Page {
    let main = html! {
        h1 { (ui.t("unread-title")) }
        @if parts.is_empty() { p.empty { (ui.t("unread-nothing")) } }
        @else {
            ul.acts {
                li { (read_button(ui, &ui.urls.unread_read(), seq, ui.t("unread-read-all"))) }
            }
        }
        @for part in parts { (unread_room(ui, part, seq)) }
        @if ui.mail && ui.viewer.member.as_ref().is_some_and(|member| member.kept) {
            p { a href=(ui.urls.letters()) { (ui.t("letters-title")) } }
        }
    };
    Page::new("unread", ui.t("unread-title"), main)
}

fn unread_room(ui: &Ui, part: &Part, seq: i64) -> Markup {
    let slug = &part.room.slug;
    let (list, jump, read) = match part.room.kind {
        RoomKind::Room => (
            ui.urls.room(slug),
            ui.urls.room_unread(slug),
            ui.urls.room_read(slug),
        ),
        RoomKind::Wall | RoomKind::Own => {
            (ui.urls.wall(), ui.urls.wall_unread(), ui.urls.wall_read())
        }
    };
    let title = match part.room.kind {
        RoomKind::Room => &part.room.title,
        RoomKind::Wall | RoomKind::Own => ui.t("nav-wall"),
    };
    html! {
        section.unread {
            h2 { a href=(list) { bdi { (title) } } }
            ul.acts {
                li { a href=(jump) { (unread_words(ui, part.unread)) } }
                li { (read_button(ui, &read, seq, ui.t("unread-read"))) }
            }
            ul {
                @for post in &part.posts {
                    li {
                        a href=(ui.urls.post(post.id)) {
                            bdi { (ui.name(&post.author.name)) } (ui.t("said")) " "
                            q dir="auto" lang=[ui.foreign(post.lang)] { (snippet(&plain(&post.body), SHOWN)) }
                        }
                    }
                }
            }
        }
    }
}

/// The choice of letters, as it was filled in. `address` is where they would go, once that is confirmed.
pub fn letters(
    ui: &Ui,
    present: Choice,
    address: Option<&(String, Option<Micros>)>,
    problem: Option<&'static str>,
) -> Page {
    let confirmed = address.filter(|(_, at)| at.is_some());
    let main = html! {
        p.up { a href=(ui.urls.account()) { (ui.t("nav-account")) } }
        h1 { (ui.t("letters-title")) }
        p.lede { (ui.t("letters-lede")) }
        @if let Some((address, _)) = confirmed {
            p { (ui.t("letters-to")) " " bdi { (address) } }
            (form::problem(problem.map(|problem| ui.t(problem))))
            (form::form(ui, &ui.urls.letters_choose(), "letters", None, &html! {
                div.field {
                    label for="letters" { (ui.t("letters-how-often")) }
                    select name="letters" id="letters" {
                        @for choice in Choice::ALL {
                            option value=(choice.as_str()) selected[choice == present] { (ui.t(word(choice))) }
                        }
                    }
                }
                button { (ui.t("letters-button")) }
            }))
        } @else {
            p.notice { (ui.t("letters-no-address")) " " a href=(ui.urls.account_mail()) { (ui.t("mail-set")) } }
        }
    };
    Page::new("letters", ui.t("letters-title"), main)
}

fn word(choice: Choice) -> &'static str {
    match choice {
        Choice::Never => key("letters-never"),
        Choice::Daily => key("letters-daily"),
        Choice::Weekly => key("letters-weekly"),
    }
}

/// The page that a letter leads to, to end letters.
pub fn end_of_letters(ui: &Ui, action: &str) -> Page {
    let main = html! {
        h1 { (ui.t("letters-end-title")) }
        p { (ui.t("letters-end")) }
        (form::button(ui, action, "end", ui.t("letters-end-button")))
    };
    Page::new("letters", ui.t("letters-end-title"), main).leading_on()
}
