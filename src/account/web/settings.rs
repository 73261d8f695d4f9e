//! One's own settings: password, sessions, light; and the language.

use actix_web::HttpRequest;
use data_encoding::HEXLOWER;

use super::confirm::{Strain, password_error, strain};
use crate::account::view::{self, Account};
use crate::account::{password, store};
use crate::error::Error;
use crate::html::{Page, Ui};
use crate::locale::{Lang, key};
use crate::web::{
    Answer, Ctx, Submission, Typed, fresh_session, give, known_browser, local, query,
    session_number,
};

/// `GET /account`.
pub async fn account(ctx: Ctx) -> Answer {
    show_account(&ctx, Account::default(), 200).await
}

async fn show_account(ctx: &Ctx, state: Account, status: u16) -> Answer {
    let member = ctx.member(&ctx.ui.urls.account())?.clone();
    let (sessions, factor) = ctx
        .site
        .db
        .read(move |conn| {
            let factor = store::second_factor(conn, member.id)?.is_some();
            Ok((store::sessions(conn, member.id)?, factor))
        })
        .await?;
    let state = Account {
        sessions,
        factor,
        ..state
    };
    let member = ctx.member("")?;
    Ok(ctx.page(view::account(&ctx.ui, member, &state).status(status)))
}

/// The same for a form that came when too much was tried or computed already.
async fn show_strained(ctx: &Ctx, error: Error) -> Answer {
    let Strain {
        problem,
        status,
        seconds,
    } = strain(error)?;
    let state = Account {
        password_problem: Some(problem),
        ..Account::default()
    };
    let mut answer = show_account(ctx, state, status).await?;
    if let Some(page) = answer.extensions_mut().get_mut::<Page>() {
        page.retry_after = Some(seconds);
    }
    Ok(answer)
}

/// `POST /account/password`: the first one keeps the pseudonym, another replaces it.
pub async fn set_password(ctx: Ctx, form: Submission) -> Answer {
    let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
    if let Some(mut answer) = ctx.already(&form).await? {
        give(&ctx.set_cookie(&cookie), &mut answer);
        return Ok(answer);
    }
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
        match password_error(&ctx, &member, current.text).await {
            Ok(error) => state.current_error = error,
            Err(error) => return show_strained(&ctx, error).await,
        }
    }
    let wrong = state
        .password_error
        .or(state.current_error)
        .or(state.password_problem);
    if wrong.is_some() {
        return show_account(&ctx, state, 422).await;
    }
    let phc = match password::hash(new.text).await {
        Ok(phc) => phc,
        Err(error) => return show_strained(&ctx, error).await,
    };
    let (mark, word) = (
        known_browser(&ctx.site.keys, member.id, &phc),
        if member.kept {
            "done-password"
        } else {
            "done-kept"
        },
    );
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
    give(&ctx.set_known(&mark), &mut answer);
    ctx.say_done(&mut answer, word);
    Ok(answer)
}

/// `POST /account/sessions/end`.
pub async fn end_session(ctx: Ctx, form: Submission) -> Answer {
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
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
    ctx.say_done(&mut answer, if own { "done-left" } else { "done-session" });
    Ok(answer)
}

/// `POST /account/sessions/end-others`.
pub async fn end_other_sessions(ctx: Ctx, form: Submission) -> Answer {
    let account = ctx.ui.urls.account();
    let member = ctx.member(&account)?.clone();
    let mut answer = ctx
        .press(&form, ctx.ui.t("session-end-others"), move |tx| {
            store::end_other_sessions(tx, member.id, &member.session)?;
            Ok(account)
        })
        .await?;
    ctx.say_done(&mut answer, "done-session");
    Ok(answer)
}

/// `POST /account/light`.
pub async fn set_light(ctx: Ctx, form: Submission) -> Answer {
    let account = ctx.ui.urls.account();
    let person = ctx.member(&account)?.id;
    let invisible = form.pressed("visible") != b"1";
    let mut answer = ctx
        .press(&form, ctx.ui.t("account-light"), move |tx| {
            store::set_invisible(tx, person, invisible)?;
            Ok(account)
        })
        .await?;
    let word = if invisible {
        "done-light-off"
    } else {
        "done-light-on"
    };
    ctx.say_done(&mut answer, word);
    Ok(answer)
}

fn chosen_language(ui: &Ui, form: &Submission) -> (Option<Lang>, Option<&'static str>) {
    let typed: Typed = form.line("language", 10);
    let offered = ui.viewer.rules.offered();
    let lang =
        Lang::from_code(&typed.text).filter(|lang| typed.error.is_none() && offered.contains(lang));
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
    ctx.say_done(&mut answer, "done-language");
    Ok(answer)
}
