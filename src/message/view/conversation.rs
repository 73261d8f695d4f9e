//! What two people said to each other, and where one goes on.

use maud::{Markup, html};

use super::super::Message;
use crate::account::store::Person;
use crate::html::form;
use crate::html::{Face, Page, Slice, Ui, light, markdown, pager, person_link, time};
use crate::locale::Value;
use crate::post::Mentions;
use crate::post::view::{body_field, draft_offer, preview};
use crate::viewer::Member;

/// A conversation as it is shown to one of the two.
#[derive(Debug)]
pub struct Talk {
    /// The other one.
    pub other: Person,
    /// What was said, the newest first.
    pub messages: Slice<Message>,
    /// After which message they are new, if some are.
    pub since: Option<i64>,
    /// Whether there is anything to delete.
    pub begun: bool,
    /// Why nothing can be written: a key of the locales.
    pub barred: Option<&'static str>,
    /// Whether the viewer takes no messages from the other one.
    pub blocks: bool,
    /// Whether the form has the field that stays empty.
    pub newcomer: bool,
    /// The words in the composer.
    pub body: String,
    /// What is wrong with them.
    pub error: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
    /// Whether the words are a draft that is kept.
    pub is_draft: bool,
}

/// The page.
pub fn talk(ui: &Ui, me: &Member, talk: &Talk) -> Page {
    let other = &talk.other;
    let name = [("name", Value::Text(ui.name(&other.name)))];
    let title = ui.t_with("messages-with", &name);
    let address = ui.urls.messages_with(&other.address);
    let through = talk.messages.pager(
        |message| message.id,
        |window| format!("{address}{}", window.query()),
    );
    let own = talk.messages.rows.iter().any(|one| one.author == me.id);
    let main = html! {
        p.up { a href=(ui.urls.messages()) { (ui.t("messages-title")) } }
        h1 { (title) }
        (acts(ui, talk))
        @if through.older.is_some() { (pager(ui, &through)) }
        @if talk.messages.rows.is_empty() { p.empty { (ui.t("messages-none-yet")) } }
        (turns(ui, me, talk))
        @if own { p.hint { (ui.t("messages-delete-hint")) } }
        @if through.newer.is_some() { (pager(ui, &through)) }
        (composer(ui, talk))
    };
    Page::new("room", title, main).paged(through)
}

fn acts(ui: &Ui, talk: &Talk) -> Markup {
    let other = &talk.other;
    let here = !other.name.is_empty();
    html! {
        ul.acts {
            @if here { li { (person_link(ui, &other.name, &other.address, "")) } }
            @if here && talk.blocks { li { a href=(ui.urls.blocks()) { (ui.t("blocks-title")) } } }
            @if here && !talk.blocks && !ui.viewer.is(other.id) {
                li {
                    (form::form(ui, &ui.urls.blocks_add(), "block", None, &html! {
                        input type="hidden" name="pseudonym" value=(other.name);
                        button { (ui.t("block")) }
                    }))
                }
            }
            @if talk.begun {
                li.delete {
                    a href=(ui.urls.conversation_delete(&other.address)) { (ui.t("conversation-delete")) }
                }
            }
        }
    }
}

/// The messages by day, in the order of time, with a line where the new ones begin.
fn turns(ui: &Ui, me: &Member, talk: &Talk) -> Markup {
    let day_of = |message: &Message| ui.reading.zone.day(message.at);
    let rows: Vec<&Message> = talk.messages.rows.iter().rev().collect();
    let is_new = |message: &&Message| talk.since.is_some_and(|since| message.id > since);
    let line = rows
        .iter()
        .find(|message| is_new(message) && message.author != me.id);
    let line = line.map(|message| message.id);
    html! {
        div {
            @for (n, message) in rows.iter().enumerate() {
                @if line == Some(message.id) { p.new-since #new { span { (ui.t("new-since")) } } }
                @if n == 0 || day_of(message) != day_of(rows[n - 1]) {
                    h2.day {
                        time datetime=(day_of(message).format("%Y-%m-%d")) { (time::day(ui.lang, day_of(message))) }
                    }
                }
                (one(ui, me, talk, message))
            }
        }
    }
}

fn one(ui: &Ui, me: &Member, talk: &Talk, message: &Message) -> Markup {
    let own = message.author == me.id;
    let other = &talk.other;
    let face = if own {
        Face::from(me)
    } else {
        Face::from(other)
    };
    html! {
        article.h-entry id={ "m" (message.id) } {
            header {
                (light(ui, face))
                span.p-author { (person_link(ui, face.name, face.address, "")) }
                " "
                (time::clock(ui, message.at, "at"))
            }
            div.e-content dir="auto" { (markdown::render(&message.body)) }
            ul.acts {
                @if own {
                    li { (form::button(ui, &ui.urls.message_delete(&other.address, message.id), "delete", ui.t("message-delete"))) }
                } @else {
                    li {
                        a href=(ui.urls.message_report(&other.address, message.id)) rel="nofollow" {
                            (ui.t("message-report"))
                        }
                    }
                }
            }
        }
    }
}

fn composer(ui: &Ui, talk: &Talk) -> Markup {
    if let Some(why) = talk.barred {
        return html! { p.notice #write { (ui.t(why)) } };
    }
    let action = ui.urls.messages_send(&talk.other.address);
    html! {
        (form::form(ui, &action, "composer", Some("write"), &html! {
            (form::problem(talk.problem.map(|problem| ui.t(problem))))
            (body_field(ui, &talk.body, talk.error, 3))
            @if talk.newcomer && ui.viewer.rules.has_empty_field() { (form::empty_field(ui)) }
            p.buttons {
                button name="act" value="publish" { (ui.t("message-send")) }
                " "
                button.quiet name="act" value="preview" { (ui.t("preview")) }
            }
        }))
        @if talk.is_draft {
            (draft_offer(ui, &action))
            (preview(ui, &talk.body, &Mentions::default()))
        }
    }
}

/// The page on which a conversation is deleted, up to a message: what comes after it is not meant.
pub fn deletion(ui: &Ui, other: &Person, up_to: i64) -> Page {
    let title = ui.t("conversation-delete");
    let address = ui.urls.messages_with(&other.address);
    let main = html! {
        p.up { a href=(address) { bdi { (ui.name(&other.name)) } } }
        h1 { (title) }
        p { (ui.t("conversation-delete-lede")) }
        (form::form(ui, &ui.urls.conversation_delete(&other.address), "delete", None, &html! {
            input type="hidden" name="up_to" value=(up_to);
            button { (ui.t("conversation-delete-button")) }
        }))
        p { a href=(address) { (ui.t("cancel")) } }
    };
    Page::new("messages", title, main)
}
