//! What handlers need: the files of a form taken in, and a file sent out. The routes are `post`'s, since
//! who may see a file is whoever may see its post.

use actix_files::NamedFile;
use actix_web::HttpRequest;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
    HeaderValue,
};

use super::store::{self, add_pending, change_pending, drop_pending};
use super::{ALT_MAX, Depot, Details, MOST, Pending, Refused, Size, intake};
use crate::clock::Micros;
use crate::error::Error;
use crate::locale::key;
use crate::web::{Act, Answer, Ctx, Framing, Submission, Upload};

/// How long a browser may keep what never changes under its address, a year; and for whom.
const FOR_EVERYBODY: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// What those may not keep who share a computer with somebody who may see less.
const FOR_ONE: HeaderValue = HeaderValue::from_static("private, no-store");

/// What came of the files of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Those that wait now, in their order: those that waited already and were not left out, and new ones.
    pub files: Vec<Pending>,
    /// Those that were not taken.
    pub refused: Vec<Refused>,
    /// The description that was typed for a file that did not come.
    pub alt: String,
}

impl Taken {
    /// Whether nothing is wrong with any.
    pub fn is_sound(&self) -> bool {
        self.refused.is_empty() && self.files.iter().all(|file| file.alt_error.is_none())
    }

    /// Keeps what was typed beside a file that was not taken, for the one that is sent in its stead.
    fn keep_description(&mut self, typed: String) {
        if self.alt.is_empty() {
            self.alt = typed;
        }
    }

    /// Whether there is nothing that could be lost.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The name of the field for the description of a file that waits already.
pub fn alt_field(id: i64) -> String {
    format!("alt_{id}")
}

/// The field with the number of a file that is to stay.
pub const KEPT: &str = "kept";
/// The box for one that is not.
pub const LEFT_OUT: &str = "left_out";

/// Takes in the files of a form that is in order: each waits from now on, for the session and for the
/// composer that it came from, named by where that sends. So whatever else is wrong with the form, they
/// need not be sent again.
///
/// # Errors
/// [`Error::Limited`] and [`Error::Unavailable`] when there is too much at once; a fault of disk or database.
pub async fn take(
    ctx: &Ctx,
    form: &mut Submission,
    session: &[u8],
    place: &str,
) -> Result<Taken, Error> {
    let (kept, left_out) = (form.ticked(KEPT), form.ticked(LEFT_OUT));
    let uploads = form.take_uploads();
    let alts = form.lines("alt", ALT_MAX);
    let mut taken = Taken::default();
    if uploads.is_empty() {
        taken.alt = alts.first().map(|alt| alt.text.clone()).unwrap_or_default();
    }
    if kept.is_empty() && uploads.is_empty() {
        return Ok(taken);
    }
    let (own, to) = (session.to_owned(), place.to_owned());
    let waiting = ctx
        .site
        .db
        .read(move |conn| store::pending(conn, &own, &to, &kept))
        .await?;
    let (gone, mut files): (Vec<_>, Vec<_>) = waiting
        .into_iter()
        .partition(|file| left_out.contains(&file.id));
    let mut changed = Vec::new();
    for file in &mut files {
        let typed = form.line(&alt_field(file.id), ALT_MAX);
        file.alt_error = typed.error;
        let alt = typed.text.trim();
        if form.has(&alt_field(file.id)) && alt != file.details.alt {
            alt.clone_into(&mut file.details.alt);
            changed.push((file.id, alt.to_owned()));
        }
    }
    let (mut fresh, mut failed) = (Vec::new(), None);
    for (at, upload) in uploads.into_iter().enumerate() {
        let typed = alts.get(at).cloned().unwrap_or_default();
        if files.len() + fresh.len() >= MOST {
            taken.keep_description(typed.text);
            taken.refused.push(Refused {
                name: upload.name,
                why: key("file-one-too-many"),
            });
            continue;
        }
        match one(ctx, upload).await {
            Ok(Ok(mut details)) => {
                typed.text.trim().clone_into(&mut details.alt);
                fresh.push(Pending {
                    id: number()?,
                    details,
                    alt_error: typed.error,
                });
            }
            Ok(Err(refused)) => {
                taken.keep_description(typed.text);
                taken.refused.push(refused);
            }
            Err(error) => {
                // Those that were taken in before it wait nevertheless.
                failed = Some(error);
                break;
            }
        }
    }
    let noted = note(ctx, session, place, gone, changed, fresh.clone()).await;
    failed.map_or(noted, Err)?;
    files.extend(fresh);
    taken.files = files;
    Ok(taken)
}

async fn one(ctx: &Ctx, upload: Upload) -> Result<Result<Details, Refused>, Error> {
    let Upload { name, content } = upload;
    let kept = match content {
        Ok(content) => {
            ctx.spend(Act::Upload).await?;
            let depot = Depot::of(&ctx.site.config);
            intake::keep(&depot, content, &name, &ctx.ui.viewer.rules).await?
        }
        Err(why) => Err(why),
    };
    Ok(kept.map_err(|why| Refused { name, why }))
}

/// A number that nobody guesses.
fn number() -> Result<i64, Error> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(Error::fault)?;
    Ok(i64::from_be_bytes(random) & i64::MAX)
}

async fn note(
    ctx: &Ctx,
    session: &[u8],
    place: &str,
    gone: Vec<Pending>,
    changed: Vec<(i64, String)>,
    fresh: Vec<Pending>,
) -> Result<(), Error> {
    if gone.is_empty() && changed.is_empty() && fresh.is_empty() {
        return Ok(());
    }
    let (session, place, now) = (session.to_owned(), place.to_owned(), ctx.ui.now);
    let depot = Depot::of(&ctx.site.config);
    ctx.site
        .db
        .write(move |tx| {
            drop_pending(tx, &gone)?;
            for (id, alt) in &changed {
                change_pending(tx, *id, alt)?;
            }
            for (file, at) in fresh.iter().zip(now..) {
                // Somebody else's, of which this is a copy, may have been cleared away just now.
                if !depot.has(&file.details.file) {
                    return Err(Error::Unavailable(1));
                }
                add_pending(tx, &session, &place, file, at)?;
            }
            Ok(())
        })
        .await
}

/// What waits since before this is forgotten.
pub fn forgotten_before(now: Micros) -> Micros {
    now - crate::clock::DAY
}

/// A file as an answer. `open` says that everybody may see it.
///
/// # Errors
/// [`Error::NotFound`] when it is not on the disk.
pub fn send(ctx: &Ctx, req: &HttpRequest, details: &Details, size: Size, open: bool) -> Answer {
    let depot = Depot::of(&ctx.site.config);
    let size = details.nearest(size);
    let kind = details.kind_in(size);
    let file = NamedFile::open(depot.path(&details.file, size)).map_err(|_| Error::NotFound)?;
    let media_type = kind.media_type().parse().map_err(Error::fault)?;
    let file = file
        .set_content_type(media_type)
        .set_content_disposition(disposition(details));
    let mut answer = file.into_response(req);
    let headers = answer.headers_mut();
    // Its bytes are what they are: nobody is to compress them once more.
    headers.remove(header::CONTENT_ENCODING);
    headers.insert(
        header::CACHE_CONTROL,
        if open { FOR_EVERYBODY } else { FOR_ONE },
    );
    answer.extensions_mut().insert(Framing::Sealed);
    Ok(answer)
}

/// Pictures are shown; everything else is saved, under a name that is safe on every disk.
fn disposition(details: &Details) -> ContentDisposition {
    let disposition = if details.kind.is_picture() {
        DispositionType::Inline
    } else {
        DispositionType::Attachment
    };
    let plain: String = details
        .name
        .chars()
        .map(|c| if c.is_ascii() { c } else { '_' })
        .collect();
    let mut parameters = vec![DispositionParam::Filename(plain)];
    if !details.name.is_ascii() {
        parameters.push(DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: details.name.clone().into_bytes(),
        }));
    }
    ContentDisposition {
        disposition,
        parameters,
    }
}
