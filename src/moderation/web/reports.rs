//! Handlers: reporting a post, and what became of it.

use actix_web::HttpRequest;

use super::super::{REASON_MAX, store, view};
use super::orders::readable_post;
use crate::post::{Act, may};
use crate::web::{Answer, Ctx, Submission, Typed, id_of, segment};

/// `GET /posts/ID/report`. Whoever may decide about the post is led there: streams show everybody the same.
pub async fn report(ctx: Ctx, req: HttpRequest) -> Answer {
    let id = id_of(&req)?;
    let (post, room) = readable_post(&ctx, id).await?;
    if may(&ctx.ui.viewer, &post, &room, Act::Moderate).is_ok() {
        return Ok(ctx.see_other(&ctx.ui.urls.post_moderate(id)));
    }
    Ok(ctx.page(view::report(&ctx.ui, &post, &Typed::default(), None)))
}

/// `POST /posts/ID/report`: by anybody, with or without a pseudonym.
pub async fn send_report(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let (post, _) = readable_post(&ctx, id_of(&req)?).await?;
    let reason = form.area("reason", REASON_MAX).required();
    let problem = form.problem(&ctx.ui);
    if reason.error.or(problem).is_some() {
        let page = view::report(&ctx.ui, &post, &reason, problem);
        return Ok(ctx.page(page.status(422)));
    }
    let (urls, now, by) = (ctx.ui.urls.clone(), ctx.ui.now, ctx.ui.viewer.id());
    let words = reason.text.clone();
    let done = ctx
        .effect(&form, move |tx| {
            let receipt = store::report(tx, post.id, by, words.trim(), now)?;
            Ok(urls.receipt(&receipt))
        })
        .await;
    Ok(match done {
        Ok(location) => ctx.see_other(&location),
        Err(error) => ctx.refusal(&error, &reason.text),
    })
}

/// `GET /reports/RECEIPT`.
pub async fn receipt(ctx: Ctx, req: HttpRequest) -> Answer {
    let receipt = segment(&req, "receipt")?;
    let (at, settled_at, outcome) = ctx
        .site
        .db
        .read(move |conn| store::receipt(conn, &receipt))
        .await?;
    let page = view::receipt(&ctx.ui, at, settled_at, outcome.as_deref());
    Ok(ctx.page(page))
}
