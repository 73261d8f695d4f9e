//! Asking for the password once more, before something that cannot be undone.

use crate::account::{password, store};
use crate::error::Error;
use crate::locale::key;
use crate::web::{Ctx, Submission};

/// What is wrong with the password in the field `current` of a form that only its member may send: a key
/// of the locales.
///
/// # Errors
/// [`Error::Forbidden`] for whoever has no password, [`Error::Unauthorized`] for strangers,
/// [`Error::Unavailable`] when too many passwords are being looked at, or a fault of the database.
pub async fn password_again(ctx: &Ctx, form: &Submission) -> Result<Option<&'static str>, Error> {
    let person = ctx.member(&ctx.ui.here)?.id;
    let typed = form.line("current", password::MAX);
    if let Some(error) = typed.required().error {
        return Ok(Some(error));
    }
    let typed = form.line("current", password::MAX).text;
    let phc = ctx
        .site
        .db
        .read(move |conn| store::password_of(conn, person))
        .await?;
    if phc.is_none() {
        return Err(Error::Forbidden(key("password-first")));
    }
    let right = password::verify(typed, phc).await?;
    Ok((!right).then_some(key("password-wrong")))
}
