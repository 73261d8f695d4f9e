//! Handlers: reacting, and who reacted.

use actix_web::HttpRequest;

use super::view::{self, Reactions};
use super::{may_respond, store};
use crate::db::Conn;
use crate::error::Error;
use crate::html::Pager;
use crate::locale::key;
use crate::log::Event;
use crate::post::web::{find_for, seen_at};
use crate::post::{Key, store as posts};
use crate::rules::Reaction;
use crate::urls::{Urls, Window};
use crate::viewer::Viewer;
use crate::web::{Act as Spending, Answer, Ctx, Submission, id_of, query, window};

/// How many of those who reacted in one way stand on the page of all ways.
const SOME: usize = 50;
/// How many on the page of one.
const MANY: usize = 200;

/// `GET /posts/ID/reactions`: of one kind alone with `?kind=`.
pub async fn reactions(ctx: Ctx, req: HttpRequest) -> Answer {
    let asked = query(&req);
    let kind = match asked.line("kind", 20).text {
        word if word.is_empty() => None,
        word => Some(Reaction::from_word(&word).ok_or(Error::NotFound)?),
    };
    show(&ctx, id_of(&req)?, kind, window(&req)?, None).await
}

async fn show(
    ctx: &Ctx,
    id: i64,
    kind: Option<Reaction>,
    window: Window,
    problem: Option<&'static str>,
) -> Answer {
    let (viewer, urls) = (ctx.ui.viewer.clone(), ctx.ui.urls.clone());
    let shown = ctx
        .site
        .db
        .read(move |conn| load(conn, &viewer, &urls, id, kind, window))
        .await?;
    let status = if problem.is_some() { 422 } else { 200 };
    let shown = Reactions { problem, ..shown };
    Ok(ctx.page(view::page(&ctx.ui, &shown).status(status)))
}

fn load(
    conn: &mut Conn,
    viewer: &Viewer,
    urls: &Urls,
    id: i64,
    kind: Option<Reaction>,
    window: Window,
) -> Result<Reactions, Error> {
    let place = Key::Thread(id).find(conn, viewer)?;
    let mut post = place.thread.ok_or(Error::NotFound)?;
    post.locked = posts::is_locked(conn, &post)?;
    if post.deleted.is_some() || post.erased {
        return Err(Error::Gone);
    }
    let given: Vec<Reaction> = post
        .reactions
        .among(&viewer.rules.reactions)
        .map(|(given, _)| given)
        .filter(|given| kind.is_none_or(|kind| kind == *given))
        .collect();
    let limit = if kind.is_some() { MANY } else { SOME };
    let (mut people, mut pager) = (Vec::new(), None);
    for given in given {
        let slice = store::reactors(conn, id, given, window, limit)?;
        if kind.is_some() {
            let address = urls.post_reactions_of(id, given.as_str());
            let at = |window: Window| format!("{address}&{}", &window.query()[1..]);
            pager = Some(slice.pager(|person| person.id, at));
        }
        people.push((given, slice));
    }
    let mut entries = posts::entries(conn, vec![post], viewer, false)?;
    Ok(Reactions {
        entry: entries.pop().ok_or(Error::NotFound)?,
        room: place.room,
        people,
        pager: pager.or(kind.map(|_| Pager::default())),
        problem: None,
    })
}

/// `POST /posts/ID/reactions`: gives a reaction, or takes it back.
pub async fn react(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let id = id_of(&req)?;
    ctx.member(&ctx.ui.urls.post(id))?;
    let word = form.line("kind", 20).text;
    let offered = |kind: &Reaction| ctx.ui.viewer.rules.reactions.contains(kind);
    let Some(kind) = Reaction::from_word(&word).filter(offered) else {
        let problem = form.problem(&ctx.ui).or(Some(key("reaction-unknown")));
        return show(&ctx, id, None, Window::Newest, problem).await;
    };
    if form.problem(&ctx.ui).is_none()
        && let Err(error) = ctx.spend(Spending::React).await
    {
        let answer = ctx.already(&form).await?;
        return answer.ok_or(error);
    }
    let (log, now, viewer) = (ctx.site.log, ctx.ui.now, ctx.ui.viewer.clone());
    let (urls, per_page) = (ctx.ui.urls.clone(), ctx.ui.reading.per_page);
    ctx.press(&form, ctx.ui.t(kind.label()), move |tx| {
        let (mut post, room) = find_for(tx.conn, &viewer, id)?;
        post.locked = posts::is_locked(tx.conn, &post)?;
        may_respond(&viewer, &post, &room)?;
        let person = viewer.id().unwrap_or_default();
        let event = Event::PostReacted {
            post: id,
            person,
            kind,
            on: !store::has(tx.conn, id, person, kind)?,
        };
        log.append(tx, now, event)?;
        seen_at(tx.conn, (&urls, per_page), &post, &room)
    })
    .await
}
