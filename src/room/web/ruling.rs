//! Handlers: how a room is written in, and who keeps order there.

use actix_web::HttpRequest;

use super::super::view::{self, Description, Ruling, Settings};
use super::super::{Act, Room, may, store};
use super::room;
use crate::account::store as people;
use crate::error::Error;
use crate::locale::key;
use crate::log::Event;
use crate::rules::Who;
use crate::web::{Answer, Ctx, Submission, Typed};

/// The longest that one can be made to wait between two posts: a day, in seconds.
const SLOWEST: i64 = 86_400;

/// The settings of a room as they are.
pub(super) async fn settings_of(ctx: &Ctx, room: &Room) -> Result<Settings, Error> {
    let id = room.id;
    let keepers = ctx
        .site
        .db
        .read(move |conn| store::keepers(conn, id))
        .await?;
    Ok(Settings {
        description: Description::of(room),
        ruling: Ruling {
            approves: room.approves,
            slow: Typed {
                text: room.slow_seconds.to_string(),
                error: None,
            },
            writers: room.writers,
            problem: None,
        },
        keepers,
        keeper: Typed::default(),
    })
}

/// `POST /rooms/SLUG/rules`.
pub async fn rule(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let room = room(&ctx, &req, Act::Describe).await?;
    let mut slow = form.line("slow", 5).required();
    let seconds: Option<i64> = slow.text.trim().parse().ok();
    let seconds = seconds.filter(|seconds| (0..=SLOWEST).contains(seconds));
    if seconds.is_none() {
        slow.error = slow.error.or(Some(key("room-slow-wrong")));
    }
    let writers = String::from_utf8_lossy(form.pressed("writers")).into_owned();
    let known = Who::from_word(&writers).is_some();
    let problem = form.problem(&ctx.ui);
    let problem = problem.or((!known).then_some(key("order-unknown")));
    let approves = form.has("approves");
    let (Some(slow_seconds), Some(writers), None) = (seconds, Who::from_word(&writers), problem)
    else {
        let settings = Settings {
            ruling: Ruling {
                approves,
                slow,
                writers: Who::from_word(&writers).unwrap_or_default(),
                problem,
            },
            ..settings_of(&ctx, &room).await?
        };
        return Ok(ctx.page(view::settings(&ctx.ui, &room, &settings).status(422)));
    };
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let location = format!("{}#rules", ctx.ui.urls.room_settings(&room.slug));
    let location = ctx
        .effect(&form, move |tx| {
            may(&viewer, &store::by_id(tx.conn, room.id)?, Act::Describe)?;
            let event = Event::RoomRuled {
                room: room.id,
                approves,
                slow_seconds,
                writers,
                by: viewer.id().unwrap_or_default(),
            };
            log.append(tx, now, event)?;
            Ok(location)
        })
        .await?;
    Ok(ctx.see_other(&location))
}

/// `POST /rooms/SLUG/keepers`.
pub async fn keep(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let room = room(&ctx, &req, Act::Describe).await?;
    let mut keeper = form.line("keeper", 100).required();
    let keeps = form.pressed("keeps") != b"no";
    let name = keeper.text.trim().to_owned();
    let person = ctx
        .site
        .db
        .read(move |conn| people::by_name(conn, &name))
        .await?;
    if person.is_none() {
        keeper.error = keeper.error.or(Some(key("room-keeper-nobody")));
    }
    let problem = form.problem(&ctx.ui);
    let (Some(person), None) = (person, keeper.error.or(problem)) else {
        let mut settings = settings_of(&ctx, &room).await?;
        keeper.error = keeper.error.or(problem);
        settings.keeper = keeper;
        return Ok(ctx.page(view::settings(&ctx.ui, &room, &settings).status(422)));
    };
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let location = format!("{}#keepers", ctx.ui.urls.room_settings(&room.slug));
    let location = ctx
        .effect(&form, move |tx| {
            may(&viewer, &store::by_id(tx.conn, room.id)?, Act::Describe)?;
            let event = Event::RoomKept {
                room: room.id,
                person: person.id,
                keeps,
                by: viewer.id().unwrap_or_default(),
            };
            log.append(tx, now, event)?;
            Ok(location)
        })
        .await?;
    Ok(ctx.see_other(&location))
}
