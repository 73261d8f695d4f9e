//! Changing what was said: edits, deletions, and their undoing.

use actix_web::HttpRequest;

use super::hearing::Hearing;
use super::read;
use crate::db::Conn;
use crate::error::Error;
use crate::log::Event;
use crate::post::view::{self, Composer};
use crate::post::{Act, BODY_MAX, Key, PER_PAGE, Place, Post, may, store};
use crate::room::{self, Room};
use crate::urls::{Urls, Window};
use crate::web::{Answer, Ctx, Submission, id_of};

/// A post and its room, as they are.
fn find(conn: &mut Conn, id: i64) -> Result<(Post, Room), Error> {
    let post = store::by_id(conn, id)?;
    let room = room::store::by_id(conn, post.room)?;
    Ok((post, room))
}

/// A post that is to be changed, if the visitor may.
async fn allowed(ctx: &Ctx, id: i64, act: Act) -> Result<(Post, Room), Error> {
    let found = ctx.site.db.read(move |conn| find(conn, id)).await?;
    if !found.0.is_seen_by(&ctx.ui.viewer, &found.1) {
        return Err(Error::NotFound);
    }
    ctx.member(&ctx.ui.here)?;
    ctx.shut_out().map_or(Ok(()), Err)?;
    if found.1.deleted_at.is_some() {
        return Err(Error::Gone);
    }
    may(&ctx.ui.viewer, &found.0, &found.1, act)?;
    Ok(found)
}

/// Where a post is seen: in its list, on the newest page if it stands there.
fn seen_at(conn: &mut Conn, urls: &Urls, post: &Post, room: &Room) -> Result<String, Error> {
    let key = Place::key_of(conn, post, room)?;
    let list = key.address(urls);
    let near = store::newer_than(conn, post, PER_PAGE as i64)? < PER_PAGE as i64;
    let query = if near {
        String::new()
    } else {
        Window::Before(post.id + 1).query()
    };
    Ok(format!("{list}{query}#p{}", post.id))
}

/// `GET /posts/ID/edit`.
pub async fn editor(ctx: Ctx, req: HttpRequest) -> Answer {
    let id = id_of(&req)?;
    let (post, _) = match allowed(&ctx, id, Act::Edit).await {
        Err(Error::Gone) => return read::gone(&ctx, Key::Thread(id)).await,
        other => other?,
    };
    let state = Composer {
        body: post.body.clone(),
        ..Composer::default()
    };
    Ok(ctx.page(view::editor(&ctx.ui, &post, &state)))
}

/// `POST /posts/ID/edit`.
pub async fn edit(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let body = form.area("body", BODY_MAX).required();
    let post = match allowed(&ctx, id_of(&req)?, Act::Edit).await {
        Ok((post, _)) => post,
        Err(error @ Error::Unauthorized(_)) => return Err(error),
        Err(error) => return Ok(ctx.refusal(&error, &body.text)),
    };
    let problem = form.problem(&ctx.ui);
    if body.error.or(problem).is_some() {
        let status = if body.is_too_long() { 413 } else { 422 };
        let state = Composer {
            body: body.text,
            error: body.error,
            problem,
            ..Composer::default()
        };
        return Ok(ctx.page(view::editor(&ctx.ui, &post, &state).status(status)));
    }
    let hearing = match Hearing::of(&ctx, &form, &body.text).await {
        Ok(hearing) => hearing,
        Err(error) => return Ok(ctx.refusal(&error, &body.text)),
    };
    let viewer = ctx.ui.viewer.clone();
    let (urls, words, id) = (ctx.ui.urls.clone(), body.text.clone(), post.id);
    let done = ctx
        .effect(&form, move |tx| {
            let (post, room) = find(tx.conn, id)?;
            may(&viewer, &post, &room, Act::Edit)?;
            let location = seen_at(tx.conn, &urls, &post, &room)?;
            let words = words.trim_end().trim_start_matches('\n').to_owned();
            if words != post.body {
                let event = Event::PostEdited {
                    post: post.id,
                    body: Some(words),
                };
                hearing.edit(tx, &post, &room, event)?;
            }
            Ok(location)
        })
        .await;
    match done {
        Ok(location) => Ok(ctx.see_other(&location)),
        Err(Error::Invalid { key, .. }) => {
            let state = Composer {
                body: body.text,
                problem: Some(key),
                ..Composer::default()
            };
            Ok(ctx.page(view::editor(&ctx.ui, &post, &state).status(422)))
        }
        Err(error) => Ok(ctx.refusal(&error, &body.text)),
    }
}

/// `GET /posts/ID/versions`.
pub async fn versions(ctx: Ctx, req: HttpRequest) -> Answer {
    let (post, _) = allowed(&ctx, id_of(&req)?, Act::ReadVersions).await?;
    let id = post.id;
    let earlier = ctx
        .site
        .db
        .read(move |conn| store::versions(conn, id))
        .await?;
    Ok(ctx.page(view::versions(&ctx.ui, &post, &earlier)))
}

/// `POST /posts/ID/delete`.
pub async fn delete(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    let reason: String = form.line("reason", 500).text.chars().take(500).collect();
    ctx.member(&ctx.ui.urls.post(id))?;
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let urls = ctx.ui.urls.clone();
    ctx.press(&form, ctx.ui.t("delete"), move |tx| {
        let (post, room) = find(tx.conn, id)?;
        room::may(&viewer, &room, room::Act::Read)?;
        may(&viewer, &post, &room, Act::Delete)?;
        let by = viewer.id().unwrap_or_default();
        let reason = (!reason.is_empty()).then_some(reason);
        log.append(
            tx,
            now,
            Event::PostDeleted {
                post: id,
                by,
                batch: None,
                reason,
            },
        )?;
        seen_at(tx.conn, &urls, &post, &room)
    })
    .await
}

/// `POST /posts/ID/restore`.
pub async fn restore(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    ctx.member(&ctx.ui.urls.post(id))?;
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let (urls, days) = (ctx.ui.urls.clone(), ctx.ui.undo_days);
    ctx.press(&form, ctx.ui.t("undo"), move |tx| {
        let (post, room) = find(tx.conn, id)?;
        room::may(&viewer, &room, room::Act::Read)?;
        may(&viewer, &post, &room, Act::Restore(now, days))?;
        let by = viewer.id().unwrap_or_default();
        // The reason goes with the deletion that it was given for.
        let reason = store::reason_of(tx.conn, id)?;
        crate::log::erase_words(tx, &Vec::from_iter(reason))?;
        let event = Event::PostRestored {
            post: id,
            by,
            batch: None,
        };
        log.append(tx, now, event)?;
        seen_at(tx.conn, &urls, &post, &room)
    })
    .await
}
