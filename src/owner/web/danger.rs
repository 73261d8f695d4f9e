//! What cannot be undone.

use actix_web::HttpRequest;

use super::owner;
use crate::account::store::{self as accounts, Person};
use crate::account::web::password_again;
use crate::clock::{DAY, Micros};
use crate::error::Error;
use crate::locale::key;
use crate::log::{Event, RoomKind};
use crate::owner::view;
use crate::post::store as posts;
use crate::room::{Room, store as rooms};
use crate::web::{Answer, Ctx, Submission, Typed, segment, slug_of};

/// How many posts of a room are erased in one transaction.
const AT_ONCE: i64 = 200;

/// The person that an address names, for the owner who asks: not themselves, and not the last owner.
async fn somebody(ctx: &Ctx, req: &HttpRequest) -> Result<Person, Error> {
    let member = owner(ctx, &ctx.ui.urls.owner_people())?;
    if !member.kept {
        return Err(Error::Forbidden(key("password-first")));
    }
    let address = segment(req, "name")?;
    let found = ctx
        .site
        .db
        .read(move |conn| {
            let person = accounts::by_address(conn, &address)?.ok_or(Error::NotFound)?;
            accounts::not_the_last_owner(conn, person.id)?;
            Ok(person)
        })
        .await?;
    if found.id == member.id {
        return Err(Error::Forbidden(key("erase-self")));
    }
    if found.name.is_empty() {
        return Err(Error::Gone);
    }
    Ok(found)
}

/// `GET /owner/people/NAME/erase`.
pub async fn erasure(ctx: Ctx, req: HttpRequest) -> Answer {
    let person = somebody(&ctx, &req).await?;
    Ok(ctx.page(view::erasure(&ctx.ui, &person, None, None)))
}

/// `POST /owner/people/NAME/erase`.
pub async fn erase(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let person = somebody(&ctx, &req).await?;
    if let Some(problem) = form.problem(&ctx.ui) {
        let page = view::erasure(&ctx.ui, &person, None, Some(problem));
        return Ok(ctx.page(page.status(422)));
    }
    if let Some(error) = password_again(&ctx, &form).await? {
        let page = view::erasure(&ctx.ui, &person, Some(error), None);
        return Ok(ctx.page(page.status(422)));
    }
    let (log, now, id) = (ctx.site.log, ctx.ui.now, person.id);
    let by = owner(&ctx, &ctx.ui.urls.owner_people())?.id;
    // Their words first, some at a time: between two pieces others are answered.
    let some = move |tx: &mut crate::db::Tx<'_>| {
        accounts::erase_posts_of(tx, log, id, accounts::AT_ONCE, now)
    };
    while ctx.site.db.write(some).await? > 0 {}
    let location = ctx.ui.urls.owner_log();
    let location = ctx
        .effect(&form, move |tx| {
            accounts::not_the_last_owner(tx.conn, id)?;
            accounts::erase_person(tx, log, id, by, now)?;
            Ok(location)
        })
        .await?;
    ctx.site.crowd.left(id);
    Ok(ctx.see_other(&location))
}

/// The room that an address names, for the owner who asks, deleted or not.
async fn room(ctx: &Ctx, req: &HttpRequest) -> Result<Room, Error> {
    let slug = slug_of(req)?;
    let member = owner(ctx, &ctx.ui.urls.room(&slug))?;
    if !member.kept {
        return Err(Error::Forbidden(key("password-first")));
    }
    let room = ctx
        .site
        .db
        .read(move |conn| rooms::by_slug(conn, &slug))
        .await?;
    match (room.kind, room.deleted_at) {
        // It was wiped already.
        (RoomKind::Room, Some(0)) => Err(Error::Gone),
        (RoomKind::Room, _) => Ok(room),
        _ => Err(Error::NotFound),
    }
}

/// `GET /rooms/SLUG/wipe`.
pub async fn wiping(ctx: Ctx, req: HttpRequest) -> Answer {
    let room = room(&ctx, &req).await?;
    Ok(ctx.page(view::wiping(&ctx.ui, &room, &Typed::default(), None, None)))
}

/// `POST /rooms/SLUG/wipe`.
pub async fn wipe(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let room = room(&ctx, &req).await?;
    let reason = form.line("reason", 500);
    let problem = form.problem(&ctx.ui);
    let mut password_error = None;
    if reason.error.or(problem).is_none() {
        password_error = match password_again(&ctx, &form).await {
            Ok(wrong) => wrong,
            Err(error) => return Ok(ctx.refusal(&error, &reason.text)),
        };
    }
    if reason.error.or(problem).or(password_error).is_some() {
        let page = view::wiping(&ctx.ui, &room, &reason, password_error, problem);
        return Ok(ctx.page(page.status(422)));
    }
    let (log, now) = (ctx.site.log, ctx.ui.now);
    let by = owner(&ctx, &ctx.ui.urls.rooms())?.id;
    let location = ctx.ui.urls.owner_log();
    let id = room.id;
    let location = ctx
        .effect(&form, move |tx| {
            let reason = reason.text.trim().to_owned();
            let reason = (!reason.is_empty()).then_some(reason);
            let wiped = Event::RoomWiped {
                room: id,
                by,
                reason,
            };
            log.append(tx, now, wiped)?;
            Ok(location)
        })
        .await?;
    // Its words are due now. Were this to be cut short, the upkeep would go on with it.
    let days = Micros::from(ctx.ui.undo_days).saturating_mul(DAY);
    let before = now.saturating_sub(days);
    let some = move |tx: &mut crate::db::Tx<'_>| posts::erase_old(tx, log, before, AT_ONCE, now);
    while ctx.site.db.write(some).await? > 0 {}
    Ok(ctx.see_other(&location))
}
