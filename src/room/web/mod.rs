//! Handlers: the list of rooms, opening one, its settings, its deletion.

use actix_web::HttpRequest;

mod ruling;

pub use ruling::{keep, rule};

use super::view::{self, Description, Settings};
use super::{ABOUT_MAX, Act, Room, TITLE_MAX, may, may_open, not_opener, store};
use crate::error::Error;
use crate::locale::key;
use crate::log::Event;
use crate::urls::Window;
use crate::web::{Act as Spending, Answer, Ctx, Submission, Typed, slug_of, window};

/// `GET /rooms`.
pub async fn rooms(ctx: Ctx, req: HttpRequest) -> Answer {
    show_rooms(&ctx, window(&req)?, &Description::default(), 200).await
}

async fn show_rooms(ctx: &Ctx, window: Window, state: &Description, status: u16) -> Answer {
    let rooms = ctx
        .site
        .db
        .read(move |conn| store::list(conn, window))
        .await?;
    let pager = rooms.pager(
        |room| room.last_seq,
        |window| format!("{}{}", ctx.ui.urls.rooms(), window.query()),
    );
    Ok(ctx.page(view::rooms(&ctx.ui, &rooms.rows, pager, state).status(status)))
}

fn described(ctx: &Ctx, form: &Submission) -> Description {
    Description {
        title: form.line("title", TITLE_MAX).required(),
        about: form.line("about", ABOUT_MAX),
        problem: form.problem(&ctx.ui),
    }
}

/// `POST /rooms`.
pub async fn open(ctx: Ctx, form: Submission) -> Answer {
    let person = ctx.member(&ctx.ui.urls.rooms())?.id;
    let state = described(&ctx, &form);
    let viewer = &ctx.ui.viewer;
    if !may_open(viewer) {
        let error = Error::Forbidden(not_opener(viewer));
        return Ok(ctx.refusal(&error, &state.typed()));
    }
    if !state.is_sound() {
        return show_rooms(&ctx, Window::Newest, &state, 422).await;
    }
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let typed = state.typed();
    if let Err(error) = ctx.site.budgets.take(Spending::OpenRoom, person) {
        return Ok(ctx.refusal(&error, &typed));
    }
    let (log, now, urls) = (ctx.site.log, ctx.ui.now, ctx.ui.urls.clone());
    let done = ctx
        .effect(&form, move |tx| {
            let (title, about) = (state.title.text.trim(), state.about.text.trim());
            Ok(urls.room(&store::open(tx, log, title, about, Some(person), now)?))
        })
        .await;
    Ok(match done {
        Ok(location) => ctx.see_other(&location),
        Err(error) => ctx.refusal(&error, &typed),
    })
}

/// The room that an address names, if the visitor may do this there.
async fn room(ctx: &Ctx, req: &HttpRequest, act: Act) -> Result<Room, Error> {
    let slug = slug_of(req)?;
    let room = ctx
        .site
        .db
        .read(move |conn| store::by_slug(conn, &slug))
        .await?;
    ctx.member(&ctx.ui.here)?;
    may(&ctx.ui.viewer, &room, act)?;
    Ok(room)
}

/// `GET /rooms/SLUG/settings`.
pub async fn settings(ctx: Ctx, req: HttpRequest) -> Answer {
    let room = room(&ctx, &req, Act::Describe).await?;
    let settings = Settings {
        description: Description::of(&room),
        ..ruling::settings_of(&ctx, &room).await?
    };
    Ok(ctx.page(view::settings(&ctx.ui, &room, &settings)))
}

/// `POST /rooms/SLUG/settings`.
pub async fn describe(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let room = room(&ctx, &req, Act::Describe).await?;
    let state = described(&ctx, &form);
    if !state.is_sound() {
        let settings = Settings {
            description: state,
            ..ruling::settings_of(&ctx, &room).await?
        };
        return Ok(ctx.page(view::settings(&ctx.ui, &room, &settings).status(422)));
    }
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let location = ctx.ui.urls.room(&room.slug);
    let typed = state.typed();
    let done = ctx
        .effect(&form, move |tx| {
            may(&viewer, &store::by_id(tx.conn, room.id)?, Act::Describe)?;
            let event = Event::RoomDescribed {
                room: room.id,
                title: state.title.text.trim().to_owned(),
                about: state.about.text.trim().to_owned(),
                by: viewer.id().unwrap_or_default(),
            };
            log.append(tx, now, event)?;
            Ok(location)
        })
        .await;
    Ok(match done {
        Ok(location) => ctx.see_other(&location),
        Err(error) => ctx.refusal(&error, &typed),
    })
}

/// `GET /rooms/SLUG/delete`.
pub async fn deletion(ctx: Ctx, req: HttpRequest) -> Answer {
    let room = room(&ctx, &req, Act::Delete).await?;
    Ok(ctx.page(view::deletion(&ctx.ui, &room, &Typed::default(), None)))
}

/// `POST /rooms/SLUG/delete`.
pub async fn delete(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let room = room(&ctx, &req, Act::Delete).await?;
    let mut confirm = form.line("confirm", 200).required();
    if confirm.error.is_none() && confirm.text.trim() != room.slug {
        confirm.error = Some(key("room-delete-wrong"));
    }
    let problem = form.problem(&ctx.ui);
    if confirm.error.or(problem).is_some() {
        return Ok(ctx.page(view::deletion(&ctx.ui, &room, &confirm, problem).status(422)));
    }
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let location = ctx.ui.urls.room(&room.slug);
    let location = ctx
        .effect(&form, move |tx| {
            may(&viewer, &store::by_id(tx.conn, room.id)?, Act::Delete)?;
            let by = viewer.id().unwrap_or_default();
            log.append(tx, now, Event::RoomDeleted { room: room.id, by })?;
            Ok(location)
        })
        .await?;
    Ok(ctx.see_other(&location))
}

/// `POST /rooms/SLUG/restore`.
pub async fn restore(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let slug = slug_of(&req)?;
    let location = ctx.ui.urls.room(&slug);
    ctx.member(&location)?;
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let days = ctx.ui.undo_days;
    ctx.press(&form, ctx.ui.t("undo"), move |tx| {
        let room = store::by_slug(tx.conn, &slug)?;
        may(&viewer, &room, Act::Restore(now, days))?;
        let by = viewer.id().unwrap_or_default();
        log.append(tx, now, Event::RoomRestored { room: room.id, by })?;
        Ok(location)
    })
    .await
}
