//! Files that hang on posts: pictures, and whatever else the owners allow. What they may be, how they are
//! taken in, where they are kept, and how they are shown. Which post they hang on, and who may see that,
//! is `post`'s business. The picture by which somebody shows themselves comes in here as well ([`avatar`]).

pub mod avatar;
mod changes;
pub mod depot;
mod intake;
mod kind;
mod picture;
pub mod store;
pub mod view;
pub mod web;

use serde::{Deserialize, Serialize};

pub use changes::Changes;
pub use depot::Depot;
pub use kind::Kind;

use crate::log::Event;

/// How many files a post has at most.
pub const MOST: usize = 8;
/// How many pixels wide and high the picture is at most by which somebody shows themselves: enough for half
/// as many units on a fine screen.
pub const AVATAR_SIDE: u32 = 96;
/// How many characters the description of a file has at most.
pub const ALT_MAX: usize = 1_000;

/// What is known of a file: what stands beside the entry that hung it on a post.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Details {
    /// SHA-256 of what is kept, in hexadecimal digits: of a picture, of its largest size.
    pub file: String,
    /// What it is.
    pub kind: Kind,
    /// How wide a picture is, in pixels, in its largest size; 0 for anything else.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// How many bytes it has.
    pub bytes: i64,
    /// What a picture shows, in the words of whoever sent it; may be empty.
    pub alt: String,
    /// What it was called there, made safe.
    pub name: String,
}

/// A file that hangs on a post.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// On which.
    pub post: i64,
    /// Which of its files it is.
    pub position: i64,
    /// What it is.
    pub details: Details,
}

/// A file that was sent with words that are not published yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub details: Details,
    /// What is wrong with its description: a key of the locales.
    pub alt_error: Option<&'static str>,
}

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What it was called.
    pub name: String,
    /// Why: a key of the locales.
    pub why: &'static str,
}

/// A size in which a picture is kept. None is larger than the picture that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For lists of small pictures.
    Small,
    /// For a column of words.
    Medium,
    /// The largest.
    Large,
}

impl Size {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// The word for it in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == word)
    }

    /// How many pixels its longer side has at most.
    pub fn side(self) -> u32 {
        match self {
            Self::Small => 320,
            Self::Medium => 800,
            Self::Large => 1_600,
        }
    }
}

/// Width and height of a picture that fits into a square. What fits already stays as it is.
pub fn fitted((width, height): (u32, u32), side: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= side {
        return (width, height);
    }
    let scaled = |one: u32| {
        let scaled = (u64::from(one) * u64::from(side) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    (scaled(width), scaled(height))
}

impl Details {
    /// Width and height in one of its sizes. An animation has two: a still small one, and itself.
    pub fn measures(&self, size: Size) -> (u32, u32) {
        let whole = (self.width, self.height);
        match size {
            Size::Small => fitted(whole, size.side()),
            _ if self.kind == Kind::Gif => whole,
            _ => fitted(whole, size.side()),
        }
    }

    /// The smaller sizes in which it is kept besides the largest.
    pub fn sizes(&self) -> impl Iterator<Item = Size> + '_ {
        let whole = (self.width, self.height);
        let smaller = [Size::Small, Size::Medium].into_iter();
        smaller.filter(move |size| {
            let still = self.kind == Kind::Gif && *size == Size::Small;
            self.kind.is_picture() && (still || self.measures(*size) != whole)
        })
    }

    /// The size in which it is kept that comes next to a wished one.
    pub fn nearest(&self, wished: Size) -> Size {
        self.sizes()
            .find(|size| *size == wished)
            .unwrap_or(Size::Large)
    }

    /// What it is in a size: a still of an animation is none.
    pub fn kind_in(&self, size: Size) -> Kind {
        match (self.kind, size) {
            (Kind::Gif, Size::Small) => Kind::Png,
            (kind, _) => kind,
        }
    }

    /// As it stands beside an entry of the log.
    pub fn encode(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

/// The events that hang files on a post, in their order.
pub fn attached(post: i64, files: Vec<Pending>) -> impl Iterator<Item = Event> {
    files
        .into_iter()
        .zip(0..)
        .map(move |(file, position)| Event::FileAttached {
            post,
            position,
            details: file.details.encode(),
        })
}

/// What files are described by, as words that can be held against filters.
pub fn descriptions<'a>(files: impl Iterator<Item = &'a Details>) -> String {
    let alts = files.map(|file| file.alt.as_str());
    alts.filter(|alt| !alt.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A file's name as it may stand on anybody's disk: letters, digits and a few signs, with the ending of
/// what it is.
pub fn safe_name(name: &str, kind: Kind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.');
    let stem: String = stem.chars().filter(|c| allowed(*c)).take(60).collect();
    let stem = stem.trim_matches(['.', ' ', '-']);
    let stem = if stem.is_empty() { "file" } else { stem };
    format!("{stem}.{}", kind.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_enlarged_and_everything_keeps_its_shape() {
        assert_eq!(fitted((4_000, 3_000), 1_600), (1_600, 1_200));
        assert_eq!(fitted((3_000, 4_000), 800), (600, 800));
        assert_eq!(fitted((300, 200), 320), (300, 200));
        assert_eq!(fitted((40_000, 1), 800), (800, 1));
    }

    #[test]
    fn a_name_is_safe_on_every_disk() {
        for (name, safe) in [
            ("notes.pdf", "notes.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\windows\\été 1.exe", "été 1.pdf"),
            ("a\"b\r\nc.pdf", "abc.pdf"),
            ("....", "file.pdf"),
            ("", "file.pdf"),
            ("\u{202e}fdp.exe", "fdp.pdf"),
        ] {
            assert_eq!(safe_name(name, Kind::Pdf), safe, "{name:?}");
        }
    }
}
