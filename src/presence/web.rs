//! Handlers: who is here.

use std::collections::BTreeSet;

use super::view;
use crate::room::store;
use crate::web::{Answer, Ctx};

/// `GET /fireflies`.
pub async fn fireflies(ctx: Ctx) -> Answer {
    let lights = &ctx.ui.lights;
    let places = lights.here.iter().flat_map(|firefly| &firefly.rooms);
    let places: BTreeSet<i64> = places.copied().collect();
    let rooms = ctx
        .site
        .db
        .read(move |conn| store::listed(conn, &Vec::from_iter(places)))
        .await?;
    Ok(ctx.page(view::fireflies(&ctx.ui, &rooms)))
}
