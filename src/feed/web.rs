//! Handlers: feeds, the map of the site, `robots.txt`, the manifest.

use actix_web::HttpRequest;
use serde_json::json;

use super::sitemap::{self, Kind, MOST, RANGE};
use super::view::{self, Part};
use super::{Source, store};
use crate::error::Error;
use crate::html::atom::MEDIA_TYPE;
use crate::log::{RoomKind, last_at, last_seq};
use crate::post::{Key, Place};
use crate::room::store as rooms;
use crate::rules::Who;
use crate::urls::Window;
use crate::viewer::Viewer;
use crate::web::{Answer, Ctx, Representation, id, id_of, segment, slug_of, window};

/// `GET /feed.atom`.
pub async fn wall(ctx: Ctx, req: HttpRequest) -> Answer {
    feed(&ctx, Key::Wall, window(&req)?).await
}

/// `GET /rooms/SLUG/feed.atom`.
pub async fn room(ctx: Ctx, req: HttpRequest) -> Answer {
    feed(&ctx, Key::Room(slug_of(&req)?), window(&req)?).await
}

/// `GET /people/PSEUDONYM/feed.atom`: what somebody wrote, wherever that is.
pub async fn person(ctx: Ctx, req: HttpRequest) -> Answer {
    feed(&ctx, Key::Own(segment(&req, "name")?), window(&req)?).await
}

/// `GET /posts/ID/feed.atom`.
pub async fn thread(ctx: Ctx, req: HttpRequest) -> Answer {
    feed(&ctx, Key::Thread(id_of(&req)?), window(&req)?).await
}

async fn feed(ctx: &Ctx, key: Key, window: Window) -> Answer {
    let viewer = ctx.ui.viewer.clone();
    let (place, found, since, changed) = ctx
        .site
        .db
        .read(move |conn| {
            let place = key.find(conn, &viewer)?;
            let found = store::part(conn, &source(&place, &viewer)?, window)?;
            let gone = place
                .thread
                .as_ref()
                .is_some_and(|post| post.erased || post.deleted.is_some());
            if gone && found.posts.is_empty() {
                return Err(Error::Gone);
            }
            let since = store::opened_at(conn, place.room.id)?;
            // What was taken away leaves no date behind: any entry of the log may have done it.
            Ok((place, found, since, last_at(conn)?))
        })
        .await?;
    let part = Part {
        place: &place,
        found: &found,
        window,
        since,
    };
    let origin = ctx.origin.to_string();
    Ok(ctx.represent(Representation {
        media_type: MEDIA_TYPE,
        text: view::feed(&ctx.ui, ctx.site.names, ctx.title(), &origin, &part),
        modified: Some(changed),
    }))
}

/// What the feed of a place holds. That of somebody's page holds more than the page.
fn source(place: &Place, viewer: &Viewer) -> Result<Source, Error> {
    if let Some(post) = &place.thread {
        return if post.held {
            Err(Error::NotFound)
        } else {
            Ok(Source::Thread(post.id))
        };
    }
    if place.room.kind != RoomKind::Own {
        return Ok(Source::Room(place.room.id));
    }
    Ok(Source::Author(place.room.id, viewer.banned_from()))
}

/// `GET /sitemap.xml`: the list of the parts of the map.
pub async fn sitemap(ctx: Ctx) -> Answer {
    let (origin, urls) = (ctx.origin.to_string(), ctx.ui.urls.clone());
    let parts = ctx
        .site
        .db
        .read(move |conn| {
            let part = |kind: Kind, number| {
                format!("{origin}{}", urls.sitemap_part(kind.as_str(), number))
            };
            // The first part of the rooms has the wall in it as well.
            let mut parts = vec![part(Kind::Rooms, 0)];
            let most = last_seq(conn)? / RANGE;
            for kind in [Kind::Rooms, Kind::Posts] {
                let mut number = i64::from(kind == Kind::Rooms);
                while number <= most {
                    let first = store::first_from(conn, kind == Kind::Posts, number * RANGE)?;
                    let Some(first) = first else { break };
                    number = first / RANGE;
                    parts.push(part(kind, number));
                    number += 1;
                }
            }
            let days = store::long_rooms(conn, MOST.saturating_sub(parts.len()) as i64)?;
            parts.extend(days.into_iter().map(|room| part(Kind::Days, room)));
            Ok(parts)
        })
        .await?;
    Ok(ctx.represent(xml(sitemap::index(&parts))))
}

/// `GET /sitemap/KIND-NUMBER.xml`: a part of the map.
pub async fn sitemap_part(ctx: Ctx, req: HttpRequest) -> Answer {
    let kind = Kind::from_word(req.match_info().query("kind")).ok_or(Error::NotFound)?;
    let number = id(req.match_info().query("number")).ok_or(Error::NotFound)?;
    let (origin, urls) = (ctx.origin.to_string(), ctx.ui.urls.clone());
    let places = ctx
        .site
        .db
        .read(move |conn| {
            let place = |path: String| sitemap::Place::at(format!("{origin}{path}"));
            let from = number.saturating_mul(RANGE);
            let to = from.saturating_add(RANGE);
            Ok(match kind {
                Kind::Rooms => {
                    let mut places = Vec::new();
                    if number == 0 {
                        let own = [urls.wall(), urls.rooms(), urls.about(), urls.privacy()];
                        places.extend(own.map(place));
                    }
                    let slugs = store::rooms(conn, from, to)?;
                    places.extend(slugs.iter().map(|slug| place(urls.room(slug))));
                    places
                }
                Kind::Posts => {
                    let posts = store::wall_posts(conn, from, to)?.into_iter();
                    posts
                        .map(|(id, changed)| sitemap::Place {
                            changed: Some(changed),
                            ..place(urls.post(id))
                        })
                        .collect()
                }
                Kind::Days => {
                    let room = rooms::by_id(conn, number)?;
                    let list = match room.kind {
                        _ if room.deleted_at.is_some() => return Err(Error::NotFound),
                        RoomKind::Wall => urls.wall(),
                        RoomKind::Room => urls.room(&room.slug),
                        RoomKind::Own => return Err(Error::NotFound),
                    };
                    let days = sitemap::days(&store::days(conn, room.id, MOST)?);
                    days.into_iter()
                        .map(|day| place(urls.day(&list, day)))
                        .collect()
                }
            })
        })
        .await?;
    if places.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(ctx.represent(xml(sitemap::part(&places))))
}

fn xml(text: String) -> Representation {
    Representation {
        media_type: "application/xml; charset=utf-8",
        text,
        modified: None,
    }
}

/// `GET /robots.txt`.
pub async fn robots(ctx: Ctx) -> Answer {
    let urls = &ctx.ui.urls;
    let closed = ctx.ui.viewer.rules.readers != Who::Everybody;
    let map = format!("{}{}", ctx.origin, urls.sitemap());
    let text = sitemap::robots(
        closed,
        &urls.nothing_to_find(),
        &urls.moderation_log(),
        &map,
    );
    Ok(ctx.represent(Representation {
        media_type: "text/plain; charset=utf-8",
        text,
        modified: None,
    }))
}

/// `GET /manifest.webmanifest` (W3C, Web Application Manifest).
pub async fn manifest(ctx: Ctx) -> Answer {
    let urls = &ctx.ui.urls;
    let manifest = json!({
        "name": ctx.title(),
        "short_name": ctx.title(),
        "lang": ctx.ui.lang.code(),
        "id": urls.wall(),
        "start_url": urls.wall(),
        "scope": urls.wall(),
        "display": "minimal-ui",
        "background_color": "#123038",
        "theme_color": "#123038",
        "icons": [{
            "src": ctx.site.assets.addresses.icon,
            "type": "image/svg+xml",
            "sizes": "any",
        }],
    });
    Ok(ctx.represent(Representation {
        media_type: "application/manifest+json",
        text: manifest.to_string(),
        modified: None,
    }))
}
