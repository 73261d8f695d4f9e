//! The pages of a change: the editor, and what a post said before.

use maud::html;

use super::composer::{Composer, body_field, draft_offer, preview};
use crate::attachment::{Changes, view::changes as files};
use crate::clock::Micros;
use crate::html::{Page, Ui, form, markdown, time};
use crate::post::Post;
use crate::post::poll::{Poll, view as polls};

/// The form to change a post, with what hangs on it and its poll.
pub fn editor(
    ui: &Ui,
    post: &Post,
    state: &Composer,
    changes: &Changes,
    poll: Option<&Poll>,
) -> Page {
    let main = html! {
        h1 { (ui.t("edit-title")) }
        (form::form(ui, &ui.urls.post_edit(post.id), "composer", Some("write"), &html! {
            (form::problem(state.problem.map(|problem| ui.t(problem))))
            (body_field(ui, &state.body, state.error, 8))
            (files(ui, changes))
            p.buttons {
                button name="act" value="save" { (ui.t("save")) }
                " "
                button.quiet name="act" value="preview" { (ui.t("preview")) }
                " "
                a.quiet href={ (ui.urls.post(post.id)) "#p" (post.id) } { (ui.t("cancel")) }
            }
        }))
        @if state.preview {
            (draft_offer(ui, &ui.urls.post_edit(post.id)))
            (preview(ui, &state.body, &state.mentions))
        }
        @if let Some(poll) = poll { (polls::closing(ui, poll)) }
    };
    Page::new("editor", ui.t("edit-title"), main)
}

/// What a post said before it was changed.
pub fn versions(ui: &Ui, post: &Post, earlier: &[(String, Micros)]) -> Page {
    let main = html! {
        p.up { a href=(ui.urls.post(post.id)) { (ui.t("up-post")) } }
        h1 { (ui.t("versions")) }
        ol.versions reversed {
            @for (body, until) in earlier {
                li {
                    p.when { (ui.t("version-until")) " " (time::full(ui, *until, "until")) }
                    div.e-content dir="auto" { (markdown::render(body)) }
                }
            }
        }
    };
    Page::new("versions", ui.t("versions"), main)
}
