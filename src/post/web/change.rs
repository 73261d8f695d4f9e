//! Changing what was said: edits, deletions, and their undoing.

use actix_web::HttpRequest;

use super::hearing::Hearing;
use super::read;
use crate::attachment::web::{LEFT_OUT, alt_field};
use crate::attachment::{ALT_MAX, Attachment, descriptions, store as attachments};
use crate::db::{Conn, Tx};
use crate::error::Error;
use crate::log::Event;
use crate::post::poll::store::of_post;
use crate::post::view::{self, Composer};
use crate::post::{Act, BODY_MAX, Key, Place, Post, may, store};
use crate::room::{self, Room};
use crate::urls::{Urls, Window};
use crate::viewer::PerPage;
use crate::web::{Act as Spending, Answer, Ctx, Submission, id_of};

/// A post and its room, as they are.
pub(in crate::post) fn find(conn: &mut Conn, id: i64) -> Result<(Post, Room), Error> {
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
    let state = Composer {
        body: post.body.clone(),
        ..Composer::default()
    };
    show(&ctx, &post, &state, (&files, &[]), 200).await
}

/// The form to change a post, with what is wrong with which of its files, and the button to close its poll.
async fn show(
    ctx: &Ctx,
    post: &Post,
    state: &Composer,
    files: (&[Attachment], &[(i64, &'static str)]),
    status: u16,
) -> Answer {
    let poll = if post.polled {
        let (id, person) = (post.id, ctx.ui.viewer.id());
        let poll = ctx.site.db.read(move |conn| of_post(conn, id, person));
        Some(poll.await?)
    } else {
        None
    };
    let page = view::editor(&ctx.ui, post, state, files, poll.as_ref());
    Ok(ctx.page(page.status(status)))
}

/// What is to become of the files of a post.
#[derive(Clone, Default)]
struct Changes {
    /// As they hang there, with what was typed beside them.
    files: Vec<Attachment>,
    /// Which were described anew.
    described: Vec<i64>,
    /// Which are to hang there no longer.
    detached: Vec<i64>,
    /// What is wrong with the description of which.
    wrong: Vec<(i64, &'static str)>,
}

impl Changes {
    fn read(form: &Submission, mut files: Vec<Attachment>) -> Self {
        let detached = form.ticked(LEFT_OUT);
        let mut changes = Self::default();
        for file in &mut files {
            let (at, name) = (file.position, alt_field(file.position));
            let typed = form.line(&name, ALT_MAX);
            changes.wrong.extend(typed.error.map(|why| (at, why)));
            if detached.contains(&at) {
                changes.detached.push(at);
            } else if form.has(&name) && typed.text.trim() != file.details.alt {
                changes.described.push(at);
            }
            if form.has(&name) {
                typed.text.trim().clone_into(&mut file.details.alt);
            }
        }
        Self { files, ..changes }
    }

    /// The events that give files other words.
    fn words(&self, post: i64) -> impl Iterator<Item = Event> {
        let described = self
            .files
            .iter()
            .filter(|file| self.described.contains(&file.position));
        described.map(move |file| Event::FileDescribed {
            post,
            position: file.position,
            alt: Some(file.details.alt.clone()),
        })
    }

    /// What stood beside files that are described anew, or taken away, goes for good.
    fn forget(&self, tx: &mut Tx<'_>, post: i64) -> Result<(), Error> {
        let mut words = Vec::new();
        for at in &self.described {
            words.extend(attachments::description_of(tx.conn, post, *at)?);
        }
        for at in &self.detached {
            words.extend(attachments::words_of(tx.conn, post, Some(*at))?);
        }
        crate::log::erase_words(tx, &words)
    }
}

/// `POST /posts/ID/edit`.
pub async fn edit(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let body = form.area("body", BODY_MAX).required();
    let post = match allowed(&ctx, id_of(&req)?, Act::Edit).await {
        Ok((post, _)) => post,
        Err(error @ Error::Unauthorized(_)) => return Err(error),
        Err(error) => return Ok(ctx.refusal(&error, &body.text)),
    };
    let changes = Changes::read(&form, files_of(&ctx, &post).await?);
    let problem = form.problem(&ctx.ui);
    if body.error.or(problem).is_some() || !changes.wrong.is_empty() {
        let status = if body.is_too_long() { 413 } else { 422 };
        let state = Composer {
            body: body.text,
            error: body.error,
            problem,
            ..Composer::default()
        };
        let files = (&changes.files[..], &changes.wrong[..]);
        return show(&ctx, &post, &state, files, status).await;
    }
    if let Err(error) = ctx.spend(Spending::Edit).await {
        let answer = ctx.already(&form).await?;
        return Ok(answer.unwrap_or_else(|| ctx.refusal(&error, &body.text)));
    }
    let stays = |file: &&Attachment| !changes.detached.contains(&file.position);
    let alts = changes.files.iter().filter(stays).map(|file| &file.details);
    let heard = format!("{}\n{}", body.text, descriptions(alts));
    let hearing = match Hearing::of(&ctx, &form, heard.trim_end()).await {
        Ok(hearing) => hearing,
        Err(error) => return Ok(ctx.refusal(&error, &body.text)),
    };
    let (viewer, log, now) = (ctx.ui.viewer.clone(), ctx.site.log, ctx.ui.now);
    let (urls, words, id) = (ctx.ui.urls.clone(), body.text.clone(), post.id);
    let wanted = changes.clone();
    let per_page = ctx.ui.reading.per_page;
    let done = ctx
        .effect(&form, move |tx| {
            let (post, room) = find(tx.conn, id)?;
            may(&viewer, &post, &room, Act::Edit)?;
            let location = seen_at(tx.conn, (&urls, per_page), &post, &room)?;
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
        .await;
    match done {
        Ok(location) => Ok(ctx.see_other(&location)),
        Err(Error::Invalid { key, .. }) => {
            let state = Composer {
                body: body.text,
                problem: Some(key),
                ..Composer::default()
            };
            show(&ctx, &post, &state, (&changes.files, &[]), 422).await
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
