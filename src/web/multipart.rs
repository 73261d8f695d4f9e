//! A form with files in it (`multipart/form-data`, RFC 7578): its fields as in any form, its files put on
//! the disk while they come, each up to what it may have and no byte further. What a file is, and whether
//! it is kept, is `attachment`'s business.
//!
//! A file that comes before the form's hidden fields, or with a form that is not its visitor's, is read and
//! thrown away.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use data_encoding::HEXLOWER;
use futures_util::{StreamExt, future, stream};
use multer::{Field, Multipart, parse_boundary};
use tokio::sync::mpsc;
use tokio::time::{Duration, Instant, timeout_at};

use super::Ctx;
use super::submission::{FIELDS, LEISURE, LIMIT, PATIENCE, Submission};
use crate::error::Error;
use crate::locale::key;

/// The name of the field that files come in.
pub const FILES: &str = "attachment";
/// The media types of the pictures that are taken, as an `accept` lists them.
pub const PICTURES: &str = "image/jpeg,image/png,image/gif,image/webp";
/// How many files are read of one form; what comes after them is thrown away.
const MOST: usize = 8;
/// How long a form with files may take to arrive.
const DEADLINE: Duration = Duration::from_secs(1_800);
/// How many bytes have to come in each second, after a while in which none need to.
const LEAST_RATE: usize = 2_000;
/// How many bytes of a file are gathered before they go to the disk.
const GATHERED: usize = 256 * 1024;
/// How many characters of a file's name are kept.
const NAME_MAX: usize = 120;

/// A file that was sent.
#[derive(Debug)]
pub struct Upload {
    /// What it was called where it comes from.
    pub name: String,
    /// Itself; or why it was not read, a key of the locales.
    pub content: Result<Spooled, &'static str>,
}

/// A file on the disk for as long as this value lives.
#[derive(Debug)]
pub struct Spooled(PathBuf);

impl Spooled {
    /// What is in it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        std::fs::read(&self.0)
    }
}

impl Drop for Spooled {
    fn drop(&mut self) {
        // One that is not there any more was taken away already.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Whether a request says that it is such a form.
pub(super) fn is_multipart(req: &HttpRequest) -> bool {
    boundary(req).is_some()
}

fn boundary(req: &HttpRequest) -> Option<String> {
    let kind = req.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    parse_boundary(kind).ok()
}

/// Reads the form.
///
/// # Errors
/// [`Error::UnsupportedType`] when it is none, [`Error::TooLarge`] when its fields are,
/// [`Error::BadRequest`] when it ends before its end or comes too slowly.
pub(super) async fn read(
    req: &HttpRequest,
    payload: Payload,
    ctx: &Ctx,
) -> Result<Submission, Error> {
    let boundary = boundary(req).ok_or(Error::UnsupportedType)?;
    let rules = &ctx.ui.viewer.rules;
    let most = LIMIT + MOST * rules.file_bytes() + PATIENCE;
    // What reads the parts wants a stream that could move to another thread, and a request's cannot.
    let (sender, receiver) = mpsc::channel(1);
    let bytes = stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|bytes| (bytes, receiver))
    });
    let parts = Multipart::new(bytes, boundary);
    let (arrived, form) = future::join(pump(payload, sender, most), fields(req, parts, ctx)).await;
    arrived.and(form)
}

/// Hands on what comes, as long as it comes in time. What nobody wants any more is read all the same, up to
/// a point: a browser that is not read to its end shows no answer.
async fn pump(
    mut payload: Payload,
    to: mpsc::Sender<io::Result<Bytes>>,
    most: usize,
) -> Result<(), Error> {
    let (begun, mut arrived) = (Instant::now(), 0);
    let broken = || Error::BadRequest(key("error-body"));
    while let Some(bytes) = timeout_at(begun + patience(arrived), payload.next())
        .await
        .map_err(|_| broken())?
    {
        let bytes = bytes.map_err(|_| broken())?;
        arrived += bytes.len();
        if arrived > most {
            return Err(Error::TooLarge);
        }
        // Whoever gave up reading said why.
        let _ = to.send(Ok(bytes)).await;
    }
    Ok(())
}

/// How long a form may take for more than so many bytes to have come.
fn patience(arrived: usize) -> Duration {
    let seconds = u64::try_from(arrived / LEAST_RATE).unwrap_or(u64::MAX);
    DEADLINE.min(LEISURE.saturating_add(Duration::from_secs(seconds)))
}

async fn fields(
    req: &HttpRequest,
    mut parts: Multipart<'_>,
    ctx: &Ctx,
) -> Result<Submission, Error> {
    let mut form = Submission::empty(req.path());
    let mut room = LIMIT;
    let mut welcome = None;
    loop {
        let is_first = form.is_empty();
        let part = parts.next_field().await.map_err(|_| match is_first {
            true => Error::UnsupportedType,
            false => Error::BadRequest(key("error-body")),
        })?;
        let Some(mut part) = part else { break };
        if form.len() == FIELDS {
            return Err(Error::TooLarge);
        }
        match part.file_name().map(name_of) {
            None => {
                let name = part.name().unwrap_or_default().to_owned();
                let value = text(&mut part, &mut room).await?;
                form.add(name, value);
            }
            // The field was left empty.
            Some(name) if name.is_empty() => throw_away(&mut part).await?,
            Some(_) if part.name() != Some(FILES) => throw_away(&mut part).await?,
            Some(name) => {
                let is_welcome = *welcome.get_or_insert_with(|| is_welcome(ctx, &form));
                let content = if !is_welcome {
                    throw_away(&mut part).await?;
                    Err(key("file-again"))
                } else if form.uploads().len() >= MOST {
                    throw_away(&mut part).await?;
                    Err(key("file-one-too-many"))
                } else {
                    spool(&mut part, ctx).await?
                };
                // Beyond all measure nobody needs to be told of each.
                if form.uploads().len() < 4 * MOST {
                    form.upload(Upload { name, content });
                }
            }
        }
    }
    if form.is_empty() {
        return Err(Error::UnsupportedType);
    }
    Ok(form)
}

/// Whether files are taken with this form: it is its visitor's, who has a pseudonym, and the owners take
/// any.
fn is_welcome(ctx: &Ctx, form: &Submission) -> bool {
    let viewer = &ctx.ui.viewer;
    viewer.member.is_some() && viewer.rules.take_files() && form.problem(&ctx.ui).is_none()
}

/// What a file is called, in one line.
fn name_of(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_control())
        .take(NAME_MAX)
        .collect()
}

async fn next(part: &mut Field<'_>) -> Result<Option<Bytes>, Error> {
    let bytes = part.chunk().await;
    bytes.map_err(|_| Error::BadRequest(key("error-body")))
}

async fn text(part: &mut Field<'_>, room: &mut usize) -> Result<Vec<u8>, Error> {
    let mut value = Vec::new();
    while let Some(bytes) = next(part).await? {
        *room = room.checked_sub(bytes.len()).ok_or(Error::TooLarge)?;
        value.extend_from_slice(&bytes);
    }
    Ok(value)
}

async fn throw_away(part: &mut Field<'_>) -> Result<(), Error> {
    while next(part).await?.is_some() {}
    Ok(())
}

/// Puts a file on the disk, as far as it may go.
async fn spool(part: &mut Field<'_>, ctx: &Ctx) -> Result<Result<Spooled, &'static str>, Error> {
    let most = ctx.ui.viewer.rules.file_bytes();
    let folder = ctx.site.config.incoming_dir();
    let (mut file, spooled) = away(move || create(&folder)).await?;
    let (mut gathered, mut arrived) = (Vec::new(), 0);
    while let Some(bytes) = next(part).await? {
        arrived += bytes.len();
        if arrived > most {
            throw_away(part).await?;
            return Ok(Err(key("file-too-large")));
        }
        gathered.extend_from_slice(&bytes);
        if gathered.len() >= GATHERED {
            let piece = std::mem::take(&mut gathered);
            file = away(move || file.write_all(&piece).map(|()| file)).await?;
        }
    }
    away(move || file.write_all(&gathered)).await?;
    Ok(Ok(spooled))
}

fn create(folder: &Path) -> io::Result<(std::fs::File, Spooled)> {
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    std::fs::create_dir_all(folder)?;
    let path = folder.join(HEXLOWER.encode(&random));
    let file = std::fs::File::create_new(&path)?;
    Ok((file, Spooled(path)))
}

/// Away from the threads that serve pages.
async fn away<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let done = actix_web::rt::task::spawn_blocking(work).await;
    done.map_err(Error::fault)?.map_err(Error::fault)
}
