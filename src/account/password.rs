//! Passwords: argon2id (RFC 9106) off the workers, at most two at a time.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::{Error, Fault};
use crate::locale::key;

/// How many characters a password has at least and at most.
const MIN: usize = 8;
/// The upper bound.
pub const MAX: usize = 1_000;

/// How many hashes are computed at once, and how many may wait. Each takes 19 MiB and a core.
const AT_ONCE: usize = 2;
const WAITING: usize = 32;

static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);
static QUEUE: Semaphore = Semaphore::const_new(AT_ONCE + WAITING);

/// What is wrong with a password that somebody wants to set: a key of the locales.
pub fn fault(password: &str) -> Option<&'static str> {
    match password.chars().count() {
        0 => Some(key("password-empty")),
        _ if password.trim().is_empty() => Some(key("password-empty")),
        1..MIN => Some(key("password-short")),
        MIN..=MAX => None,
        _ => Some(key("password-long")),
    }
}

/// Hashes a password, with a fresh salt, into the PHC string that is stored.
///
/// # Errors
/// [`Error::Unavailable`] when too many wait already.
pub async fn hash(password: String) -> Result<String, Error> {
    computed(move || hash_here(&password)).await?
}

/// The same on this thread.
///
/// # Errors
/// When the machine has no randomness.
pub fn hash_here(password: &str) -> Result<String, Error> {
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(Error::fault)?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed into `phc`. Without one, as much work is done for
/// nothing, so that nobody learns by the time it takes who has a password.
///
/// # Errors
/// [`Error::Unavailable`] when too many wait already; a fault when the stored hash cannot be read.
pub async fn verify(password: String, phc: Option<String>) -> Result<bool, Error> {
    static NOBODYS: LazyLock<Option<String>> =
        LazyLock::new(|| hash_here("nobody's password").ok());
    computed(move || {
        let stored = phc.as_deref().or(NOBODYS.as_deref()).unwrap_or_default();
        let stored = PasswordHash::new(stored).map_err(Error::fault)?;
        let same = Argon2::default()
            .verify_password(password.as_bytes(), &stored)
            .is_ok();
        Ok(same && phc.is_some())
    })
    .await?
}

async fn computed<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let _queued = QUEUE.try_acquire().map_err(|_| Error::Unavailable(5))?;
    let _place = PLACES.acquire().await.map_err(Error::fault)?;
    actix_web::rt::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Fault(Fault::Panicked(error.to_string())))
}
