//! Looking at all that one person wrote.

use actix_web::HttpRequest;

use super::read::lead_to_meant;
use crate::account::store as people;
use crate::db::Conn;
use crate::error::Error;
use crate::html::Pager;
use crate::log::RoomKind;
use crate::post::store;
use crate::post::view::{self, Written};
use crate::room::store as rooms;
use crate::urls::{Urls, Window};
use crate::viewer::Viewer;
use crate::web::{Answer, Ctx, segment, window};

/// `GET /people/PSEUDONYM/written`.
pub async fn written(ctx: Ctx, req: HttpRequest) -> Answer {
    let (name, window) = (segment(&req, "name")?, window(&req)?);
    let (address, viewer, urls) = (name.clone(), ctx.ui.viewer.clone(), ctx.ui.urls.clone());
    let limit = ctx.ui.reading.per_page.count();
    let found = ctx
        .site
        .db
        .read(move |conn| {
            let Some(person) = people::by_address(conn, &address)? else {
                return Ok(None);
            };
            // Who it was is forgotten.
            if person.name.is_empty() {
                return Err(Error::Gone);
            }
            let (list, pager) = load(conn, &person, &viewer, (window, limit), &urls)?;
            Ok(Some((person, list, pager)))
        })
        .await?;
    let Some((person, list, pager)) = found else {
        let there = |address: &str| ctx.ui.urls.person_written(address, Window::Newest);
        return lead_to_meant(&ctx, &req, name, there).await;
    };
    Ok(ctx.page(view::written(&ctx.ui, &person, &list, pager)))
}

fn load(
    conn: &mut Conn,
    person: &people::Person,
    viewer: &Viewer,
    (window, limit): (Window, usize),
    urls: &Urls,
) -> Result<(Vec<Written>, Pager), Error> {
    let mut slice = store::written(conn, person.id, viewer, window, limit)?;
    let pager = slice.pager(
        |post| post.id,
        |window| urls.person_written(&person.address, window),
    );
    if !viewer.moderates() {
        let parents: Vec<i64> = slice.rows.iter().filter_map(|post| post.parent).collect();
        let held = store::held_among(conn, &parents)?;
        let hangs = |parent: Option<i64>| parent.is_some_and(|parent| held.contains(&parent));
        slice.rows.retain(|post| !hangs(post.parent));
    }
    let ids: Vec<i64> = slice.rows.iter().map(|post| post.room).collect();
    let rooms = rooms::some(conn, &ids)?;
    let own: Vec<i64> = rooms
        .iter()
        .filter(|room| room.kind == RoomKind::Own)
        .map(|room| room.id)
        .collect();
    let hosts = people::some(conn, &own)?;
    let entries = store::entries(conn, slice.rows, viewer, false)?;
    let list = entries.into_iter().filter_map(|entry| {
        let at = rooms.binary_search_by_key(&entry.post.room, |room| room.id);
        let room = rooms.get(at.ok()?)?.clone();
        let host = hosts.iter().find(|host| host.id == room.id).cloned();
        Some(Written { entry, room, host })
    });
    Ok((list.collect(), pager))
}
