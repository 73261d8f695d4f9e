//! From whom one takes messages.

use super::super::store;
use super::super::view::{self, Blocks};
use crate::account::pseudonym;
use crate::account::store as people;
use crate::locale::key;
use crate::web::{Answer, Ctx, Submission};

/// `GET /account/blocks`.
pub async fn blocks(ctx: Ctx) -> Answer {
    show(&ctx, Blocks::default(), 200).await
}

async fn show(ctx: &Ctx, state: Blocks, status: u16) -> Answer {
    let me = ctx.member(&ctx.ui.urls.blocks())?.id;
    let known = ctx
        .site
        .db
        .read(move |conn| Ok((people::blocked_by(conn, me)?, store::is_closed(conn, me)?)));
    let (people, closed) = known.await?;
    let state = Blocks {
        people,
        closed,
        ..state
    };
    Ok(ctx.page(view::blocks(&ctx.ui, &state).status(status)))
}

/// `POST /account/blocks/add`.
pub async fn block(ctx: Ctx, form: Submission) -> Answer {
    let blocks = ctx.ui.urls.blocks();
    let me = ctx.member(&blocks)?.id;
    let mut state = Blocks {
        name: form.line("pseudonym", pseudonym::MAX).required(),
        problem: form.problem(&ctx.ui),
        ..Blocks::default()
    };
    if state.name.error.or(state.problem).is_some() {
        return show(&ctx, state, 422).await;
    }
    let asked = state.name.text.clone();
    let found = ctx.site.db.read(move |conn| people::by_name(conn, &asked));
    let Some(other) = found.await?.filter(|other| other.id != me) else {
        state.name.error = Some(key("blocks-nobody"));
        return show(&ctx, state, 422).await;
    };
    let now = ctx.ui.now;
    let location = ctx.effect(&form, move |tx| {
        store::block(tx, me, other.id, now)?;
        Ok(blocks)
    });
    Ok(ctx.see_other(&location.await?))
}

/// `POST /account/blocks/end`.
pub async fn unblock(ctx: Ctx, form: Submission) -> Answer {
    let blocks = ctx.ui.urls.blocks();
    let me = ctx.member(&blocks)?.id;
    let people = form.numbers("person");
    ctx.press(&form, ctx.ui.t("unblock"), move |tx| {
        for other in people {
            store::unblock(tx, me, other)?;
        }
        Ok(blocks)
    })
    .await
}

/// `POST /account/blocks/taking`.
pub async fn set_taking(ctx: Ctx, form: Submission) -> Answer {
    let blocks = ctx.ui.urls.blocks();
    let me = ctx.member(&blocks)?.id;
    let closed = form.pressed("from") == b"nobody";
    ctx.press(&form, ctx.ui.t("taking-title"), move |tx| {
        store::set_closed(tx, me, closed)?;
        Ok(blocks)
    })
    .await
}
