//! Files that hang on posts, sent to whoever may see the post; and those that wait to, to whoever sent them.

use actix_web::HttpRequest;

use crate::attachment::{Size, store as attachments, web as attachment};
use crate::error::Error;
use crate::post::store;
use crate::room;
use crate::rules::Who;
use crate::web::{Answer, Ctx, id, id_of, segment};

/// `GET /files/POST/POSITION/SIZE`.
pub async fn file(ctx: Ctx, req: HttpRequest) -> Answer {
    let (post, position) = (id_of(&req)?, segment(&req, "position")?);
    let position = id(&position).ok_or(Error::NotFound)?;
    let size = Size::from_word(&segment(&req, "size")?).ok_or(Error::NotFound)?;
    let viewer = ctx.ui.viewer.clone();
    let (details, open) = ctx
        .site
        .db
        .read(move |conn| {
            let post = store::by_id(conn, post)?;
            let room = room::store::by_id(conn, post.room)?;
            room::may(&viewer, &room, room::Act::Read)?;
            if !post.is_seen_by(&viewer, &room)
                || store::hangs_on_held(conn, &post, &viewer, &room)?
            {
                return Err(Error::NotFound);
            }
            if post.deleted.is_some() || post.erased {
                return Err(Error::Gone);
            }
            let found = attachments::one(conn, post.id, position)?;
            // What hangs under a post that waits is kept by no cache either.
            let waits = match post.parent {
                Some(parent) if !post.held => store::is_held(conn, parent)?,
                _ => post.held,
            };
            let open = viewer.rules.readers == Who::Everybody && !waits;
            Ok((found.ok_or(Error::NotFound)?, open))
        })
        .await?;
    attachment::send(&ctx, &req, &details, size, open)
}

/// `GET /files/pending/ID`.
pub async fn pending_file(ctx: Ctx, req: HttpRequest) -> Answer {
    let (id, member) = (id_of(&req)?, ctx.member(&ctx.ui.urls.wall())?.clone());
    let found = ctx
        .site
        .db
        .read(move |conn| attachments::own_pending(conn, &member.session, id))
        .await?;
    let details = found.ok_or(Error::NotFound)?;
    attachment::send(&ctx, &req, &details, Size::Small, false)
}
