//! Handlers: who is here.

use super::view;
use crate::web::{Answer, Ctx};

/// `GET /fireflies`.
pub async fn fireflies(ctx: Ctx) -> Answer {
    Ok(ctx.page(view::fireflies(&ctx.ui)))
}
