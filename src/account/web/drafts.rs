//! One's drafts: what was previewed or refused, from whichever browser.

use crate::account::{store, view};
use crate::web::{Answer, Ctx, Submission, draft};

/// `GET /account/drafts`.
pub async fn drafts(ctx: Ctx) -> Answer {
    let me = ctx.member(&ctx.ui.urls.drafts())?.id;
    let all = ctx.site.db.read(move |conn| draft::all(conn, me)).await?;
    Ok(ctx.page(view::drafts(&ctx.ui, &all)))
}

/// `POST /account/drafts/drop`: throws one away, and the files that wait with it. It leads back to the composer that it stood in, where it
/// was pressed there.
pub async fn drop_draft(ctx: Ctx, form: Submission) -> Answer {
    let list = ctx.ui.urls.drafts();
    let me = ctx.member(&list)?.id;
    let place = form.line("place", 500).text;
    let back = ctx.ui.urls.words_for(&place).map(|(_, page)| page);
    let back = back.filter(|_| form.has("here")).unwrap_or(list);
    ctx.press(&form, ctx.ui.t("draft-drop"), move |tx| {
        draft::drop(tx, me, &place)?;
        store::drop_waiting(tx, me, &place)?;
        Ok(back)
    })
    .await
}
