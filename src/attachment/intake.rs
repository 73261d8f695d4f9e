//! From what was sent to what is kept, one file at a time: decoding takes a core and much memory.

use tokio::sync::Semaphore;

use super::kind::{Looks, look};
use super::{Depot, Details, picture, safe_name};
use crate::error::Error;
use crate::locale::key;
use crate::rules::Rules;
use crate::web::Spooled;

/// How many files are decoded at once, and how many requests may wait with theirs.
const AT_ONCE: usize = 1;
const WAITING: usize = 16;

static PLACE: Semaphore = Semaphore::const_new(AT_ONCE);
static QUEUE: Semaphore = Semaphore::const_new(AT_ONCE + WAITING);

/// Keeps what was sent, away from the threads that serve pages. Answers what it is, without a description;
/// or why it is not taken, a key of the locales.
///
/// # Errors
/// [`Error::Unavailable`] when too many wait already; a fault of the disk.
pub async fn keep(
    depot: &Depot,
    sent: Spooled,
    name: &str,
    rules: &Rules,
) -> Result<Result<Details, &'static str>, Error> {
    let _queued = QUEUE.try_acquire().map_err(|_| Error::Unavailable(5))?;
    let _place = PLACE.acquire().await.map_err(Error::fault)?;
    let (depot, name) = (depot.clone(), name.to_owned());
    let allowed = (rules.pictures, rules.other_files);
    let work = move || keep_here(&depot, &sent, &name, allowed);
    match actix_web::rt::task::spawn_blocking(work).await {
        Ok(kept) => kept,
        Err(error) => {
            // A decoder that loses its way over a file is no reason to lose the words beside it.
            tracing::error!(%error, "a file could not be read");
            Ok(Err(key("file-broken")))
        }
    }
}

fn keep_here(
    depot: &Depot,
    sent: &Spooled,
    name: &str,
    (pictures, others): (bool, bool),
) -> Result<Result<Details, &'static str>, Error> {
    let bytes = sent.read().map_err(Error::fault)?;
    let mut details = Details {
        file: String::new(),
        kind: super::Kind::Text,
        width: 0,
        height: 0,
        bytes: 0,
        alt: String::new(),
        name: String::new(),
    };
    let kept = match look(&bytes) {
        _ if bytes.is_empty() => return Ok(Err(key("file-empty"))),
        Looks::Svg => return Ok(Err(key("file-svg"))),
        Looks::Picture(_) if !pictures => return Ok(Err(key("file-no-pictures"))),
        Looks::Picture(format) => {
            let picture = match picture::read(&bytes, format) {
                Ok(picture) => picture,
                Err(why) => return Ok(Err(why)),
            };
            details.kind = picture.kind;
            (details.width, details.height) = picture.measures;
            details.bytes = picture.large.len() as i64;
            depot.keep_picture(&picture)
        }
        Looks::Other(kind) if others => {
            details.kind = kind;
            details.bytes = bytes.len() as i64;
            depot.keep(&bytes)
        }
        Looks::Other(_) | Looks::Unknown if others => return Ok(Err(key("file-unknown"))),
        Looks::Other(_) | Looks::Unknown => return Ok(Err(key("file-no-picture"))),
    };
    details.file = kept.map_err(Error::fault)?;
    details.name = safe_name(name, details.kind);
    Ok(Ok(details))
}
