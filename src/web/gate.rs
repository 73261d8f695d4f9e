//! Who is kept outside: whoever was banned reads why, and can answer, and nothing else.

use maud::html;

use super::Ctx;
use crate::html::{Page, Ui, time};
use crate::viewer::{Restraint, RestraintKind};

/// The page that somebody gets in the place of the one at `path`, if they are banned from the whole wall.
pub fn banned(ctx: &Ctx, path: &str) -> Option<Page> {
    let member = ctx.ui.viewer.member.as_ref()?;
    let ban = member
        .restraints
        .iter()
        .find(|held| held.kind == RestraintKind::Ban && held.room.is_none())?;
    (!ctx.ui.urls.is_open_to_the_banned(path)).then(|| page(&ctx.ui, ban))
}

fn page(ui: &Ui, ban: &Restraint) -> Page {
    let main = html! {
        p.status { "403" }
        h1 { (ui.t("banned-title")) }
        p {
            @match ban.until {
                Some(until) => { (ui.t("banned-until")) " " (time::full(ui, until, "")) "." }
                None => (ui.t("banned-for-good")),
            }
        }
        p { a href=(ui.urls.decisions()) { (ui.t("banned-why")) } }
    };
    Page::new("error", ui.t("banned-title"), main).status(403)
}
