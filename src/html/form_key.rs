//! What ties a form to its visitor: the hidden fields `once` and `token`.
//!
//! `once` is fresh for each rendered form. `token` is the time and an HMAC-SHA-256 over the visitor's
//! cookie, the form's address, its `once` and that time, so a form is good for one browser, one act
//! and [`LIFE`].

use std::cell::{Cell, OnceCell};
use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::form::hidden;
use crate::clock::{DAY, Micros, SECOND};

/// How long a form that was rendered can be sent.
const LIFE: Micros = 2 * DAY;
/// How far another machine's clock may be ahead of ours.
const SKEW: Micros = 60 * SECOND;

/// The wall's own key, from which everything that must not be guessed is derived. Cheap to clone.
#[derive(Clone)]
pub struct KeyMaker(Arc<Hmac<Sha256>>);

impl KeyMaker {
    /// From 32 random bytes that outlive a restart.
    pub fn new(key: [u8; 32]) -> Self {
        // HMAC fills a key up to the hash's block with zeros (RFC 2104).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&key);
        Self(Arc::new(Hmac::new(&block.into())))
    }

    /// HMAC-SHA-256 over the parts, each with its length before it.
    pub fn derive(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::clone(&self.0);
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// Makes the hidden fields of the forms of one page, and checks those that come back.
pub struct FormKey {
    maker: KeyMaker,
    cookie: OnceCell<String>,
    fresh: Fresh,
    made: Cell<u32>,
    now: Micros,
}

/// Randomness for one request.
pub struct Fresh {
    /// For the forms of its page.
    pub seed: [u8; 12],
    /// For the cookie that whoever sent none is given with a form.
    pub cookie: [u8; 32],
    /// How such a cookie is written.
    pub write: fn([u8; 32]) -> String,
}

impl FormKey {
    /// For a visitor who sent this cookie, or none.
    pub fn new(maker: KeyMaker, sent: Option<String>, fresh: Fresh, now: Micros) -> Self {
        Self {
            maker,
            cookie: sent.map_or_else(OnceCell::new, OnceCell::from),
            fresh,
            made: Cell::new(0),
            now,
        }
    }

    /// For what everybody is sent: no form of it can be anybody's.
    pub fn nobodys(maker: KeyMaker, now: Micros) -> Self {
        Self::new(maker, None, Fresh::none(), now)
    }

    /// The hidden fields for a form that is sent to `action`: `once`, then `token`.
    pub fn mint(&self, action: &str) -> (String, String) {
        let number = self.made.get();
        self.made.set(number + 1);
        let mut once = [0; 16];
        once[..12].copy_from_slice(&self.fresh.seed);
        once[12..].copy_from_slice(&number.to_be_bytes());
        let once = BASE64URL_NOPAD.encode(&once);
        let token = self.token(action, &once, self.now);
        (once, token)
    }

    /// The same as markup.
    pub(super) fn fields(&self, action: &str) -> String {
        let (once, token) = self.mint(action);
        hidden(&once, &token).into_string()
    }

    /// What follows from the number of one of this visitor's forms, and from nothing that they know.
    pub fn seed(&self, once: &str) -> [u8; 32] {
        self.maker
            .derive(&[b"seed", self.cookie().as_bytes(), once.as_bytes()])
    }

    /// A place in line, from now on.
    pub fn ticket(&self) -> String {
        let number = self.made.get();
        self.made.set(number + 1);
        let mut own = [0; 16];
        own[..12].copy_from_slice(&self.fresh.seed);
        own[12..].copy_from_slice(&number.to_be_bytes());
        self.signed_ticket(self.now, &own)
    }

    /// How old a ticket of this visitor's is.
    pub fn ticket_age(&self, ticket: &str) -> Option<Micros> {
        let bytes = BASE64URL_NOPAD.decode(ticket.as_bytes()).ok()?;
        let (at, rest) = bytes.split_first_chunk()?;
        let at = Micros::from_be_bytes(*at);
        let right = self.signed_ticket(at, rest.first_chunk()?);
        let age = self.now.saturating_sub(at);
        let is_ours = bool::from(right.as_bytes().ct_eq(ticket.as_bytes()));
        // What depends on a ticket is for nobody else, and not for later.
        self.made.set(self.made.get() + 1);
        (is_ours && age >= -SKEW).then_some(age.max(0))
    }

    fn signed_ticket(&self, at: Micros, own: &[u8; 16]) -> String {
        let at = at.to_be_bytes();
        let parts: [&[u8]; 4] = [b"ticket", self.cookie().as_bytes(), &at, own];
        let mac = self.maker.derive(&parts);
        BASE64URL_NOPAD.encode(&[&at[..], own, &mac[..16]].concat())
    }

    /// Whether any form was made, or a ticket was looked at: then the page is its visitor's alone.
    pub fn used(&self) -> bool {
        self.made.get() > 0
    }

    /// The cookie that the forms are tied to.
    pub fn cookie(&self) -> &str {
        let fresh = || (self.fresh.write)(self.fresh.cookie);
        self.cookie.get_or_init(fresh)
    }

    /// Whether `token` was minted for this visitor, address and `once`, and not too long ago.
    pub fn accepts(&self, action: &str, once: &str, token: &str) -> bool {
        let Some(at) = made_at(token) else {
            return false;
        };
        let age = self.now.saturating_sub(at);
        (-SKEW..=LIFE).contains(&age)
            && bool::from(
                self.token(action, once, at)
                    .as_bytes()
                    .ct_eq(token.as_bytes()),
            )
    }

    /// How old a form is that was accepted.
    pub fn age(&self, token: &str) -> Micros {
        made_at(token).map_or(0, |at| self.now.saturating_sub(at))
    }

    fn token(&self, action: &str, once: &str, at: Micros) -> String {
        let path = action.split('?').next().unwrap_or_default();
        let at = at.to_be_bytes();
        let parts: [&[u8]; 5] = [
            b"form",
            self.cookie().as_bytes(),
            path.as_bytes(),
            once.as_bytes(),
            &at,
        ];
        let mac = self.maker.derive(&parts);
        BASE64URL_NOPAD.encode(&[&at[..], &mac[..16]].concat())
    }
}

/// The time in a token.
fn made_at(token: &str) -> Option<Micros> {
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
    bytes.first_chunk().map(|at| Micros::from_be_bytes(*at))
}

impl Fresh {
    /// None at all: of it comes an empty cookie, which is never taken for anybody's.
    pub fn none() -> Self {
        Self {
            seed: [0; 12],
            cookie: [0; 32],
            write: |_| String::new(),
        }
    }
}

#[cfg(test)]
impl Fresh {
    /// Always the same.
    pub fn in_tests() -> Self {
        Self {
            seed: [1; 12],
            cookie: [2; 32],
            write: |random| format!("p{}", random[0]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(cookie: &str, now: Micros) -> FormKey {
        let maker = KeyMaker::new([7; 32]);
        FormKey::new(maker, Some(cookie.to_owned()), Fresh::in_tests(), now)
    }

    #[test]
    fn a_token_is_good_for_its_visitor_act_and_time_alone() {
        let (once, token) = visitor("ana", DAY).mint("/posts");
        assert!(visitor("ana", DAY).accepts("/posts", &once, &token));
        assert!(visitor("ana", 2 * DAY + DAY / 2).accepts("/posts", &once, &token));
        assert!(
            !visitor("ana", 4 * DAY).accepts("/posts", &once, &token),
            "too old"
        );
        assert!(
            !visitor("ana", 0).accepts("/posts", &once, &token),
            "from the future"
        );
        assert!(
            !visitor("bob", DAY).accepts("/posts", &once, &token),
            "of another visitor"
        );
        assert!(
            !visitor("ana", DAY).accepts("/logout", &once, &token),
            "for another act"
        );
        assert!(
            !visitor("ana", DAY).accepts("/posts", "other", &token),
            "for another form"
        );
    }

    #[test]
    fn a_ticket_is_its_visitors_own_and_tells_its_age() {
        let ticket = visitor("ana", DAY).ticket();
        let age = |cookie, now| visitor(cookie, now).ticket_age(&ticket);
        assert_eq!(age("ana", DAY + SECOND), Some(SECOND));
        assert_eq!(age("bob", DAY + SECOND), None);
        assert_eq!(age("ana", 0), None, "from the future");
        let first = ticket.replacen(|_| true, "B", 1);
        assert_eq!(visitor("ana", DAY).ticket_age(&first), None);
        assert_eq!(visitor("ana", DAY).ticket_age(""), None);
    }

    #[test]
    fn whoever_sent_no_cookie_is_given_one_and_keeps_it_for_the_page() {
        let key = FormKey::new(KeyMaker::new([7; 32]), None, Fresh::in_tests(), DAY);
        let (once, token) = key.mint("/login");
        assert_eq!(key.cookie(), "p2");
        assert!(visitor("p2", DAY).accepts("/login", &once, &token));
    }

    #[test]
    fn each_form_has_its_own_once() {
        let key = visitor("ana", DAY);
        assert!(!key.used());
        assert_ne!(key.mint("/posts"), key.mint("/posts"));
        assert!(key.used());
    }
}
