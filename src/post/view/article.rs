//! One post, as it stands in a list or alone.

use maud::{Markup, html};

use super::super::{Act, COMMENTS_SHOWN, Entry, Mentions, Post, Quote, excerpt, may};
use crate::attachment::view::gallery;
use crate::html::{Ui, form, light, markdown, person_link, time};
use crate::locale::Value;
use crate::log::RoomKind;
use crate::post::poll::view as polls;
use crate::post::reaction::{may_respond, view as reactions};
use crate::room::Room;
use crate::urls::Window;

/// How a post is to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Showing<'a> {
    /// The room that it stands in.
    pub room: &'a Room,
    /// The address of the list that it stands in; nothing where it stands alone.
    pub list: Option<&'a str>,
    /// Whether all its words are shown.
    pub whole: bool,
    /// Whether the day stands beside the time.
    pub dated: bool,
    /// Whether one can comment on it, or answer it, from here.
    pub open: bool,
    /// Whether one reacts and votes right here: not in a stream, which has no forms, nor where it is not
    /// known what a comment stands under.
    pub forms: bool,
    /// The post under which it stands as a comment.
    pub under: Option<&'a Post>,
}

impl<'a> Showing<'a> {
    /// How the comments on a post are shown, where it is shown so.
    pub fn as_comments_on(self, post: &'a Post) -> Self {
        Self {
            dated: true,
            open: false,
            under: Some(post),
            ..self
        }
    }

    /// Whether a page is about it alone.
    fn alone(&self) -> bool {
        self.whole && self.under.is_none()
    }
}

/// A post with what stands around it; a comment, where it stands under a post.
pub fn article(ui: &Ui, entry: &Entry, showing: Showing<'_>) -> Markup {
    let under = showing.as_comments_on(&entry.post);
    let all = html! { @for comment in &entry.comments { (article(ui, comment, under)) } };
    above(ui, entry, showing, entry.comments.len(), &all)
}

/// The same above so many of its comments, which were made before.
pub fn above(
    ui: &Ui,
    entry: &Entry,
    showing: Showing<'_>,
    count: usize,
    comments: &Markup,
) -> Markup {
    let post = &entry.post;
    let class = match showing.under {
        Some(_) => "p-comment h-entry",
        None => "h-entry",
    };
    let comments = html! {
        @if count > 0 {
            div.comments {
                // In a list they stand below the heading of the day, alone below the page's own.
                @if showing.list.is_some() {
                    h3.unseen { (ui.t("comments")) }
                } @else {
                    h2.unseen { (ui.t("comments")) }
                }
                @if post.comments > count as i64 {
                    p.more { a href=(ui.urls.post(post.id)) {
                        (ui.t_with("comments-all", &[("count", Value::Number(post.comments))]))
                    } }
                }
                (comments)
            }
        }
    };
    if post.deleted.is_some() || post.erased {
        return html! {
            article class={ (class) " deleted" } id={ "p" (post.id) } {
                (tombstone(ui, post, showing.room))
                (comments)
            }
        };
    }
    if !post.is_seen_by(&ui.viewer, showing.room) {
        // In a stream it takes the place of what was seen before.
        return html! {
            article class={ (class) " deleted" } id={ "p" (post.id) } {
                p.gone { (ui.t("post-held-away")) }
            }
        };
    }
    let locked = showing.under.is_some_and(|post| post.locked);
    let responds = !locked && may_respond(&ui.viewer, post, showing.room).is_ok();
    html! {
        article class={ (class) @if post.held { " held" } } id={ "p" (post.id) } {
            (header(ui, post, showing))
            @if post.held { p.waits { (ui.t("post-held")) } }
            @if let Some(quote) = &entry.quote { (in_reply(ui, quote, showing.list)) }
            (words(ui, entry, showing))
            @if !entry.files.is_empty() { (gallery(ui, &entry.files)) }
            @if let Some(poll) = &entry.poll { (polls::poll(ui, poll, responds && showing.forms)) }
            (reactions::row(ui, entry, responds && showing.forms, showing.alone()))
            (acts(ui, post, showing, responds))
            (comments)
        }
    }
}

/// What stands in the place of a deleted post.
pub fn tombstone(ui: &Ui, post: &Post, room: &Room) -> Markup {
    let words = match post.deleted {
        Some((_, by)) if by == post.author.id => "post-deleted-own",
        // With everything that its author wrote.
        None | Some((_, 0)) => "error-410-title",
        Some(_) => "post-deleted",
    };
    html! {
        p.gone { (ui.t(words)) }
        @if may(&ui.viewer, post, room, Act::Restore(ui.now, ui.undo_days)).is_ok() {
            (form::button(ui, &ui.urls.post_restore(post.id), "undo", ui.t("undo")))
        }
    }
}

fn header(ui: &Ui, post: &Post, showing: Showing<'_>) -> Markup {
    let author = &post.author;
    html! {
        header {
            (light(ui, author))
            span.p-author.h-card { (person_link(ui, &author.name, &author.address, "p-name u-url")) }
            @if let Some(mark) = author.standing.mark().filter(|_| !author.name.is_empty()) { " " span.unkept { "(" (ui.t(mark)) ")" } }
            " "
            a.u-url.u-uid href=(ui.urls.post(post.id)) {
                @if showing.dated {
                    (time::said(ui, post.published_at, "dt-published"))
                } @else {
                    (time::clock(ui, post.published_at, "dt-published"))
                }
            }
            @if post.pinned { " " strong.mark { (ui.t("mark-pinned")) } }
            @if post.locked { " " strong.mark { (ui.t("mark-locked")) } }
            @if let Some(edited_at) = post.edited_at {
                " " span.edited { (ui.t("edited")) " " (time::said(ui, edited_at, "dt-updated")) }
            }
        }
    }
}

fn in_reply(ui: &Ui, quote: &Quote, list: Option<&str>) -> Markup {
    let there = match list {
        Some(list) => {
            let window = Window::Before(quote.id.saturating_add(1));
            format!("{list}{}#p{}", window.query(), quote.id)
        }
        None => ui.urls.post(quote.id),
    };
    html! {
        p.in-reply {
            a.u-in-reply-to href=(there) {
                @if let Some(words) = &quote.words {
                    bdi { (ui.name(&quote.name)) } (ui.t("said")) " " q dir="auto" lang=[ui.foreign(quote.lang)] { (words) }
                } @else {
                    (ui.t("quote-gone"))
                }
            }
        }
    }
}

fn words(ui: &Ui, entry: &Entry, showing: Showing<'_>) -> Markup {
    let post = &entry.post;
    let (body, cut) = if showing.whole {
        (&post.body[..], false)
    } else {
        excerpt(&post.body)
    };
    // What is folded is on the page already, so only what is not very long is: the rest of that is a page of
    // its own. Text browsers, search in the page and paper show what is folded.
    let lead = leads(ui, &entry.mentions);
    let (shown, rest) = if showing.whole || cut {
        (markdown::render_for(body, &lead), None)
    } else {
        markdown::render_folded(body, &lead)
    };
    let foreign = ui.foreign(post.lang);
    html! {
        div.e-content dir="auto" lang=[foreign] {
            (shown)
            @if let Some(rest) = rest {
                details.rest {
                    summary lang=[foreign.map(|_| ui.lang.code())] { (ui.t("unfold")) }
                    (rest)
                }
            }
        }
        @if cut {
            p.more { a href=(ui.urls.post(post.id)) { (ui.t("read-on")) } }
        }
    }
}

/// What somebody wrote, with the names in it leading to their people.
pub fn said(ui: &Ui, body: &str, mentions: &Mentions) -> Markup {
    markdown::render_for(body, &leads(ui, mentions))
}

/// Where names lead to.
fn leads<'a>(ui: &'a Ui, mentions: &'a Mentions) -> impl Fn(&str) -> Option<String> + 'a {
    |name: &str| mentions.address(name).map(|at| ui.urls.person(at))
}

/// What the visitor may do with it: small, and reachable everywhere.
fn acts(ui: &Ui, post: &Post, showing: Showing<'_>, responds: bool) -> Markup {
    let may = |act| may(&ui.viewer, post, showing.room, act).is_ok();
    let talk = talk(ui, post, showing);
    let (edit, delete) = (may(Act::Edit), may(Act::Delete));
    let versions = post.edited_at.is_some() && may(Act::ReadVersions);
    let moderate = may(Act::Moderate);
    let react = responds && !ui.viewer.rules.reactions.is_empty();
    let report = ui.viewer.member.is_some() && !ui.viewer.is(post.author.id) && !moderate;
    html! {
        @if talk.is_some() || react || edit || delete || versions || moderate || report {
            ul.acts {
                @if let Some(talk) = talk { li { (talk) } }
                // Where all the buttons stand above, it leads to whose reactions these are.
                @let words = if showing.alone() && showing.forms { "reactions-title" } else { "react" };
                @if react { li { a href=(ui.urls.post_reactions(post.id)) rel="nofollow" { (ui.t(words)) } } }
                @if edit { li { a href=(ui.urls.post_edit(post.id)) { (ui.t("edit")) } } }
                @if versions { li { a href=(ui.urls.post_versions(post.id)) { (ui.t("versions")) } } }
                @if moderate { li { a href=(ui.urls.post_moderate(post.id)) rel="nofollow" { (ui.t("moderate")) } } }
                @if report { li { a href=(ui.urls.post_report(post.id)) rel="nofollow" { (ui.t("report")) } } }
                @if delete {
                    li { (form::button(ui, &ui.urls.post_delete(post.id), "delete", ui.t("delete"))) }
                }
            }
        }
    }
}

/// The way to say something to it.
fn talk(ui: &Ui, post: &Post, showing: Showing<'_>) -> Option<Markup> {
    if !showing.open || post.held || post.locked {
        return None;
    }
    let member = ui.viewer.member.is_some();
    if showing.room.kind == RoomKind::Room {
        return member.then(|| {
            html! {
                a href=(ui.urls.room_reply(&showing.room.slug, post.id)) { (ui.t("reply")) }
            }
        });
    }
    let address = ui.urls.post(post.id);
    let all_shown = post.comments <= COMMENTS_SHOWN as i64;
    if member {
        Some(html! { a href={ (address) "#write" } { (ui.t("comment")) } })
    } else {
        let count = [("count", Value::Number(post.comments))];
        (post.comments > 0 && all_shown)
            .then(|| html! { a href=(address) { (ui.t_with("comments-count", &count)) } })
    }
}
