//! Whether it is still the same person: the password once more, before what cannot be taken back.

use crate::account::{password, store};
use crate::error::Error;
use crate::locale::key;
use crate::viewer::Member;
use crate::web::{Ctx, TryKey};

/// What is wrong with a password that a member typed to confirm something: a key of the locales. Whoever
/// has none has nothing to type. Wrong ones count, each session's apart.
///
/// # Errors
/// [`Error::TooMany`] and [`Error::Unavailable`], which [`strain`] puts into words; a fault of the database.
pub async fn password_error(
    ctx: &Ctx,
    member: &Member,
    typed: String,
) -> Result<Option<&'static str>, Error> {
    let person = member.id;
    let phc = ctx
        .site
        .db
        .read(move |conn| store::password_of(conn, person))
        .await?;
    if phc.is_none() {
        return Ok(None);
    }
    let tries = ctx.site.keys.derive(&[b"confirm", &member.session]);
    ctx.site.tries.take(&tries, ctx.ui.now)?;
    let right = password::verify(typed, phc).await;
    let right = right.inspect_err(|_| ctx.site.tries.put_back(&tries))?;
    if right {
        ctx.site.tries.succeeded(&tries);
    }
    Ok((!right).then_some(key("password-wrong")))
}

/// Counts a try of a code, which is used up in the transaction that `work` is.
///
/// # Errors
/// What `work` says: [`Error::Invalid`] for a wrong one; [`Error::TooMany`].
pub async fn counted<T>(
    ctx: &Ctx,
    tries: TryKey,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    ctx.site.tries.take(&tries, ctx.ui.now)?;
    let done = work.await;
    match &done {
        Ok(_) => ctx.site.tries.succeeded(&tries),
        Err(Error::Invalid { .. }) => {}
        Err(_) => ctx.site.tries.put_back(&tries),
    }
    done
}

/// Under what the codes are counted that a person tries who is logged in.
pub fn own_codes(ctx: &Ctx, person: i64) -> TryKey {
    ctx.site.keys.derive(&[b"codes", &person.to_be_bytes()])
}

/// How a form is shown again that came when too much was tried or computed already.
pub struct Strain {
    /// What is said: a key of the locales.
    pub problem: &'static str,
    /// `429` or `503`.
    pub status: u16,
    /// Seconds after which to come back.
    pub seconds: u64,
}

/// Puts these two errors into words.
///
/// # Errors
/// Every other one.
pub fn strain(error: Error) -> Result<Strain, Error> {
    match error {
        Error::TooMany(seconds) => Ok(Strain {
            problem: key("password-wait"),
            status: 429,
            seconds,
        }),
        Error::Unavailable(seconds) => Ok(Strain {
            problem: key("password-busy"),
            status: 503,
            seconds,
        }),
        other => Err(other),
    }
}
