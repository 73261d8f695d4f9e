//! Coming and leaving.

use actix_web::HttpRequest;

use super::refuse_taken;
use crate::account::asked::{Asked, in_line};
use crate::account::pseudonym::Pseudonym;
use crate::account::view::{self, LogIn};
use crate::account::{password, store};
use crate::db::Tx;
use crate::error::{Error, Kept};
use crate::html::Ui;
use crate::locale::key;
use crate::web::draft::{self, Draft};
use crate::web::{
    Act, Answer, Ctx, Submission, Ticket, fresh_session, give, id, local, query, session_number,
};

/// How many characters of a draft are carried through the log-in form.
const CARRIED: usize = 200_000;

/// `GET /login`.
pub async fn log_in_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let page = match &ctx.ui.viewer.member {
        Some(member) => view::logged_in(&ctx.ui, member),
        None => {
            let asked = query(&req);
            let next = local(&ctx.ui, &asked.line("next", 2_000).text);
            let (rules, ticket) = (&ctx.ui.viewer.rules, Ticket::of(&ctx.ui, &asked));
            let is_their_turn = || ticket.or_fresh(&ctx.ui).wait(rules) == 0;
            if rules.is_besieged() && !asked.has("kept") && !is_their_turn() {
                return Ok(ctx.page(in_line(&ctx.ui, &ticket, &next)));
            }
            let state = LogIn {
                kept: Kept {
                    next,
                    ..Kept::default()
                },
                asked: Asked {
                    ticket,
                    ..Asked::default()
                },
                ..LogIn::default()
            };
            view::log_in(&ctx.ui, &state)
        }
    };
    Ok(ctx.page(page))
}

/// `POST /login`.
pub async fn log_in(ctx: Ctx, form: Submission) -> Answer {
    let password = form.line("password", password::MAX);
    let mut state = LogIn {
        name: form.line("pseudonym", 200).required(),
        password_error: password.error,
        problem: form.problem(&ctx.ui),
        kept: kept(&ctx.ui, &form),
        // Those who come back are known by their password, and are asked nothing else.
        asked: if password.text.is_empty() {
            Asked::of(&ctx, &form)
        } else {
            Asked::carried(&ctx, &form)
        },
    };
    let is_sound = state.asked.is_sound() && state.name.error.is_none();
    if !is_sound || state.password_error.is_some() || state.problem.is_some() {
        return Ok(ctx.page(view::log_in(&ctx.ui, &state).status(422)));
    }
    let act = if password.text.is_empty() {
        Act::Join
    } else {
        Act::LogIn
    };
    if let Err(error) = ctx.spend(act).await {
        return Ok(ctx.refusal(&error, &state.kept.body));
    }
    let entry = if password.text.is_empty() {
        arrive(&ctx, &form, &state).await
    } else {
        come_back(&ctx, &form, &state, password.text).await
    };
    match entry {
        Ok(answer) => Ok(answer),
        Err(Error::Invalid { field, key }) => {
            if field == "pseudonym" {
                state.name.error = Some(key);
            } else if field == "ticket" {
                state.asked.ticket_error = Some(key);
            } else {
                state.password_error = Some(key);
            }
            Ok(ctx.page(view::log_in(&ctx.ui, &state).status(422)))
        }
        Err(error) => Ok(ctx.refusal(&error, &state.kept.body)),
    }
}

fn kept(ui: &Ui, form: &Submission) -> Kept {
    let place = form.line("place", 500).text;
    let place = if ui.urls.is_inside(&place) {
        place
    } else {
        String::new()
    };
    let body = form.area("body", CARRIED);
    let body = if place.is_empty() || body.is_too_long() {
        String::new()
    } else {
        body.text
    };
    Kept {
        next: local(ui, &form.line("next", 2_000).text),
        place,
        body,
        reply_to: id(&form.line("reply_to", 20).text),
    }
}

/// Takes a pseudonym that nobody has.
async fn arrive(ctx: &Ctx, form: &Submission, state: &LogIn) -> Answer {
    let name = Pseudonym::parse(&state.name.text).map_err(|key| Error::Invalid {
        field: "pseudonym",
        key,
    })?;
    let (log, now) = (ctx.site.log, ctx.ui.now);
    let (filled, ticket) = (state.asked.filled, state.asked.ticket.clone());
    let rules = ctx.ui.viewer.rules.clone();
    enter(ctx, form, state, move |tx| {
        refuse_taken(tx, name.as_str())?;
        if rules.is_besieged() {
            ticket.spend(tx, &rules, now)?;
        }
        let person = store::take(tx, log, name.as_str(), now)?;
        if filled {
            store::suspect_person(tx, person)?;
        }
        Ok(person)
    })
    .await
}

/// Comes back to a pseudonym that a password keeps.
async fn come_back(ctx: &Ctx, form: &Submission, state: &LogIn, typed: String) -> Answer {
    let name = Pseudonym::parse(&state.name.text).map(|name| name.as_str().to_owned());
    let name = name.unwrap_or_else(|_| state.name.text.clone());
    let found = ctx
        .site
        .db
        .read(move |conn| {
            let person = store::by_name(conn, &name)?;
            let phc = person
                .as_ref()
                .map(|person| store::password_of(conn, person.id))
                .transpose()?;
            Ok((person, phc.flatten()))
        })
        .await?;
    let (person, phc) = found;
    let right = password::verify(typed, phc).await?;
    match person.filter(|_| right) {
        Some(person) => enter(ctx, form, state, move |_| Ok(person.id)).await,
        None => Err(Error::Invalid {
            field: "password",
            key: key("login-wrong"),
        }),
    }
}

/// Opens the session, keeps the words that were on their way, and leads on.
async fn enter<F>(ctx: &Ctx, form: &Submission, state: &LogIn, who: F) -> Answer
where
    F: FnOnce(&mut Tx<'_>) -> Result<i64, Error> + Send + 'static,
{
    let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
    let number = session_number(&cookie);
    let (log, now, agent) = (ctx.site.log, ctx.ui.now, ctx.agent.clone());
    let (kept, before) = (state.kept.clone(), ctx.ui.viewer.member.clone());
    let location = ctx
        .effect(form, move |tx| {
            let person = who(tx)?;
            store::open_session(tx, &number, person, &agent, now)?;
            if let Some(before) = before {
                store::end_sessions(tx, log, before.id, &[before.session], now)?;
            }
            if kept.body.is_empty() {
                return Ok(kept.next);
            }
            let words = Draft {
                body: kept.body,
                reply_to: kept.reply_to,
            };
            draft::save(tx, &number, &kept.place, &words, now)?;
            Ok(format!("{}#write", kept.next))
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    give(&ctx.set_cookie(&cookie), &mut answer);
    Ok(answer)
}

/// `POST /logout`.
pub async fn log_out(ctx: Ctx, form: Submission) -> Answer {
    if let Some(mut answer) = ctx.already(&form).await? {
        give(&ctx.drop_cookie(), &mut answer);
        return Ok(answer);
    }
    let wall = ctx.ui.urls.wall();
    let member = ctx.member(&wall)?.clone();
    let (log, now, person) = (ctx.site.log, ctx.ui.now, member.id);
    let mut answer = ctx
        .press(&form, ctx.ui.t("leave"), move |tx| {
            store::end_sessions(tx, log, member.id, &[member.session], now)?;
            Ok(wall)
        })
        .await?;
    if answer.status().is_redirection() {
        ctx.site.crowd.left(person);
        give(&ctx.drop_cookie(), &mut answer);
    }
    Ok(answer)
}
