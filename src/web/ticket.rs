//! A place in line, for those of whom nothing is known yet while the wall is attacked: a time that is
//! signed, good for one browser and one use, once the wait is over.

use maud::{Markup, html};

use super::{Submission, once};
use crate::clock::{HOUR, Micros, SECOND};
use crate::db::Tx;
use crate::error::Error;
use crate::html::{Ui, time};
use crate::locale::{Value, key};
use crate::rules::Rules;

/// How long a ticket is good after the wait is over: one may write in peace.
const GOOD_FOR: Micros = HOUR;
/// Under what used tickets are remembered, in the place of a session's number.
const USED: &[u8] = b"ticket";

/// A ticket as it came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticket {
    text: String,
    /// How old it is; nothing where it is none of ours.
    age: Option<Micros>,
}

impl Ticket {
    /// The ticket in a form, or in the query of an address.
    pub fn of(ui: &Ui, form: &Submission) -> Self {
        let text = form.line("ticket", 128).text;
        let age = ui.forms.ticket_age(&text);
        Self { text, age }
    }

    /// This one if it is good, or will be; otherwise a fresh one.
    pub fn or_fresh(&self, ui: &Ui) -> Self {
        let life = wait_of(&ui.viewer.rules) + GOOD_FOR;
        if self.age.is_some_and(|age| age <= life) {
            return self.clone();
        }
        Self {
            text: ui.forms.ticket(),
            age: Some(0),
        }
    }

    /// The ticket as text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a ticket of ours, good or not.
    pub fn is_ours(&self) -> bool {
        self.age.is_some()
    }

    /// How many seconds are left to wait with it.
    pub fn wait(&self, rules: &Rules) -> u64 {
        let left = wait_of(rules) - self.age.unwrap_or_default();
        left.max(0).unsigned_abs().div_ceil(SECOND.unsigned_abs())
    }

    /// What is wrong with it: a key of the locales.
    pub fn fault(&self, rules: &Rules) -> Option<&'static str> {
        let wait = wait_of(rules);
        match self.age {
            None => Some(key("siege-early")),
            Some(age) if age < wait => Some(key("siege-early")),
            Some(age) if age > wait + GOOD_FOR => Some(key("siege-old")),
            Some(_) => None,
        }
    }

    /// Uses it up.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is not good, or was used before; a fault of the database.
    pub fn spend(&self, tx: &mut Tx<'_>, rules: &Rules, now: Micros) -> Result<(), Error> {
        let wrong = |key| Error::Invalid {
            field: "ticket",
            key,
        };
        if let Some(fault) = self.fault(rules) {
            return Err(wrong(fault));
        }
        if once::location(tx, USED, &self.text)?.is_some() {
            return Err(wrong(key("siege-used")));
        }
        once::record(tx, USED, &self.text, "", now)
    }

    /// The hidden field that carries it, and how long there is to wait. After it was used, a fresh one.
    pub fn field(&self, ui: &Ui, error: Option<&'static str>) -> Markup {
        let used = error == Some("siege-used");
        let ticket = if used { Self::default() } else { self.clone() };
        let ticket = ticket.or_fresh(ui);
        let seconds = ticket.wait(&ui.viewer.rules);
        let wait = time::wait(ui.lang, seconds);
        html! {
            @if let Some(error) = error { p.error role="alert" { (ui.t(error)) } }
            p.hint role="status" {
                @if seconds > 0 {
                    (ui.t_with("siege-form", &[("wait", Value::Text(&wait))]))
                } @else {
                    (ui.t("siege-form-now"))
                }
            }
            (ui.once(html! { input type="hidden" name="ticket" value=(ticket.text); }))
        }
    }
}

fn wait_of(rules: &Rules) -> Micros {
    Micros::from(rules.siege_seconds) * SECOND
}
