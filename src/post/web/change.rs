//! Changing what was said: edits, deletions, and their undoing.

use actix_web::HttpRequest;

use super::hearing::Hearing;
use super::publish::preview;
use super::read;
use crate::attachment::{Attachment, Changes, descriptions};
use crate::db::Conn;
use crate::error::{Error, Kept};
use crate::log::Event;
use crate::post::poll::store::of_post;
use crate::post::view::{self, Composer};
use crate::post::{Act, BODY_MAX, Key, Place, Post, may, store};
use crate::room::{self, Room};
use crate::urls::{Urls, Window};
use crate::viewer::{PerPage, Viewer};
use crate::web::draft::{self, Draft};
use crate::web::{Act as Spending, Answer, Ctx, Submission, id_of};

/// A post and its room, as they are.
fn find(conn: &mut Conn, id: i64) -> Result<(Post, Room), Error> {
    let post = store::by_id(conn, id)?;
    let room = room::store::by_id(conn, post.room)?;
    Ok((post, room))
}

/// A post and its room, unless it stands under one that this visitor does not see.
///
/// # Errors
/// [`Error::NotFound`], or a fault of the database.
pub(in crate::post) fn find_for(
    conn: &mut Conn,
    viewer: &Viewer,
    id: i64,
) -> Result<(Post, Room), Error> {
    let (post, room) = find(conn, id)?;
    if store::hangs_on_held(conn, &post, viewer, &room)? {
        return Err(Error::NotFound);
    }
    Ok((post, room))
}

/// Whether somebody may do this with a post, and may still speak in its room, if they change its words.
fn may_change(viewer: &Viewer, post: &Post, room: &Room, act: Act) -> Result<(), Error> {
    may(viewer, post, room, act)?;
    if act == Act::Edit {
        room::may(viewer, room, room::Act::Write)?;
    }
    Ok(())
}

/// A post that is to be changed, if the visitor may.
async fn allowed(ctx: &Ctx, id: i64, act: Act) -> Result<(Post, Room), Error> {
    let viewer = ctx.ui.viewer.clone();
    let found = ctx.site.db.read(move |conn| find_for(conn, &viewer, id));
    let found = found.await?;
    if !found.0.is_seen_by(&ctx.ui.viewer, &found.1) {
        return Err(Error::NotFound);
    }
    ctx.member(&ctx.ui.here)?;
    ctx.shut_out().map_or(Ok(()), Err)?;
    if found.1.deleted_at.is_some() {
        return Err(Error::Gone);
    }
    may_change(&ctx.ui.viewer, &found.0, &found.1, act)?;
    Ok(found)
}

/// Where a post is seen: in its list, on the newest page if it stands there.
pub(in crate::post) fn seen_at(
    conn: &mut Conn,
    (urls, per_page): (&Urls, PerPage),
    post: &Post,
    room: &Room,
) -> Result<String, Error> {
    let key = Place::key_of(conn, post, room)?;
    let list = key.address(urls);
    let limit = per_page.count() as i64;
    let near = store::newer_than(conn, post, limit)? < limit;
    let query = if near {
        String::new()
    } else {
        Window::Before(post.id + 1).query()
    };
    Ok(format!("{list}{query}#p{}", post.id))
}

/// What hangs on a post.
async fn files_of(ctx: &Ctx, post: &Post) -> Result<Vec<Attachment>, Error> {
    if post.files == 0 {
        return Ok(Vec::new());
    }
    let post = post.clone();
    ctx.site
        .db
        .read(move |conn| store::files_of(conn, &post))
        .await
}

/// `GET /posts/ID/edit`.
pub async fn editor(ctx: Ctx, req: HttpRequest) -> Answer {
    let id = id_of(&req)?;
    let (post, _) = match allowed(&ctx, id, Act::Edit).await {
        Err(Error::Gone) => return read::gone(&ctx, Key::Thread(id)).await,
        other => other?,
    };
    let files = files_of(&ctx, &post).await?;
    let (me, place) = (ctx.member("")?.id, ctx.ui.urls.post_edit(id));
    let begun = ctx.site.db.read(move |conn| {
        let Some(saved) = draft::find(conn, me, &place)? else {
            return Ok(None);
        };
        let mentions = store::mentions(conn, [saved.draft.body.as_str()])?;
        Ok(Some((saved.draft, mentions)))
    });
    let (state, changes) = match begun.await? {
        Some((draft, mentions)) => {
            let state = Composer {
                body: draft.body,
                mentions,
                preview: true,
                ..Composer::default()
            };
            (
                state,
                Changes::noted(&draft.files.unwrap_or_default(), files),
            )
        }
        None => {
            let state = Composer {
                body: post.body.clone(),
                ..Composer::default()
            };
            (state, Changes::none(files))
        }
    };
    show(&ctx, &post, &state, &changes, 200).await
}

/// The form to change a post, with what is to become of its files, and the button to close its poll.
async fn show(ctx: &Ctx, post: &Post, state: &Composer, changes: &Changes, status: u16) -> Answer {
    let poll = if post.polled {
        let (id, person) = (post.id, ctx.ui.viewer.id());
        let poll = ctx.site.db.read(move |conn| of_post(conn, id, person));
        Some(poll.await?)
    } else {
        None
    };
    let page = view::editor(&ctx.ui, post, state, changes, poll.as_ref());
    Ok(ctx.page(page.status(status)))
}

/// `POST /posts/ID/edit`.
pub async fn edit(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let body = form.area("body", BODY_MAX).required();
    let id = id_of(&req)?;
    let action = ctx.ui.urls.post_edit(id);
    let mut words = Draft {
        body: body.text.clone(),
        ..Draft::default()
    };
    let post = match allowed(&ctx, id, Act::Edit).await {
        Ok((post, _)) => post,
        Err(Error::Unauthorized(_)) => {
            return Err(Error::Unauthorized(Box::new(Kept {
                next: ctx.ui.urls.post_edit_page(id),
                place: action,
                body: body.text,
                reply_to: None,
                poll: None,
            })));
        }
        // Whose it is not has nothing to go on with there.
        Err(error) if !wrote(&ctx, id).await? => return Ok(ctx.refusal(&error, &body.text)),
        Err(error) => return Ok(ctx.refuse_words(&error, &form, &action, words).await),
    };
    let changes = Changes::read(&form, files_of(&ctx, &post).await?);
    words.files = changes.note();
    let problem = form.problem(&ctx.ui);
    if body.error.or(problem).is_some() || !changes.wrong.is_empty() {
        let status = if body.is_too_long() { 413 } else { 422 };
        let state = Composer {
            body: body.text,
            error: body.error,
            problem,
            ..Composer::default()
        };
        return show(&ctx, &post, &state, &changes, status).await;
    }
    if form.pressed("act") == b"preview" {
        let page = format!("{}#write", ctx.ui.urls.post_edit_page(id));
        let (place, shown) = (Key::Thread(id), words.body.clone());
        return preview(&ctx, &form, place, (&action, &page), words, &shown).await;
    }
    if let Err(error) = ctx.spend(Spending::Edit).await {
        return match ctx.already(&form).await? {
            Some(answer) => Ok(answer),
            None => Ok(ctx.refuse_words(&error, &form, &action, words).await),
        };
    }
    match change(&ctx, &form, id, (&words.body, &changes)).await {
        Ok(location) => Ok(ctx.see_other(&location)),
        Err(Error::Invalid { key, .. }) => {
            ctx.keep_words(&form, &action, words).await;
            let state = Composer {
                body: body.text,
                problem: Some(key),
                ..Composer::default()
            };
            show(&ctx, &post, &state, &changes, 422).await
        }
        Err(error) => Ok(ctx.refuse_words(&error, &form, &action, words).await),
    }
}

/// Whether whoever asks wrote a post, whatever became of it.
async fn wrote(ctx: &Ctx, id: i64) -> Result<bool, Error> {
    let post = ctx.site.db.read(move |conn| store::by_id(conn, id)).await;
    Ok(post.is_ok_and(|post| ctx.ui.viewer.is(post.author.id) && !post.erased))
}

/// Changes the post, and what hangs on it. Answers where it is seen.
async fn change(
    ctx: &Ctx,
    form: &Submission,
    id: i64,
    (body, changes): (&str, &Changes),
) -> Result<String, Error> {
    let alts = descriptions(changes.staying().map(|file| &file.details));
    let heard = format!("{body}\n{alts}");
    let hearing = Hearing::of(ctx, form, heard.trim_end()).await?;
    let (viewer, log, now) = (ctx.ui.viewer.clone(), ctx.site.log, ctx.ui.now);
    let (urls, me) = (ctx.ui.urls.clone(), ctx.member("")?.id);
    let (words, mut wanted) = (body.to_owned(), changes.clone());
    let per_page = ctx.ui.reading.per_page;
    ctx.effect(form, move |tx| {
        let (post, room) = find_for(tx.conn, &viewer, id)?;
        may_change(&viewer, &post, &room, Act::Edit)?;
        // Another edit may have taken some of them away meanwhile.
        let hanging = store::files_of(tx.conn, &post)?;
        wanted.keep_to(&hanging);
        let location = seen_at(tx.conn, (&urls, per_page), &post, &room)?;
        draft::drop(tx, me, &urls.post_edit(id))?;
        let words = words.trim_end().trim_start_matches('\n').to_owned();
        let mut events = Vec::new();
        if words != post.body {
            events.push(Event::PostEdited {
                post: post.id,
                body: Some(words),
            });
        }
        events.extend(wanted.words(id));
        wanted.forget(tx, id)?;
        if !events.is_empty() {
            hearing.edit(tx, &post, &room, events)?;
        }
        for position in wanted.detached {
            let event = Event::FileDetached { post: id, position };
            log.append(tx, now, event)?;
        }
        Ok(location)
    })
    .await
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
    let per_page = ctx.ui.reading.per_page;
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
        seen_at(tx.conn, (&urls, per_page), &post, &room)
    })
    .await
}

/// `POST /posts/ID/restore`.
pub async fn restore(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    ctx.member(&ctx.ui.urls.post(id))?;
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let (urls, days) = (ctx.ui.urls.clone(), ctx.ui.undo_days);
    let per_page = ctx.ui.reading.per_page;
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
        seen_at(tx.conn, (&urls, per_page), &post, &room)
    })
    .await
}
