//! What a file is, told by its first bytes. What it is called, and what it says of itself, is no matter.

use serde::{Deserialize, Serialize};

use crate::web::PICTURES;

/// What a file that is kept can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A photograph.
    Jpeg,
    /// A drawing, or anything that is transparent in parts.
    Png,
    /// Pictures that move.
    Gif,
    /// A document.
    Pdf,
    /// An archive, or one of the documents that are archives.
    Zip,
    /// Sound.
    Mp3,
    /// Sound, or a film.
    Ogg,
    /// Sound.
    Flac,
    /// Sound.
    Wav,
    /// Sound, or a film.
    Mp4,
    /// Sound, or a film.
    Webm,
    /// Text in UTF-8.
    Text,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Jpeg,
        Self::Png,
        Self::Gif,
        Self::Pdf,
        Self::Zip,
        Self::Mp3,
        Self::Ogg,
        Self::Flac,
        Self::Wav,
        Self::Mp4,
        Self::Webm,
        Self::Text,
    ];

    /// The word for it in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Pdf => "pdf",
            Self::Zip => "zip",
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::Flac => "flac",
            Self::Wav => "wav",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
            Self::Text => "text",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Its media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Pdf => "application/pdf",
            Self::Zip => "application/zip",
            Self::Mp3 => "audio/mpeg",
            Self::Ogg => "application/ogg",
            Self::Flac => "audio/flac",
            Self::Wav => "audio/wav",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// How the names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Text => "txt",
            other => other.as_str(),
        }
    }

    /// Whether it is shown on a page; all others are downloads.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif)
    }
}

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// A picture that is to be decoded.
    Picture(image::ImageFormat),
    /// A drawing that could hold a script.
    Svg,
    /// Something that is kept as it is.
    Other(Kind),
    /// Nothing that is known.
    Unknown,
}

/// What the endings of media types are in the `accept` of a field for files.
pub fn accepted(pictures: bool, others: bool) -> String {
    let mut all = Vec::new();
    if pictures {
        all.push(PICTURES);
    }
    if others {
        all.extend([".pdf", ".zip", ".txt", "audio/*", "video/*"]);
    }
    all.join(",")
}

/// Looks at a file.
pub(super) fn look(bytes: &[u8]) -> Looks {
    use image::ImageFormat;
    let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
    let is = |mark: &[u8]| at(0, mark);
    if is(b"\xff\xd8\xff") {
        Looks::Picture(ImageFormat::Jpeg)
    } else if is(b"\x89PNG\r\n\x1a\n") {
        Looks::Picture(ImageFormat::Png)
    } else if is(b"GIF87a") || is(b"GIF89a") {
        Looks::Picture(ImageFormat::Gif)
    } else if is(b"RIFF") && at(8, b"WEBP") {
        Looks::Picture(ImageFormat::WebP)
    } else if is_svg(bytes) {
        Looks::Svg
    } else if let Some(kind) = other(&is, &at) {
        Looks::Other(kind)
    } else if is_text(bytes) {
        Looks::Other(Kind::Text)
    } else {
        Looks::Unknown
    }
}

fn other(is: &dyn Fn(&[u8]) -> bool, at: &dyn Fn(usize, &[u8]) -> bool) -> Option<Kind> {
    Some(if is(b"%PDF-") {
        Kind::Pdf
    } else if is(b"PK\x03\x04") || is(b"PK\x05\x06") {
        Kind::Zip
    } else if is(b"ID3") || is(b"\xff\xfb") || is(b"\xff\xf3") || is(b"\xff\xf2") {
        Kind::Mp3
    } else if is(b"OggS") {
        Kind::Ogg
    } else if is(b"fLaC") {
        Kind::Flac
    } else if is(b"RIFF") && at(8, b"WAVE") {
        Kind::Wav
    } else if at(4, b"ftyp") {
        Kind::Mp4
    } else if is(b"\x1a\x45\xdf\xa3") {
        Kind::Webm
    } else {
        return None;
    })
}

/// Whether it is a drawing in XML, with whatever stands before its first element.
fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4_096)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('<') && head.contains("<svg")
}

fn is_text(bytes: &[u8]) -> bool {
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    std::str::from_utf8(bytes).is_ok_and(|text| !text.is_empty() && text.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        use image::ImageFormat::{Gif, Jpeg, Png, WebP};
        let cases: [(&[u8], Looks); 12] = [
            (b"\xff\xd8\xff\xe0", Looks::Picture(Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Looks::Picture(Png)),
            (b"GIF89a<script>", Looks::Picture(Gif)),
            (b"RIFF....WEBPVP8 ", Looks::Picture(WebP)),
            (b"RIFF....WAVEfmt ", Looks::Other(Kind::Wav)),
            (
                b" <?xml version='1.0'?><!-- x --><SVG onload='a()'>",
                Looks::Svg,
            ),
            (b"%PDF-1.7", Looks::Other(Kind::Pdf)),
            (b"PK\x03\x04", Looks::Other(Kind::Zip)),
            ("é, and more".as_bytes(), Looks::Other(Kind::Text)),
            (b"<html><script>", Looks::Other(Kind::Text)),
            (b"MZ\x90\x00", Looks::Unknown),
            (b"", Looks::Unknown),
        ];
        for (bytes, looks) in cases {
            assert_eq!(look(bytes), looks, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
