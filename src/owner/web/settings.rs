//! The settings.

use super::owner;
use crate::owner::settings::{Group, ON};
use crate::owner::sheet::Sheet;
use crate::owner::{store, view};
use crate::web::{Answer, Ctx, Submission};

/// `GET /owner`.
pub async fn settings(ctx: Ctx) -> Answer {
    owner(&ctx, &ctx.ui.urls.owner())?;
    show(&ctx, None).await
}

/// The page; `sent` is a form that could not be taken.
async fn show(ctx: &Ctx, sent: Option<Sheet>) -> Answer {
    let (rules, question) = ctx
        .site
        .db
        .read(|conn| Ok((store::load(conn)?.1, store::question_so_far(conn)?)))
        .await?;
    let status = if sent.is_some() { 422 } else { 200 };
    let sheets = Group::ALL.map(|group| match &sent {
        Some(sheet) if sheet.group == group => sheet.clone(),
        _ => Sheet::of(group, &rules, &question),
    });
    let configured = &ctx.site.config.title;
    Ok(ctx.page(view::settings(&ctx.ui, configured, &sheets).status(status)))
}

/// `POST /owner/place`.
pub async fn set_place(ctx: Ctx, form: Submission) -> Answer {
    set(&ctx, &form, Group::Place).await
}

/// `POST /owner/access`.
pub async fn set_access(ctx: Ctx, form: Submission) -> Answer {
    set(&ctx, &form, Group::Access).await
}

/// `POST /owner/newcomers`.
pub async fn set_newcomers(ctx: Ctx, form: Submission) -> Answer {
    set(&ctx, &form, Group::Newcomers).await
}

/// `POST /owner/limits`.
pub async fn set_limits(ctx: Ctx, form: Submission) -> Answer {
    set(&ctx, &form, Group::Limits).await
}

/// `POST /owner/files`.
pub async fn set_files(ctx: Ctx, form: Submission) -> Answer {
    set(&ctx, &form, Group::Files).await
}

/// `POST /owner/layers`.
pub async fn set_layers(ctx: Ctx, form: Submission) -> Answer {
    set(&ctx, &form, Group::Layers).await
}

async fn set(ctx: &Ctx, form: &Submission, group: Group) -> Answer {
    let by = owner(ctx, &ctx.ui.urls.owner())?.id;
    let sheet = Sheet::read(group, form, &ctx.ui);
    if !sheet.is_sound() {
        return show(ctx, Some(sheet)).await;
    }
    let (log, now) = (ctx.site.log, ctx.ui.now);
    let location = ctx.ui.urls.owner_at(group.as_str());
    let location = ctx
        .effect(form, move |tx| {
            store::change(tx, log, by, now, |rules| sheet.apply(rules))?;
            if let Some(question) = sheet.question() {
                store::set_question(tx, &question)?;
            }
            Ok(location)
        })
        .await?;
    ctx.site.rules.reload(&ctx.site.db).await?;
    let mut answer = ctx.see_other(&location);
    ctx.say_done(&mut answer, "done-rules");
    Ok(answer)
}

/// `POST /owner/siege`: the wall is attacked, or no longer.
pub async fn siege(ctx: Ctx, form: Submission) -> Answer {
    let by = owner(&ctx, &ctx.ui.urls.owner())?.id;
    let on = form.pressed("siege") == ON.as_bytes();
    let label = ctx.ui.t(if on { "siege-begin" } else { "siege-end" });
    let (log, now) = (ctx.site.log, ctx.ui.now);
    let location = ctx.ui.urls.owner_at("siege");
    let answer = ctx
        .press(&form, label, move |tx| {
            store::change(tx, log, by, now, |rules| rules.siege = on)?;
            Ok(location)
        })
        .await?;
    ctx.site.rules.reload(&ctx.site.db).await?;
    Ok(answer)
}
