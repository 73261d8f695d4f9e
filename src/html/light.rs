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

/// Who is here now, in the order of their pseudonyms as they stand in addresses.
#[derive(Debug, Default)]
pub struct Lights {
    /// Each person once.
    pub here: Vec<Firefly>,
    /// Differs whenever `here` does.
    pub version: u64,
}

impl Lights {
    /// Whether the person whose pseudonym stands so in addresses is here.
    pub fn has(&self, address: &str) -> bool {
        self.here
            .binary_search_by(|firefly| firefly.address.as_str().cmp(address))
            .is_ok()
    }
}

/// The hue of a pseudonym, from 0 to 23. The same everywhere and for ever (FNV-1a, 32 bits).
pub fn hue(name: &str) -> u32 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) % HUES
}

/// The light itself: bright while its person is here, an ember otherwise. Who is here stands in words
/// among the fireflies.
pub fn light(ui: &Ui, name: &str, address: &str) -> Markup {
    let away = if ui.lights.has(address) { "" } else { " away" };
    html! { span class={ "light h" (hue(name)) (away) } aria-hidden="true" {} }
}

/// A pseudonym that leads to its person.
pub fn person_link(ui: &Ui, name: &str, address: &str, class: &str) -> Markup {
    html! { a class=(class) href=(ui.urls.person(address)) { bdi { (name) } } }
}
