//! Tokens as the wall itself makes them: what an attacker would have who could get a valid one for every
//! form. Whatever is refused with such a token is refused for who sends it, not for how.

use super::tables::is_postgres;
use super::{Form, Visitor, Wall};
use std::cell::Cell;
use thewall::clock::Micros;
use thewall::html::{FormKey, Fresh, KeyMaker};
use thewall::{App, Config};

/// What makes tokens that the wall accepts.
pub struct Mint {
    keys: KeyMaker,
    now: Micros,
    made: Cell<u32>,
}

impl Mint {
    /// That of a wall.
    pub fn of(wall: &Wall) -> Mint {
        let database = wall.database();
        let url = if is_postgres(&database) {
            database
        } else {
            format!("sqlite:{database}")
        };
        let mut config = Config::new(wall.folder());
        config.database = url.parse().expect("the address of a database");
        let app = App::build(config).expect("the same wall");
        Mint {
            keys: app.site().keys.clone(),
            now: app.site().clock.now(),
            made: Cell::new(0),
        }
    }

    /// The same form, freshly rendered for this visitor.
    pub fn renew(&self, form: &Form, visitor: &Visitor) -> Form {
        self.stamp(form, visitor, &form.action, self.now)
    }

    /// The form with hidden fields that were made for some visitor, address and time.
    pub fn stamp(&self, form: &Form, visitor: &Visitor, action: &str, now: Micros) -> Form {
        let mut seed = [0; 12];
        let number = self.made.get();
        self.made.set(number + 1);
        seed[..4].copy_from_slice(&number.to_be_bytes());
        let cookie = visitor.cookie("sid").unwrap_or_default();
        let fresh = Fresh {
            seed,
            ..Fresh::none()
        };
        let key = FormKey::new(self.keys.clone(), Some(cookie), fresh, now);
        let (once, token) = key.mint(action);
        let form = form.clone().without("once").without("token");
        form.add("once", &once).add("token", &token)
    }

    /// When it began to make them.
    pub fn now(&self) -> Micros {
        self.now
    }
}
