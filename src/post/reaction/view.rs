//! The HTML of reactions: the row under a post, and the page that says who reacted.

use maud::{Markup, html};

use super::may_respond;
use super::store::Reactor;
use crate::error::Error;
use crate::html::text::snippet;
use crate::html::{Page, Pager, Slice, Ui, form, markdown, pager, person_link};
use crate::locale::Value;
use crate::post::{Entry, Post};
use crate::room::Room;
use crate::rules::Reaction;

/// How many characters of the post stand above who reacted to it.
const QUOTED: usize = 140;

/// What stands under a post: how often it was reacted to, as buttons to join in (`presses`), or as a link
/// to who did. Where nobody did, there is nothing in a list; where it stands `alone`, there is a button for
/// each reaction that can be given.
pub fn row(ui: &Ui, entry: &Entry, presses: bool, alone: bool) -> Markup {
    let post = &entry.post;
    let offered = &ui.viewer.rules.reactions;
    if presses && alone {
        return html! { @if !offered.is_empty() { (buttons(ui, post.id, &all(post, offered), &entry.own)) } };
    }
    let mut given = post.reactions.among(offered).peekable();
    if given.peek().is_none() {
        return html! {};
    }
    if presses {
        let given: Vec<(Reaction, i64)> = given.collect();
        return buttons(ui, post.id, &given, &entry.own);
    }
    html! {
        p.reactions {
            a href=(ui.urls.post_reactions(post.id)) title=(ui.t("reactions-who")) rel="nofollow" {
                @for (n, (kind, count)) in given.enumerate() {
                    @if n > 0 { " · " }
                    (ui.t(kind.label())) " " (count)
                }
            }
        }
    }
}

/// Each of these, with how often it was given.
fn all(post: &Post, offered: &[Reaction]) -> Vec<(Reaction, i64)> {
    let each = offered.iter();
    each.map(|kind| (*kind, post.reactions.of(*kind))).collect()
}

/// One form, with a button for each of these: its name and value say which was pressed.
fn buttons(ui: &Ui, post: i64, kinds: &[(Reaction, i64)], own: &[Reaction]) -> Markup {
    form::form(
        ui,
        &ui.urls.post_reactions(post),
        "reactions",
        None,
        &html! {
            @for (kind, count) in kinds {
                @let mine = own.contains(kind);
                button.own[mine] name="kind" value=(kind.as_str()) {
                    (ui.t(kind.label()))
                    @if *count > 0 { " " (count) }
                    @if mine { " " (ui.t("reaction-own")) }
                }
                " "
            }
        },
    )
}

/// Who reacted to a post.
#[derive(Debug)]
pub struct Reactions {
    /// The post, with how the visitor reacts to it.
    pub entry: Entry,
    /// Where it stands.
    pub room: Room,
    /// For each kind, some of those who did.
    pub people: Vec<(Reaction, Slice<Reactor>)>,
    /// Where that one kind goes on which is shown alone.
    pub pager: Option<Pager>,
    /// What is wrong with what was pressed.
    pub problem: Option<&'static str>,
}

/// The page.
pub fn page(ui: &Ui, shown: &Reactions) -> Page {
    let post = &shown.entry.post;
    let title = ui.t("reactions-title");
    let main = html! {
        p.up { a href={ (ui.urls.post(post.id)) "#p" (post.id) } { (ui.t("up-post")) } }
        h1 { (title) }
        (quoted(ui, post))
        (form::problem(shown.problem.map(|problem| ui.t(problem))))
        (all_buttons(ui, shown))
        @if shown.people.is_empty() { p.hint { (ui.t("reactions-none")) } }
        @for (kind, people) in &shown.people { (of_kind(ui, shown, *kind, people)) }
        @if let Some(through) = &shown.pager { (pager(ui, through)) }
    };
    let page = Page::new("reacted", title, main);
    page.paged(shown.pager.clone().unwrap_or_default())
}

fn quoted(ui: &Ui, post: &Post) -> Markup {
    html! {
        p.lede {
            bdi { (ui.name(&post.author.name)) } (ui.t("said")) " "
            q dir="auto" lang=[ui.foreign(post.lang)] { (snippet(&markdown::plain(&post.body), QUOTED)) }
        }
    }
}

/// A button for each reaction that can be given here, or why none can.
fn all_buttons(ui: &Ui, shown: &Reactions) -> Markup {
    let entry = &shown.entry;
    match may_respond(&ui.viewer, &entry.post, &shown.room) {
        Ok(()) => {
            let kinds = all(&entry.post, &ui.viewer.rules.reactions);
            html! {
                @if kinds.is_empty() { p.notice { (ui.t("reactions-off")) } }
                @else {
                    (buttons(ui, entry.post.id, &kinds, &entry.own))
                    p.hint { (ui.t("reactions-hint")) }
                }
            }
        }
        Err(Error::Forbidden(why)) => html! { p.notice { (ui.t(why)) } },
        Err(_) => html! {},
    }
}

fn of_kind(ui: &Ui, shown: &Reactions, kind: Reaction, people: &Slice<Reactor>) -> Markup {
    let post = &shown.entry.post;
    let count = post.reactions.of(kind);
    html! {
        section {
            h2 { (ui.t(kind.label())) " " (count) }
            ul.here {
                @for person in &people.rows { li { (person_link(ui, &person.name, &person.address, "")) } }
            }
            @if shown.pager.is_none() && people.older {
                p.more { a href=(ui.urls.post_reactions_of(post.id, kind.as_str())) {
                    (ui.t_with("reactions-all", &[("count", Value::Number(count))]))
                } }
            }
        }
    }
}
