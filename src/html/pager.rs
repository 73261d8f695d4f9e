//! The way through a long list: by key, never by number of page.

use maud::{Markup, html};

use super::Ui;
use crate::urls::Window;

/// A part of a list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice<T> {
    /// What stands in it.
    pub rows: Vec<T>,
    /// Whether something came before.
    pub older: bool,
    /// Whether something came after.
    pub newer: bool,
}

impl<T> Slice<T> {
    /// From rows that were asked for one more than `limit`: in the order of their keys after a
    /// [`Window::After`], against it otherwise. The side that the window came from is taken to go on.
    pub fn cut(mut rows: Vec<T>, window: Window, limit: usize) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let came = !rows.is_empty();
        match window {
            Window::Newest => Self {
                rows,
                older: more,
                newer: false,
            },
            Window::Before(_) => Self {
                rows,
                older: more,
                newer: came,
            },
            Window::After(after) => {
                rows.reverse();
                Self {
                    rows,
                    older: came && after > 0,
                    newer: more,
                }
            }
        }
    }

    /// The addresses of the parts around it. `key` names a row, `at` is where a window shows.
    pub fn pager(&self, key: impl Fn(&T) -> i64, at: impl Fn(Window) -> String) -> Pager {
        let older = self.rows.last().filter(|_| self.older);
        let newer = self.rows.first().filter(|_| self.newer);
        Pager {
            older: older.map(|row| at(Window::Before(key(row)))),
            newer: newer.map(|row| at(Window::After(key(row)))),
        }
    }
}

/// Where a list goes on, as addresses.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Pager {
    /// What came before.
    pub older: Option<String>,
    /// What came after.
    pub newer: Option<String>,
}

/// The visible links. `n` leads to what comes next in the list, `p` to what came just before.
pub fn pager(ui: &Ui, pager: &Pager) -> Markup {
    links(ui, pager, (Some("n"), Some("p")))
}

/// The same once more on the same page: a key can lead to one of them only.
pub fn pager_again(ui: &Ui, pager: &Pager) -> Markup {
    links(ui, pager, (None, None))
}

fn links(ui: &Ui, pager: &Pager, keys: (Option<&str>, Option<&str>)) -> Markup {
    html! {
        @if pager.older.is_some() || pager.newer.is_some() {
            nav.pager aria-label=(ui.t("pager")) {
                @if let Some(older) = &pager.older {
                    a.older rel="next" accesskey=[keys.0] href=(older) { (ui.t("older")) }
                    " "
                }
                @if let Some(newer) = &pager.newer {
                    a.newer rel="prev" accesskey=[keys.1] href=(newer) { (ui.t("newer")) }
                }
            }
        }
    }
}
