//! Handlers: everything that some people wrote in a while, at once.

use std::collections::BTreeSet;

use actix_web::HttpRequest;

use super::super::perform::perform;
use super::super::store::{self, Sweep};
use super::super::view::{self, SINCE, Swept};
use super::orders::{read, with_done};
use crate::account::store as people;
use crate::clock::{DAY, HOUR, Micros, SECOND};
use crate::db::Conn;
use crate::error::Error;
use crate::locale::key;
use crate::web::{Answer, Ctx, Submission, Typed, id, query};

/// How many of the posts that a sweep found are shown.
const SHOWN: usize = 50;

fn length(word: &str) -> Micros {
    match word {
        "10m" => 600 * SECOND,
        "1d" => DAY,
        "7d" => 7 * DAY,
        _ => HOUR,
    }
}

/// Only whoever moderates everywhere sweeps.
fn moderator(ctx: &Ctx) -> Result<(), Error> {
    ctx.member(&ctx.ui.urls.moderation_sweep())?;
    if ctx.ui.viewer.moderates() {
        Ok(())
    } else {
        Err(Error::Forbidden(key("moderate-not-yours")))
    }
}

/// The person whom a form names, if it names one. A name that nobody has is an error beside its field.
fn author(conn: &mut Conn, typed: &mut Typed) -> Result<Option<i64>, Error> {
    let name = typed.text.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let found = match people::by_address(conn, name)? {
        Some(person) => Some(person),
        None => people::by_name(conn, name)?,
    };
    if found.is_none() {
        typed.error = Some(key("sweep-nobody"));
    }
    Ok(found.map(|person| person.id))
}

/// `GET /moderation/sweep`.
pub async fn look(ctx: Ctx, req: HttpRequest) -> Answer {
    moderator(&ctx)?;
    let asked = query(&req);
    let since = asked.line("since", 10).text;
    let known = SINCE.iter().any(|(word, _)| *word == since);
    let mut found = Swept {
        since: if known { since } else { "1h".to_owned() },
        author: asked.line("author", 100),
        newcomers: asked.pressed("who") == b"new",
        words: asked.line("words", 200).text.trim().to_owned(),
        sweep: None,
        count: (0, 0),
        cases: Vec::new(),
    };
    let (looks, now, seq) = (asked.has("look"), ctx.ui.now, ctx.site.bell.seq());
    let found = ctx
        .site
        .db
        .read(move |conn| {
            let author = author(conn, &mut found.author)?;
            if !looks || found.author.error.is_some() {
                return Ok(found);
            }
            let sweep = Sweep {
                since: now - length(&found.since),
                author,
                joined_since: found.newcomers.then_some(now - DAY),
                words: found.words.clone(),
                up_to: seq,
            };
            let ids = store::swept(conn, &sweep)?;
            let all = store::cases(conn, &ids)?;
            let people: BTreeSet<i64> = all.iter().map(|case| case.post.author.id).collect();
            found.count = (ids.len(), people.len());
            found.cases = all.into_iter().rev().take(SHOWN).collect();
            found.sweep = Some(sweep);
            Ok(found)
        })
        .await?;
    let status = if found.author.error.is_some() {
        422
    } else {
        200
    };
    Ok(ctx.page(view::sweep(&ctx.ui, &found).status(status)))
}

/// `POST /moderation/sweep`.
pub async fn sweep(ctx: Ctx, form: Submission) -> Answer {
    moderator(&ctx)?;
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(&form, ctx.ui.t("moderation-sweep"), problem));
    }
    let mut order = read(&form, ctx.ui.now)?;
    order.everywhere = true;
    let number =
        |name: &str| id(&form.line(name, 20).text).ok_or(Error::BadRequest(key("order-unknown")));
    let (since, up_to) = (number("since_at")?, number("up_to")?);
    let newcomers = form.pressed("who") == b"new";
    let words = form.line("words", 200).text;
    let mut typed = form.line("author", 100);
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let next = ctx.ui.urls.moderation();
    ctx.press(&form, ctx.ui.t("moderation-sweep"), move |tx| {
        let author = author(tx.conn, &mut typed)?;
        if typed.error.is_some() {
            return Err(Error::BadRequest(key("sweep-nobody")));
        }
        let sweep = Sweep {
            since,
            author,
            joined_since: newcomers.then_some(now - DAY),
            words,
            up_to,
        };
        let ids = store::swept(tx.conn, &sweep)?;
        if ids.is_empty() {
            return Err(Error::BadRequest(key("order-none")));
        }
        let batch = perform(tx, log, &viewer, &order, &ids, now)?;
        Ok(with_done(&next, batch))
    })
    .await
}
