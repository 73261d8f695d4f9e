//! A request's own name, which its answer, its page and the log have alike.

use std::fmt;

use actix_web::http::header::HeaderValue;
use data_encoding::BASE32_NOPAD;

/// How many letters and digits 64 bits make, five bits each.
const LENGTH: usize = 13;

/// Thirteen letters and digits, made of 64 random bits.
#[derive(Debug, Clone, Copy)]
pub struct RequestId([u8; LENGTH]);

impl RequestId {
    /// The name that these bits make.
    pub fn of(bits: [u8; 8]) -> Self {
        let mut name = [0; LENGTH];
        BASE32_NOPAD.encode_mut(&bits, &mut name);
        name.make_ascii_lowercase();
        Self(name)
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        // Letters and digits are text, and a value, always.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// As the value of a header.
    pub fn header(&self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).unwrap_or(HeaderValue::from_static(""))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::RequestId;

    #[test]
    fn other_bits_make_another_name() {
        let id = RequestId::of([7; 8]);
        assert_eq!(id.as_str().len(), 13);
        assert!(id.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_eq!(id.header(), id.as_str());
        assert_ne!(id.as_str(), RequestId::of([8; 8]).as_str());
    }
}
