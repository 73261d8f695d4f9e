//! The first owner.

use actix_web::HttpRequest;

use super::confirm::strain;
use super::refuse_taken;
use crate::account::pseudonym::Pseudonym;
use crate::account::view::{self, Claim};
use crate::account::{claim as token_store, password, store};
use crate::db::Tx;
use crate::error::Error;
use crate::locale::key;
use crate::log::Log;
use crate::web::{Answer, Ctx, Submission, fresh_session, give, query, session_number};

/// `GET /owner/claim?token=…`.
pub async fn claim_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let token = query(&req).line("token", 100).text;
    let checked = token.clone();
    ctx.site
        .db
        .read(move |conn| token_store::check(conn, &checked))
        .await?;
    Ok(ctx.page(view::claim(&ctx.ui, &token, &Claim::default())))
}

/// `POST /owner/claim?token=…`.
pub async fn claim(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    if let Some(mut answer) = ctx.already(&form).await? {
        let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
        give(&ctx.set_cookie(&cookie), &mut answer);
        return Ok(answer);
    }
    let token = query(&req).line("token", 100).text;
    let checked = token.clone();
    ctx.site
        .db
        .read(move |conn| token_store::check(conn, &checked))
        .await?;
    let member = ctx.ui.viewer.member.clone();
    let mut state = Claim {
        problem: form.problem(&ctx.ui),
        ..Claim::default()
    };
    if member.is_none() {
        state.name = form.line("pseudonym", 200).required();
    }
    let typed = form.line("password", password::MAX);
    if !member.as_ref().is_some_and(|member| member.kept) {
        state.password_error = typed.error.or_else(|| password::fault(&typed.text));
    }
    let name = match &member {
        Some(_) => None,
        None => match Pseudonym::parse(&state.name.text) {
            Ok(name) => Some(name),
            Err(wrong) => {
                state.name.error = state.name.error.or(Some(wrong));
                None
            }
        },
    };
    if state
        .problem
        .or(state.name.error)
        .or(state.password_error)
        .is_some()
    {
        return Ok(ctx.page(view::claim(&ctx.ui, &token, &state).status(422)));
    }
    match become_owner(&ctx, &form, token.clone(), name, typed.text).await {
        Err(error @ Error::Unavailable(_)) => {
            let strain = strain(error)?;
            state.problem = Some(strain.problem);
            let page = view::claim(&ctx.ui, &token, &state).status(strain.status);
            Ok(ctx.page(page.retry_after(strain.seconds)))
        }
        Err(Error::Invalid { key, .. }) => {
            state.name.error = Some(key);
            Ok(ctx.page(view::claim(&ctx.ui, &token, &state).status(422)))
        }
        other => other,
    }
}

async fn become_owner(
    ctx: &Ctx,
    form: &Submission,
    token: String,
    name: Option<Pseudonym>,
    typed: String,
) -> Answer {
    let member = ctx.ui.viewer.member.clone();
    let phc = match &member {
        Some(member) if member.kept => None,
        _ => Some(password::hash(typed).await?),
    };
    let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
    let number = session_number(&cookie);
    let (log, now, agent) = (ctx.site.log, ctx.ui.now, ctx.agent.clone());
    let wall = ctx.ui.urls.wall();
    let location = ctx
        .effect(form, move |tx| {
            token_store::spend(tx, &token)?;
            let person = person_of(tx, log, member.as_ref().map(|m| m.id), name.as_ref(), now)?;
            if let Some(phc) = phc {
                store::set_password(tx, log, person, &phc, now)?;
            }
            store::make_owner(tx, log, person, now)?;
            store::open_session(tx, &number, person, &agent, now)?;
            Ok(wall)
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    give(&ctx.set_cookie(&cookie), &mut answer);
    ctx.say_done(&mut answer, "done-claimed");
    Ok(answer)
}

fn person_of(
    tx: &mut Tx<'_>,
    log: Log,
    member: Option<i64>,
    name: Option<&Pseudonym>,
    now: i64,
) -> Result<i64, Error> {
    match (member, name) {
        (Some(member), _) => Ok(member),
        (None, Some(name)) => {
            refuse_taken(tx, name.as_str())?;
            store::take(tx, log, name.as_str(), now)
        }
        (None, None) => Err(Error::Invalid {
            field: "pseudonym",
            key: key("pseudonym-empty"),
        }),
    }
}
