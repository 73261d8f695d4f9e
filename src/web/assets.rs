//! The embedded files: a stylesheet and an icon, under names that hold their hash, so that browsers
//! may keep them for ever. A folder of the owner's can stand in for either.

use std::path::PathBuf;

use actix_files::NamedFile;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::compress;
use crate::error::Error;
use crate::html::Assets;
use crate::urls::Urls;

const STYLE: &[u8] = include_bytes!("../../assets/style.css");
const ICON: &[u8] = include_bytes!("../../assets/icon.svg");

const CSS: &str = "text/css; charset=utf-8";

struct File {
    plain_name: &'static str,
    name: String,
    kind: &'static str,
    plain: Bytes,
    gzip: Bytes,
}

impl File {
    fn new(plain_name: &'static str, kind: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let hash = HEXLOWER.encode(&Sha256::digest(&bytes)[..6]);
        let (stem, ending) = plain_name.split_once('.').unwrap_or((plain_name, ""));
        Self {
            plain_name,
            name: format!("{stem}.{hash}.{ending}"),
            kind,
            gzip: compress::gzip(&bytes, 9).into(),
            plain: bytes,
        }
    }
}

/// The files, and where they stand.
pub struct EmbeddedAssets {
    files: [File; 3],
    own: Option<PathBuf>,
    /// Their addresses.
    pub addresses: Assets,
}

impl EmbeddedAssets {
    /// Lays them ready, with `turns` as the stylesheet of streams. `own` is a folder whose `style.css` and
    /// `icon.svg`, where they are there, stand in for ours.
    pub fn new(urls: &Urls, own: Option<PathBuf>, turns: String) -> Self {
        let files = [
            File::new("style.css", CSS, STYLE),
            File::new("icon.svg", "image/svg+xml", ICON),
            File::new("turns.css", CSS, turns),
        ];
        let address = |file: &File| {
            let replaced = own
                .as_ref()
                .is_some_and(|own| own.join(file.plain_name).is_file());
            urls.asset(if replaced {
                file.plain_name
            } else {
                &file.name
            })
        };
        let addresses = Assets {
            style: address(&files[0]),
            icon: address(&files[1]),
            turns: address(&files[2]),
        };
        Self {
            files,
            own,
            addresses,
        }
    }

    /// Answers for the file of this name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn answer(&self, req: &HttpRequest, name: &str) -> Result<HttpResponse, Error> {
        if let Some(own) = &self.own
            && self.files.iter().any(|file| file.plain_name == name)
        {
            let file = NamedFile::open(own.join(name)).map_err(|_| Error::NotFound)?;
            return Ok(file.into_response(req));
        }
        let file = self
            .files
            .iter()
            .find(|file| file.name == name)
            .ok_or(Error::NotFound)?;
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((header::CONTENT_TYPE, file.kind))
            .insert_header((header::VARY, "Accept-Encoding"))
            .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
        Ok(if compress::takes_gzip(req.headers()) {
            answer
                .insert_header((header::CONTENT_ENCODING, "gzip"))
                .body(file.gzip.clone())
        } else {
            answer.body(file.plain.clone())
        })
    }
}
