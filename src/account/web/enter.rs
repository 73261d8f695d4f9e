//! Coming and leaving.

use actix_web::{HttpRequest, HttpResponse};
use subtle::ConstantTimeEq;

use super::confirm::strain;
use super::{halfway, refuse_taken};
use crate::account::asked::{Asked, in_line};
use crate::account::pseudonym::{Pseudonym, likeness};
use crate::account::view::{self, APPLICATION_MAX, INVITATION_MAX, LogIn};
use crate::account::{password, store};
use crate::db::Tx;
use crate::error::{Error, Kept};
use crate::html::Ui;
use crate::locale::key;
use crate::rules::Joining;
use crate::web::draft::{self, Draft};
use crate::web::{
    Act, Answer, Ctx, Submission, Ticket, TryKey, fresh_session, give, id, known_browser, local,
    query, session_number,
};

/// How many characters of a draft are carried through the log-in form.
const CARRIED: usize = 200_000;

/// `GET /login`.
pub async fn log_in_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let page = match &ctx.ui.viewer.member {
        Some(member) => view::logged_in(&ctx.ui, member),
        None => {
            let query = query(&req);
            let next = local(&ctx.ui, &query.line("next", 2_000).text);
            let (rules, ticket) = (&ctx.ui.viewer.rules, Ticket::of(&ctx.ui, &query));
            // Whoever keeps a pseudonym, or was invited, sees the form at once.
            let waits = rules.is_besieged() && !query.has("kept") && !query.has("invitation");
            if waits && ticket.or_fresh(&ctx.ui).wait(rules) > 0 {
                return Ok(ctx.page(in_line(&ctx.ui, &ticket, &next)));
            }
            let state = LogIn {
                invitation: query.line("invitation", INVITATION_MAX),
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
        invitation: form.line("invitation", INVITATION_MAX),
        application: form.area("application", APPLICATION_MAX),
        // Those who come back are known by their password, and are asked nothing else.
        asked: if password.text.is_empty() {
            Asked::of(&ctx, &form)
        } else {
            Asked::carried(&ctx, &form)
        },
    };
    if !state.is_sound() {
        return Ok(ctx.page(view::log_in(&ctx.ui, &state).status(422)));
    }
    let password_is_empty = password.text.is_empty();
    let act = if password_is_empty {
        Act::Join
    } else {
        Act::LogIn
    };
    if let Err(error) = ctx.spend(act).await {
        return Ok(ctx.refusal(&error, &state.kept.body));
    }
    let entry = if password_is_empty {
        arrive(&ctx, &form, &state).await
    } else {
        come_back(&ctx, &form, &state, password.text).await
    };
    match entry {
        Ok(answer) => Ok(answer),
        Err(Error::Invalid { field, key }) => {
            match field {
                "pseudonym" => state.name.error = Some(key),
                "invitation" => state.invitation.error = Some(key),
                "ticket" => state.asked.ticket_error = Some(key),
                _ => state.password_error = Some(key),
            }
            Ok(ctx.page(view::log_in(&ctx.ui, &state).status(422)))
        }
        // Beyond what is computed at once, or tried at once, the form comes again with everything in it
        // but the password.
        Err(error @ (Error::TooMany(_) | Error::Unavailable(_))) if !password_is_empty => {
            let strain = strain(error)?;
            state.problem = Some(strain.problem);
            let page = view::log_in(&ctx.ui, &state).status(strain.status);
            Ok(ctx.page(page.retry_after(strain.seconds)))
        }
        Err(error) => Ok(ctx.refusal(&error, &state.kept.body)),
    }
}

pub(super) fn kept(ui: &Ui, form: &Submission) -> Kept {
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
        poll: form.has("poll").then(|| form.area("poll", CARRIED).text),
    }
}

/// Takes a pseudonym that nobody has.
async fn arrive(ctx: &Ctx, form: &Submission, state: &LogIn) -> Answer {
    let name = Pseudonym::parse(&state.name.text).map_err(|key| Error::Invalid {
        field: "pseudonym",
        key,
    })?;
    let (log, now) = (ctx.site.log, ctx.ui.now);
    let joining = ctx.ui.viewer.rules.joining;
    if joining == Joining::Closed {
        return Err(Error::Invalid {
            field: "password",
            key: key("joining-closed-new"),
        });
    }
    // A pseudonym is read by everybody, as a post is.
    if ctx.is_filtered(name.as_str()).await? {
        return Err(Error::Invalid {
            field: "pseudonym",
            key: key("pseudonym-filtered"),
        });
    }
    let (filled, ticket) = (state.asked.filled, state.asked.ticket.clone());
    let rules = ctx.ui.viewer.rules.clone();
    let invitation = state.invitation.text.clone();
    let application = state.application.text.trim().to_owned();
    enter(ctx, form, &state.kept, move |tx| {
        refuse_taken(tx, name.as_str())?;
        if joining == Joining::Invitation {
            store::joining::spend_invitation(tx, &invitation)?;
        }
        if rules.is_besieged() {
            ticket.spend(tx, &rules, now)?;
        }
        let person = store::take(tx, log, name.as_str(), now)?;
        if filled {
            store::suspect_person(tx, person)?;
        }
        if joining == Joining::Approval {
            store::joining::apply_to_join(tx, person, &application, now)?;
        }
        Ok(person)
    })
    .await
}

/// Comes back to a pseudonym that a password keeps.
async fn come_back(ctx: &Ctx, form: &Submission, state: &LogIn, typed: String) -> Answer {
    let name = Pseudonym::parse(&state.name.text).map(|name| name.as_str().to_owned());
    let name = name.unwrap_or_else(|_| state.name.text.clone());
    let asked = name.clone();
    let found = ctx
        .site
        .db
        .read(move |conn| {
            let Some(person) = store::by_name(conn, &asked)? else {
                return Ok(None);
            };
            let phc = store::password_of(conn, person.id)?;
            let factor = store::second_factor(conn, person.id)?.is_some();
            Ok(phc.map(|phc| (person.id, phc, factor)))
        })
        .await?;
    let phc = found.as_ref().map(|(_, phc, _)| phc.clone());
    let mark = found
        .as_ref()
        .map(|(person, phc, _)| known_browser(&ctx.site.keys, *person, phc));
    let tries = tries_of(ctx, &name, mark.as_deref());
    ctx.site.tries.take(&tries, ctx.ui.now)?;
    let right = password::verify(typed, phc).await;
    let right = right.inspect_err(|_| ctx.site.tries.put_back(&tries))?;
    match found.filter(|_| right) {
        Some((person, phc, true)) => {
            let proof = halfway::prove(ctx, person, &phc);
            Ok(halfway::ask(ctx, &state.kept, &proof, None))
        }
        Some((person, phc, false)) => {
            let mut answer = enter(ctx, form, &state.kept, move |_| Ok(person)).await?;
            ctx.site.tries.succeeded(&tries);
            know_again(ctx, &mut answer, person, &phc);
            Ok(answer)
        }
        None => Err(Error::Invalid {
            field: "password",
            key: key("login-wrong"),
        }),
    }
}

/// Under what the tries for a pseudonym are counted, whether anybody has it or not: those from a browser
/// from which its person logged in before apart from all others.
pub(super) fn tries_of(ctx: &Ctx, name: &str, mark: Option<&str>) -> TryKey {
    let known = ctx.known.as_deref().zip(mark);
    let known =
        known.is_some_and(|(sent, mark)| bool::from(sent.as_bytes().ct_eq(mark.as_bytes())));
    let whence = mark.filter(|_| known).unwrap_or_default();
    let likeness = likeness(name);
    let parts: [&[u8]; 3] = [b"tries", likeness.as_bytes(), whence.as_bytes()];
    ctx.site.keys.derive(&parts)
}

/// Lets the browser be known again.
pub(super) fn know_again(ctx: &Ctx, answer: &mut HttpResponse, person: i64, phc: &str) {
    let mark = known_browser(&ctx.site.keys, person, phc);
    give(&ctx.set_known(&mark), answer);
}

/// Opens the session, keeps the words that were on their way, and leads on.
pub(super) async fn enter<F>(ctx: &Ctx, form: &Submission, kept: &Kept, who: F) -> Answer
where
    F: FnOnce(&mut Tx<'_>) -> Result<i64, Error> + Send + 'static,
{
    let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
    let number = session_number(&cookie);
    let (log, now, agent) = (ctx.site.log, ctx.ui.now, ctx.agent.clone());
    let (kept, before) = (kept.clone(), ctx.ui.viewer.member.clone());
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
                poll: kept.poll,
                ..Draft::default()
            };
            draft::save(tx, person, &kept.place, &words, now)?;
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
        ctx.say_done(&mut answer, "done-left");
    }
    Ok(answer)
}
