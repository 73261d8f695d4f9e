//! A firefly: a person's light, whose hue comes from the pseudonym.

use maud::{Markup, html};

use super::Ui;

/// How many hues the stylesheet knows.
const HUES: u32 = 24;

/// Somebody who is here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Firefly {
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// Whether a password keeps it.
    pub kept: bool,
}

/// Who is here now, in the order of their pseudonyms.
#[derive(Debug, Default)]
pub struct Lights {
    /// Each person once.
    pub here: Vec<Firefly>,
    /// Differs whenever `here` does.
    pub version: u64,
}

/// The hue of a pseudonym, from 0 to 23. The same everywhere and for ever (FNV-1a, 32 bits).
pub fn hue(name: &str) -> u32 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) % HUES
}

/// The light itself: what it says stands in words beside it.
pub fn light(name: &str) -> Markup {
    html! { span class={ "light h" (hue(name)) } aria-hidden="true" {} }
}

/// A pseudonym that leads to its person.
pub fn person_link(ui: &Ui, name: &str, address: &str, class: &str) -> Markup {
    html! { a class=(class) href=(ui.urls.person(address)) { bdi { (name) } } }
}
