//! People, roles, and what owners did.

use actix_web::HttpRequest;

use super::owner;
use crate::account::Standing;
use crate::account::store as accounts;
use crate::error::Error;
use crate::locale::key;
use crate::owner::view::People;
use crate::owner::{store, view};
use crate::urls::Window;
use crate::viewer::Role;
use crate::web::{Answer, Ctx, Submission, fresh_session, give, id, query, session_number, window};

/// `GET /owner/people`.
pub async fn people(ctx: Ctx, req: HttpRequest) -> Answer {
    owner(&ctx, &ctx.ui.urls.owner_people())?;
    let beginning = query(&req).line("q", 200).text.trim().to_owned();
    show(&ctx, beginning, window(&req)?, Refused::default(), 200).await
}

/// Why a role was not given.
#[derive(Default)]
struct Refused {
    to: Option<(i64, &'static str)>,
    problem: Option<&'static str>,
}

async fn show(
    ctx: &Ctx,
    beginning: String,
    window: Window,
    refused: Refused,
    status: u16,
) -> Answer {
    let wanted = beginning.clone();
    let (with_roles, found) = ctx
        .site
        .db
        .read(move |conn| {
            let with_roles = store::with_roles(conn)?;
            Ok((with_roles, store::people(conn, &wanted, window)?))
        })
        .await?;
    let urls = &ctx.ui.urls;
    let pager = found.pager(
        |person| person.id,
        |window| urls.owner_people_part(&beginning, window),
    );
    let state = People {
        with_roles,
        beginning,
        found: found.rows,
        pager,
        refused: refused.to,
        problem: refused.problem,
    };
    Ok(ctx.page(view::people(&ctx.ui, &state).status(status)))
}

/// `POST /owner/people/role`: the person's sessions end, since a new role is a new session. An owner who
/// changes their own gets a fresh one.
pub async fn give_role(ctx: Ctx, form: Submission) -> Answer {
    let own_cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
    if let Some(mut answer) = ctx.already(&form).await? {
        let fresh = session_number(&own_cookie);
        // Only where it is their own role that changed is there such a session.
        let identify = ctx.site.identify;
        if ctx
            .site
            .db
            .read(move |conn| identify(conn, &fresh))
            .await?
            .is_some()
        {
            give(&ctx.set_cookie(&own_cookie), &mut answer);
        }
        return Ok(answer);
    }
    let people = ctx.ui.urls.owner_people();
    let actor = owner(&ctx, &people)?.clone();
    let person = id(&form.line("person", 20).text).unwrap_or_default();
    let asked = form.line("role", 20).text;
    let roles = [Role::Member, Role::Moderator, Role::Owner];
    let role = roles.into_iter().find(|role| role.as_str() == asked);
    let (Some(role), None) = (role, form.problem(&ctx.ui)) else {
        let refused = Refused {
            to: None,
            problem: form.problem(&ctx.ui).or(Some(key("role-unknown"))),
        };
        return show(&ctx, String::new(), Window::Newest, refused, 422).await;
    };
    let (log, now, agent) = (ctx.site.log, ctx.ui.now, ctx.agent.clone());
    let (by, own) = (actor.id, actor.id == person);
    let number = session_number(&own_cookie);
    let location = if own && role != Role::Owner {
        ctx.ui.urls.wall()
    } else {
        people
    };
    let done = ctx
        .effect(&form, move |tx| {
            let found = accounts::by_id(tx.conn, person)?;
            if found.standing != Standing::Kept {
                return Err(Error::Invalid {
                    field: "role",
                    key: key("role-unkept"),
                });
            }
            if accounts::role_of(tx.conn, person)? != role {
                accounts::give_role(tx, log, person, role, by, now)?;
                if own {
                    accounts::open_session(tx, &number, person, &agent, now)?;
                }
            }
            Ok(location)
        })
        .await;
    match done {
        Ok(location) => {
            let mut answer = ctx.see_other(&location);
            if own && role != actor.role {
                give(&ctx.set_cookie(&own_cookie), &mut answer);
            }
            Ok(answer)
        }
        Err(Error::Invalid { key, .. } | Error::Forbidden(key)) => {
            let refused = Refused {
                to: Some((person, key)),
                problem: None,
            };
            show(&ctx, String::new(), Window::Newest, refused, 422).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /owner/log`.
pub async fn log(ctx: Ctx, req: HttpRequest) -> Answer {
    owner(&ctx, &ctx.ui.urls.owner_log())?;
    let window = window(&req)?;
    let acts = ctx
        .site
        .db
        .read(move |conn| store::acts(conn, window))
        .await?;
    let address = ctx.ui.urls.owner_log();
    let pager = acts.pager(
        |act| act.seq,
        |window| format!("{address}{}", window.query()),
    );
    Ok(ctx.page(view::log(&ctx.ui, &acts.rows, pager)))
}
