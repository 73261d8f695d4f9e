//! Handlers of the filters.

use actix_web::HttpRequest;

use super::view::{self, DEEDS, Shown, TRIED_MAX};
use crate::error::Error;
use crate::locale::key;
use crate::post::store::filters;
use crate::rules::Verdict;
use crate::web::{
    Answer, Ctx, FILTERS_MAX, Filter, Filters, Matcher, PATTERN_MAX, Submission, id_of, query,
};

/// The person, who moderates everywhere.
fn moderator(ctx: &Ctx) -> Result<i64, Error> {
    let person = ctx.member(&ctx.ui.urls.filters())?.id;
    if ctx.ui.viewer.moderates() {
        Ok(person)
    } else {
        Err(Error::Forbidden(key("filters-not-yours")))
    }
}

/// `GET /moderation/filters`, with `?try=WORDS` to try them out.
pub async fn show(ctx: Ctx, req: HttpRequest) -> Answer {
    moderator(&ctx)?;
    let asked = query(&req);
    let mut shown = Shown {
        filters: ctx.site.db.read(filters::all).await?,
        deed: Verdict::Hold,
        ..Shown::default()
    };
    if asked.has("try") {
        let words = asked.area("try", TRIED_MAX).required();
        let compiled = Filters::new(shown.filters.clone());
        let hits = compiled.hits(&words.text).into_iter();
        shown.tried = Some((words.clone(), hits.map(|filter| filter.id).collect()));
    }
    Ok(ctx.page(view::page(&ctx.ui, &shown)))
}

/// `POST /moderation/filters`.
pub async fn add(ctx: Ctx, form: Submission) -> Answer {
    let by = moderator(&ctx)?;
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let deed = Verdict::from_word(&form.line("deed", 10).text).filter(|deed| DEEDS.contains(deed));
    let mut shown = Shown {
        filters: ctx.site.db.read(filters::all).await?,
        pattern: form.line("pattern", PATTERN_MAX).required(),
        is_regex: form.pressed("kind") == b"regex",
        deed: deed.unwrap_or(Verdict::Hold),
        problem: form
            .problem(&ctx.ui)
            .or(deed.is_none().then_some(key("filter-deed-unknown"))),
        tried: None,
    };
    let pattern = shown.pattern.text.trim().to_owned();
    if shown.pattern.error.is_none() {
        shown.pattern.error = Matcher::compile(&pattern, shown.is_regex).err();
    }
    if shown.filters.len() >= FILTERS_MAX {
        shown.problem = shown.problem.or(Some(key("filters-full")));
    }
    if shown.problem.or(shown.pattern.error).is_some() {
        return Ok(ctx.page(view::page(&ctx.ui, &shown).status(422)));
    }
    let new = Filter {
        id: 0,
        pattern,
        is_regex: shown.is_regex,
        deed: shown.deed,
    };
    let (location, now) = (ctx.ui.urls.filters(), ctx.ui.now);
    let location = ctx
        .effect(&form, move |tx| {
            filters::add(tx, &new, by, now)?;
            Ok(location)
        })
        .await?;
    ctx.site.filters.reload(&ctx.site.db).await?;
    Ok(ctx.see_other(&location))
}

/// `POST /moderation/filters/ID/delete`.
pub async fn delete(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    moderator(&ctx)?;
    let id = id_of(&req)?;
    let location = ctx.ui.urls.filters();
    let answer = ctx
        .press(&form, ctx.ui.t("delete"), move |tx| {
            filters::remove(tx, id)?;
            Ok(location)
        })
        .await?;
    ctx.site.filters.reload(&ctx.site.db).await?;
    Ok(answer)
}
