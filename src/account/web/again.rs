//! Asking for the password once more, before something that cannot be undone.

use super::confirm::password_error;
use crate::account::password;
use crate::error::Error;
use crate::locale::key;
use crate::web::{Ctx, Submission};

/// What is wrong with the password in the field `current` of a form that only its member may send: a key
/// of the locales.
///
/// # Errors
/// [`Error::Forbidden`] for whoever has no password, [`Error::Unauthorized`] for strangers,
/// [`Error::TooMany`] after several wrong ones, [`Error::Unavailable`] when too many passwords are being
/// looked at, or a fault of the database.
pub async fn password_again(ctx: &Ctx, form: &Submission) -> Result<Option<&'static str>, Error> {
    let member = ctx.member(&ctx.ui.here)?;
    let typed = form.line("current", password::MAX);
    if let Some(error) = typed.required().error {
        return Ok(Some(error));
    }
    let typed = form.line("current", password::MAX).text;
    if !member.kept {
        return Err(Error::Forbidden(key("password-first")));
    }
    password_error(ctx, member, typed).await
}
