//! The picture by which somebody shows themselves, in the place of the firefly that is drawn from their
//! pseudonym. Taking it in is `attachment`'s.

use serde::{Deserialize, Serialize};

/// What is known of it: what stands beside the entry that tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avatar {
    /// SHA-256 of what is kept, in hexadecimal digits.
    pub file: String,
    /// The word for what it is.
    pub kind: String,
}
