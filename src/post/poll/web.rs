//! Handlers: voting, and closing a poll before its time.

use actix_web::HttpRequest;

use super::{store, view};
use crate::account::store::cast;
use crate::db::Conn;
use crate::error::Error;
use crate::locale::key;
use crate::log::Event;
use crate::post::poll::Poll;
use crate::post::reaction::may_respond;
use crate::post::web::{find_for, seen_at};
use crate::post::{Act, Post, may, store as posts};
use crate::room::Room;
use crate::viewer::Viewer;
use crate::web::{Act as Spending, Answer, Ctx, Submission, id_of};

/// A poll in which somebody may vote now, and the post under which it stands.
fn votable(
    conn: &mut Conn,
    viewer: &Viewer,
    id: i64,
    now: i64,
) -> Result<(Post, Room, Poll), Error> {
    let (mut post, room) = find_for(conn, viewer, id)?;
    post.locked = posts::is_locked(conn, &post)?;
    may_respond(viewer, &post, &room)?;
    let poll = store::of_post(conn, id, viewer.id())?;
    if poll.is_open(now) {
        Ok((post, room, poll))
    } else {
        Err(Error::Forbidden(key("vote-late")))
    }
}

/// `POST /posts/ID/vote`.
pub async fn vote(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    ctx.member(&ctx.ui.urls.post(id))?;
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let (viewer, now) = (ctx.ui.viewer.clone(), ctx.ui.now);
    let found = ctx
        .site
        .db
        .read(move |conn| votable(conn, &viewer, id, now));
    let (post, _, poll) = found.await?;
    let chosen = form.ticked("choice");
    let (fault, problem) = (poll.fault(&chosen), form.problem(&ctx.ui));
    if fault.is_some() || problem.is_some() {
        let page = view::again(&ctx.ui, &post, &poll, &chosen, fault, problem);
        return Ok(ctx.page(page));
    }
    ctx.spend(Spending::React).await?;
    let (log, viewer) = (ctx.site.log, ctx.ui.viewer.clone());
    let (urls, per_page) = (ctx.ui.urls.clone(), ctx.ui.reading.per_page);
    let done = ctx
        .effect(&form, move |tx| {
            let (post, room, _) = votable(tx.conn, &viewer, id, now)?;
            let person = viewer.id().unwrap_or_default();
            cast(tx, log, id, person, &chosen, now)?;
            seen_at(tx.conn, (&urls, per_page), &post, &room)
        })
        .await;
    Ok(ctx.see_other(&done?))
}

/// `POST /posts/ID/poll/close`.
pub async fn close(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    ctx.member(&ctx.ui.urls.post(id))?;
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let (urls, per_page) = (ctx.ui.urls.clone(), ctx.ui.reading.per_page);
    ctx.press(&form, ctx.ui.t("poll-close"), move |tx| {
        let (post, room) = find_for(tx.conn, &viewer, id)?;
        crate::room::may(&viewer, &room, crate::room::Act::Read)?;
        may(&viewer, &post, &room, Act::Edit)?;
        if store::of_post(tx.conn, id, None)?.is_open(now) {
            log.append(tx, now, Event::PollClosed { post: id })?;
        }
        seen_at(tx.conn, (&urls, per_page), &post, &room)
    })
    .await
}
