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
const WAITING: usize = 16;

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
        // Asked for on both paths, so that neither is the first to wait for it.
        let nobodys = NOBODYS.as_deref().unwrap_or_default();
        fits(&password, phc.as_deref(), nobodys, hash_and_compare)
    })
    .await?
}

/// Compares with the stored hash, or with nobody's where there is none: `compare` runs once either way.
fn fits(
    password: &str,
    phc: Option<&str>,
    nobodys: &str,
    compare: impl FnOnce(&str, &str) -> Result<bool, Error>,
) -> Result<bool, Error> {
    let same = compare(password, phc.unwrap_or(nobodys))?;
    Ok(same && phc.is_some())
}

/// Computes the hash of a password with the salt and the cost of a stored one.
fn hash_and_compare(password: &str, stored: &str) -> Result<bool, Error> {
    let stored = PasswordHash::new(stored).map_err(Error::fault)?;
    let same = Argon2::default().verify_password(password.as_bytes(), &stored);
    Ok(same.is_ok())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_computed_at_the_same_cost_whether_there_is_a_password_or_not() {
        let (own, nobodys) = (hash_here("a lantern").unwrap(), hash_here("x").unwrap());
        let cost = |phc: &str| {
            let hash = PasswordHash::new(phc).expect("a hash");
            (hash.algorithm.to_string(), hash.params.to_string())
        };
        for phc in [Some(own.as_str()), None] {
            let mut compared = Vec::new();
            let right = fits("a lantern", phc, &nobodys, |password, stored| {
                compared.push(cost(stored));
                hash_and_compare(password, stored)
            });
            assert_eq!(right.unwrap(), phc.is_some());
            assert_eq!(compared, [cost(&own)]);
        }
        // Not even the word behind nobody's hash opens anything.
        assert!(!fits("x", None, &nobodys, hash_and_compare).unwrap());
    }

    #[test]
    fn what_waits_beyond_the_queue_is_told_to_come_back() {
        let wait = |all: Vec<tokio::task::JoinHandle<Result<bool, Error>>>| async move {
            let mut turned_away = 0;
            for one in all {
                match one.await.expect("an answer") {
                    Err(Error::Unavailable(seconds)) => {
                        assert!(seconds > 0);
                        turned_away += 1;
                    }
                    other => assert!(!other.expect("a hash")),
                }
            }
            turned_away
        };
        actix_web::rt::System::new().block_on(async {
            let many = AT_ONCE + WAITING + 5;
            let all = (0..many)
                .map(|_| actix_web::rt::spawn(verify("wrong".to_owned(), None)))
                .collect();
            assert_eq!(wait(all).await, 5);
            let later = vec![actix_web::rt::spawn(verify("wrong".to_owned(), None))];
            assert_eq!(wait(later).await, 0, "the queue is free again");
        });
    }
}
