//! What somebody has on their phone: it knows a secret and shows codes.

use std::time::{SystemTime, UNIX_EPOCH};

/// An authenticator with one secret in it.
pub struct Authenticator {
    secret: Vec<u8>,
}

impl Authenticator {
    /// Takes the secret as it is spelled on the page.
    pub fn told(spelled: &str) -> Authenticator {
        let plain: String = spelled.chars().filter(|c| !c.is_whitespace()).collect();
        let secret = data_encoding::BASE32_NOPAD.decode(plain.as_bytes());
        Authenticator {
            secret: secret.expect("base32"),
        }
    }

    /// The code that it shows so many times thirty seconds from now.
    pub fn code(&self, steps_from_now: i64) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let step = now.expect("a time after 1970").as_secs() / 30;
        let step = i64::try_from(step).expect("a step") + steps_from_now;
        thewall::account::second_factor::code(&self.secret, step)
    }
}
