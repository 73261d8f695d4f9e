//! What stands above a person's own wall, and the page of all that they wrote.

use maud::{Markup, html};

use super::article::{Showing, article};
use crate::account::Standing;
use crate::account::profile::About;
use crate::account::store::Person;
use crate::account::view::profile_card;
use crate::html::{Face, Page, Pager, Ui, form, light, pager, time};
use crate::locale::key;
use crate::log::RoomKind;
use crate::post::Entry;
use crate::room::Room;
use crate::urls::Window;
use crate::viewer::Role;

/// How many units wide the picture is shown.
const PICTURE: u32 = 96;

/// Which of a person's pages is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Their own wall.
    Wall,
    /// What they wrote, everywhere.
    Written,
}

/// Who it is.
pub fn card(ui: &Ui, person: &Person, about: Option<&About>) -> Markup {
    let role = match person.role {
        Role::Member => None,
        Role::Moderator => Some(key("person-moderator")),
        Role::Owner => Some(key("person-owner")),
    };
    let face = Face::from(person);
    html! {
        div.h-card.card {
            img.u-photo src=(face.portrait(ui)) alt="" width=(PICTURE) height=(PICTURE);
            div {
                h1.p-name { (light(ui, face.bare())) bdi { (person.name) } }
                @if let Some(mark) = person.standing.mark() { p.unkept { (ui.t(mark)) } }
                @if let Some(role) = role { p.p-role { (ui.t(role)) } }
                p.since { (ui.t("person-since")) " " (time::full(ui, person.joined_at, "joined")) }
                @if let Some(seen) = about.and_then(|about| about.seen) {
                    // The day is enough: at what hour somebody reads is nobody's business.
                    p.since { (ui.t("person-seen")) " " (time::day(ui.lang, ui.reading.zone.day(seen))) }
                }
            }
            @if let Some(about) = about { (profile_card(&about.said)) }
        }
        @if let Some(about) = about {
            @if ui.viewer.is(person.id) {
                ul.acts { li { a href=(ui.urls.account_profile()) { (ui.t("profile-change")) } } }
            } @else if (!about.said.is_empty() || face.picture.is_some()) && ui.viewer.moderates_person(person.role) {
                ul.acts {
                    li { (form::button(ui, &ui.urls.person_clear(&person.address), "delete", ui.t("profile-clear"))) }
                }
            }
        }
    }
}

/// Whether there can be private messages between whoever looks and a person.
pub fn may_be_written_to(ui: &Ui, person: &Person) -> bool {
    let member = ui.viewer.member.as_ref();
    person.standing == Standing::Kept
        && member.is_some_and(|member| member.kept && member.id != person.id)
}

/// The way from one page of a person to the other.
pub fn tabs(ui: &Ui, person: &Person, here: Tab) -> Markup {
    let tabs = [
        (Tab::Wall, ui.urls.person(&person.address), "person-wall"),
        (
            Tab::Written,
            ui.urls.person_written(&person.address, Window::Newest),
            "person-written",
        ),
    ];
    html! {
        nav.tabs aria-label=(ui.t("person-pages")) {
            ul {
                @for (tab, address, words) in tabs {
                    li { a href=(address) aria-current=[(tab == here).then_some("page")] { (ui.t(words)) } }
                }
            }
        }
    }
}

/// Something that a person wrote, and where.
#[derive(Debug)]
pub struct Written {
    /// The post.
    pub entry: Entry,
    /// The room that it stands in.
    pub room: Room,
    /// Whose own wall that is, if it is one.
    pub host: Option<Person>,
}

/// The page of what a person wrote, the newest first.
pub fn written(ui: &Ui, person: &Person, list: &[Written], through: Pager) -> Page {
    let main = html! {
        (card(ui, person, None))
        (tabs(ui, person, Tab::Written))
        @if list.is_empty() { p.empty { (ui.t("written-empty")) } }
        div.h-feed { @for written in list { (one(ui, written)) } }
        (pager(ui, &through))
    };
    let title = format!("{} · {}", person.name, ui.t("person-written"));
    Page::new("person", title, main).paged(through)
}

fn one(ui: &Ui, written: &Written) -> Markup {
    let showing = Showing {
        room: &written.room,
        list: None,
        whole: false,
        dated: true,
        open: false,
        forms: false,
        under: None,
    };
    html! {
        p.where { (place(ui, written)) }
        (article(ui, &written.entry, showing))
    }
}

fn place(ui: &Ui, written: &Written) -> Markup {
    let room = &written.room;
    html! {
        @if let Some(parent) = written.entry.post.parent {
            a href={ (ui.urls.post(parent)) "#p" (written.entry.post.id) } { (ui.t("written-comment")) } " · "
        }
        @match (room.kind, &written.host) {
            (RoomKind::Room, _) => a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } },
            (RoomKind::Own, Some(host)) if !host.name.is_empty() => {
                (ui.t("written-own")) " " a href=(ui.urls.person(&host.address)) { bdi { (host.name) } }
            },
            (RoomKind::Own, _) => { (ui.t("written-own")) " " (ui.t("nameless")) },
            (RoomKind::Wall, _) => a href=(ui.urls.wall()) { (ui.t("nav-wall")) },
        }
    }
}
