//! How somebody likes to read: a plain value that goes into every page. Where it is kept is told by
//! `account` (for members) and by `web` (in a cookie); what it looks like stands in the stylesheet.

use crate::clock::Zone;

/// In which light a page stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Paper at dusk.
    Light,
    /// The night.
    Dark,
    /// Ink on plain ground, light or dark as the system has it.
    Contrast,
    /// Old paper.
    Sepia,
}

/// How large letters are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Size {
    /// Smaller than usual.
    Small,
    /// As usual.
    #[default]
    Usual,
    /// Larger.
    Large,
    /// Much larger.
    Largest,
}

/// How many posts stand on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PerPage {
    /// 20.
    Few,
    /// 50.
    #[default]
    Usual,
    /// 100.
    Many,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Auto,
        Self::Light,
        Self::Dark,
        Self::Contrast,
        Self::Sepia,
    ];

    /// The word for it in forms and cookies.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
            Self::Sepia => "sepia",
        }
    }

    /// What a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }

    /// The colour schemes of a document in it (HTML, section 4.2.5.1, `color-scheme`).
    pub fn schemes(self) -> &'static str {
        match self {
            Self::Auto | Self::Contrast => "dark light",
            Self::Light | Self::Sepia => "light",
            Self::Dark => "dark",
        }
    }
}

impl Size {
    /// All of them, the smallest first.
    pub const ALL: [Self; 4] = [Self::Small, Self::Usual, Self::Large, Self::Largest];

    /// The word for it in forms and cookies.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Usual => "usual",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }

    /// What a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == word)
    }
}

impl PerPage {
    /// All of them, the fewest first.
    pub const ALL: [Self; 3] = [Self::Few, Self::Usual, Self::Many];

    /// The number.
    pub fn count(self) -> usize {
        match self {
            Self::Few => 20,
            Self::Usual => 50,
            Self::Many => 100,
        }
    }

    /// The number in forms and cookies.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Few => "20",
            Self::Usual => "50",
            Self::Many => "100",
        }
    }

    /// What a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|count| count.as_str() == word)
    }
}

/// The word for lists that are close together.
pub const DENSE: &str = "dense";
/// The word for times that are told by how long ago they were.
pub const AGES: &str = "ages";
/// How long the words for all of it are at most.
const LONGEST: usize = 100;

/// All of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The light.
    pub theme: Theme,
    /// The letters.
    pub size: Size,
    /// Whether things stand close together.
    pub dense: bool,
    /// How many posts stand on a page.
    pub per_page: PerPage,
    /// Whether it is told how long ago a post was written, and not when.
    pub ages: bool,
    /// Whose clocks times are told by.
    pub zone: Zone,
}

impl Reading {
    /// What words stand for that are parted by full stops. Unknown ones stand for nothing.
    pub fn parse(words: &str) -> Self {
        let mut reading = Self::default();
        if words.len() > LONGEST {
            return reading;
        }
        for word in words.split('.') {
            if word == DENSE {
                reading.dense = true;
            } else if word == AGES {
                reading.ages = true;
            } else if let Some(theme) = Theme::from_word(word) {
                reading.theme = theme;
            } else if let Some(size) = Size::from_word(word) {
                reading.size = size;
            } else if let Some(per_page) = PerPage::from_word(word) {
                reading.per_page = per_page;
            } else if let Some(zone) = Zone::from_name(word) {
                reading.zone = zone;
            }
        }
        reading
    }

    /// The words for it: only what is not as usual. ASCII without blanks, commas and semicolons, so a cookie
    /// can hold them.
    pub fn words(self) -> String {
        let usual = Self::default();
        let words = [
            (self.theme != usual.theme).then(|| self.theme.as_str()),
            (self.size != usual.size).then(|| self.size.as_str()),
            self.dense.then_some(DENSE),
            (self.per_page != usual.per_page).then(|| self.per_page.as_str()),
            self.ages.then_some(AGES),
            (self.zone != usual.zone).then(|| self.zone.name()),
        ];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        words.join(".")
    }

    /// What the stylesheet knows it by, as classes of the document.
    pub fn classes(self) -> Option<String> {
        let mut classes = Vec::new();
        if self.theme != Theme::Auto {
            classes.push(format!("sky-{}", self.theme.as_str()));
        }
        if self.size != Size::Usual {
            classes.push(format!("size-{}", self.size.as_str()));
        }
        if self.dense {
            classes.push(DENSE.to_owned());
        }
        (!classes.is_empty()).then(|| classes.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for theme in Theme::ALL {
            for size in Size::ALL {
                for per_page in PerPage::ALL {
                    for zone in Zone::all().step_by(25) {
                        let reading = Reading {
                            theme,
                            size,
                            dense: size == Size::Small,
                            per_page,
                            ages: theme == Theme::Dark,
                            zone,
                        };
                        let words = reading.words();
                        assert!(words.len() <= LONGEST, "{words}");
                        assert_eq!(Reading::parse(&words), reading, "{words}");
                    }
                }
            }
        }
        assert_eq!(Reading::default().words(), "");
    }

    #[test]
    fn unknown_words_stand_for_nothing() {
        let night = Reading {
            theme: Theme::Dark,
            ..Reading::default()
        };
        assert_eq!(Reading::parse("dark.<b>.51.Mars/Olympus..\u{e9}"), night);
        assert_eq!(Reading::parse(&"dark.".repeat(30)), Reading::default());
        assert_eq!(night.classes().as_deref(), Some("sky-dark"));
        assert_eq!(Reading::default().classes(), None);
    }
}
