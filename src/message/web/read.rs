//! Looking at conversations, and deleting them.

use actix_web::HttpRequest;

use super::super::view::{self, Talk};
use super::super::{may_have, may_write, store};
use super::person;
use crate::error::Error;
use crate::locale::key;
use crate::post::store::is_newcomer;
use crate::urls::Window;
use crate::web::{Answer, Ctx, Submission, draft, id, id_of, segment, window};

/// `GET /messages`.
pub async fn conversations(ctx: Ctx, req: HttpRequest) -> Answer {
    let me = ctx.member(&ctx.ui.urls.messages())?.id;
    match may_have(&ctx.ui.viewer) {
        Err(Error::Forbidden(why)) => {
            return Ok(ctx.page(view::conversations(&ctx.ui, Err(why))));
        }
        other => other?,
    }
    let window = window(&req)?;
    let list = ctx
        .site
        .db
        .read(move |conn| store::conversations(conn, me, window));
    let mut list = list.await?;
    for one in &mut list.rows {
        let read = ctx.site.read_marks.count_with(me, one.other.id);
        one.unread = (one.unread - read).max(0);
    }
    Ok(ctx.page(view::conversations(&ctx.ui, Ok(&list))))
}

/// `GET /messages/NAME`.
pub async fn conversation(ctx: Ctx, req: HttpRequest) -> Answer {
    show(&ctx, segment(&req, "name")?, window(&req)?, None, 200).await
}

/// The composer as it was filled in.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub body: String,
    pub error: Option<&'static str>,
    pub problem: Option<&'static str>,
}

/// The conversation with somebody; with the composer as it was filled in, or as it was left.
pub(super) async fn show(
    ctx: &Ctx,
    name: String,
    window: Window,
    filled: Option<Filled>,
    status: u16,
) -> Answer {
    let me = ctx.member(&ctx.ui.urls.messages_with(&name))?.clone();
    match may_have(&ctx.ui.viewer) {
        Err(Error::Forbidden(why)) if filled.is_none() => {
            return Ok(ctx.page(view::conversations(&ctx.ui, Err(why))));
        }
        other => other?,
    }
    let (viewer, place) = (ctx.ui.viewer.clone(), ctx.ui.urls.messages_send(&name));
    let loaded = ctx.site.db.read(move |conn| {
        let other = person(conn, &name)?;
        let side = store::side(conn, me.id, other.id)?;
        let reach = store::reach(conn, me.id, other.id)?;
        let hidden = side.unwrap_or_default().hidden;
        let messages = store::messages(conn, me.id, other.id, hidden, window)?;
        let barred = match may_write(&viewer, &other, reach) {
            Err(Error::Forbidden(why)) => Some(why),
            other => other.map(|()| None)?,
        };
        let begun = draft::find(conn, me.id, &place)?.filter(|_| filled.is_none());
        let is_draft = begun.is_some();
        let filled = filled.unwrap_or_else(|| Filled {
            body: begun.map(|saved| saved.draft.body).unwrap_or_default(),
            ..Filled::default()
        });
        let talk = Talk {
            begun: side.is_some() && !messages.rows.is_empty(),
            since: None,
            blocks: reach.blocks,
            newcomer: viewer.rules.looks_at_newcomers() && is_newcomer(conn, &viewer)?,
            body: filled.body,
            error: filled.error,
            problem: filled.problem,
            barred,
            is_draft,
            other,
            messages,
        };
        Ok((talk, side.unwrap_or_default()))
    });
    let (mut talk, side) = loaded.await?;
    let me = ctx.member("")?;
    let marks = &ctx.site.read_marks;
    if side.unread > marks.count_with(me.id, talk.other.id) {
        talk.since = Some(side.read);
    }
    if let (Window::Newest, Some(last)) = (window, talk.messages.rows.first()) {
        marks.note(me.id, talk.other.id, last.id, side.unread);
    }
    Ok(ctx.page(view::talk(&ctx.ui, me, &talk).status(status)))
}

/// `POST /messages/NAME/ID/delete`.
pub async fn delete_message(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let (name, id) = (segment(&req, "name")?, id_of(&req)?);
    let conversation = ctx.ui.urls.messages_with(&name);
    let me = ctx.member(&conversation)?.id;
    ctx.press(&form, ctx.ui.t("message-delete"), move |tx| {
        let other = person(tx.conn, &name)?;
        store::delete(tx, me, other.id, id)?;
        Ok(conversation)
    })
    .await
}

/// `GET /messages/NAME/delete`.
pub async fn deletion(ctx: Ctx, req: HttpRequest) -> Answer {
    let name = segment(&req, "name")?;
    let me = ctx.member(&ctx.ui.urls.messages_with(&name))?.id;
    let found = ctx.site.db.read(move |conn| {
        let other = person(conn, &name)?;
        store::side(conn, me, other.id)?.ok_or(Error::NotFound)?;
        let newest = store::newest(conn, me, other.id)?;
        Ok((other, newest))
    });
    let (other, newest) = found.await?;
    Ok(ctx.page(view::deletion(&ctx.ui, &other, newest)))
}

/// `POST /messages/NAME/delete`.
pub async fn delete_conversation(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let name = segment(&req, "name")?;
    let me = ctx.member(&ctx.ui.urls.messages_with(&name))?.id;
    let list = ctx.ui.urls.messages();
    let up_to = id(&form.line("up_to", 20).text);
    ctx.press(&form, ctx.ui.t("conversation-delete-button"), move |tx| {
        let other = person(tx.conn, &name)?;
        store::side(tx.conn, me, other.id)?.ok_or(Error::NotFound)?;
        // Nothing is deleted by a form that does not say what was there when it was shown.
        let up_to = up_to.ok_or(Error::BadRequest(key("error-body")))?;
        store::hide(tx, me, other.id, up_to)?;
        Ok(list)
    })
    .await
}
