//! The second factor: codes that follow from a secret and the time (TOTP, RFC 6238, upon HOTP, RFC 4226;
//! SHA-1, six digits, thirty seconds, which is what every authenticator knows), and the recovery codes
//! for the day on which the device is lost.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::clock::{Micros, SECOND};
use crate::error::Error;
use crate::html::KeyMaker;

/// How long a code stands.
const STEP: Micros = 30 * SECOND;
/// How many steps a clock may be off, each way.
const DRIFT: i64 = 1;
/// How many digits a code has.
const DIGITS: usize = 6;
/// How many recovery codes there are.
const RECOVERY_CODES: u8 = 10;
/// How many letters and digits a recovery code has: 60 bits.
const RECOVERY_LENGTH: usize = 12;

/// How long a code may be, as it is typed.
pub const TYPED_MAX: usize = 40;

/// What is set up: everything follows from one seed, which the form carries until it is confirmed. So
/// looking at the page stores nothing.
pub struct Proposal {
    seed: [u8; 32],
}

impl Proposal {
    /// A fresh one.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn fresh() -> Result<Self, Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(Error::fault)?;
        Ok(Self { seed })
    }

    /// The one that a form carries.
    pub fn read(text: &str) -> Option<Self> {
        let seed = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        Some(Self {
            seed: seed.try_into().ok()?,
        })
    }

    /// As a form carries it.
    pub fn carried(&self) -> String {
        BASE64URL_NOPAD.encode(&self.seed)
    }

    /// The secret that an authenticator gets: 160 bits.
    pub fn secret(&self, keys: &KeyMaker) -> Vec<u8> {
        keys.derive(&[b"totp secret", &self.seed])[..20].to_vec()
    }

    /// The recovery codes, as they are written down.
    pub fn recovery_codes(&self, keys: &KeyMaker) -> Vec<String> {
        (0..RECOVERY_CODES)
            .map(|number| {
                let random = keys.derive(&[b"recovery code", &self.seed, &[number]]);
                let text = BASE32_NOPAD.encode(&random).to_ascii_lowercase();
                grouped(&text[..RECOVERY_LENGTH], "-")
            })
            .collect()
    }
}

/// A text in groups of four.
pub fn grouped(text: &str, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(between)
}

/// A secret as it is typed into an authenticator: base32, in groups of four.
pub fn spelled(secret: &[u8]) -> String {
    grouped(&BASE32_NOPAD.encode(secret), " ")
}

/// A secret as an address that authenticators open (the "Key Uri Format").
pub fn address(wall: &str, name: &str, secret: &[u8]) -> String {
    // A colon parts the two in the label.
    let wall = wall.replace(':', " ");
    let wall = utf8_percent_encode(&wall, NON_ALPHANUMERIC);
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let secret = BASE32_NOPAD.encode(secret);
    format!("otpauth://totp/{wall}:{name}?secret={secret}&issuer={wall}&digits={DIGITS}&period=30")
}

/// A code as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// Six digits from the authenticator.
    Timed(String),
    /// One of the recovery codes, as the hash that is stored.
    Recovery(Vec<u8>),
}

impl Code {
    /// Reads one, however it is grouped. What is neither is `None`.
    pub fn read(keys: &KeyMaker, person: i64, typed: &str) -> Option<Self> {
        let plain: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .flat_map(char::to_lowercase)
            .collect();
        if plain.len() == DIGITS && plain.bytes().all(|byte| byte.is_ascii_digit()) {
            Some(Self::Timed(plain))
        } else if plain.len() == RECOVERY_LENGTH && plain.is_ascii() {
            Some(Self::Recovery(recovery_hash(keys, person, &plain)))
        } else {
            None
        }
    }
}

/// What is stored of the recovery codes: without the wall's own key nobody can try them out.
pub fn recovery_hashes(keys: &KeyMaker, person: i64, codes: &[String]) -> Vec<Vec<u8>> {
    codes
        .iter()
        .map(|code| recovery_hash(keys, person, &code.replace('-', "")))
        .collect()
}

fn recovery_hash(keys: &KeyMaker, person: i64, plain: &str) -> Vec<u8> {
    let parts: [&[u8]; 3] = [b"recovery", &person.to_be_bytes(), plain.as_bytes()];
    keys.derive(&parts).to_vec()
}

/// The number of the thirty seconds in which a time lies.
pub fn step(now: Micros) -> i64 {
    now.div_euclid(STEP)
}

/// The step that a code belongs to, if it is the present one or a neighbour, and comes after the last one
/// that was used.
pub fn fits(secret: &[u8], typed: &str, now: Micros, last_step: i64) -> Option<i64> {
    let present = step(now);
    (present - DRIFT..=present + DRIFT)
        .filter(|step| *step > last_step)
        .find(|step| bool::from(code(secret, *step).as_bytes().ct_eq(typed.as_bytes())))
}

/// The code of a step.
pub fn code(secret: &[u8], step: i64) -> String {
    let number = truncated(secret, step) % 10_u32.pow(DIGITS as u32);
    format!("{number:0DIGITS$}")
}

/// HOTP's number before it is cut to digits (RFC 4226, section 5.3).
fn truncated(secret: &[u8], counter: i64) -> u32 {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        return 0;
    };
    mac.update(&counter.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 15);
    let four = [
        hash[offset],
        hash[offset + 1],
        hash[offset + 2],
        hash[offset + 3],
    ];
    u32::from_be_bytes(four) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_vectors_of_rfc_4226() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ];
        for (counter, expected) in (0..).zip(codes) {
            assert_eq!(code(SECRET, counter), expected, "counter {counter}");
        }
        assert_eq!(truncated(SECRET, 0), 1_284_755_224);
        assert_eq!(truncated(SECRET, 9), 2_645_520_489 & 0x7fff_ffff);
    }

    #[test]
    fn the_vectors_of_rfc_6238_in_six_digits() {
        for (seconds, eight_digits) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130_i64),
        ] {
            let expected = format!("{:06}", eight_digits % 1_000_000);
            assert_eq!(code(SECRET, step(seconds * SECOND)), expected);
            let whole = i64::from(truncated(SECRET, step(seconds * SECOND)));
            assert_eq!(whole % 100_000_000, eight_digits);
        }
    }

    #[test]
    fn a_neighbouring_step_fits_and_a_used_one_does_not() {
        let now = 1_000_000 * STEP + 5 * SECOND;
        let at = |step| code(SECRET, step);
        for step in 999_999..=1_000_001 {
            assert_eq!(fits(SECRET, &at(step), now, 0), Some(step));
        }
        for step in [999_998, 1_000_002] {
            assert_eq!(fits(SECRET, &at(step), now, 0), None);
        }
        assert_eq!(fits(SECRET, &at(1_000_000), now, 1_000_000), None, "used");
        let next = fits(SECRET, &at(1_000_001), now, 1_000_000);
        assert_eq!(next, Some(1_000_001));
        assert_eq!(fits(SECRET, "", now, 0), None);
    }

    #[test]
    fn codes_are_read_however_they_are_grouped() {
        let keys = KeyMaker::new([3; 32]);
        let timed = |typed| Code::read(&keys, 7, typed);
        assert_eq!(timed(" 123 456 "), Some(Code::Timed("123456".to_owned())));
        for other in ["", "12345", "1234567", "abcdef", "éééééé"] {
            assert_eq!(timed(other), None, "{other}");
        }
        let proposal = Proposal { seed: [9; 32] };
        let codes = proposal.recovery_codes(&keys);
        assert_eq!(codes.len(), 10);
        let hashes = recovery_hashes(&keys, 7, &codes);
        let loud = codes[0].to_uppercase().replace('-', " ");
        assert_eq!(timed(&loud), Some(Code::Recovery(hashes[0].clone())));
        assert_ne!(
            Code::read(&keys, 8, &codes[0]),
            timed(&codes[0]),
            "another person's code has another hash"
        );
    }

    #[test]
    fn a_proposal_comes_back_as_it_went() {
        let keys = KeyMaker::new([3; 32]);
        let made = Proposal::fresh().expect("randomness");
        let back = Proposal::read(&made.carried()).expect("the same");
        assert_eq!(made.secret(&keys), back.secret(&keys));
        assert_eq!(made.recovery_codes(&keys), back.recovery_codes(&keys));
        assert!(Proposal::read("").is_none() && Proposal::read("AAAA").is_none());
    }

    #[test]
    fn an_authenticator_gets_what_it_needs() {
        let address = address("Le Mur: thé", "Zoé & co", SECRET);
        let secret = BASE32_NOPAD.encode(SECRET);
        assert_eq!(
            address,
            format!(
                "otpauth://totp/Le%20Mur%20%20th%C3%A9:Zo%C3%A9%20%26%20co?secret={secret}\
                 &issuer=Le%20Mur%20%20th%C3%A9&digits=6&period=30"
            )
        );
        assert!(spelled(SECRET).starts_with("GEZD GNBV "));
    }
}
