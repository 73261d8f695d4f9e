//! The pages of a change: the editor, and what a post said before.

use maud::html;

use super::composer::{Composer, body_field};
use crate::attachment::{Attachment, view::changes};
use crate::clock::Micros;
use crate::html::{Page, Ui, form, markdown, time};
use crate::post::Post;
use crate::post::poll::{Poll, view as polls};

/// The form to change a post, with what hangs on it and its poll. `wrong` says what is wrong with the
/// description of the file at a position.
pub fn editor(
    ui: &Ui,
    post: &Post,
    state: &Composer,
    (files, wrong): (&[Attachment], &[(i64, &'static str)]),
    poll: Option<&Poll>,
) -> Page {
    let main = html! {
        h1 { (ui.t("edit-title")) }
        (form::form(ui, &ui.urls.post_edit(post.id), "composer", Some("write"), &html! {
            (form::problem(state.problem.map(|problem| ui.t(problem))))
            (body_field(ui, &state.body, state.error, 8))
            (changes(ui, files, wrong))
            p.buttons {
                button { (ui.t("save")) }
                " "
                a.quiet href={ (ui.urls.post(post.id)) "#p" (post.id) } { (ui.t("cancel")) }
            }
        }))
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
