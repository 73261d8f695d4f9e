//! Handlers: who is here.

use super::view;
use crate::web::{Answer, Ctx};

/// `GET /fireflies`.
pub async fn fireflies(ctx: Ctx) -> Answer {
    let lights = ctx.site.crowd.lights(ctx.ui.now);
    Ok(ctx.page(view::fireflies(&ctx.ui, &lights)))
}
