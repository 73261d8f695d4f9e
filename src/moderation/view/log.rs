//! The acts of moderators and owners, in words.

use maud::{Markup, html};

use super::super::Deed;
use super::super::store::{Act, Named};
use crate::html::{Page, Pager, Ui, form, pager, time};
use crate::locale::{Value, key};

/// What one press did, for the page after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The number of the press.
    pub batch: i64,
    /// The acts; none where reports were found to be all right.
    pub acts: Vec<Act>,
}

impl Done {
    /// What was done, and the button that undoes it.
    pub fn notice(&self, ui: &Ui) -> Markup {
        let mut counts: Vec<(Deed, i64)> = Vec::new();
        for act in &self.acts {
            match counts.iter_mut().find(|(deed, _)| *deed == act.deed) {
                Some((_, count)) => *count += 1,
                None => counts.push((act.deed, 1)),
            }
        }
        let all_undone =
            !self.acts.is_empty() && self.acts.iter().all(|act| act.undone_at.is_some());
        html! {
            section.done role="status" {
                @if self.acts.is_empty() { p { (ui.t("done-dismissed")) } }
                @for (deed, count) in counts {
                    p { (phrase(ui, deed)) ": " (ui.t_with("done-count", &[("count", Value::Number(count))])) }
                }
                @if all_undone {
                    p { (ui.t("act-undone")) }
                } @else {
                    (form::form(ui, &ui.urls.moderation_undo(), "undo", None, &html! {
                        input type="hidden" name="batch" value=(self.batch);
                        button { (ui.t("undo")) }
                    }))
                }
            }
        }
    }
}

/// What was done, as a phrase that a name can stand before.
pub fn phrase(ui: &Ui, deed: Deed) -> &'static str {
    ui.t(match deed {
        Deed::Delete => key("deed-delete"),
        Deed::Restore => key("deed-restore"),
        Deed::Hold => key("deed-hold"),
        Deed::Release => key("deed-release"),
        Deed::Move => key("deed-move"),
        Deed::Lock => key("deed-lock"),
        Deed::Unlock => key("deed-unlock"),
        Deed::Pin => key("deed-pin"),
        Deed::Unpin => key("deed-unpin"),
        Deed::Warn => key("deed-warn"),
        Deed::Mute => key("deed-mute"),
        Deed::Unmute => key("deed-unmute"),
        Deed::Ban => key("deed-ban"),
        Deed::Unban => key("deed-unban"),
        Deed::DeleteRoom => key("deed-delete-room"),
        Deed::RestoreRoom => key("deed-restore-room"),
        Deed::WipeRoom => key("deed-wipe-room"),
        Deed::RuleRoom => key("deed-rule-room"),
        Deed::KeepRoom => key("deed-keep-room"),
        Deed::GiveRole => key("deed-give-role"),
        Deed::ErasePerson => key("deed-erase-person"),
        Deed::ClearProfile => key("deed-clear-profile"),
        Deed::ChangeRules => key("deed-change-rules"),
    })
}

/// An act in one line of text, for a feed.
pub fn sentence(ui: &Ui, act: &Act) -> String {
    let who = act.by.as_ref().map_or(ui.t("by-the-wall"), |by| &by.name);
    let mut words = format!("{who} – {}", phrase(ui, act.deed));
    if act.count > 1 {
        let count = [("count", Value::Number(act.count))];
        words.push_str(&format!(": {}", ui.t_with("done-count", &count)));
    } else if let Some(person) = act.person.as_ref().filter(|person| !person.name.is_empty()) {
        words.push_str(&format!(" – {}", person.name));
    }
    if let Some(room) = act.room.as_ref().filter(|room| !room.title.is_empty()) {
        words.push_str(&format!(" – {}", room.title));
    }
    if !act.reason.is_empty() {
        words.push_str(&format!(" – “{}”", act.reason));
    }
    words
}

fn named(ui: &Ui, person: &Named) -> Markup {
    html! {
        @if person.name.is_empty() {
            (ui.t("somebody"))
        } @else {
            a href=(ui.urls.person(&person.address)) { bdi { (person.name) } }
        }
    }
}

/// An act as a line of a list. Whoever moderates can undo it there.
pub fn line(ui: &Ui, act: &Act, undoable: bool) -> Markup {
    let can_undo = undoable && act.undone_at.is_none() && is_undoable(act.deed);
    html! {
        li.act id={ "a" (act.seq) } {
            (time::full(ui, act.at, "")) " – "
            @match &act.by {
                Some(by) => (named(ui, by)),
                None => (ui.t("by-the-wall")),
            }
            " – " strong { (phrase(ui, act.deed)) }
            @if act.count > 1 {
                ": " a href=(ui.urls.moderation_batch(act.batch)) {
                    (ui.t_with("done-count", &[("count", Value::Number(act.count))]))
                }
            }
            @if let Some(person) = act.person.as_ref().filter(|_| act.count == 1) { " – " (named(ui, person)) }
            @if let Some(room) = act.room.as_ref().filter(|room| !room.slug.is_empty()) {
                " – " a href=(ui.urls.room(&room.slug)) { bdi { (room.title) } }
            }
            @if let Some(post) = act.post.filter(|_| act.count == 1) {
                " – "
                @if act.held && !ui.viewer.moderates() {
                    (ui.t("act-post")) " " (post)
                } @else {
                    a href=(ui.urls.post(post)) { (ui.t("act-post")) " " (post) }
                }
            }
            @if matches!(act.deed, Deed::Mute | Deed::Ban) {
                " – "
                @match act.until {
                    Some(until) => { (ui.t("act-until")) " " (time::full(ui, until, "")) }
                    None => (ui.t("term-ever")),
                }
            }
            @if !act.reason.is_empty() { " – " q dir="auto" { (act.reason) } }
            @if act.undone_at.is_some() { " – " em { (ui.t("act-undone")) } }
            @if can_undo {
                (form::form(ui, &ui.urls.moderation_undo(), "undo", None, &html! {
                    input type="hidden" name="batch" value=(act.batch);
                    button { (ui.t("undo")) }
                }))
            }
        }
    }
}

fn is_undoable(deed: Deed) -> bool {
    deed.is_on_posts() || matches!(deed, Deed::Mute | Deed::Ban)
}

/// The page of the log. `known_as` is the address of this part of it, where everybody may read it.
pub fn log(ui: &Ui, acts: &[Act], through: Pager, known_as: Option<String>) -> Page {
    let open = known_as.is_some();
    let moderates = ui.viewer.moderates();
    let main = html! {
        h1 { (ui.t("log-title")) }
        p.lede { (ui.t("log-lede")) @if !open { " " (ui.t("log-closed")) } }
        p.more { a href=(ui.urls.moderation_log_feed()) type="application/atom+xml" { (ui.t("log-feed")) } }
        @if acts.is_empty() { p.empty { (ui.t("log-empty")) } }
        ul.log { @for act in acts { (line(ui, act, moderates)) } }
        (pager(ui, &through))
    };
    let mut page = Page::new("log", ui.t("log-title"), main).paged(through);
    page.canonical = known_as;
    page.feed = Some(ui.urls.moderation_log_feed());
    page
}
