//! What stands before a list: links to its pinned posts.

use maud::{Markup, html};

use crate::html::Ui;
use crate::post::Quote;

/// The links, if there are any.
pub fn pinned(ui: &Ui, posts: &[Quote]) -> Markup {
    html! {
        @if !posts.is_empty() {
            section.pinned aria-labelledby="pinned" {
                h2 #pinned { (ui.t("pinned-title")) }
                ul {
                    @for post in posts {
                        li {
                            a href=(ui.urls.post(post.id)) {
                                bdi { (post.name) } (ui.t("said")) " "
                                q dir="auto" lang=[ui.foreign(post.lang)] { (post.words.as_deref().unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    }
}
