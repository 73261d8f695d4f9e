//! What the owners decided and can change while the wall runs: a plain value that goes into every
//! decision. It is public (who may do what is no secret), and stands in the log; what must not be known
//! (the answer to a question) is kept elsewhere.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::locale::{Lang, key};

/// Whom something is open to: each includes those after it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Everybody, with or without a pseudonym. What needs a pseudonym needs one all the same.
    #[default]
    Everybody,
    /// Whoever has a pseudonym and was let in.
    Members,
    /// Whoever keeps a pseudonym with a password.
    Kept,
    /// Whoever moderates everywhere, and owners.
    Moderators,
}

impl Who {
    /// All of them, the most open first.
    pub const ALL: [Self; 4] = [Self::Everybody, Self::Members, Self::Kept, Self::Moderators];

    /// The word for it in forms and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Members => "members",
            Self::Kept => "kept",
            Self::Moderators => "moderators",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|who| who.as_str() == word)
    }
}

/// How one gets a pseudonym.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Joining {
    /// By taking it.
    #[default]
    Open,
    /// By taking it, and being let in by a moderator; until then one can read.
    Approval,
    /// With an invitation.
    Invitation,
    /// Not at all; those who have one stay.
    Closed,
}

impl Joining {
    /// All of them, the most open first.
    pub const ALL: [Self; 4] = [Self::Open, Self::Approval, Self::Invitation, Self::Closed];

    /// The word for it in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approval => "approval",
            Self::Invitation => "invitation",
            Self::Closed => "closed",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }
}

/// What happens to a post that something speaks against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing.
    #[default]
    Allow,
    /// It is seen, and moderators are told.
    Mark,
    /// It waits for a moderator.
    Hold,
    /// It is not taken; whoever wrote it is told why.
    Refuse,
}

impl Verdict {
    /// All of them, the mildest first.
    pub const ALL: [Self; 4] = [Self::Allow, Self::Mark, Self::Hold, Self::Refuse];

    /// The word for it in forms and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Mark => "mark",
            Self::Hold => "hold",
            Self::Refuse => "refuse",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|verdict| verdict.as_str() == word)
    }
}

/// A word that one can give to a post without writing any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reaction {
    /// Thank you.
    Thanks,
    /// I think so too.
    Agree,
    /// It made me smile.
    Smile,
    /// It is sad.
    Sad,
    /// It sheds light, as a firefly does.
    Light,
    /// I did not expect that.
    Surprise,
    /// I think otherwise.
    Disagree,
    /// I have read it.
    Seen,
}

impl Reaction {
    /// All of them, in the order in which they stand under a post.
    pub const ALL: [Self; 8] = [
        Self::Thanks,
        Self::Agree,
        Self::Smile,
        Self::Sad,
        Self::Light,
        Self::Surprise,
        Self::Disagree,
        Self::Seen,
    ];

    /// Those that one can give where the owners chose none.
    const USUAL: usize = 5;

    /// The word for it in forms and tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Thanks => "thanks",
            Self::Agree => "agree",
            Self::Smile => "smile",
            Self::Sad => "sad",
            Self::Light => "light",
            Self::Surprise => "surprise",
            Self::Disagree => "disagree",
            Self::Seen => "seen",
        }
    }

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What it is called: a key of the locales.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Thanks => key("reaction-thanks"),
            Self::Agree => key("reaction-agree"),
            Self::Smile => key("reaction-smile"),
            Self::Sad => key("reaction-sad"),
            Self::Light => key("reaction-light"),
            Self::Surprise => key("reaction-surprise"),
            Self::Disagree => key("reaction-disagree"),
            Self::Seen => key("reaction-seen"),
        }
    }
}

/// A question of the owners' own, for whoever takes a pseudonym. It is no rule: what must not be known
/// stands in no log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What is taken as an answer, as the owners typed it: each of these.
    pub answers: Vec<String>,
}

/// Everything that the owners decided. A field that an older log does not have stands as it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Rules {
    /// The wall's name; empty: as it was configured.
    pub title: String,
    /// What stands above the wall for those who have no pseudonym, in Markdown; empty: our own words.
    pub welcome: String,
    /// The codes of the languages that are offered; empty: all.
    pub languages: Vec<String>,
    /// Who may read.
    pub readers: Who,
    /// Who may say something.
    pub writers: Who,
    /// Who may open rooms.
    pub openers: Who,
    /// How one gets a pseudonym.
    pub joining: Joining,
    /// Whether everybody may read what moderators did.
    pub open_log: bool,
    /// How one can react to a post; empty: not at all.
    pub reactions: Vec<Reaction>,

    /// For how many posts that are seen one is a newcomer.
    pub newcomer_posts: u32,
    /// Whether a newcomer's posts wait for a moderator.
    pub hold_newcomers: bool,
    /// What happens to a newcomer's post that has a link.
    pub newcomer_links: Verdict,

    /// Whether pictures may hang on posts.
    pub pictures: bool,
    /// Whether other files may: documents, sounds, films, texts, archives. They are downloads, always.
    pub other_files: bool,
    /// How many megabytes a file may have.
    pub file_megabytes: u32,

    /// How many posts a person may write in a minute, in the long run.
    pub posts_a_minute: u32,
    /// How many at once.
    pub posts_at_once: u32,
    /// How many rooms a person may open in an hour.
    pub rooms_an_hour: u32,
    /// A form that comes back sooner than this many seconds after it was shown is held; 0: never.
    pub too_fast_seconds: u32,
    /// Whether forms of strangers and newcomers have a field that must stay empty.
    pub empty_field: bool,
    /// What happens to a post that says what its author said just before.
    pub repeats: Verdict,
    /// Whether whoever takes a pseudonym is asked the owner's question.
    pub asks_question: bool,
    /// Whether they are asked to solve a small puzzle in words.
    pub asks_puzzle: bool,
    /// Whether they are asked to count in a picture, or else to solve such a puzzle.
    pub asks_picture: bool,
    /// Whether strangers wait in line before they may take a pseudonym, and newcomers before they write:
    /// what is turned on while the wall is attacked.
    pub siege: bool,
    /// How many seconds they wait.
    pub siege_seconds: u32,
    /// How many posts of newcomers may be seen in an hour in all while the wall is attacked.
    pub siege_posts: u32,

    /// Whether what is done against abuse is off altogether, as the program was started (`--limits off`):
    /// budgets, form times, empty fields, repetitions, links, questions, puzzles and the siege. It is no
    /// decision of the owners, and stands in no log.
    #[serde(skip)]
    pub lifted: bool,
    /// The owners' question. It stands in no log either.
    #[serde(skip)]
    pub asked: Option<Arc<Question>>,
}

impl Rules {
    /// Whether the wall is attacked, and something is done against it.
    pub fn is_besieged(&self) -> bool {
        self.siege && !self.lifted
    }

    /// Whether there are fields that must stay empty.
    pub fn has_empty_field(&self) -> bool {
        self.empty_field && !self.lifted
    }

    /// The owners' question, if whoever takes a pseudonym is asked it.
    pub fn question(&self) -> Option<&Question> {
        let asks = self.asks_question && !self.lifted;
        self.asked.as_deref().filter(|_| asks)
    }

    /// Whether whoever takes a pseudonym is asked to solve a puzzle.
    pub fn asks_a_puzzle(&self) -> bool {
        self.asks_puzzle && !self.lifted
    }

    /// Whether they are asked to count in a picture, or else to solve a puzzle.
    pub fn asks_a_picture(&self) -> bool {
        self.asks_picture && !self.lifted
    }

    /// Whether anything may hang on posts.
    pub fn take_files(&self) -> bool {
        self.pictures || self.other_files
    }

    /// How many bytes a file may have.
    pub fn file_bytes(&self) -> usize {
        usize::try_from(self.file_megabytes)
            .map_or(usize::MAX, |some| some.saturating_mul(1_000_000))
    }

    /// Whether it makes a difference on a page that its visitor is a newcomer.
    pub fn looks_at_newcomers(&self) -> bool {
        self.has_empty_field() || self.is_besieged()
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            title: String::new(),
            welcome: String::new(),
            languages: Vec::new(),
            readers: Who::Everybody,
            writers: Who::Members,
            openers: Who::Members,
            joining: Joining::Open,
            open_log: true,
            reactions: Reaction::ALL[..Reaction::USUAL].to_vec(),
            newcomer_posts: 3,
            hold_newcomers: false,
            newcomer_links: Verdict::Allow,
            pictures: true,
            other_files: false,
            file_megabytes: 10,
            posts_a_minute: 20,
            posts_at_once: 20,
            rooms_an_hour: 60,
            too_fast_seconds: 0,
            empty_field: true,
            repeats: Verdict::Refuse,
            asks_question: false,
            asks_puzzle: false,
            asks_picture: false,
            siege: false,
            siege_seconds: 60,
            siege_posts: 30,
            lifted: false,
            asked: None,
        }
    }
}

impl Rules {
    /// The languages that are offered. The first is spoken to whoever asks for none of them.
    pub fn offered(&self) -> Vec<Lang> {
        let set: Vec<Lang> = self
            .languages
            .iter()
            .filter_map(|code| Lang::from_code(code))
            .collect();
        if set.is_empty() {
            Lang::ALL.to_vec()
        } else {
            set
        }
    }
}
