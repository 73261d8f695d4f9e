//! Setting up the second factor, new recovery codes, and switching it off.

use super::confirm::{Strain, counted, own_codes, password_error, strain};
use crate::account::second_factor::{Code, Proposal, TYPED_MAX, recovery_hashes, step};
use crate::account::view::{self, Confirm, Factor};
use crate::account::{password, second_factor, store};
use crate::clock::Micros;
use crate::db::Tx;
use crate::error::Error;
use crate::html::{Page, Ui};
use crate::locale::key;
use crate::viewer::Member;
use crate::web::{Answer, Ctx, Submission, fresh_session, give, session_number};

/// Which of the three forms is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    SetUp,
    NewCodes,
    Off,
}

/// `GET /account/second-factor`: how to set it up, or how it is.
pub async fn second_factor(ctx: Ctx) -> Answer {
    let member = keeper(&ctx)?;
    let factor = factor_of(&ctx, member.id).await?;
    let deed = if factor.is_some() {
        Deed::Off
    } else {
        Deed::SetUp
    };
    let proposal = Proposal::fresh()?;
    let page = page_of(&ctx, &member, deed, factor, &proposal, &Confirm::default());
    Ok(ctx.page(page))
}

/// `GET /account/second-factor/codes`: ten new recovery codes, good once they are confirmed.
pub async fn recovery_codes(ctx: Ctx) -> Answer {
    let member = keeper(&ctx)?;
    let factor = factor_of(&ctx, member.id).await?;
    factor.ok_or(Error::NotFound)?;
    let proposal = Proposal::fresh()?;
    let state = Confirm::default();
    Ok(ctx.page(page_of(
        &ctx,
        &member,
        Deed::NewCodes,
        factor,
        &proposal,
        &state,
    )))
}

/// `POST /account/second-factor`.
pub async fn set_second_factor(ctx: Ctx, form: Submission) -> Answer {
    act(ctx, form, Deed::SetUp).await
}

/// `POST /account/second-factor/codes`.
pub async fn set_recovery_codes(ctx: Ctx, form: Submission) -> Answer {
    act(ctx, form, Deed::NewCodes).await
}

/// `POST /account/second-factor/off`.
pub async fn drop_second_factor(ctx: Ctx, form: Submission) -> Answer {
    act(ctx, form, Deed::Off).await
}

async fn act(ctx: Ctx, form: Submission, deed: Deed) -> Answer {
    let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
    if let Some(mut answer) = ctx.already(&form).await? {
        if deed == Deed::SetUp {
            give(&ctx.set_cookie(&cookie), &mut answer);
        }
        return Ok(answer);
    }
    let member = keeper(&ctx)?;
    let factor = factor_of(&ctx, member.id).await?;
    if factor.is_some() == (deed == Deed::SetUp) {
        // Another window was faster: the page says how it is now.
        return Ok(ctx.see_other(&ctx.ui.urls.second_factor()));
    }
    let proposal = match Proposal::read(&form.line("seed", 100).text) {
        Some(proposal) => proposal,
        None => Proposal::fresh()?,
    };
    let (current, typed) = (
        form.line("current", password::MAX),
        form.line("code", TYPED_MAX).required(),
    );
    let mut state = Confirm {
        password_error: current.error,
        code_error: typed.error,
        problem: form.problem(&ctx.ui),
    };
    let again = |state: &Confirm, status: u16| {
        page_of(&ctx, &member, deed, factor, &proposal, state).status(status)
    };
    let strained = |error: Error| {
        let Strain {
            problem,
            status,
            seconds,
        } = strain(error)?;
        let state = Confirm {
            problem: Some(problem),
            ..Confirm::default()
        };
        Ok(ctx.page(again(&state, status).retry_after(seconds)))
    };
    if !state.is_wrong() {
        match password_error(&ctx, &member, current.text).await {
            Ok(error) => state.password_error = error,
            Err(error) => return strained(error),
        }
    }
    if state.is_wrong() {
        return Ok(ctx.page(again(&state, 422)));
    }
    let now = ctx.ui.now;
    let codes = proposal.recovery_codes(&ctx.site.keys);
    let made = Made {
        secret: proposal.secret(&ctx.site.keys),
        hashes: recovery_hashes(&ctx.site.keys, member.id, &codes),
        session: session_number(&cookie),
    };
    let (owner, typed) = (member.clone(), typed.text);
    let code = Code::read(&ctx.site.keys, member.id, &typed);
    let location = match deed {
        Deed::SetUp => ctx.ui.urls.account(),
        Deed::NewCodes | Deed::Off => ctx.ui.urls.second_factor(),
    };
    let done = ctx.effect(&form, move |tx| {
        do_it(tx, deed, &owner, code.as_ref(), &made, now)?;
        Ok(location)
    });
    match counted(&ctx, own_codes(&ctx, member.id), done).await {
        Ok(location) => {
            let mut answer = ctx.see_other(&location);
            if deed == Deed::SetUp {
                give(&ctx.set_cookie(&cookie), &mut answer);
            }
            let word = match deed {
                Deed::SetUp => "done-factor-on",
                Deed::NewCodes => "done-codes",
                Deed::Off => "done-factor-off",
            };
            ctx.say_done(&mut answer, word);
            Ok(answer)
        }
        Err(Error::Invalid { key, .. }) => {
            state.code_error = Some(key);
            Ok(ctx.page(again(&state, 422)))
        }
        Err(error) => strained(error),
    }
}

/// What follows from the proposal and the form.
struct Made {
    secret: Vec<u8>,
    hashes: Vec<Vec<u8>>,
    session: Vec<u8>,
}

fn do_it(
    tx: &mut Tx<'_>,
    deed: Deed,
    member: &Member,
    code: Option<&Code>,
    made: &Made,
    now: Micros,
) -> Result<(), Error> {
    let wrong = Error::Invalid {
        field: "code",
        key: key("code-wrong"),
    };
    match (deed, code) {
        (Deed::SetUp, Some(Code::Timed(typed))) => {
            let used = second_factor::fits(&made.secret, typed, now, step(0)).ok_or(wrong)?;
            store::set_second_factor(tx, member.id, &made.secret, used, now)?;
            store::set_recovery_codes(tx, member.id, &made.hashes)?;
            store::renumber_session(tx, &member.session, &made.session)?;
            store::end_other_sessions(tx, member.id, &made.session)
        }
        (Deed::NewCodes, Some(code)) if store::use_code(tx, member.id, code, now)? => {
            store::set_recovery_codes(tx, member.id, &made.hashes)
        }
        (Deed::Off, Some(code)) if store::use_code(tx, member.id, code, now)? => {
            store::drop_second_factor(tx, member.id)
        }
        _ => Err(wrong),
    }
}

/// Whoever keeps a pseudonym. A second factor without a first one is none.
fn keeper(ctx: &Ctx) -> Result<Member, Error> {
    let member = ctx.member(&ctx.ui.urls.second_factor())?;
    if member.kept {
        Ok(member.clone())
    } else {
        Err(Error::Forbidden(key("factor-needs-password")))
    }
}

async fn factor_of(ctx: &Ctx, person: i64) -> Result<Option<Factor>, Error> {
    ctx.site
        .db
        .read(move |conn| {
            let since = store::second_factor(conn, person)?;
            let codes_left = store::recovery_codes_left(conn, person)?;
            Ok(since.map(|since| Factor { since, codes_left }))
        })
        .await
}

fn page_of(
    ctx: &Ctx,
    member: &Member,
    deed: Deed,
    factor: Option<Factor>,
    proposal: &Proposal,
    state: &Confirm,
) -> Page {
    let ui: &Ui = &ctx.ui;
    let keys = &ctx.site.keys;
    match (deed, factor) {
        (Deed::Off, Some(factor)) => view::second_factor(ui, &factor, state),
        (Deed::NewCodes, _) => {
            let codes = proposal.recovery_codes(keys);
            view::new_codes(ui, &proposal.carried(), &codes, state)
        }
        _ => {
            let secret = proposal.secret(keys);
            let shown = view::SetUp {
                seed: proposal.carried(),
                secret: second_factor::spelled(&secret),
                address: second_factor::address(&ctx.site.config.title, &member.name, &secret),
                codes: proposal.recovery_codes(keys),
            };
            view::set_up(ui, &shown, state)
        }
    }
}
