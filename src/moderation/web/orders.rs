//! Handlers: the queue, one post, many at once, the undo, and the log of it all.

use actix_web::HttpRequest;

use super::super::perform::{perform, undo as undo_batch};
use super::super::view::{self, Queue};
use super::super::{Order, REASON_MAX, TERMS, deeds_of, feed, store};
use super::done;
use crate::clock::Micros;
use crate::error::Error;
use crate::html::atom::MEDIA_TYPE;
use crate::locale::key;
use crate::log::last_at;
use crate::post::{Act, Post, may, store as posts};
use crate::room::{self, Room, store as rooms};
use crate::urls::Window;
use crate::web::{Answer, Ctx, Representation, Submission, Typed, id, id_of, local, query, window};

/// `GET /moderation`.
pub async fn queue(ctx: Ctx, req: HttpRequest) -> Answer {
    let here = ctx.ui.urls.moderation();
    ctx.member(&here)?;
    let asked = query(&req);
    let after = id(&asked.line("after", 20).text).unwrap_or_default();
    let all = asked.has("all");
    let viewer = ctx.ui.viewer.clone();
    let shown = ctx
        .site
        .db
        .read(move |conn| {
            let rooms = store::kept_by(conn, &viewer)?;
            Ok(Queue {
                cases: store::queue(conn, rooms.as_deref(), after)?,
                appeals: if rooms.is_none() {
                    store::open_appeals(conn)?
                } else {
                    Vec::new()
                },
                done: done(conn, &asked)?,
                all,
            })
        })
        .await?;
    let mut through = crate::html::Pager::default();
    if shown.cases.older {
        let last = shown.cases.rows.last().map(|case| case.post.id);
        through.older = last.map(|last| format!("{here}{}", Window::After(last).query()));
    }
    Ok(ctx.page(view::queue(&ctx.ui, &shown, through)))
}

/// `POST /moderation`: one order for all the posts that are chosen.
pub async fn decide(ctx: Ctx, form: Submission) -> Answer {
    let urls = &ctx.ui.urls;
    let next = form.line("next", 2_000).text;
    let next = if next.is_empty() {
        urls.moderation()
    } else {
        local(&ctx.ui, &next)
    };
    let chosen = form.numbers("post");
    if chosen.is_empty() && form.problem(&ctx.ui).is_none() {
        return Ok(ctx.page(view::none_chosen(&ctx.ui, &next)));
    }
    obey(&ctx, &form, chosen, None, next).await
}

/// `GET /posts/ID/moderate`.
pub async fn moderate(ctx: Ctx, req: HttpRequest) -> Answer {
    show_one(&ctx, id_of(&req)?, Some(query(&req)), &Typed::default()).await
}

async fn show_one(ctx: &Ctx, id: i64, asked: Option<Submission>, to: &Typed) -> Answer {
    ctx.member(&ctx.ui.urls.post_moderate(id))?;
    let viewer = ctx.ui.viewer.clone();
    let (case, acts, done) = ctx
        .site
        .db
        .read(move |conn| {
            let case = store::case(conn, id)?;
            may(&viewer, &case.post, &case.room, Act::Moderate)?;
            let acts = store::acts_of(conn, id, case.post.author.id)?;
            let done = match &asked {
                Some(asked) => done(conn, asked)?,
                None => None,
            };
            Ok((case, acts, done))
        })
        .await?;
    let page = view::one(&ctx.ui, &case, &acts, to, done.as_ref());
    Ok(ctx.page(page.status(if to.error.is_some() { 422 } else { 200 })))
}

/// `POST /posts/ID/moderate`.
pub async fn order(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    let next = ctx.ui.urls.post_moderate(id);
    let mut to = None;
    if form.pressed("deed") == b"move" {
        let mut typed = form.line("room", 100).required();
        let slug = typed.text.trim().trim_matches('/').to_owned();
        let wall = typed.text.trim() == "/";
        let room = ctx.site.db.read(move |conn| {
            if wall {
                Ok(rooms::WALL)
            } else {
                Ok(rooms::by_slug(conn, &slug)?.id)
            }
        });
        match room.await {
            Ok(room) => to = Some(room),
            Err(Error::NotFound) => {
                typed.error = typed.error.or(Some(key("order-no-room")));
                return show_one(&ctx, id, None, &typed).await;
            }
            Err(error) => return Err(error),
        }
    }
    obey(&ctx, &form, vec![id], to, next).await
}

/// Does what a form orders, and leads to `next` with the number of the press.
async fn obey(
    ctx: &Ctx,
    form: &Submission,
    chosen: Vec<i64>,
    to: Option<i64>,
    next: String,
) -> Answer {
    ctx.member(&next)?;
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(form, ctx.ui.t("moderate-title"), problem));
    }
    let order = Order {
        to,
        ..read(form, ctx.ui.now)?
    };
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    ctx.press(form, ctx.ui.t("moderate-title"), move |tx| {
        let batch = perform(tx, log, &viewer, &order, &chosen, now)?;
        Ok(with_done(&next, batch))
    })
    .await
}

/// The order of a form: what is not among the choices is refused.
pub(super) fn read(form: &Submission, now: Micros) -> Result<Order, Error> {
    let word = String::from_utf8_lossy(form.pressed("deed")).into_owned();
    let unknown = || Error::BadRequest(key("order-unknown"));
    let term = form.line("term", 3).text;
    let term: usize = if term.is_empty() {
        0
    } else {
        term.parse().map_err(|_| unknown())?
    };
    let (_, length) = TERMS.get(term).ok_or_else(unknown)?;
    let reason = form.line("reason", REASON_MAX).text;
    Ok(Order {
        deeds: deeds_of(&word).ok_or_else(unknown)?,
        reason: reason.trim().chars().take(REASON_MAX).collect(),
        everywhere: form.pressed("scope") == b"wall",
        until: length.map(|length| now + length),
        to: None,
    })
}

/// An address with the number of what was just done.
pub(super) fn with_done(address: &str, batch: i64) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}done={batch}")
}

/// `POST /moderation/undo`.
pub async fn undo(ctx: Ctx, form: Submission) -> Answer {
    let next = ctx.ui.urls.moderation_log();
    ctx.member(&next)?;
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(&form, ctx.ui.t("undo"), problem));
    }
    let typed = form.line("batch", 20).text;
    let batch: i64 = typed.parse().map_err(|_| Error::NotFound)?;
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let next = if viewer.moderates() && batch > 0 {
        next
    } else {
        ctx.ui.urls.moderation()
    };
    ctx.press(&form, ctx.ui.t("undo"), move |tx| {
        undo_batch(tx, log, &viewer, batch, now)?;
        Ok(next)
    })
    .await
}

/// `GET /moderation/log`.
pub async fn log(ctx: Ctx, req: HttpRequest) -> Answer {
    let open = readable(&ctx)?;
    if let Some(batch) = id(&query(&req).line("batch", 20).text) {
        let acts = ctx.site.db.read(move |conn| store::in_batch(conn, batch));
        let address = open.then(|| ctx.ui.urls.moderation_batch(batch));
        let page = view::log(
            &ctx.ui,
            &acts.await?,
            crate::html::Pager::default(),
            address,
        );
        return Ok(ctx.page(page));
    }
    let window = window(&req)?;
    let acts = ctx
        .site
        .db
        .read(move |conn| store::list_acts(conn, window))
        .await?;
    let pager = acts.pager(
        |act| act.seq,
        |window| format!("{}{}", ctx.ui.urls.moderation_log(), window.query()),
    );
    let address = open.then(|| format!("{}{}", ctx.ui.urls.moderation_log(), window.query()));
    Ok(ctx.page(view::log(&ctx.ui, &acts.rows, pager, address)))
}

/// `GET /moderation/log.atom`.
pub async fn log_feed(ctx: Ctx, req: HttpRequest) -> Answer {
    readable(&ctx)?;
    let window = window(&req)?;
    let (acts, since) = ctx
        .site
        .db
        .read(move |conn| Ok((store::list_acts(conn, window)?, last_at(conn)?)))
        .await?;
    let text = feed::of(
        &ctx.ui,
        ctx.site.names,
        &ctx.origin.to_string(),
        &acts,
        window,
    );
    Ok(ctx.represent(Representation {
        media_type: MEDIA_TYPE,
        text,
        modified: Some(since),
    }))
}

/// Whether everybody may read the log; an error for whoever may not.
fn readable(ctx: &Ctx) -> Result<bool, Error> {
    let viewer = &ctx.ui.viewer;
    if viewer.rules.open_log || viewer.moderates() {
        return Ok(viewer.rules.open_log);
    }
    ctx.member(&ctx.ui.urls.moderation_log())?;
    Err(Error::Forbidden(key("log-is-closed")))
}

/// A post that somebody may report or look at.
pub(super) async fn readable_post(ctx: &Ctx, id: i64) -> Result<(Post, Room), Error> {
    let viewer = ctx.ui.viewer.clone();
    ctx.site
        .db
        .read(move |conn| {
            let post = posts::by_id(conn, id)?;
            let room = rooms::by_id(conn, post.room)?;
            room::may(&viewer, &room, room::Act::Read)?;
            if post.deleted.is_some() || post.erased {
                return Err(Error::Gone);
            }
            if post.held && !viewer.is(post.author.id) && !viewer.keeps(room.id, room.owner) {
                return Err(Error::NotFound);
            }
            Ok((post, room))
        })
        .await
}
