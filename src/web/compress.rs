//! gzip, for whoever takes it.

use std::io::Write;

use actix_web::http::header::{ACCEPT_ENCODING, HeaderMap};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Below this many bytes it does not pay.
pub const WORTHWHILE: usize = 1024;

/// Compresses; `level` from 1 (fast) to 9 (small).
pub fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(level));
    // A vector takes every byte: there is nothing to go wrong.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
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
