//! Looking: the wall, rooms, own walls, single posts, days.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;

use crate::account::profile::About;
use crate::account::store as people;
use crate::attachment::store as attachments;
use crate::clock::Micros;
use crate::db::Conn;
use crate::error::Error;
use crate::html::{Pager, Ui};
use crate::post::poll::Sketch;
use crate::post::store::{self, Filter};
use crate::post::view::{self, Composer, Day, List, Renewal};
use crate::post::{Entry, Key, PER_PAGE, Place, Post, Quote};
use crate::room::Room;
use crate::room::following::store as following;
use crate::room::store::WALL;
use crate::room::view as room_view;
use crate::room::visit::Visits;
use crate::urls::{Urls, Window};
use crate::viewer::{Rung, Viewer};
use crate::web::{Answer, Ctx, draft, id, id_of, query, segment, slug_of, window};

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
    let page = page_of(&ctx.ui, ctx.title(), loaded);
    let status = if page.status == 200 {
        status
    } else {
        page.status
    };
    Ok(ctx.page(page.status(status)))
}

async fn list_of(ctx: &Ctx, key: Key, asked: Asked) -> Result<List, Error> {
    let (viewer, urls) = (ctx.ui.viewer.clone(), ctx.ui.urls.clone());
    let (seq, now) = (ctx.site.bell.seq(), ctx.ui.now);
    let rung = ctx.ui.live.rung;
    let limit = asked.limit.unwrap_or(ctx.ui.reading.per_page.count());
    ctx.site
        .db
        .read(move |conn| {
            let mut place = key.find(conn, &viewer)?;
            let (entries, pager) = load(conn, &place, (asked.window, limit), &viewer, &urls)?;
            let gone = |post: &Post| post.deleted.is_some() || post.erased;
            if entries.is_empty() && place.thread.as_ref().is_some_and(gone) {
                return Err(Error::Gone);
            }
            let thread = match place.thread.clone() {
                Some(mut post) => {
                    post.locked = store::is_locked(conn, &post)?;
                    store::entries(conn, vec![post], &viewer, false)?.pop()
                }
                None => None,
            };
            let pinned = if asked.window == Window::Newest && place.thread.is_none() {
                store::pinned(conn, place.room.id)?
            } else {
                Vec::new()
            };
            let mut since = None;
            if let (Some(person), Some(visits)) = (viewer.id(), &asked.visits) {
                if place.thread.is_none() {
                    let ends = pager.newer.is_none();
                    since = sight(
                        conn,
                        visits,
                        person,
                        (&place, asked.window, ends),
                        (seq, now),
                    )?;
                }
                if let Some(thread) = &place.thread
                    && viewer.unread() > 0
                {
                    visits.open(person, thread.id, now);
                }
                let subject = place.subject();
                if subject != WALL {
                    place.stance = following::stance(conn, person, subject)?;
                }
            }
            let composer = match asked.composer {
                Some(composer) => composer,
                None => begun(conn, &place, &viewer, &urls, asked.reply)?,
            };
            let followed = matches!(place.key, Key::Wall | Key::Room(_));
            let in_peace = asked.writes || composer != Composer::default();
            let renewal = match rung {
                _ if !followed || asked.window != Window::Newest => Renewal::Still,
                Rung::Stream => Renewal::Framed,
                Rung::Poll if !in_peace => Renewal::Waits(seq),
                Rung::Refresh if !in_peace => Renewal::Timed,
                Rung::Poll | Rung::Refresh | Rung::Hand => Renewal::Asked(seq),
            };
            let about = match &place.person {
                Some(person) if place.thread.is_none() => Some(about(conn, person.id, &viewer)?),
                _ => None,
            };
            Ok(List {
                place,
                about,
                entries,
                window: asked.window,
                pager,
                since,
                composer,
                renewal,
                pinned,
                thread,
            })
        })
        .await
}

/// Says after which number things are new to somebody who sees a part of a list, and notes that they have
/// seen its end, where it `ends` there: who reads on from an unread message has read the newest at last.
fn sight(
    conn: &mut Conn,
    visits: &Visits,
    person: i64,
    (place, window, ends): (&Place, Window, bool),
    (seq, now): (i64, Micros),
) -> Result<Option<i64>, Error> {
    let room = place.room.id;
    match window {
        Window::Newest => visits.enter(conn, person, room, seq, now).map(Some),
        Window::After(_) => {
            let since = visits.look(conn, person, room, seq, now)?;
            if ends {
                visits.enter(conn, person, room, seq, now)?;
            }
            Ok(Some(since))
        }
        Window::Before(_) => Ok(None),
    }
}

/// What is told about somebody. When they were here last is for those who are somebody here themselves; and
/// what strangers see changes by what stands in the log alone.
fn about(conn: &mut Conn, person: i64, viewer: &Viewer) -> Result<About, Error> {
    Ok(About {
        said: people::profile_of(conn, person)?,
        seen: match viewer.member {
            Some(_) => people::last_sight(conn, person)?,
            None => None,
        },
    })
}

fn page_of(ui: &Ui, title: &str, mut list: List) -> crate::html::Page {
    match list.thread.take() {
        None => view::list(ui, title, &list),
        Some(post) => {
            list.entries.reverse();
            list.composer.quote = None;
            let entry = Entry {
                comments: std::mem::take(&mut list.entries),
                ..post
            };
            view::permalink(ui, &list, &entry)
        }
    }
}

fn load(
    conn: &mut Conn,
    place: &Place,
    (window, limit): (Window, usize),
    viewer: &Viewer,
    urls: &Urls,
) -> Result<(Vec<Entry>, Pager), Error> {
    let filter = Filter {
        room: place.room.id,
        parent: place.thread.as_ref().map(|post| post.id),
        span: None,
        viewer,
        limit,
    };
    let slice = store::list(conn, &filter, window)?;
    let address = place.key.address(urls);
    let pager = slice.pager(
        |post| post.id,
        |window| format!("{address}{}", window.query()),
    );
    let entries = store::entries(conn, slice.rows, viewer, place.thread.is_none())?;
    Ok((entries, pager))
}

/// The composer as the visitor left it, or with the answer that they begin.
fn begun(
    conn: &mut Conn,
    place: &Place,
    viewer: &Viewer,
    urls: &Urls,
    reply: Option<i64>,
) -> Result<Composer, Error> {
    let mut composer = Composer::default();
    let mut quoted = reply;
    if let Some(member) = &viewer.member
        && let Some(draft) = draft::find(conn, member.id, &place.key.action(urls))?
    {
        quoted = quoted.or(draft.draft.reply_to);
        composer.preview = true;
        composer.mentions = store::mentions(conn, [draft.draft.body.as_str()])?;
        composer.body = draft.draft.body;
        composer.files.files =
            attachments::pending_of(conn, &member.session, &place.key.action(urls))?;
        composer.poll = draft.draft.poll.as_deref().and_then(Sketch::decode);
    }
    // What a comment or message answers stands above it on its own page.
    if let Some(id) = quoted.filter(|_| place.thread.is_none()) {
        composer.quote = quotable(conn, id, &place.room, viewer)?;
    }
    Ok(composer)
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
                entries,
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
