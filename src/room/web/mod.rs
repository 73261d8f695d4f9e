//! Handlers: the list of rooms, opening one, its settings, its deletion.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::Data;

mod ruling;

pub use ruling::{keep, rule};

use super::view::{self, Description, News, Settings};
use super::visit::{self, Visits};
use super::{ABOUT_MAX, Act, Room, TITLE_MAX, may, may_open, not_opener, store};
use crate::error::Error;
use crate::locale::key;
use crate::log::Event;
use crate::urls::Window;
use crate::web::{Act as Spending, Answer, Ctx, Submission, Typed, slug_of, window};

/// `GET /rooms`.
pub async fn rooms(ctx: Ctx, req: HttpRequest, visits: Data<Visits>) -> Answer {
    let state = Description::default();
    show_rooms(&ctx, window(&req)?, visits, &state, 200).await
}

async fn show_rooms(
    ctx: &Ctx,
    window: Window,
    visits: Data<Visits>,
    state: &Description,
    status: u16,
) -> Answer {
    let (viewer, seq) = (ctx.ui.viewer.clone(), ctx.site.bell.seq());
    let (rooms, unread) = ctx
        .site
        .db
        .read(move |conn| {
            let rooms = store::list(conn, window)?;
            let Some(person) = viewer.id() else {
                return Ok((rooms, HashMap::new()));
            };
            let may_read = |room: &&Room| may(&viewer, room, Act::Read).is_ok();
            let open = rooms.rows.iter().filter(may_read);
            let open: Vec<(i64, i64)> = open.map(|room| (room.id, room.last_seq)).collect();
            let read = visit::news_in(conn, &visits, person, &open)?;
            let unread = visit::unread(conn, person, &read)?;
            Ok((rooms, unread))
        })
        .await?;
    let news = News { unread, seq };
    let pager = rooms.pager(
        |room| room.last_seq,
        |window| format!("{}{}", ctx.ui.urls.rooms(), window.query()),
    );
    Ok(ctx.page(view::rooms(&ctx.ui, &rooms.rows, window, pager, state, &news).status(status)))
}

async fn described(ctx: &Ctx, form: &Submission) -> Result<Description, Error> {
    let mut state = Description {
        title: form.line("title", TITLE_MAX).required(),
        about: form.line("about", ABOUT_MAX),
        problem: form.problem(&ctx.ui),
    };
    if state.is_sound() && ctx.is_filtered(&state.typed()).await? {
        state.problem = Some(key("refused-filter"));
    }
    Ok(state)
}

/// `POST /rooms`.
pub async fn open(ctx: Ctx, form: Submission, visits: Data<Visits>) -> Answer {
    let person = ctx.member(&ctx.ui.urls.rooms())?.id;
    let state = described(&ctx, &form).await?;
    let viewer = &ctx.ui.viewer;
    if !may_open(viewer) {
        let error = Error::Forbidden(not_opener(viewer));
        return Ok(ctx.refusal(&error, &state.typed()));
    }
    if !state.is_sound() {
        return show_rooms(&ctx, Window::Newest, visits, &state, 422).await;
    }
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let typed = state.typed();
    if ctx.ui.viewer.rules.is_besieged() && !ctx.is_of_standing().await? {
        let error = Error::Forbidden(key("siege-rooms"));
        return Ok(ctx.refusal(&error, &typed));
    }
    if let Err(error) = ctx.spend(Spending::OpenRoom).await {
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
    let state = described(&ctx, &form).await?;
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
