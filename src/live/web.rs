//! Handlers: streams, long polls, and the choice among the rungs.

use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, REFRESH};
use actix_web::http::{Method, Version};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::hub::{has_news, lights_of};
use super::stream::{Beginning, body};
use super::{Hub, Kind, view};
use crate::db::Conn;
use crate::error::Error;
use crate::locale::key;
use crate::log::last_seq;
use crate::post::store::latest_ids;
use crate::post::web::{newest, newest_of};
use crate::post::{Key, view::List};
use crate::room::visit::Visits;
use crate::urls::Window;
use crate::viewer::{Live, Rung};
use crate::web::{Answer, Ctx, Framing, Site, Submission, give, local, query, slug_of, window};

/// How long an answer is held back at most: text browsers and proxies give up later than that.
const PATIENCE: Duration = Duration::from_secs(25);

/// `GET /live`.
pub async fn live_wall(ctx: Ctx, req: HttpRequest, hub: Data<Hub>, visits: Data<Visits>) -> Answer {
    live(&ctx, &req, hub, visits, Key::Wall).await
}

/// `GET /rooms/SLUG/live`.
pub async fn live_room(ctx: Ctx, req: HttpRequest, hub: Data<Hub>, visits: Data<Visits>) -> Answer {
    live(&ctx, &req, hub, visits, Key::Room(slug_of(&req)?)).await
}

async fn live(
    ctx: &Ctx,
    req: &HttpRequest,
    hub: Data<Hub>,
    visits: Data<Visits>,
    place: Key,
) -> Answer {
    let room = room_of(ctx, &place).await?;
    let kind = Kind {
        lang: ctx.ui.lang,
        member: ctx.ui.viewer.member.is_some(),
        zone: ctx.ui.reading.zone,
    };
    // Listened to before it is read, so that nothing falls in between.
    let (news, before) = hub.listen(room, kind);
    ctx.may_still_read()?;
    let list = newest_of(ctx, place, visits.clone()).await?;
    let address = ctx.ui.urls.live(&list.place.key.address(&ctx.ui.urls));
    if query(req).has("pause") {
        return Ok(still(ctx, &list, &address, key("live-still-paused")));
    }
    if req.method() == Method::HEAD || req.version() < Version::HTTP_11 {
        return Ok(still(ctx, &list, &address, key("live-still-old")));
    }
    let session = ctx.has_cookie.then(|| ctx.ui.forms.cookie().to_owned());
    let Some(taken) = hub.places.take(session, ctx.address) else {
        // The next rung, in the same place.
        let mut answer = still(ctx, &list, &address, key("live-still-many"));
        answer
            .headers_mut()
            .insert(REFRESH, HeaderValue::from_static("30"));
        return Ok(answer);
    };
    let latest = ctx.site.db.read(move |conn| latest_ids(conn, room)).await?;
    let ids: Vec<i64> = list.entries.iter().map(|entry| entry.post.id).collect();
    let member = ctx.ui.viewer.member.as_ref();
    let light = ctx.site.crowd.hold(member, room, ctx.ui.now);
    let here = lights_of(&ctx.site.crowd.lights(ctx.ui.now), room);
    let positions = hub.positions(room, &latest, &ids, &here);
    let position = |id: i64| {
        let at = ids.iter().position(|known| *known == id);
        at.and_then(|at| positions[at])
    };
    let mut held: Vec<Box<dyn Send>> = vec![light, Box::new(taken)];
    if let Some(member) = member {
        held.push(Box::new(Watching::begin(ctx, visits, member.id, room)));
    }
    let beginning = Beginning {
        opening: view::opening(
            &ctx.ui,
            &list,
            &here,
            &ctx.site.assets.addresses,
            position,
            None,
        ),
        newest: ids.first().copied().unwrap_or_default(),
        oldest: positions.iter().copied().flatten().min(),
        news,
        stopping: hub.stopping(),
        before,
        lang: ctx.ui.lang,
        address,
        held,
    };
    Ok(framed().body(body(req, beginning)))
}

/// Somebody who sees what is said as it is said, so that none of it is unread to them.
struct Watching {
    site: Site,
    visits: Data<Visits>,
    person: i64,
    room: i64,
}

impl Watching {
    fn begin(ctx: &Ctx, visits: Data<Visits>, person: i64, room: i64) -> Self {
        let site = ctx.site.clone();
        visits.watches(person, room, site.bell.seq(), ctx.ui.now);
        Self {
            site,
            visits,
            person,
            room,
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let (seq, now) = (self.site.bell.seq(), self.site.clock.now());
        self.visits.turns_away(self.person, self.room, seq, now);
    }
}

/// The room of a list that the visitor may read.
async fn room_of(ctx: &Ctx, place: &Key) -> Result<i64, Error> {
    let (place, viewer) = (place.clone(), ctx.ui.viewer.clone());
    ctx.site
        .db
        .read(move |conn| Ok(place.find(conn, &viewer)?.room.id))
        .await
}

/// The same document with an end.
fn still(ctx: &Ctx, list: &List, address: &str, reason: &'static str) -> HttpResponse {
    let here = lights_of(&ctx.ui.lights, list.place.room.id);
    let words = view::still(&ctx.ui, address, reason);
    let assets = &ctx.site.assets.addresses;
    framed().body(view::opening(
        &ctx.ui,
        list,
        &here,
        assets,
        |_| None,
        Some(&words),
    ))
}

fn framed() -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        // Else nginx would gather it.
        .insert_header((HeaderName::from_static("x-accel-buffering"), "no"));
    answer.extensions_mut().insert(Framing::Inside);
    answer
}

/// `GET /wait`.
pub async fn wait_wall(ctx: Ctx, req: HttpRequest, hub: Data<Hub>, visits: Data<Visits>) -> Answer {
    wait(&ctx, &req, hub, visits, Key::Wall).await
}

/// `GET /rooms/SLUG/wait`.
pub async fn wait_room(ctx: Ctx, req: HttpRequest, hub: Data<Hub>, visits: Data<Visits>) -> Answer {
    wait(&ctx, &req, hub, visits, Key::Room(slug_of(&req)?)).await
}

async fn wait(
    ctx: &Ctx,
    req: &HttpRequest,
    hub: Data<Hub>,
    visits: Data<Visits>,
    place: Key,
) -> Answer {
    let after = match window(req)? {
        Window::After(id) => id,
        Window::Newest => ctx.site.bell.seq(),
        Window::Before(_) => return Err(Error::NotFound),
    };
    let room = room_of(ctx, &place).await?;
    let (mut latest, mut stopping) = (hub.latest(room), hub.stopping());
    let read = move |conn: &mut Conn| {
        let there = after < room || has_news(conn, room, after)?;
        Ok((there, last_seq(conn)?))
    };
    let (there, seq) = ctx.site.db.read(read).await?;
    // Another process may have written it: what follows is to know of it as well.
    if seq > ctx.site.bell.seq() {
        ctx.site.db.others_wrote();
        ctx.site.bell.ring(seq);
    }
    if !there && req.method() != Method::HEAD {
        let member = ctx.ui.viewer.member.as_ref();
        let _light = ctx.site.crowd.hold(member, room, ctx.ui.now);
        tokio::select! {
            _ = latest.wait_for(|seq| *seq > after) => {}
            _ = stopping.wait_for(|stopping| *stopping) => {}
            () = tokio::time::sleep(PATIENCE) => {}
        }
        ctx.may_still_read()?;
    }
    newest(ctx, place, visits).await
}

/// `GET /live/choice`.
pub async fn choice(ctx: Ctx, req: HttpRequest) -> Answer {
    let next = local(&ctx.ui, &query(&req).line("next", 2_000).text);
    Ok(ctx.page(view::choice(&ctx.ui, &next, None)))
}

/// `POST /live/choice`: kept in a cookie, until the browser closes.
pub async fn choose(ctx: Ctx, form: Submission) -> Answer {
    let next = local(&ctx.ui, &form.line("next", 2_000).text);
    let rung = form.line("rung", 10);
    let rung = Rung::from_word(&rung.text).filter(|_| rung.error.is_none());
    let (Some(rung), None) = (rung, form.problem(&ctx.ui)) else {
        let problem = form.problem(&ctx.ui).or(Some(key("live-choice-unknown")));
        return Ok(ctx.page(view::choice(&ctx.ui, &next, problem).status(422)));
    };
    let live = Live {
        rung,
        aloud: form.has("aloud"),
    };
    let mut answer = ctx.see_other(&next);
    give(&ctx.set_live(live), &mut answer);
    Ok(answer)
}
