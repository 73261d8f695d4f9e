//! What a pseudonym may be, and when two look alike.
//!
//! Allowed is what the Nickname profile of PRECIS allows (RFC 8266), as long as it has a letter or a
//! digit, breaks no address and piles no marks. Two look alike when their skeletons are the same
//! (UTS 39, section 4), after folding case and taking `I`, `l`, `1` and `|` for one.

use precis_profiles::Nickname;
use precis_profiles::precis_core::profile::PrecisFastInvocation;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

use crate::locale::key;

/// How many characters a pseudonym has at most.
pub const MAX: usize = 40;
/// How many marks may stand on one letter.
const MARKS: usize = 2;

/// Names that sound as if they spoke for the place.
const RESERVED: [&str; 24] = [
    "owner",
    "owners",
    "admin",
    "admins",
    "administrator",
    "administrateur",
    "administratrice",
    "moderator",
    "moderators",
    "modérateur",
    "modératrice",
    "modération",
    "moderation",
    "mod",
    "root",
    "system",
    "système",
    "support",
    "staff",
    "the wall",
    "thewall",
    "propriétaire",
    "anonymous",
    "anonyme",
];

/// A pseudonym that may be taken, if nobody has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pseudonym(String);

impl Pseudonym {
    /// Reads one.
    ///
    /// # Errors
    /// A key of the locales that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.trim().is_empty() {
            return Err(key("pseudonym-empty"));
        }
        if text.chars().count() > MAX {
            return Err(key("pseudonym-long"));
        }
        let name = Nickname::prepare(text).and_then(Nickname::enforce);
        let name = name.map_err(|_| key("pseudonym-odd"))?.into_owned();
        let breaks = |c: char| "/\\?#%~<>".contains(c) || c.is_control();
        if name.chars().any(breaks) || !name.chars().any(char::is_alphanumeric) {
            return Err(key("pseudonym-odd"));
        }
        if piles_marks(&name) || name.chars().count() > MAX {
            return Err(key("pseudonym-odd"));
        }
        if is_reserved(&name) {
            return Err(key("pseudonym-reserved"));
        }
        Ok(Self(name))
    }

    /// The pseudonym.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn piles_marks(name: &str) -> bool {
    let mut marks = 0;
    name.chars().any(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MARKS
    })
}

fn is_reserved(name: &str) -> bool {
    let likeness = likeness(name);
    RESERVED
        .iter()
        .any(|reserved| self::likeness(reserved) == likeness)
}

/// What two names that look alike have in common. For comparing only.
pub fn likeness(name: &str) -> String {
    let plain: String = name.nfkc().filter(|c| !c.is_whitespace()).collect();
    let first: String = skeleton(&plain).collect::<String>().to_lowercase();
    skeleton(&first)
        .collect::<String>()
        .to_lowercase()
        .chars()
        .map(|c| if c == 'i' || c == '1' { 'l' } else { c })
        .collect()
}

/// What names have in common that differ in accents alone. For finding somebody only: two people may have
/// such names.
pub fn folded(name: &str) -> String {
    likeness(name)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn look_alikes_are_alike() {
        let pairs = [
            ("Ana", "ANA"),
            ("Ana", "Аnа"),
            ("paul1", "paulI"),
            ("paul1", "paull"),
            ("Ian", "lan"),
            ("ian", "IAN"),
            ("Zoé", "zoé"),
            ("O0", "oo"),
            ("rn", "m"),
            ("Jean Luc", "jeanluc"),
        ];
        for (one, other) in pairs {
            assert_eq!(likeness(one), likeness(other), "{one} and {other}");
        }
        for (one, other) in [
            ("Ana", "Anna"),
            ("Zoé", "Zoe"),
            ("Bob", "Rob"),
            ("花子", "太郎"),
        ] {
            assert_ne!(likeness(one), likeness(other), "{one} and {other}");
        }
    }

    #[test]
    fn names_that_differ_in_accents_fold_to_the_same() {
        for (one, other) in [("Chloé", "chloe"), ("Ñandú", "nandu"), ("Zoë", "ZOE")] {
            assert_eq!(folded(one), folded(other), "{one} and {other}");
        }
        assert_ne!(folded("Ana"), folded("Anna"));
        assert!(!folded("花子").is_empty() && !folded("محمد").is_empty());
    }

    #[test]
    fn names_of_every_script_may_be_taken() {
        for name in [
            "Ana",
            "Zoé",
            "Борис",
            "花子",
            "محمد",
            "O'Brien",
            "Jean-Luc",
            "x2",
            "José Ñ",
        ] {
            assert!(Pseudonym::parse(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_is_no_name_may_not() {
        for name in [
            "",
            "  ",
            ".",
            "..",
            "a/b",
            "Ana~2",
            "A\u{200b}na",
            "\u{202e}x",
            "admin",
            "Modérateur",
            "The  Wall",
        ] {
            assert!(Pseudonym::parse(name).is_err(), "{name}");
        }
        assert!(Pseudonym::parse(&"a".repeat(41)).is_err());
    }

    proptest! {
        #[test]
        fn a_name_that_was_taken_reads_the_same_again(name in "\\PC{1,30}") {
            if let Ok(once) = Pseudonym::parse(&name) {
                prop_assert_eq!(Pseudonym::parse(once.as_str()), Ok(once.clone()));
            }
        }

        #[test]
        fn every_text_has_a_likeness_and_case_does_not_matter(name in "[a-zA-Z0-9éÉ]{1,20}") {
            prop_assert_eq!(likeness(&name), likeness(&name.to_lowercase()));
        }
    }
}
