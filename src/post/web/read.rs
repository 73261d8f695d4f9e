//! Looking: the wall, rooms, own walls, single posts, days.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;

use super::list::list_of;
use crate::account::store as people;
use crate::clock::Micros;
use crate::db::Conn;
use crate::error::Error;
use crate::html::Ui;
use crate::post::store::{self, Filter};
use crate::post::view::{self, Composer, Day, List};
use crate::post::{Key, PER_PAGE, Quote, Sealed};
use crate::room::Room;
use crate::room::view as room_view;
use crate::room::visit::Visits;
use crate::urls::Window;
use crate::viewer::Viewer;
use crate::web::{Answer, Ctx, id, id_of, query, segment, slug_of, window};

/// How many posts of a day stand on a page.
const PER_DAY_PAGE: usize = 200;

/// `GET /`.
pub async fn wall(ctx: Ctx, req: HttpRequest, visits: Data<Visits>) -> Answer {
    look(&ctx, &req, visits, Key::Wall).await
}

/// `GET /rooms/SLUG`.
pub async fn room(ctx: Ctx, req: HttpRequest, visits: Data<Visits>) -> Answer {
    look(&ctx, &req, visits, Key::Room(slug_of(&req)?)).await
}

/// `GET /people/PSEUDONYM`.
pub async fn person(ctx: Ctx, req: HttpRequest, visits: Data<Visits>) -> Answer {
    let name = segment(&req, "name")?;
    match look(&ctx, &req, visits, Key::Own(name.clone())).await {
        Err(Error::NotFound) => {
            let there = |address: &str| ctx.ui.urls.person(address);
            lead_to_meant(&ctx, &req, name, there).await
        }
        other => other,
    }
}

/// Leads on from an address that was typed without its capitals or accents.
pub(super) async fn lead_to_meant(
    ctx: &Ctx,
    req: &HttpRequest,
    name: String,
    there: impl Fn(&str) -> String,
) -> Answer {
    if !ctx.ui.viewer.is_among(ctx.ui.viewer.rules.readers) {
        // Who is here is nothing for those who may not read.
        return Err(Error::NotFound);
    }
    let asked = name.clone();
    let meant = ctx
        .site
        .db
        .read(move |conn| people::meant_by(conn, &asked))
        .await?;
    // What is wrong with the address of somebody who was found is something else.
    let meant = meant.filter(|meant| meant.address != name);
    let meant = meant.ok_or(Error::NotFound)?;
    let mut location = format!("{}{}", ctx.origin, there(&meant.address));
    if !req.query_string().is_empty() {
        location = format!("{location}?{}", req.query_string());
    }
    Ok(HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, location))
        .finish())
}

/// `GET /posts/ID`.
pub async fn post(ctx: Ctx, req: HttpRequest, visits: Data<Visits>) -> Answer {
    look(&ctx, &req, visits, Key::Thread(id_of(&req)?)).await
}

async fn look(ctx: &Ctx, req: &HttpRequest, visits: Data<Visits>, key: Key) -> Answer {
    let query = query(req);
    let asked = Asked {
        window: window(req)?,
        reply: id(&query.line("reply", 20).text),
        writes: query.has("write"),
        composer: None,
        limit: None,
        visits: Some(visits),
    };
    show_or_say_gone(ctx, key, asked).await
}

/// The newest page of a list, as it is now.
pub async fn newest(ctx: &Ctx, key: Key, visits: Data<Visits>) -> Answer {
    let asked = Asked {
        visits: Some(visits),
        ..Asked::default()
    };
    show_or_say_gone(ctx, key, asked).await
}

async fn show_or_say_gone(ctx: &Ctx, key: Key, asked: Asked) -> Answer {
    match show(ctx, key.clone(), asked, 200).await {
        Err(Error::Gone) => gone(ctx, key).await,
        other => other,
    }
}

/// What stands on that page; never more than is usual, since a stream finds the place of no more.
///
/// # Errors
/// As for [`Key::find`].
pub async fn newest_of(ctx: &Ctx, key: Key, visits: Data<Visits>) -> Result<List, Error> {
    let asked = Asked {
        limit: Some(ctx.ui.reading.per_page.count().min(PER_PAGE)),
        visits: Some(visits),
        ..Asked::default()
    };
    list_of(ctx, key, asked).await
}

/// What a page is to show besides its place.
#[derive(Default)]
pub(super) struct Asked {
    /// Which part of the list.
    pub window: Window,
    /// What the composer is to answer.
    pub reply: Option<i64>,
    /// Whether the visitor wants to write in peace.
    pub writes: bool,
    /// The composer as it was filled in; without it, as the visitor left it.
    pub composer: Option<Composer>,
    /// How many posts at most; without it, as many as the visitor likes.
    pub limit: Option<usize>,
    /// Where sights are noted, if this is one.
    pub visits: Option<Data<Visits>>,
}

/// A page of a place, composer included.
pub(super) async fn show(ctx: &Ctx, key: Key, asked: Asked, status: u16) -> Answer {
    let loaded = list_of(ctx, key, asked).await?;
    if let Some(member) = &ctx.ui.viewer.member {
        let now = ctx.ui.now;
        ctx.site.crowd.entered(member, loaded.place.room.id, now);
    }
    let under = loaded
        .told_apart(ctx.ui.now)
        .filter(|_| status == 200)
        .and_then(|what| ctx.keeps_under(&what, loaded.version));
    if let Some(answer) = under.and_then(|under| ctx.kept_page(under)) {
        return Ok(answer);
    }
    let mut page = page_of(&ctx.ui, ctx.title(), loaded);
    page.kept = under;
    let status = if page.status == 200 {
        status
    } else {
        page.status
    };
    Ok(ctx.page(page.status(status)))
}

fn page_of(ui: &Ui, title: &str, mut list: List) -> crate::html::Page {
    match list.thread.take() {
        None => view::list(ui, title, &list),
        Some(post) => {
            list.composer.quote = None;
            view::permalink(ui, &list, &post)
        }
    }
}

/// What can be answered from a room, as it is quoted: it stands there, and does not wait for a moderator.
pub(super) fn quotable(
    conn: &mut Conn,
    id: i64,
    room: &Room,
    viewer: &Viewer,
) -> Result<Option<Quote>, Error> {
    match store::by_id(conn, id) {
        Ok(post) if post.room != room.id || post.held => Ok(None),
        Ok(post) if store::hangs_on_held(conn, &post, viewer, room)? => Ok(None),
        Ok(_) => store::quote(conn, id).map(Some),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The page of what was deleted.
pub(super) async fn gone(ctx: &Ctx, key: Key) -> Answer {
    let found = ctx
        .site
        .db
        .read(move |conn| match key {
            Key::Thread(id) => {
                let post = store::by_id(conn, id)?;
                let room = crate::room::store::by_id(conn, post.room)?;
                Ok((Some(post), room))
            }
            Key::Room(slug) => Ok((None, crate::room::store::by_slug(conn, &slug)?)),
            Key::Wall | Key::Own(_) => Err(Error::Gone),
        })
        .await?;
    let page = match found {
        (Some(post), room) if room.deleted_at.is_none() => view::gone(&ctx.ui, &post, &room),
        (_, room) => room_view::gone(&ctx.ui, &room),
    };
    Ok(ctx.page(page))
}

/// `GET /YYYY/MM/DD`.
pub async fn wall_day(ctx: Ctx, req: HttpRequest) -> Answer {
    day(&ctx, &req, Key::Wall).await
}

/// `GET /rooms/SLUG/YYYY/MM/DD`.
pub async fn room_day(ctx: Ctx, req: HttpRequest) -> Answer {
    day(&ctx, &req, Key::Room(slug_of(&req)?)).await
}

async fn day(ctx: &Ctx, req: &HttpRequest, key: Key) -> Result<HttpResponse, Error> {
    let date = date_of(req).ok_or(Error::NotFound)?;
    let (viewer, urls, window) = (ctx.ui.viewer.clone(), ctx.ui.urls.clone(), window(req)?);
    let zone = ctx.ui.reading.zone;
    let shown = ctx
        .site
        .db
        .read(move |conn| {
            let place = key.find(conn, &viewer)?;
            let filter = Filter {
                room: place.room.id,
                parent: None,
                span: Some(zone.bounds(date)),
                viewer: &viewer,
                limit: PER_DAY_PAGE,
            };
            // A day reads from its morning on.
            let part = if window == Window::Newest {
                Window::After(0)
            } else {
                window
            };
            let slice = store::list(conn, &filter, part)?;
            if slice.rows.is_empty() {
                return Err(Error::NotFound);
            }
            let address = urls.day(&place.key.address(&urls), date);
            let pager = slice.pager(
                |post| post.id,
                |window| format!("{address}{}", window.query()),
            );
            let (before, after) = store::around(conn, place.room.id, zone.bounds(date))?;
            let day_of = |at: Option<Micros>| at.map(|at| zone.day(at));
            let entries = store::entries(conn, slice.rows, &viewer, false)?;
            Ok(Day {
                place,
                day: date,
                entries: entries.into_iter().map(Sealed::new).collect(),
                window,
                pager,
                around: (day_of(before), day_of(after)),
            })
        })
        .await?;
    Ok(ctx.page(view::day(&ctx.ui, ctx.title(), &shown)))
}

/// The day in an address, if there is such a day.
fn date_of(req: &HttpRequest) -> Option<NaiveDate> {
    let part = |name: &str, digits: usize| {
        let text = req.match_info().query(name);
        (text.len() == digits).then(|| id(text)).flatten()
    };
    let (year, month, day) = (part("year", 4)?, part("month", 2)?, part("day", 2)?);
    NaiveDate::from_ymd_opt(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
}
