//! A firefly: a person's light, whose hue comes from the pseudonym.

use std::hash::{DefaultHasher, Hash, Hasher};

use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::Ui;
use crate::viewer::Member;

/// How many hues the stylesheet knows.
const HUES: u32 = 24;
/// How many units wide and high a picture is beside a name.
const PICTURE: u32 = 28;

/// By what a person is known at sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face<'a> {
    /// The pseudonym.
    pub name: &'a str,
    /// The pseudonym as it stands in addresses.
    pub address: &'a str,
    /// The file of the picture that they gave, if they did.
    pub picture: Option<&'a str>,
}

impl Face<'_> {
    /// The same, as whoever gave no picture.
    pub fn bare(self) -> Self {
        Self {
            picture: None,
            ..self
        }
    }

    /// Where their picture is: the one that they gave, or the firefly that is drawn for them.
    pub fn portrait(self, ui: &Ui) -> String {
        match self.picture {
            Some(file) => ui.urls.avatar(file),
            None => ui.urls.person_picture(self.address),
        }
    }
}

impl<'a> From<&'a Member> for Face<'a> {
    fn from(member: &'a Member) -> Self {
        Self {
            name: &member.name,
            address: &member.address,
            picture: member.picture.as_deref(),
        }
    }
}

impl<'a> From<&'a Firefly> for Face<'a> {
    fn from(firefly: &'a Firefly) -> Self {
        Self {
            name: &firefly.name,
            address: &firefly.address,
            picture: firefly.picture.as_deref(),
        }
    }
}

/// Somebody who is here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Firefly {
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// The file of the picture that they gave, if they did.
    #[serde(default)]
    pub picture: Option<String>,
    /// Whether a password keeps it.
    pub kept: bool,
    /// Whether they are connected, but have done nothing for a while.
    pub idle: bool,
    /// The rooms that they are in, by number, each once.
    pub rooms: Vec<i64>,
}

/// Who is here now, in the order of their pseudonyms as they stand in addresses.
#[derive(Debug, Default, Clone, Hash, Serialize, Deserialize)]
pub struct Lights {
    /// Each person once.
    pub here: Vec<Firefly>,
    /// How many without a pseudonym hold a connection, by the room that they are in, in order.
    pub strangers: Vec<(i64, usize)>,
    /// Differs whenever the rest does.
    pub version: u64,
}

impl Lights {
    /// Those who are in a room. A version has only the whole.
    pub fn in_room(&self, room: i64) -> Self {
        let here = self.here.iter();
        let strangers = self.strangers.iter();
        Self {
            here: here
                .filter(|firefly| firefly.rooms.contains(&room))
                .cloned()
                .collect(),
            strangers: strangers.filter(|(at, _)| *at == room).copied().collect(),
            version: 0,
        }
    }

    /// The same, with the version that belongs to it.
    pub fn sealed(mut self) -> Self {
        let mut hasher = DefaultHasher::new();
        self.version = 0;
        self.hash(&mut hasher);
        self.version = hasher.finish();
        self
    }

    /// Whether nobody is here, with a pseudonym or without.
    pub fn is_empty(&self) -> bool {
        self.here.is_empty() && self.strangers.is_empty()
    }

    /// How many without a pseudonym.
    pub fn strangers(&self) -> usize {
        self.strangers.iter().map(|(_, count)| count).sum()
    }

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
/// among the fireflies. A picture lies on the light, which is what is seen where it does not come.
pub fn light<'a>(ui: &Ui, of: impl Into<Face<'a>>) -> Markup {
    let face = of.into();
    let away = if ui.lights.has(face.address) {
        ""
    } else {
        " away"
    };
    let pictured = if face.picture.is_some() { " face" } else { "" };
    html! {
        span class={ "light h" (hue(face.name)) (away) (pictured) } aria-hidden="true" {
            @if let Some(file) = face.picture {
                img src=(ui.urls.avatar(file)) alt="" width=(PICTURE) height=(PICTURE) loading="lazy" decoding="async";
            }
        }
        // Where a picture is a letter among others, the name stands apart from it.
        @if face.picture.is_some() { " " }
    }
}

/// A pseudonym that leads to its person.
pub fn person_link(ui: &Ui, name: &str, address: &str, class: &str) -> Markup {
    // Nothing leads to whoever was forgotten.
    if name.is_empty() {
        return html! { span class=(class) { (ui.name(name)) } };
    }
    html! { a class=(class) href=(ui.urls.person(address)) { bdi { (name) } } }
}
