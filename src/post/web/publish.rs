//! Saying something: one path for the wall, rooms, own walls and comments.

use actix_web::{HttpRequest, HttpResponse};

use super::hearing::Hearing;
use super::read::{Asked, quotable, show};
use super::words::{Words, parse, quoted};
use crate::attachment::{Pending, attached, descriptions, store as attachments, web as attachment};
use crate::db::{Conn, Tx};
use crate::error::{Error, Kept};
use crate::locale::key;
use crate::log::{Event, Log};
use crate::post::poll::Sketch;
use crate::post::store;
use crate::post::view::Composer;
use crate::post::{BODY_MAX, Key};
use crate::room::{Act, Room, may};
use crate::viewer::Viewer;
use crate::web::draft::{self, Draft};
use crate::web::{Act as Spending, Answer, Ctx, Submission, Ticket, id, id_of, segment, slug_of};

/// `POST /posts`.
pub async fn to_wall(ctx: Ctx, mut form: Submission) -> Answer {
    publish(&ctx, &mut form, Key::Wall).await
}

/// `POST /rooms/SLUG/posts`.
pub async fn to_room(ctx: Ctx, req: HttpRequest, mut form: Submission) -> Answer {
    publish(&ctx, &mut form, Key::Room(slug_of(&req)?)).await
}

/// `POST /people/PSEUDONYM/posts`.
pub async fn to_person(ctx: Ctx, req: HttpRequest, mut form: Submission) -> Answer {
    publish(&ctx, &mut form, Key::Own(segment(&req, "name")?)).await
}

/// `POST /posts/ID/comments`.
pub async fn to_thread(ctx: Ctx, req: HttpRequest, mut form: Submission) -> Answer {
    let id = id_of(&req)?;
    let root = ctx.site.db.read(move |conn| root_of(conn, id)).await;
    match root {
        Ok(root) => publish(&ctx, &mut form, Key::Thread(root)).await,
        Err(error) => Ok(ctx.refusal(&error, &form.area("body", BODY_MAX).text)),
    }
}

/// The post under which a comment on this one stands: comments have none of their own.
fn root_of(conn: &mut Conn, id: i64) -> Result<i64, Error> {
    Ok(store::by_id(conn, id)?.parent.unwrap_or(id))
}

async fn publish(ctx: &Ctx, form: &mut Submission, place: Key) -> Answer {
    let address = place.address(&ctx.ui.urls);
    let action = place.action(&ctx.ui.urls);
    let Some(member) = ctx.ui.viewer.member.clone() else {
        return Err(Error::Unauthorized(Box::new(Kept {
            next: address,
            place: action,
            body: form.area("body", BODY_MAX).text,
            reply_to: id(&form.line("reply_to", 20).text),
            poll: Sketch::read(form).and_then(|poll| poll.encode()),
        })));
    };
    if form.problem(&ctx.ui).is_none()
        && !form.uploads().is_empty()
        && let Some(answer) = ctx.already(form).await?
    {
        // A second click brings nothing new, and its files are not to wait for a third.
        return Ok(answer);
    }
    // Files wait in the session from here on, so whatever is refused, the draft that is kept has them.
    let taken = match attachment::take(ctx, form, &member.session, &action).await {
        Ok(taken) => taken,
        Err(error) => {
            let words = Words {
                body: form.area("body", BODY_MAX).text,
                reply_to: id(&form.line("reply_to", 20).text),
                poll: Sketch::read(form),
            };
            return Ok(refuse(ctx, &error, form, &action, &words).await);
        }
    };
    let words = match parse(ctx, form, &place) {
        Ok(words) => words,
        Err(wrong) => {
            let (composer, too_long) = *wrong;
            let status = if too_long { 413 } else { 422 };
            let composer = Composer {
                files: taken,
                ..composer
            };
            return show_again(ctx, place, composer, status).await;
        }
    };
    if !taken.is_sound() {
        let composer = Composer {
            body: words.body,
            quote: quoted(words.reply_to),
            ticket: Ticket::of(&ctx.ui, form),
            poll: words.poll,
            files: taken,
            ..Composer::default()
        };
        return show_again(ctx, place, composer, 422).await;
    }
    if form.pressed("act") == b"preview" {
        let page = format!("{address}#write");
        return preview(
            ctx,
            form,
            place,
            (&action, &page),
            words.draft(),
            &words.all(),
        )
        .await;
    }
    if let Err(error) = ctx.spend(Spending::Post).await {
        // A second click is told where its post is, as `effect` tells it to those within their budget.
        return match ctx.already(form).await? {
            Some(answer) => Ok(answer),
            None => Ok(refuse(ctx, &error, form, &action, &words).await),
        };
    }
    // What can be chosen in a poll is read by everybody, as the rest is.
    let heard = with_descriptions(&words.all(), &taken.files);
    let hearing = match Hearing::of(ctx, form, &heard).await {
        Ok(hearing) => hearing,
        Err(error) => return Ok(refuse(ctx, &error, form, &action, &words).await),
    };
    let (mut kept, sent_to) = (words.clone(), action.clone());
    let (key, viewer, now) = (place.clone(), ctx.ui.viewer.clone(), ctx.ui.now);
    let (log, files, poll) = (ctx.site.log, taken.files.clone(), words.poll.clone());
    let done = ctx
        .effect(form, move |tx| {
            let (room, event) = published(tx, &key, &viewer, member.id, words, now)?;
            draft::drop(tx, member.id, &sent_to)?;
            let id = hearing.publish(tx, &room, event)?;
            hang(tx, log, id, (&member.session, &sent_to), files, now)?;
            if let Some(poll) = poll {
                log.append(tx, now, poll.opened(id, now))?;
            }
            Ok(format!("{address}#p{id}"))
        })
        .await;
    match done {
        Ok(location) => Ok(ctx.see_other(&location)),
        Err(Error::Invalid { field, key }) => {
            let waits = field == "ticket";
            if field == "reply_to" {
                // What it answered is not there any more: it can be said without.
                kept.reply_to = None;
            }
            ctx.keep_words(form, &action, kept.draft()).await;
            let composer = Composer {
                body: kept.body,
                quote: quoted(kept.reply_to),
                problem: (!waits).then_some(key),
                poll: kept.poll,
                ticket: Ticket::of(&ctx.ui, form),
                ticket_error: waits.then_some(key),
                files: taken,
                ..Composer::default()
            };
            show_again(ctx, place, composer, 422).await
        }
        Err(error) => Ok(refuse(ctx, &error, form, &action, &kept).await),
    }
}

/// Hangs files on a post that was just written, in the order in which they came. They wait no longer.
fn hang(
    tx: &mut Tx<'_>,
    log: Log,
    post: i64,
    (session, place): (&[u8], &str),
    files: Vec<Pending>,
    now: i64,
) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = files.iter().map(|file| file.id).collect();
    // Another tab may have left some of them out meanwhile.
    let waiting = attachments::pending(tx.conn, session, place, &ids)?;
    attachments::drop_pending(tx, &waiting)?;
    for event in attached(post, waiting) {
        log.append(tx, now, event)?;
    }
    Ok(())
}

/// Words, and what stands beside pictures: both are read by everybody.
pub(super) fn with_descriptions(body: &str, files: &[Pending]) -> String {
    let alts = descriptions(files.iter().map(|file| &file.details));
    if alts.is_empty() {
        body.to_owned()
    } else {
        format!("{body}\n{alts}")
    }
}

/// Gives words back that are refused for another reason than what they are, and keeps them as a draft.
async fn refuse(
    ctx: &Ctx,
    error: &Error,
    form: &Submission,
    place: &str,
    words: &Words,
) -> HttpResponse {
    let draft = (place, words.draft());
    ctx.refuse_all(error, form, draft, &words.all()).await
}

/// The page of the place with the composer as it was; or, if it is no place any more, the words alone.
async fn show_again(ctx: &Ctx, place: Key, mut composer: Composer, status: u16) -> Answer {
    let body = composer.body.clone();
    let asked = composer.quote.take().map(|quote| quote.id);
    if let Some(id) = asked {
        let (key, viewer) = (place.clone(), ctx.ui.viewer.clone());
        let quote = ctx.site.db.read(move |conn| {
            let place = key.find(conn, &viewer)?;
            quotable(conn, id, &place.room, &viewer)
        });
        composer.quote = quote.await.ok().flatten();
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

/// Keeps the words as a draft for where their composer sends, and leads to the page with it, which shows
/// what they will look like. `shown` is everything that was typed, for when they are not kept.
pub(super) async fn preview(
    ctx: &Ctx,
    form: &Submission,
    place: Key,
    (action, page): (&str, &str),
    words: Draft,
    shown: &str,
) -> Answer {
    Ok(match save(ctx, place, action, words.clone()).await {
        Ok(()) => ctx.see_other(page),
        Err(error) => ctx.refuse_all(&error, form, (action, words), shown).await,
    })
}

async fn save(ctx: &Ctx, place: Key, action: &str, words: Draft) -> Result<(), Error> {
    let (me, now, viewer) = (ctx.member("")?.id, ctx.ui.now, ctx.ui.viewer.clone());
    let action = action.to_owned();
    ctx.spend(Spending::Keep).await?;
    let saved = ctx.site.db.write(move |tx| {
        // Nothing is kept for a place that there is not.
        place.find(tx.conn, &viewer)?;
        draft::save(tx, me, &action, &words, now)
    });
    saved.await
}

/// The event, after everything that must be so at the moment of writing was looked at.
fn published(
    tx: &mut Tx<'_>,
    where_to: &Key,
    viewer: &Viewer,
    author: i64,
    words: Words,
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
        answerable(tx, id, &place.room, viewer)?;
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
fn answerable(tx: &mut Tx<'_>, id: i64, room: &Room, viewer: &Viewer) -> Result<(), Error> {
    let gone = || Error::Invalid {
        field: "reply_to",
        key: key("reply-gone"),
    };
    match store::by_id(tx.conn, id) {
        Ok(post) if post.room != room.id || post.deleted.is_some() || post.erased || post.held => {
            Err(gone())
        }
        Ok(post) if store::hangs_on_held(tx.conn, &post, viewer, room)? => Err(gone()),
        Ok(post) if post.locked => Err(Error::Forbidden(key("post-locked"))),
        Ok(_) => Ok(()),
        Err(Error::NotFound) => Err(gone()),
        Err(error) => Err(error),
    }
}
