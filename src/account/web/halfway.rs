//! Half-way in: the password was right, and the second factor is missing. No session is open yet; what
//! says so is a signed text in the form, good for ten minutes, for the browser that typed the password,
//! and for as long as that password stands.

use actix_web::HttpResponse;
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use super::confirm::{counted, strain};
use super::enter::{enter, kept, know_again, tries_of};
use crate::account::second_factor::{Code, TYPED_MAX};
use crate::account::store;
use crate::account::view::{self, LogIn, LogInCode};
use crate::clock::{Micros, SECOND};
use crate::error::{Error, Kept};
use crate::locale::key;
use crate::web::{Answer, Ctx, Submission, fresh_session, give, known_browser};

/// How long the code may take.
const LIFE: Micros = 600 * SECOND;

/// The signed text.
pub(super) fn prove(ctx: &Ctx, person: i64, phc: &str) -> String {
    let at = ctx.ui.now;
    let mac = signature(ctx, person, at, phc);
    BASE64URL_NOPAD.encode(&[&person.to_be_bytes()[..], &at.to_be_bytes(), &mac].concat())
}

fn signature(ctx: &Ctx, person: i64, at: Micros, phc: &str) -> [u8; 32] {
    let parts: [&[u8]; 5] = [
        b"half-way",
        ctx.ui.forms.cookie().as_bytes(),
        &person.to_be_bytes(),
        &at.to_be_bytes(),
        phc.as_bytes(),
    ];
    ctx.site.keys.derive(&parts)
}

/// Whose it says it is, when it was signed, and the signature: not yet checked.
fn read(proof: &str) -> Option<(i64, Micros, Vec<u8>)> {
    let bytes = BASE64URL_NOPAD.decode(proof.as_bytes()).ok()?;
    let (person, rest) = bytes.split_first_chunk()?;
    let (at, mac) = rest.split_first_chunk()?;
    Some((
        i64::from_be_bytes(*person),
        Micros::from_be_bytes(*at),
        mac.to_vec(),
    ))
}

/// The form that asks for the code.
pub(super) fn ask(
    ctx: &Ctx,
    kept: &Kept,
    proof: &str,
    code_error: Option<&'static str>,
) -> HttpResponse {
    let state = LogInCode {
        proof: proof.to_owned(),
        code_error,
        problem: None,
        kept: kept.clone(),
    };
    ctx.page(view::log_in_code(&ctx.ui, &state).status(422))
}

/// `POST /login/code`.
pub async fn log_in_code(ctx: Ctx, form: Submission) -> Answer {
    if let Some(mut answer) = ctx.already(&form).await? {
        let cookie = fresh_session(&ctx.site.keys, ctx.ui.forms.cookie(), &form.once());
        give(&ctx.set_cookie(&cookie), &mut answer);
        return Ok(answer);
    }
    let typed = form.line("code", TYPED_MAX).required();
    let mut state = LogInCode {
        proof: form.line("proof", 200).text,
        code_error: typed.error,
        problem: form.problem(&ctx.ui),
        kept: kept(&ctx.ui, &form),
    };
    if state.code_error.is_some() || state.problem.is_some() {
        return Ok(ctx.page(view::log_in_code(&ctx.ui, &state).status(422)));
    }
    let Some((person, name, phc)) = proven(&ctx, &state.proof).await? else {
        // It took too long, or the password has changed meanwhile: from the beginning.
        let state = LogIn {
            problem: Some(key("login-late")),
            kept: state.kept,
            ..LogIn::default()
        };
        return Ok(ctx.page(view::log_in(&ctx.ui, &state).status(422)));
    };
    let code = Code::read(&ctx.site.keys, person, &typed.text);
    let now = ctx.ui.now;
    let wrong = Error::Invalid {
        field: "code",
        key: key("code-wrong"),
    };
    let opened = enter(&ctx, &form, &state.kept, move |tx| match code {
        Some(code) if store::use_code(tx, person, &code, now)? => Ok(person),
        _ => Err(wrong),
    });
    let mark = known_browser(&ctx.site.keys, person, &phc);
    // The same count as for passwords: whoever knows one does not begin anew with it.
    match counted(&ctx, tries_of(&ctx, &name, Some(&mark)), opened).await {
        Ok(mut answer) => {
            know_again(&ctx, &mut answer, person, &phc);
            Ok(answer)
        }
        Err(Error::Invalid { key, .. }) => Ok(ask(&ctx, &state.kept, &state.proof, Some(key))),
        Err(error) => {
            let strain = strain(error)?;
            state.problem = Some(strain.problem);
            let page = view::log_in_code(&ctx.ui, &state).status(strain.status);
            Ok(ctx.page(page.retry_after(strain.seconds)))
        }
    }
}

/// Who typed the right password: their number, name and hash, if the text says so and is good.
async fn proven(ctx: &Ctx, proof: &str) -> Result<Option<(i64, String, String)>, Error> {
    let Some((person, at, mac)) = read(proof) else {
        return Ok(None);
    };
    let found = ctx
        .site
        .db
        .read(move |conn| {
            let phc = store::password_of(conn, person)?;
            let name = store::by_id(conn, person).map(|person| person.name);
            Ok(phc.zip(name.ok()))
        })
        .await?;
    let recent = (0..=LIFE).contains(&ctx.ui.now.saturating_sub(at));
    Ok(found
        .filter(|(phc, _)| recent && bool::from(signature(ctx, person, at, phc).ct_eq(&mac[..])))
        .map(|(phc, name)| (person, name, phc)))
}
