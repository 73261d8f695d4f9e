//! From what was sent to what is kept, one file at a time: decoding takes a core and much memory.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};

use tokio::sync::{Semaphore, oneshot};

use super::kind::{Looks, look};
use super::{AVATAR_SIDE, Depot, Details, picture, safe_name};
use crate::account::avatar::Avatar;
use crate::error::Error;
use crate::locale::key;
use crate::rules::Rules;
use crate::web::Spooled;

/// How many files are taken in at once, all but one of which wait.
const AT_ONCE: usize = 17;

static QUEUE: Semaphore = Semaphore::const_new(AT_ONCE);

/// Something to do with a file.
type Work = Box<dyn FnOnce() + Send>;

/// The thread that decodes, one file at a time. It is always the same: the allocator keeps some memory for
/// each thread that once took much, and of the threads that wait for the disk there are many.
static DECODER: Mutex<Option<Sender<Work>>> = Mutex::new(None);

/// Hands work to the decoder, which is started where there is none: one that could not be started is tried
/// anew with the next file.
fn decode(work: Work) -> Result<(), Error> {
    let mut decoder = DECODER.lock().unwrap_or_else(PoisonError::into_inner);
    let sender = match decoder.take() {
        Some(sender) => sender,
        None => start().map_err(Error::fault)?,
    };
    sender.send(work).map_err(Error::fault)?;
    *decoder = Some(sender);
    Ok(())
}

fn start() -> std::io::Result<Sender<Work>> {
    let (sender, work) = channel::<Work>();
    let decode = move || {
        for work in work {
            // What is lost with a decoder that loses its way is its answer, which is noticed.
            catch_unwind(AssertUnwindSafe(work)).ok();
        }
    };
    let thread = std::thread::Builder::new().name("picture".into());
    thread.spawn(decode)?;
    Ok(sender)
}

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
    let (depot, name) = (depot.clone(), name.to_owned());
    let allowed = (rules.pictures, rules.other_files);
    in_turn(sent, move |bytes| keep_here(&depot, bytes, &name, allowed)).await
}

/// Keeps a small square of a picture that was sent, as [`keep`] does. Answers what it is; or why it is not
/// taken, a key of the locales.
///
/// # Errors
/// As for [`keep`].
pub async fn keep_avatar(
    depot: &Depot,
    sent: Spooled,
) -> Result<Result<Avatar, &'static str>, Error> {
    let depot = depot.clone();
    in_turn(sent, move |bytes| keep_square(&depot, bytes)).await
}

/// Has something done with what was sent, when it is its turn.
async fn in_turn<T: Send + 'static>(
    sent: Spooled,
    with: impl FnOnce(&[u8]) -> Result<Result<T, &'static str>, Error> + Send + 'static,
) -> Result<Result<T, &'static str>, Error> {
    let queued = QUEUE.try_acquire().map_err(|_| Error::Unavailable(5))?;
    let (done, kept) = oneshot::channel();
    let work = move || {
        // Nobody waits for it any more if the visitor left.
        let read = || with(&sent.read().map_err(Error::fault)?);
        let kept = (!done.is_closed()).then(read);
        // The place in the queue is taken for as long as the work is there, whoever still waits for it; and
        // what was sent is gone from the disk when the answer says so.
        drop((sent, queued));
        if let Some(kept) = kept {
            done.send(kept).ok();
        }
    };
    decode(Box::new(work))?;
    kept.await.unwrap_or_else(|error| {
        // A decoder that loses its way over a file is no reason to lose the words beside it.
        tracing::error!(%error, "a file could not be read");
        Ok(Err(key("file-broken")))
    })
}

fn keep_here(
    depot: &Depot,
    bytes: &[u8],
    name: &str,
    (pictures, others): (bool, bool),
) -> Result<Result<Details, &'static str>, Error> {
    let mut details = Details {
        file: String::new(),
        kind: super::Kind::Text,
        width: 0,
        height: 0,
        bytes: 0,
        alt: String::new(),
        name: String::new(),
    };
    let kept = match look(bytes) {
        _ if bytes.is_empty() => return Ok(Err(key("file-empty"))),
        Looks::Svg => return Ok(Err(key("file-svg"))),
        Looks::Picture(_) if !pictures => return Ok(Err(key("file-no-pictures"))),
        Looks::Picture(format) => {
            let picture = match picture::read(bytes, format) {
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
            depot.keep(bytes)
        }
        Looks::Other(_) | Looks::Unknown if others => return Ok(Err(key("file-unknown"))),
        Looks::Other(_) | Looks::Unknown => return Ok(Err(key("file-no-picture"))),
    };
    details.file = kept.map_err(Error::fault)?;
    details.name = safe_name(name, details.kind);
    Ok(Ok(details))
}

fn keep_square(depot: &Depot, bytes: &[u8]) -> Result<Result<Avatar, &'static str>, Error> {
    let format = match look(bytes) {
        _ if bytes.is_empty() => return Ok(Err(key("file-empty"))),
        Looks::Picture(format) => format,
        Looks::Svg => return Ok(Err(key("file-svg"))),
        Looks::Other(_) | Looks::Unknown => return Ok(Err(key("file-no-picture"))),
    };
    let (kind, square) = match picture::square(bytes, format, AVATAR_SIDE) {
        Ok(made) => made,
        Err(why) => return Ok(Err(why)),
    };
    let file = depot.keep(&square).map_err(Error::fault)?;
    let kind = kind.as_str().to_owned();
    Ok(Ok(Avatar { file, kind }))
}
