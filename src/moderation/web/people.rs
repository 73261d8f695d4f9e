//! Handlers: who is kept from what, and all about one person.

use actix_web::HttpRequest;

use super::super::{store, view};
use super::done;
use crate::account::store as people;
use crate::error::Error;
use crate::locale::key;
use crate::log::Event;
use crate::viewer::RestraintKind;
use crate::web::{Answer, Ctx, Submission, id, query, segment, window};

/// `GET /moderation/people`.
pub async fn restrained(ctx: Ctx) -> Answer {
    ctx.member(&ctx.ui.urls.moderation_people())?;
    let (viewer, now) = (ctx.ui.viewer.clone(), ctx.ui.now);
    let held = ctx
        .site
        .db
        .read(move |conn| {
            let rooms = store::kept_by(conn, &viewer)?;
            store::restrained(conn, rooms.as_deref(), None, now)
        })
        .await?;
    Ok(ctx.page(view::restrained(&ctx.ui, &held)))
}

/// `GET /moderation/people/PSEUDONYM`.
pub async fn history(ctx: Ctx, req: HttpRequest) -> Answer {
    let address = segment(&req, "name")?;
    let here = ctx.ui.urls.moderation_person(&address);
    ctx.member(&here)?;
    let (asked, window) = (query(&req), window(&req)?);
    let (viewer, now) = (ctx.ui.viewer.clone(), ctx.ui.now);
    let (person, held, acts, ids, posts, done) = ctx
        .site
        .db
        .read(move |conn| {
            let rooms = store::kept_by(conn, &viewer)?;
            let person = people::by_address(conn, &address)?.ok_or(Error::NotFound)?;
            let held = store::restrained(conn, rooms.as_deref(), Some(person.id), now)?;
            let acts = store::acts_about(conn, person.id)?;
            let ids = store::written_by(conn, person.id, window)?;
            let mut posts = store::cases(conn, &ids.rows)?;
            posts.reverse();
            // A keeper of a room sees what was written there.
            posts.retain(|case| viewer.keeps(case.room.id, case.room.owner));
            Ok((person, held, acts, ids, posts, done(conn, &asked)?))
        })
        .await?;
    let pager = ids.pager(|id| *id, |window| format!("{here}{}", window.query()));
    let page = view::history(&ctx.ui, &person, &held, &acts, &posts, pager, done.as_ref());
    Ok(ctx.page(page))
}

/// `POST /people/PSEUDONYM/clear`: what somebody says about themselves goes, and the picture with it.
pub async fn clear_profile(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let address = segment(&req, "name")?;
    let next = ctx.ui.urls.person(&address);
    let by = ctx.member(&next)?.id;
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let whose = address.clone();
    let answer = ctx.press(&form, ctx.ui.t("profile-clear"), move |tx| {
        let person = people::by_address(tx.conn, &address)?.ok_or(Error::NotFound)?;
        if !viewer.moderates_person(person.role) {
            return Err(Error::Forbidden(key("moderate-not-yours")));
        }
        people::clear_profile(tx, log, person.id, by, now)?;
        Ok(next)
    });
    let answer = answer.await?;
    let whose = ctx
        .site
        .db
        .read(move |conn| people::by_address(conn, &whose));
    if let Some(person) = whose.await?.filter(|_| answer.status() == 303) {
        ctx.site.crowd.unpictured(person.id);
    }
    Ok(answer)
}

/// `POST /moderation/people/PSEUDONYM/release`.
pub async fn release(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let address = segment(&req, "name")?;
    let next = ctx.ui.urls.moderation_person(&address);
    let by = ctx.member(&next)?.id;
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(&form, ctx.ui.t("release"), problem));
    }
    let kind = String::from_utf8_lossy(form.pressed("kind")).into_owned();
    let kind = RestraintKind::from_word(&kind).ok_or(Error::BadRequest(key("order-unknown")))?;
    let room = id(&form.line("room", 20).text);
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    ctx.press(&form, ctx.ui.t("release"), move |tx| {
        let rooms = store::kept_by(tx.conn, &viewer)?;
        if let Some(rooms) = rooms
            && room.is_none_or(|room| !rooms.contains(&room))
        {
            return Err(Error::Forbidden(key("moderate-not-yours")));
        }
        let person = people::by_address(tx.conn, &address)?.ok_or(Error::NotFound)?;
        let held = people::restraints(tx.conn, person.id)?;
        let holds = held
            .iter()
            .any(|held| held.kind == kind && held.room == room);
        if holds {
            let event = Event::PersonReleased {
                person: person.id,
                kind,
                room,
                by,
                batch: None,
            };
            log.append(tx, now, event)?;
        }
        Ok(next)
    })
    .await
}
