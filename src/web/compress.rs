//! gzip (RFC 1952), for whoever takes it.
//!
//! A page that is one visitor's alone shares nearly all of its text with the pages of others. DEFLATE (RFC
//! 1951) is a row of blocks, and a block that looks back at nothing before it can stand in any row: so what
//! stands in many pages is compressed once, and a page is put together from blocks.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Arc;

use actix_web::http::header::{ACCEPT_ENCODING, HeaderMap};
use crc32fast::Hasher;
use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::html::{Packed, Part, PieceKey, Same, Template, piece_key};

/// Below this many bytes it does not pay.
pub const WORTHWHILE: usize = 1024;
/// Below this many bytes a part of a page is not compressed: a block has five bytes of its own.
const WORTH_A_BLOCK: usize = 200;
/// How hard blocks are compressed that are used again: from 1 (fast) to 9 (small).
const LEVEL: u32 = 6;
/// How hard what is used once.
const FAST: u32 = 1;
/// How many bytes of blocks are kept besides those of pieces.
const BYTES: u64 = 2 * 1024 * 1024;
/// How much a block holds at most that is not compressed (RFC 1951, section 3.2.4).
const STORED_MOST: usize = 0xffff;

/// Magic number, DEFLATE, no flags, no time, no hint, unknown system (RFC 1952, section 2.3).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// An empty last block (RFC 1951, section 3.2.6).
const LAST: [u8; 2] = [3, 0];

/// Compresses; `level` from 1 (fast) to 9 (small).
pub fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(level));
    // A vector takes every byte: there is nothing to go wrong.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<PieceKey, Arc<Same>> for ByBytes {
    fn weight(&self, _: &PieceKey, same: &Arc<Same>) -> u64 {
        // Compressed, which happens once somebody takes it so, a text is a third as long.
        (same.plain().len() * 4 / 3 + 200) as u64
    }
}

/// Texts that were compressed before.
pub struct Blocks(Cache<PieceKey, Arc<Same>, ByBytes>);

impl Default for Blocks {
    fn default() -> Self {
        Self(Cache::with_weighter(2_000, BYTES, ByBytes))
    }
}

impl Blocks {
    /// A document in gzip. Only of one in which something stands that others share, the rest is kept too:
    /// others hold what is seen once, or is nobody else's business.
    pub fn gzip(&self, parts: &[Part<'_>]) -> Vec<u8> {
        if !parts.iter().any(|part| matches!(part, Part::Same(_))) {
            let whole: String = parts.iter().map(Part::text).collect();
            return gzip(whole.as_bytes(), FAST);
        }
        let mut gzip = Gzip::default();
        for part in parts {
            let text = part.text().as_bytes();
            match part {
                _ if text.len() < WORTH_A_BLOCK => gzip.add_short(text),
                Part::Same(same) => gzip.add(text, same.packed(pack)),
                Part::Own(own) => gzip.add(text, self.find(own).packed(pack)),
                Part::Once(_) => gzip.add_short(text),
            }
        }
        gzip.end()
    }

    /// A text as it was compressed before, or is now.
    fn find(&self, text: &str) -> Arc<Same> {
        let key = piece_key(&text);
        if let Some(same) = self.0.get(&key) {
            return same;
        }
        let same = Same::new(text);
        self.0.insert(key, Arc::clone(&same));
        same
    }

    /// A document that is to be filled again, whose own texts need not be looked for any more.
    pub fn settle(&self, template: Template) -> Template {
        template.settle(|text| text.len() >= WORTH_A_BLOCK, |text| self.find(text))
    }
}

/// A document in gzip, as far as it is put together.
struct Gzip {
    out: Vec<u8>,
    sum: Hasher,
    length: u32,
    /// What is to leave as it is.
    short: Vec<u8>,
}

impl Default for Gzip {
    fn default() -> Self {
        let mut out = Vec::with_capacity(16 * 1024);
        out.extend_from_slice(&HEADER);
        Self {
            out,
            sum: Hasher::new(),
            length: 0,
            short: Vec::new(),
        }
    }
}

impl Gzip {
    fn add_short(&mut self, text: &[u8]) {
        self.short.extend_from_slice(text);
    }

    fn add(&mut self, text: &[u8], packed: &[u8]) {
        self.store_short();
        self.out.extend_from_slice(packed);
        self.count(text);
    }

    fn store_short(&mut self) {
        let short = std::mem::take(&mut self.short);
        store(&mut self.out, &short);
        self.count(&short);
        self.short = short;
        self.short.clear();
    }

    /// The sum is made of the whole text each time, which takes less than to combine those of its parts. The
    /// length is told modulo 2³² (RFC 1952, section 2.3.1).
    fn count(&mut self, text: &[u8]) {
        self.sum.update(text);
        self.length = self.length.wrapping_add(text.len() as u32);
    }

    fn end(mut self) -> Vec<u8> {
        self.store_short();
        let Self {
            mut out,
            sum,
            length,
            ..
        } = self;
        out.extend_from_slice(&LAST);
        out.extend_from_slice(&sum.finalize().to_le_bytes());
        out.extend_from_slice(&length.to_le_bytes());
        out
    }
}

fn pack(text: &[u8]) -> Packed {
    block(text).into()
}

thread_local! {
    /// To begin anew is cheaper than to make another.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// Compressed blocks that look back at nothing before them, since the compressor begins anew, up to the end of a
/// byte.
fn block(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 2 + 64);
    let done = COMPRESSOR.with_borrow_mut(|compress| {
        compress.reset();
        loop {
            let read = usize::try_from(compress.total_in()).unwrap_or(usize::MAX);
            let rest = text.get(read..).unwrap_or_default();
            let room = out.capacity() > out.len();
            let step = compress.compress_vec(rest, &mut out, FlushCompress::Sync);
            match step {
                Err(_) => return false,
                // What is flushed is whole once there was room to spare.
                Ok(_) if room && rest.is_empty() && out.len() < out.capacity() => return true,
                Ok(_) => out.reserve(text.len() / 2 + 64),
            }
        }
    });
    if !done {
        out.clear();
        store(&mut out, text);
    }
    out
}

/// Blocks that are not compressed.
fn store(out: &mut Vec<u8>, bytes: &[u8]) {
    for bytes in bytes.chunks(STORED_MOST) {
        // No longer than that, so nothing is cut off.
        let length = bytes.len() as u16;
        out.push(0);
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&(!length).to_le_bytes());
        out.extend_from_slice(bytes);
    }
}

/// Whether `Accept-Encoding` (RFC 9110, section 12.5.3) names gzip and does not refuse it.
pub fn takes_gzip(headers: &HeaderMap) -> bool {
    let Some(accepted) = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let refused = parts.any(|part| {
            part.strip_prefix("q=")
                .is_some_and(|q| q.parse() == Ok(0.0))
        });
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use flate2::{Decompress, FlushDecompress, Status};
    use proptest::prelude::*;

    use super::*;

    fn back(gzip: &[u8]) -> String {
        let mut text = String::new();
        GzDecoder::new(gzip)
            .read_to_string(&mut text)
            .expect("gzip with a right checksum");
        text
    }

    #[test]
    fn what_was_compressed_before_is_taken_again() {
        let blocks = Blocks::default();
        let long = "<p>It stands in many pages.</p>".repeat(40);
        let shared = Same::new(&long);
        let gzip = |once: &str| {
            let once = Part::Once(once.into());
            blocks.gzip(&[Part::Same(&shared), Part::Own(&long), once])
        };
        let (first, second) = (gzip("a"), gzip("b"));
        assert_eq!(back(&first), format!("{long}{long}a"));
        assert_eq!(back(&second), format!("{long}{long}b"));
        assert_eq!(blocks.0.len(), 1);
        assert!(first.len() < long.len() / 4, "{}", first.len());
    }

    #[test]
    fn of_a_page_that_shares_nothing_nothing_is_kept() {
        let blocks = Blocks::default();
        let secret = "A recovery code. ".repeat(40);
        let gzip = blocks.gzip(&[Part::Own(&secret)]);
        assert_eq!((back(&gzip), blocks.0.len()), (secret, 0));
    }

    #[test]
    fn a_block_needs_nothing_before_it() {
        let alone = |text: &str| {
            let packed = [&block(text.as_bytes())[..], &LAST].concat();
            let mut out = Vec::with_capacity(text.len() + 1);
            let read =
                Decompress::new(false).decompress_vec(&packed, &mut out, FlushDecompress::Finish);
            assert_eq!(read.ok(), Some(Status::StreamEnd));
            String::from_utf8(out).expect("the text")
        };
        // The second is said already, were anything of the first remembered.
        let long: String = (0..40_000).map(|n: u32| format!("{n:x} ")).collect();
        for text in [&long, &long, "short", "short"] {
            assert_eq!(alone(text), text);
        }
    }

    #[test]
    fn noise_and_very_long_texts_come_back_too() {
        let blocks = Blocks::default();
        let noise: String = (0..200_000_u32)
            .map(|n| char::from(b' ' + (n.wrapping_mul(2_654_435_761) >> 24) as u8 % 90))
            .collect();
        let (short, long) = (Same::new("a"), Same::new(&noise));
        for own in [Part::Own(&noise), Part::Once(noise.as_str().into())] {
            let parts = [Part::Same(&short), own, Part::Same(&long)];
            assert_eq!(back(&blocks.gzip(&parts)), format!("a{noise}{noise}"));
        }
        assert_eq!(back(&blocks.gzip(&[])), "");
    }

    proptest! {
        #[test]
        fn whatever_it_is_made_of_comes_back(texts in prop::collection::vec((0..4_usize, ".{0,400}"), 0..12)) {
            let blocks = Blocks::default();
            let texts = texts.iter().map(|(kind, text)| (*kind, Same::new(&text.repeat(1 + kind / 2))));
            let texts: Vec<(usize, Arc<Same>)> = texts.collect();
            let parts: Vec<Part<'_>> = texts.iter().map(|(kind, text)| match kind {
                0 | 3 => Part::Own(text.plain()),
                1 => Part::Once(text.plain().into()),
                _ => Part::Same(text),
            }).collect();
            let whole: String = parts.iter().map(Part::text).collect();
            for _ in 0..2 {
                prop_assert_eq!(back(&blocks.gzip(&parts)), whole.clone());
            }
        }
    }
}
