//! The pages that belong to no feature: what this place is, and whether it is well.

use actix_web::HttpResponse;
use actix_web::http::header::ContentType;
use maud::html;

use crate::error::Error;
use crate::html::Page;
use crate::locale::{Value, key};
use crate::web::{Answer, Ctx};

/// The keys that lead somewhere, and where (`accesskey`; HTML, section 6.6.2).
const KEYS: [(&str, &str); 5] = [
    ("1", key("keys-wall")),
    ("2", key("keys-rooms")),
    ("c", key("keys-composer")),
    ("n", key("keys-older")),
    ("p", key("keys-newer")),
];

/// `GET /about`.
pub async fn about(ctx: Ctx) -> Answer {
    let ui = &ctx.ui;
    let title = [("title", Value::Text(ctx.title()))];
    let days = [("days", Value::Number(i64::from(ui.undo_days)))];
    let main = html! {
        h1 { (ui.t_with("about-title", &title)) }
        p.lede { (ui.t("about-lede")) }
        h2 { (ui.t("about-scripts-title")) }
        p { (ui.t("about-scripts")) }
        h2 { (ui.t("about-name-title")) }
        p { (ui.t("about-name")) }
        h2 { (ui.t("about-fireflies-title")) }
        p { (ui.t("about-fireflies")) }
        h2 { (ui.t("about-keys-title")) }
        p { (ui.t("about-keys")) }
        dl.keys {
            @for (key, words) in KEYS { dt { kbd { (key) } } dd { (ui.t(words)) } }
        }
        h2 { (ui.t("about-kept-title")) }
        p { (ui.t_with("about-kept", &days)) }
        @if ui.viewer.rules.open_log || ui.viewer.moderates() {
            p.more { a href=(ui.urls.moderation_log()) { (ui.t("log-title")) } }
        }
    };
    let page = Page::new("about", ui.t_with("about-title", &title), main);
    Ok(ctx.page(page.known_as(ui.urls.about())))
}

fn word(word: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(ContentType::plaintext())
        .body(word)
}

/// `GET /healthz`: the process is alive.
pub async fn health(_: Ctx) -> Answer {
    Ok(word("ok"))
}

/// `GET /readyz`: the database can be read, and the last commit went through.
pub async fn readiness(ctx: Ctx) -> Answer {
    ctx.site.db.read(crate::log::last_seq).await?;
    if ctx.site.db.writes_well() {
        Ok(word("ok"))
    } else {
        Err(Error::Unavailable(5))
    }
}
