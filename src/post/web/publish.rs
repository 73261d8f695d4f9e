//! Saying something: one path for the wall, rooms, own walls and comments.

use actix_web::HttpRequest;

use super::hearing::Hearing;
use super::read::{Asked, show};
use crate::db::{Conn, Tx};
use crate::error::{Error, Kept};
use crate::locale::key;
use crate::log::Event;
use crate::post::store;
use crate::post::view::Composer;
use crate::post::{BODY_MAX, Key, Quote};
use crate::room::{Act, Room, may};
use crate::viewer::Viewer;
use crate::web::{
    Act as Spending, Answer, Ctx, Submission, Typed, draft, id, id_of, segment, slug_of,
};

/// `POST /posts`.
pub async fn to_wall(ctx: Ctx, form: Submission) -> Answer {
    publish(&ctx, &form, Key::Wall).await
}

/// `POST /rooms/SLUG/posts`.
pub async fn to_room(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    publish(&ctx, &form, Key::Room(slug_of(&req)?)).await
}

/// `POST /people/PSEUDONYM/posts`.
pub async fn to_person(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    publish(&ctx, &form, Key::Own(segment(&req, "name")?)).await
}

/// `POST /posts/ID/comments`.
pub async fn to_thread(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    let root = ctx.site.db.read(move |conn| root_of(conn, id)).await;
    match root {
        Ok(root) => publish(&ctx, &form, Key::Thread(root)).await,
        Err(error) => Ok(ctx.refusal(&error, &form.area("body", BODY_MAX).text)),
    }
}

/// The post under which a comment on this one stands: comments have none of their own.
fn root_of(conn: &mut Conn, id: i64) -> Result<i64, Error> {
    Ok(store::by_id(conn, id)?.parent.unwrap_or(id))
}

/// The words of somebody, and what they answer.
#[derive(Debug, Clone)]
struct Draft {
    body: String,
    reply_to: Option<i64>,
}

/// Reads the form. Whatever is wrong with it stands in the composer, with the words.
fn parse(ctx: &Ctx, form: &Submission) -> Result<Draft, Box<(Composer, bool)>> {
    let body: Typed = form.area("body", BODY_MAX).required();
    let reply = form.line("reply_to", 20);
    let reply_to = id(&reply.text);
    let bad_reply = reply.error.is_some() || (!reply.text.is_empty() && reply_to.is_none());
    let problem = form
        .problem(&ctx.ui)
        .or(bad_reply.then_some(key("reply-gone")));
    if body.error.or(problem).is_none() {
        return Ok(Draft {
            body: body.text,
            reply_to,
        });
    }
    let too_long = body.is_too_long();
    let composer = Composer {
        body: body.text,
        error: body.error,
        problem,
        quote: reply_to.map(|id| Quote {
            id,
            name: String::new(),
            words: None,
        }),
        preview: false,
    };
    Err(Box::new((composer, too_long)))
}

async fn publish(ctx: &Ctx, form: &Submission, place: Key) -> Answer {
    let address = place.address(&ctx.ui.urls);
    let action = place.action(&ctx.ui.urls);
    let Some(member) = ctx.ui.viewer.member.clone() else {
        return Err(Error::Unauthorized(Box::new(Kept {
            next: address,
            place: action,
            body: form.area("body", BODY_MAX).text,
            reply_to: id(&form.line("reply_to", 20).text),
        })));
    };
    let words = match parse(ctx, form) {
        Ok(words) => words,
        Err(wrong) => {
            let (composer, too_long) = *wrong;
            let status = if too_long { 413 } else { 422 };
            return show_again(ctx, place, composer, status).await;
        }
    };
    if form.pressed("act") == b"preview" {
        return preview(ctx, member.session, action, address, words).await;
    }
    if let Err(error) = ctx.site.budgets.take(Spending::Post, member.id) {
        // A second click is told where its post is, as `effect` tells it to those within their budget.
        let answer = ctx.already(form).await?;
        return Ok(answer.unwrap_or_else(|| ctx.refusal(&error, &words.body)));
    }
    let hearing = match Hearing::of(ctx, form, &words.body).await {
        Ok(hearing) => hearing,
        Err(error) => return Ok(ctx.refusal(&error, &words.body)),
    };
    let kept = words.clone();
    let (key, viewer, now) = (place.clone(), ctx.ui.viewer.clone(), ctx.ui.now);
    let done = ctx
        .effect(form, move |tx| {
            let (room, event) = published(tx, &key, &viewer, member.id, words, now)?;
            draft::drop(tx, &member.session, &action)?;
            let id = hearing.publish(tx, &room, event)?;
            Ok(format!("{address}#p{id}"))
        })
        .await;
    match done {
        Ok(location) => Ok(ctx.see_other(&location)),
        Err(Error::Invalid { key, .. }) => {
            let composer = Composer {
                body: kept.body,
                problem: Some(key),
                ..Composer::default()
            };
            show_again(ctx, place, composer, 422).await
        }
        Err(error) => Ok(ctx.refusal(&error, &kept.body)),
    }
}

/// The page of the place with the composer as it was; or, if it is no place any more, the words alone.
async fn show_again(ctx: &Ctx, place: Key, mut composer: Composer, status: u16) -> Answer {
    let body = composer.body.clone();
    let asked = composer.quote.take().map(|quote| quote.id);
    if let Some(id) = asked {
        composer.quote = ctx
            .site
            .db
            .read(move |conn| store::quote(conn, id))
            .await
            .ok();
    }
    let asked = Asked {
        composer: Some(composer),
        ..Asked::default()
    };
    match show(ctx, place, asked, status).await {
        Ok(answer) => Ok(answer),
        Err(error) => Ok(ctx.refusal(&error, &body)),
    }
}

/// Keeps the words as a draft, and leads back to the composer, which shows what they will look like.
async fn preview(
    ctx: &Ctx,
    session: Vec<u8>,
    action: String,
    address: String,
    words: Draft,
) -> Answer {
    let now = ctx.ui.now;
    let kept = words.body.clone();
    let saved = ctx
        .site
        .db
        .write(move |tx| {
            let words = draft::Draft {
                body: words.body,
                reply_to: words.reply_to,
            };
            draft::save(tx, &session, &action, &words, now)
        })
        .await;
    match saved {
        Ok(()) => Ok(ctx.see_other(&format!("{address}#write"))),
        Err(error) => Ok(ctx.refusal(&error, &kept)),
    }
}

/// The event, after everything that must be so at the moment of writing was looked at.
fn published(
    tx: &mut Tx<'_>,
    where_to: &Key,
    viewer: &Viewer,
    author: i64,
    words: Draft,
    now: i64,
) -> Result<(Room, Event), Error> {
    let place = where_to.find(tx.conn, viewer)?;
    may(viewer, &place.room, Act::Write)?;
    if let Some(post) = &place.thread
        && (post.deleted.is_some() || post.erased)
    {
        return Err(Error::Gone);
    }
    if place.thread.as_ref().is_some_and(|post| post.locked) {
        return Err(Error::Forbidden(key("post-locked")));
    }
    if let Some(id) = words.reply_to {
        answerable(tx, id, place.room.id)?;
    }
    let event = Event::PostPublished {
        room: place.room.id,
        author,
        parent: place.thread.map(|post| post.id),
        reply_to: words.reply_to,
        said_at: now,
        body: Some(words.body.trim_end().trim_start_matches('\n').to_owned()),
    };
    Ok((place.room, event))
}

/// Whether a post can be answered from this room: it stands there, and still does.
fn answerable(tx: &mut Tx<'_>, id: i64, room: i64) -> Result<(), Error> {
    let gone = || Error::Invalid {
        field: "reply_to",
        key: key("reply-gone"),
    };
    match store::by_id(tx.conn, id) {
        Ok(post) if post.room != room || post.deleted.is_some() || post.erased || post.held => {
            Err(gone())
        }
        Ok(post) if post.locked => Err(Error::Forbidden(key("post-locked"))),
        Ok(_) => Ok(()),
        Err(Error::NotFound) => Err(gone()),
        Err(error) => Err(error),
    }
}
