//! Handlers: what was decided about whoever looks, and their answer to it.

use actix_web::HttpRequest;

use super::super::{store, view};
use crate::account::store as people;
use crate::error::Error;
use crate::locale::key;
use crate::log::Event;
use crate::web::{Answer, Ctx, Submission, Typed, id_of};

/// How many characters an appeal has at most.
const WORDS_MAX: usize = 2_000;

/// `GET /account/decisions`.
pub async fn decisions(ctx: Ctx) -> Answer {
    show(&ctx, &Typed::default(), None).await
}

async fn show(ctx: &Ctx, words: &Typed, problem: Option<&'static str>) -> Answer {
    let person = ctx.member(&ctx.ui.urls.decisions())?.id;
    let now = ctx.ui.now;
    let (held, acts, appeals) = ctx
        .site
        .db
        .read(move |conn| {
            let held = store::restrained(conn, None, Some(person), now)?;
            Ok((
                held,
                store::acts_about(conn, person)?,
                store::appeals(conn, person)?,
            ))
        })
        .await?;
    let status = if words.error.or(problem).is_some() {
        422
    } else {
        200
    };
    let page = view::decisions(&ctx.ui, &held, &acts, &appeals, words, problem);
    Ok(ctx.page(page.status(status)))
}

/// `POST /account/decisions/read`.
pub async fn read_warnings(ctx: Ctx, form: Submission) -> Answer {
    let next = ctx.ui.urls.decisions();
    let person = ctx.member(&next)?.id;
    ctx.press(&form, ctx.ui.t("decisions-read"), move |tx| {
        store::read_warnings(tx, person)?;
        Ok(next)
    })
    .await
}

/// `POST /account/decisions/appeal`.
pub async fn appeal(ctx: Ctx, form: Submission) -> Answer {
    let next = ctx.ui.urls.decisions();
    let person = ctx.member(&next)?.id;
    let words = form.area("words", WORDS_MAX).required();
    let problem = form.problem(&ctx.ui);
    if words.error.or(problem).is_some() {
        return show(&ctx, &words, problem).await;
    }
    let (now, said) = (ctx.ui.now, words.text.trim().to_owned());
    let done = ctx
        .effect(&form, move |tx| {
            store::appeal(tx, person, &said, now)?;
            Ok(next)
        })
        .await;
    Ok(match done {
        Ok(location) => ctx.see_other(&location),
        Err(error) => ctx.refusal(&error, &words.text),
    })
}

/// `POST /moderation/appeals/ID`: answers one; with the button that lifts everything, that too.
pub async fn answer_appeal(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    let next = ctx.ui.urls.moderation();
    let by = ctx.member(&next)?.id;
    if !ctx.ui.viewer.moderates() {
        return Err(Error::Forbidden(key("moderate-not-yours")));
    }
    let answer: String = form.line("answer", 500).text.chars().take(500).collect();
    let lifts = form.pressed("lift") == b"yes";
    let (log, now) = (ctx.site.log, ctx.ui.now);
    ctx.press(&form, ctx.ui.t("appeal-answer"), move |tx| {
        let person = store::settle_appeal(tx, id, by, &answer, now)?;
        if lifts {
            for held in people::restraints(tx.conn, person)? {
                let event = Event::PersonReleased {
                    person,
                    kind: held.kind,
                    room: held.room,
                    by,
                    batch: None,
                };
                log.append(tx, now, event)?;
            }
        }
        Ok(next)
    })
    .await
}
