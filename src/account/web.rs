//! Handlers: taking a pseudonym, leaving, passwords, sessions, languages, and the first owner.

use actix_web::http::header::SET_COOKIE;
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::HEXLOWER;

use super::pseudonym::Pseudonym;
use super::view::{self, Account, Claim, LogIn};
use super::{claim, password, store};
use crate::db::Tx;
use crate::error::{Error, Kept};
use crate::html::Ui;
use crate::locale::{Lang, key};
use crate::log::Log;
use crate::web::draft::{self, Draft};
use crate::web::{Answer, Ctx, Submission, Typed, fresh_session, query, session_number};

/// How many characters of a draft are carried through the log-in form.
const CARRIED: usize = 20_000;

/// `GET /login`.
pub async fn log_in_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let page = match &ctx.ui.viewer.member {
        Some(member) => view::logged_in(&ctx.ui, member),
        None => {
            let next = local(&ctx.ui, &query(&req).line("next", 2_000).text);
            view::log_in_page(
                &ctx.ui,
                &Kept {
                    next,
                    ..Kept::default()
                },
            )
        }
    };
    Ok(ctx.page(page))
}

/// A path of this site to go on to; the wall for anything else.
fn local(ui: &Ui, next: &str) -> String {
    let plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'#');
    if plain && ui.urls.is_inside(next) && !next.starts_with("//") {
        next.to_owned()
    } else {
        ui.urls.wall()
    }
}

/// `POST /login`.
pub async fn log_in(ctx: Ctx, form: Submission) -> Answer {
    let password = form.line("password", password::MAX);
    let mut state = LogIn {
        name: form.line("pseudonym", 200).required(),
        password_error: password.error,
        problem: form.problem(&ctx.ui),
        kept: kept(&ctx.ui, &form),
    };
    if state.name.error.is_some() || state.password_error.is_some() || state.problem.is_some() {
        return Ok(ctx.page(view::log_in(&ctx.ui, &state).status(422)));
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
            } else {
                state.password_error = Some(key);
            }
            Ok(ctx.page(view::log_in(&ctx.ui, &state).status(422)))
        }
        Err(error) => Err(error),
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
    }
}

/// Takes a pseudonym that nobody has.
async fn arrive(ctx: &Ctx, form: &Submission, state: &LogIn) -> Answer {
    let name = Pseudonym::parse(&state.name.text).map_err(|key| Error::Invalid {
        field: "pseudonym",
        key,
    })?;
    let (log, now) = (ctx.site.log, ctx.ui.now);
    enter(ctx, form, state, move |tx| {
        refuse_taken(tx, name.as_str())?;
        store::take(tx, log, name.as_str(), now)
    })
    .await
}

fn refuse_taken(tx: &mut Tx<'_>, name: &str) -> Result<(), Error> {
    if store::is_taken(tx.conn, name)? {
        return Err(Error::Invalid {
            field: "pseudonym",
            key: key("pseudonym-taken"),
        });
    }
    Ok(())
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
                reply_to: None,
            };
            draft::save(tx, &number, &kept.place, &words, now)?;
            Ok(format!("{}#write", kept.next))
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    give(&ctx.set_cookie(&cookie), &mut answer);
    Ok(answer)
}

fn give(cookie: &str, answer: &mut HttpResponse) {
    // A cookie of ours is plain ASCII: there is no other.
    if let Ok(value) = cookie.parse() {
        answer.headers_mut().append(SET_COOKIE, value);
    }
}

/// `POST /logout`.
pub async fn log_out(ctx: Ctx, form: Submission) -> Answer {
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

/// `GET /account`.
pub async fn account(ctx: Ctx) -> Answer {
    show_account(&ctx, Account::default(), 200).await
}

async fn show_account(ctx: &Ctx, state: Account, status: u16) -> Answer {
    let member = ctx.member(&ctx.ui.urls.account())?.clone();
    let sessions = ctx
        .site
        .db
        .read(move |conn| store::sessions(conn, member.id))
        .await?;
    let state = Account { sessions, ..state };
    let member = ctx.member("")?;
    Ok(ctx.page(view::account(&ctx.ui, member, &state).status(status)))
}

/// `POST /account/password`: the first one keeps the pseudonym, another replaces it.
pub async fn set_password(ctx: Ctx, form: Submission) -> Answer {
    let account = ctx.ui.urls.account();
    let member = ctx.member(&account)?.clone();
    let (new, current) = (
        form.line("password", password::MAX),
        form.line("current", password::MAX),
    );
    let mut state = Account {
        password_error: new.error.or_else(|| password::fault(&new.text)),
        current_error: current.error,
        password_problem: form.problem(&ctx.ui),
        ..Account::default()
    };
    if state.password_problem.is_none() && state.current_error.is_none() && member.kept {
        state.current_error = current_error(&ctx, member.id, current.text).await?;
    }
    let wrong = state
        .password_error
        .or(state.current_error)
        .or(state.password_problem);
    if wrong.is_some() {
        return show_account(&ctx, state, 422).await;
    }
    let phc = password::hash(new.text).await?;
    let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
    let number = session_number(&cookie);
    let (log, now) = (ctx.site.log, ctx.ui.now);
    let location = ctx
        .effect(&form, move |tx| {
            store::set_password(tx, log, member.id, &phc, now)?;
            store::renumber_session(tx, &member.session, &number)?;
            store::end_other_sessions(tx, member.id, &number)?;
            Ok(account)
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    give(&ctx.set_cookie(&cookie), &mut answer);
    Ok(answer)
}

async fn current_error(
    ctx: &Ctx,
    person: i64,
    typed: String,
) -> Result<Option<&'static str>, Error> {
    let phc = ctx
        .site
        .db
        .read(move |conn| store::password_of(conn, person))
        .await?;
    let right = password::verify(typed, phc).await?;
    Ok((!right).then_some(key("password-wrong")))
}

/// `POST /account/sessions/end`.
pub async fn end_session(ctx: Ctx, form: Submission) -> Answer {
    let account = ctx.ui.urls.account();
    let member = ctx.member(&account)?.clone();
    let number = HEXLOWER
        .decode(form.line("session", 64).text.as_bytes())
        .unwrap_or_default();
    let own = number == member.session;
    let location = if own { ctx.ui.urls.wall() } else { account };
    let (log, now, person) = (ctx.site.log, ctx.ui.now, member.id);
    let mut answer = ctx
        .press(&form, ctx.ui.t("session-end"), move |tx| {
            store::end_sessions(tx, log, person, &[number], now)?;
            Ok(location)
        })
        .await?;
    if own && answer.status().is_redirection() {
        ctx.site.crowd.left(person);
        give(&ctx.drop_cookie(), &mut answer);
    }
    Ok(answer)
}

/// `POST /account/language`.
pub async fn set_language(ctx: Ctx, form: Submission) -> Answer {
    let account = ctx.ui.urls.account();
    let person = ctx.member(&account)?.id;
    let (lang, problem) = chosen_language(&ctx.ui, &form);
    let (Some(lang), None) = (lang, problem) else {
        let state = Account {
            language_problem: problem.or(Some(key("language-unknown"))),
            ..Account::default()
        };
        return show_account(&ctx, state, 422).await;
    };
    let location = ctx
        .effect(&form, move |tx| {
            store::set_language(tx, person, lang)?;
            Ok(account)
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    give(&ctx.set_language(lang.code()), &mut answer);
    Ok(answer)
}

fn chosen_language(ui: &Ui, form: &Submission) -> (Option<Lang>, Option<&'static str>) {
    let typed: Typed = form.line("language", 10);
    let lang = Lang::from_code(&typed.text).filter(|_| typed.error.is_none());
    (lang, form.problem(ui))
}

/// `GET /language`.
pub async fn language_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let next = local(&ctx.ui, &query(&req).line("next", 2_000).text);
    Ok(ctx.page(view::language(&ctx.ui, &next, None)))
}

/// `POST /language`: for strangers it is kept in a cookie, for members beside their name as well.
pub async fn choose_language(ctx: Ctx, form: Submission) -> Answer {
    let next = local(&ctx.ui, &form.line("next", 2_000).text);
    let (lang, problem) = chosen_language(&ctx.ui, &form);
    let (Some(lang), None) = (lang, problem) else {
        let problem = problem.or(Some(key("language-unknown")));
        return Ok(ctx.page(view::language(&ctx.ui, &next, problem).status(422)));
    };
    let location = match ctx.ui.viewer.id() {
        Some(person) => {
            ctx.effect(&form, move |tx| {
                store::set_language(tx, person, lang)?;
                Ok(next)
            })
            .await?
        }
        None => next,
    };
    let mut answer = ctx.see_other(&location);
    give(&ctx.set_language(lang.code()), &mut answer);
    Ok(answer)
}

/// `GET /owner/claim?token=…`.
pub async fn claim_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let token = query(&req).line("token", 100).text;
    let checked = token.clone();
    ctx.site
        .db
        .read(move |conn| claim::check(conn, &checked))
        .await?;
    Ok(ctx.page(view::claim(&ctx.ui, &token, &Claim::default())))
}

/// `POST /owner/claim?token=…`.
pub async fn claim(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let token = query(&req).line("token", 100).text;
    let checked = token.clone();
    let once = form.once();
    let key = session_number(ctx.ui.forms.cookie());
    ctx.site
        .db
        .read(move |conn| match claim::check(conn, &checked) {
            // Sent twice: the first one has spent the token, and `effect` knows its answer.
            Err(Error::Gone) if crate::web::once::is_known(conn, &key, &once)? => Ok(()),
            other => other,
        })
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
            claim::spend(tx, &token)?;
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
