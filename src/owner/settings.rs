//! Everything that owners can set: each setting once, with its words, its bounds, and where it stands in
//! the rules. The forms and the log of what was changed are both made from this list.

use crate::locale::{Lang, key};
use crate::rules::{Joining, Reaction, Rules, Verdict, Who};

/// What is set together: one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What the place is called, says and speaks.
    Place,
    /// Who may do what.
    Access,
    /// Those who have written little so far.
    Newcomers,
    /// How much one may do in a time.
    Limits,
    /// What may hang on posts.
    Files,
    /// What stands between the wall and those who abuse it.
    Layers,
}

impl Group {
    /// All of them, as they stand on the page.
    pub const ALL: [Self; 6] = [
        Self::Place,
        Self::Access,
        Self::Newcomers,
        Self::Limits,
        Self::Files,
        Self::Layers,
    ];

    /// The word for it in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Access => "access",
            Self::Newcomers => "newcomers",
            Self::Limits => "limits",
            Self::Files => "files",
            Self::Layers => "layers",
        }
    }

    /// Its heading: a key of the locales.
    pub fn title(self) -> &'static str {
        match self {
            Self::Place => key("set-place"),
            Self::Access => key("set-access"),
            Self::Newcomers => key("set-newcomers"),
            Self::Limits => key("set-limits"),
            Self::Files => key("set-files"),
            Self::Layers => key("set-layers"),
        }
    }
}

/// A word that can be chosen, and the key of what it is called.
pub type Choice = (&'static str, &'static str);

/// What a setting can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of so many characters at most.
    Line(usize),
    /// Several lines.
    Area(usize),
    /// A whole number between two.
    Number(u32, u32),
    /// One of these.
    Choice(&'static [Choice]),
    /// On or off.
    Switch,
    /// Codes of languages, the one for everybody else first.
    Languages,
    /// Some of these, or none, each with a box of its own.
    Several(&'static [Choice]),
}

/// A setting.
#[derive(Clone, Copy)]
pub struct Setting {
    /// The name of its field.
    pub name: &'static str,
    /// With which others it is set.
    pub group: Group,
    /// What it is called: a key of the locales.
    pub label: &'static str,
    /// A sentence more about it.
    pub hint: Option<&'static str>,
    /// What it can be.
    pub kind: Kind,
    /// As it is, as a field holds it.
    pub get: fn(&Rules) -> String,
    /// Sets it, from what a field held and was found to be sound.
    pub set: fn(&mut Rules, &str),
}

/// What a switch holds that is on.
pub const ON: &str = "1";

/// How many characters the wall's name has at most.
const TITLE_MAX: usize = 80;
/// How many the words above the wall.
const WELCOME_MAX: usize = 5_000;

const READERS: &[Choice] = &[
    ("everybody", key("who-everybody")),
    ("members", key("who-members")),
    ("kept", key("who-kept")),
    ("moderators", key("who-moderators")),
];

/// Whatever needs a pseudonym is open to members at most.
const ACTORS: &[Choice] = &[
    ("members", key("who-members")),
    ("kept", key("who-kept")),
    ("moderators", key("who-moderators")),
];

const JOINING: &[Choice] = &[
    ("open", key("joining-word-open")),
    ("approval", key("joining-word-approval")),
    ("invitation", key("joining-word-invitation")),
    ("closed", key("joining-word-closed")),
];

const VERDICTS: &[Choice] = &[
    ("allow", key("verdict-allow")),
    ("mark", key("verdict-mark")),
    ("hold", key("verdict-hold")),
    ("refuse", key("verdict-refuse")),
];

const REACTIONS: &[Choice] = &{
    let mut choices = [("", ""); Reaction::ALL.len()];
    let mut at = 0;
    while at < choices.len() {
        let kind = Reaction::ALL[at];
        choices[at] = (kind.as_str(), kind.label());
        at += 1;
    }
    choices
};

const fn setting(
    group: Group,
    name: &'static str,
    label: &'static str,
    kind: Kind,
    get: fn(&Rules) -> String,
    set: fn(&mut Rules, &str),
) -> Setting {
    Setting {
        name,
        group,
        label,
        hint: None,
        kind,
        get,
        set,
    }
}

impl Setting {
    const fn hinted(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }
}

fn switch(on: bool) -> String {
    if on { ON.to_owned() } else { String::new() }
}

fn number(text: &str) -> u32 {
    text.trim().parse().unwrap_or_default()
}

fn who(text: &str) -> Who {
    // A word that is none never comes here; were it to, the strictest is the safest.
    Who::from_word(text).unwrap_or(Who::Moderators)
}

/// Whom an act is open to that needs a pseudonym: everybody is whoever has one.
fn actors(who: Who) -> String {
    who.max(Who::Members).as_str().to_owned()
}

fn verdict(text: &str) -> Verdict {
    Verdict::from_word(text).unwrap_or(Verdict::Hold)
}

/// Words in a row, as the boxes say them.
fn reactions(kinds: &[Reaction]) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    words.join(" ")
}

/// The name of the box for one of several.
pub fn box_of(setting: &str, word: &str) -> String {
    format!("{setting}_{word}")
}

/// All of them, in the order of the page.
pub static SETTINGS: [Setting; 27] = [
    setting(
        Group::Place,
        "title",
        key("set-title"),
        Kind::Line(TITLE_MAX),
        |rules| rules.title.clone(),
        |rules, text| text.clone_into(&mut rules.title),
    )
    .hinted(key("set-title-hint")),
    setting(
        Group::Place,
        "welcome",
        key("set-welcome"),
        Kind::Area(WELCOME_MAX),
        |rules| rules.welcome.clone(),
        |rules, text| text.clone_into(&mut rules.welcome),
    )
    .hinted(key("set-welcome-hint")),
    setting(
        Group::Place,
        "languages",
        key("set-languages"),
        Kind::Languages,
        |rules| codes(&rules.offered()),
        |rules, text| rules.languages = text.split(' ').map(str::to_owned).collect(),
    ),
    setting(
        Group::Place,
        "reactions",
        key("set-reactions"),
        Kind::Several(REACTIONS),
        |rules| reactions(&rules.reactions),
        |rules, text| {
            rules.reactions = text.split(' ').filter_map(Reaction::from_word).collect();
        },
    )
    .hinted(key("set-reactions-hint")),
    setting(
        Group::Access,
        "readers",
        key("set-readers"),
        Kind::Choice(READERS),
        |rules| rules.readers.as_str().to_owned(),
        |rules, text| rules.readers = who(text),
    ),
    setting(
        Group::Access,
        "writers",
        key("set-writers"),
        Kind::Choice(ACTORS),
        |rules| actors(rules.writers),
        |rules, text| rules.writers = who(text),
    ),
    setting(
        Group::Access,
        "openers",
        key("set-openers"),
        Kind::Choice(ACTORS),
        |rules| actors(rules.openers),
        |rules, text| rules.openers = who(text),
    ),
    setting(
        Group::Access,
        "joining",
        key("set-joining"),
        Kind::Choice(JOINING),
        |rules| rules.joining.as_str().to_owned(),
        |rules, text| rules.joining = Joining::from_word(text).unwrap_or(Joining::Closed),
    ),
    setting(
        Group::Access,
        "open_log",
        key("set-open-log"),
        Kind::Switch,
        |rules| switch(rules.open_log),
        |rules, text| rules.open_log = text == ON,
    )
    .hinted(key("set-open-log-hint")),
    setting(
        Group::Newcomers,
        "newcomer_posts",
        key("set-newcomer-posts"),
        Kind::Number(0, 1_000),
        |rules| rules.newcomer_posts.to_string(),
        |rules, text| rules.newcomer_posts = number(text),
    ),
    setting(
        Group::Newcomers,
        "hold_newcomers",
        key("set-hold-newcomers"),
        Kind::Switch,
        |rules| switch(rules.hold_newcomers),
        |rules, text| rules.hold_newcomers = text == ON,
    ),
    setting(
        Group::Newcomers,
        "newcomer_links",
        key("set-newcomer-links"),
        Kind::Choice(VERDICTS),
        |rules| rules.newcomer_links.as_str().to_owned(),
        |rules, text| rules.newcomer_links = verdict(text),
    ),
    setting(
        Group::Limits,
        "posts_a_minute",
        key("set-posts-a-minute"),
        Kind::Number(1, 600),
        |rules| rules.posts_a_minute.to_string(),
        |rules, text| rules.posts_a_minute = number(text),
    ),
    setting(
        Group::Limits,
        "posts_at_once",
        key("set-posts-at-once"),
        Kind::Number(1, 200),
        |rules| rules.posts_at_once.to_string(),
        |rules, text| rules.posts_at_once = number(text),
    ),
    setting(
        Group::Limits,
        "rooms_an_hour",
        key("set-rooms-an-hour"),
        Kind::Number(1, 1_000),
        |rules| rules.rooms_an_hour.to_string(),
        |rules, text| rules.rooms_an_hour = number(text),
    ),
    setting(
        Group::Limits,
        "too_fast_seconds",
        key("set-too-fast"),
        Kind::Number(0, 60),
        |rules| rules.too_fast_seconds.to_string(),
        |rules, text| rules.too_fast_seconds = number(text),
    )
    .hinted(key("set-too-fast-hint")),
    setting(
        Group::Files,
        "pictures",
        key("set-pictures"),
        Kind::Switch,
        |rules| switch(rules.pictures),
        |rules, text| rules.pictures = text == ON,
    )
    .hinted(key("set-pictures-hint")),
    setting(
        Group::Files,
        "other_files",
        key("set-other-files"),
        Kind::Switch,
        |rules| switch(rules.other_files),
        |rules, text| rules.other_files = text == ON,
    )
    .hinted(key("set-other-files-hint")),
    setting(
        Group::Files,
        "file_megabytes",
        key("set-file-megabytes"),
        Kind::Number(1, 100),
        |rules| rules.file_megabytes.to_string(),
        |rules, text| rules.file_megabytes = number(text),
    ),
    setting(
        Group::Layers,
        "empty_field",
        key("set-empty-field"),
        Kind::Switch,
        |rules| switch(rules.empty_field),
        |rules, text| rules.empty_field = text == ON,
    ),
    setting(
        Group::Layers,
        "repeats",
        key("set-repeats"),
        Kind::Choice(VERDICTS),
        |rules| rules.repeats.as_str().to_owned(),
        |rules, text| rules.repeats = verdict(text),
    ),
    setting(
        Group::Layers,
        "asks_puzzle",
        key("set-asks-puzzle"),
        Kind::Switch,
        |rules| switch(rules.asks_puzzle),
        |rules, text| rules.asks_puzzle = text == ON,
    ),
    setting(
        Group::Layers,
        "asks_picture",
        key("set-asks-picture"),
        Kind::Switch,
        |rules| switch(rules.asks_picture),
        |rules, text| rules.asks_picture = text == ON,
    )
    .hinted(key("set-asks-picture-hint")),
    setting(
        Group::Layers,
        "asks_question",
        key("set-asks-question"),
        Kind::Switch,
        |rules| switch(rules.asks_question),
        |rules, text| rules.asks_question = text == ON,
    ),
    setting(
        Group::Layers,
        "siege_seconds",
        key("set-siege-seconds"),
        Kind::Number(1, 600),
        |rules| rules.siege_seconds.to_string(),
        |rules, text| rules.siege_seconds = number(text),
    ),
    setting(
        Group::Layers,
        "siege_posts",
        key("set-siege-posts"),
        Kind::Number(0, 10_000),
        |rules| rules.siege_posts.to_string(),
        |rules, text| rules.siege_posts = number(text),
    ),
    SIEGE,
];

/// Has a button of its own, and stands in no form.
const SIEGE: Setting = setting(
    Group::Layers,
    "siege",
    key("set-siege"),
    Kind::Switch,
    |rules| switch(rules.siege),
    |rules, text| rules.siege = text == ON,
);

/// The settings of a group's form.
pub fn of(group: Group) -> impl Iterator<Item = &'static Setting> {
    SETTINGS
        .iter()
        .filter(move |setting| setting.group == group && setting.name != SIEGE.name)
}

/// The codes of languages in a row.
pub fn codes(languages: &[Lang]) -> String {
    let codes: Vec<&str> = languages.iter().map(|lang| lang.code()).collect();
    codes.join(" ")
}

/// A setting that was changed, with what it was and what it became, as fields hold them.
#[derive(Clone)]
pub struct Change {
    /// Which.
    pub setting: &'static Setting,
    /// What it was.
    pub before: String,
    /// What it became.
    pub after: String,
}

/// What is different between two sets of rules.
pub fn changes(before: &Rules, after: &Rules) -> Vec<Change> {
    SETTINGS
        .iter()
        .map(|setting| Change {
            setting,
            before: (setting.get)(before),
            after: (setting.get)(after),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

#[cfg(test)]
mod tests;
