//! What becomes of a post, judged in one place and from plain facts: whether it is seen, waits for a
//! moderator, or is not taken, and why.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::html::{markdown, text};
use crate::locale::{Lang, Value, key};
use crate::rules::{Rules, Verdict};

/// How many of their latest posts somebody can repeat.
pub const LATEST: i64 = 5;
/// How many links to one host newcomers may write in an hour, all of them together.
const LINKS_TO_A_HOST: usize = 5;
/// Words with fewer letters are no repetition, unless there is a link: “thanks!” is said often.
const SHORT: usize = 12;
/// The same where somebody else said them first: two people may greet alike.
const SHORT_OF_ANOTHER: usize = 30;

/// How much is known of an author.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Trust {
    /// Next to nothing.
    #[default]
    Newcomer,
    /// Enough of what they wrote was seen.
    Known,
    /// They moderate: nothing is held against them.
    Moderator,
}

/// What can be known of words without a look at anything else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Their letters and digits, as they are compared.
    pub letters: String,
    /// The hosts elsewhere that they link to, once for each link.
    pub hosts: Vec<String>,
    /// Which filters they hit: what each does, and its pattern.
    pub hits: Vec<(Verdict, String)>,
}

impl Words {
    /// Reads words in Markdown. `own` are the hosts of the wall itself.
    pub fn read(body: &str, own: &[&str], hits: Vec<(Verdict, String)>) -> Self {
        let links = markdown::links(body);
        let hosts = links.iter().filter_map(|link| host(link));
        Self {
            letters: text::letters(body),
            hosts: hosts.filter(|host| !own.contains(&host.as_str())).collect(),
            hits,
        }
    }

    /// What is the same for the same words.
    pub fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.letters.as_bytes()).to_vec()
    }

    /// Whether it would be odd to say just this again.
    pub fn can_be_repeated(&self) -> bool {
        !self.hosts.is_empty() || self.letters.chars().count() >= SHORT
    }

    /// The same, where somebody else said it.
    pub fn can_be_repeated_by_another(&self) -> bool {
        !self.hosts.is_empty() || self.letters.chars().count() >= SHORT_OF_ANOTHER
    }

    /// The hosts that newcomers link to too often, if these words count as well.
    fn busy_host(&self, others: &[String]) -> Option<&str> {
        let count = |host: &str| {
            let all = self.hosts.iter().chain(others);
            all.filter(|other| *other == host).count()
        };
        let mut hosts = self.hosts.iter().map(String::as_str);
        hosts.find(|host| count(host) > LINKS_TO_A_HOST)
    }
}

/// The host of an address of the web, without its port and without `www`.
fn host(address: &str) -> Option<String> {
    let lower = address.to_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))?;
    let place = rest.split(['/', '?', '#', '\\']).next()?;
    let place = place.rsplit('@').next()?;
    let name = match place.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => place,
    };
    let name = name.trim_end_matches('.');
    let name = name.strip_prefix("www.").unwrap_or(name);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Everything that speaks for or against a post.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// How much is known of its author.
    pub trust: Trust,
    /// Whether they keep order in the room.
    pub keeps: bool,
    /// Whether they changed a post that was there before.
    pub edits: bool,
    /// What they wrote.
    pub words: Words,
    /// Whether the form came back faster than people write.
    pub too_fast: bool,
    /// Whether something stood in the field that must stay empty.
    pub filled: bool,
    /// The same when they took their pseudonym.
    pub suspect: bool,
    /// Whether they said just this before.
    pub repeats: bool,
    /// Whether another newcomer did.
    pub repeats_another: bool,
    /// Where newcomers linked to within an hour, once for each link.
    pub hosts_of_newcomers: Vec<String>,
    /// How many posts of newcomers were seen within an hour.
    pub seen_of_newcomers: i64,
    /// Whether each post in the room waits for a moderator.
    pub approves: bool,
    /// For how many seconds more the room wants to hear nothing of them.
    pub slow: u64,
}

/// Why a post is held, marked or not taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A filter of the moderators: its pattern.
    Filter(String),
    /// Each post in this room waits.
    Approval,
    /// What newcomers write waits.
    Newcomer,
    /// A newcomer's post has a link.
    Link,
    /// Newcomers link to this host too often.
    Host(String),
    /// The form came back faster than people write.
    Fast,
    /// Something stood in the field that must stay empty.
    Filled,
    /// The same when its author took their pseudonym.
    Suspect,
    /// They said just this before.
    Repeat,
    /// Another newcomer did.
    RepeatOfAnother,
    /// Too many posts of newcomers were seen lately, while the wall is attacked.
    Siege,
}

impl Reason {
    /// As it is kept in the table: a word, and what it is about.
    fn line(&self) -> String {
        match self {
            Self::Filter(pattern) => format!("filter {}", pattern.replace('\n', " ")),
            Self::Approval => "approval".to_owned(),
            Self::Newcomer => "newcomer".to_owned(),
            Self::Link => "link".to_owned(),
            Self::Host(host) => format!("host {host}"),
            Self::Fast => "fast".to_owned(),
            Self::Filled => "filled".to_owned(),
            Self::Suspect => "suspect".to_owned(),
            Self::Repeat => "repeat".to_owned(),
            Self::RepeatOfAnother => "repeat-of-another".to_owned(),
            Self::Siege => "siege".to_owned(),
        }
    }

    fn from_line(line: &str) -> Option<Self> {
        let (word, about) = line.split_once(' ').unwrap_or((line, ""));
        Some(match word {
            "filter" => Self::Filter(about.to_owned()),
            "approval" => Self::Approval,
            "newcomer" => Self::Newcomer,
            "link" => Self::Link,
            "host" => Self::Host(about.to_owned()),
            "fast" => Self::Fast,
            "filled" => Self::Filled,
            "suspect" => Self::Suspect,
            "repeat" => Self::Repeat,
            "repeat-of-another" => Self::RepeatOfAnother,
            "siege" => Self::Siege,
            _ => return None,
        })
    }

    /// In words, for moderators.
    fn told(&self, lang: Lang) -> String {
        let about = |key: &str, text: &str| lang.t_with(key, &[("what", Value::Text(text))]);
        match self {
            Self::Filter(pattern) => about(key("why-filter"), pattern),
            Self::Host(host) => about(key("why-host"), host),
            Self::Approval => lang.t("why-approval").to_owned(),
            Self::Newcomer => lang.t("why-newcomer").to_owned(),
            Self::Link => lang.t("why-link").to_owned(),
            Self::Fast => lang.t("why-fast").to_owned(),
            Self::Filled => lang.t("why-filled").to_owned(),
            Self::Suspect => lang.t("why-suspect").to_owned(),
            Self::Repeat => lang.t("why-repeat").to_owned(),
            Self::RepeatOfAnother => lang.t("why-repeat-of-another").to_owned(),
            Self::Siege => lang.t("why-siege").to_owned(),
        }
    }

    /// What its author is told where it is not taken: a key of the locales.
    fn refusal(&self) -> &'static str {
        match self {
            Self::Link => key("refused-link"),
            Self::Repeat => key("refused-repeat"),
            Self::RepeatOfAnother => key("refused-repeat-of-another"),
            _ => key("refused-filter"),
        }
    }
}

/// Reasons as they are kept in the table, a line each.
pub fn written(reasons: &[Reason]) -> String {
    let lines: Vec<String> = reasons.iter().map(Reason::line).collect();
    lines.join("\n")
}

/// Reasons as they stand in the table `suspicion`, in words for moderators.
pub fn told(lang: Lang, why: &str) -> Vec<String> {
    let reasons = why.lines().filter_map(Reason::from_line);
    reasons.map(|reason| reason.told(lang)).collect()
}

/// What becomes of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// It is seen; moderators are told what speaks against it, if anything does.
    Seen(Vec<Reason>),
    /// It waits for a moderator.
    Held(Vec<Reason>),
    /// It is not taken: a key of the locales that says why.
    Refused(&'static str),
    /// Not yet: after so many seconds.
    Later(u64),
}

/// Judges a post.
pub fn judge(facts: &Facts, rules: &Rules) -> Ruling {
    if facts.trust == Trust::Moderator {
        return Ruling::Seen(Vec::new());
    }
    if facts.slow > 0 && !facts.keeps && !facts.edits {
        return Ruling::Later(facts.slow);
    }
    let found = against(facts, rules);
    let worst = found.iter().map(|(verdict, _)| *verdict).max();
    if worst == Some(Verdict::Refuse) {
        let refusing = found
            .iter()
            .find(|(verdict, _)| *verdict == Verdict::Refuse);
        return Ruling::Refused(refusing.map_or(key("refused-filter"), |(_, why)| why.refusal()));
    }
    let reasons: BTreeSet<Reason> = found.into_iter().map(|(_, why)| why).collect();
    let reasons = reasons.into_iter().collect();
    match worst {
        Some(Verdict::Hold) => Ruling::Held(reasons),
        _ => Ruling::Seen(reasons),
    }
}

/// What speaks against a post, and how much each counts. The rooms' rules, the filters and the wish to see
/// newcomers' posts first hold always; what else is done against abuse can be lifted.
fn against(facts: &Facts, rules: &Rules) -> Vec<(Verdict, Reason)> {
    let words = &facts.words;
    let is_newcomer = facts.trust == Trust::Newcomer;
    let mut found: Vec<(Verdict, Reason)> = words
        .hits
        .iter()
        .map(|(deed, pattern)| (*deed, Reason::Filter(pattern.clone())))
        .collect();
    let mut note = |holds: bool, verdict: Verdict, reason: Reason| {
        if holds && verdict != Verdict::Allow {
            found.push((verdict, reason));
        }
    };
    // What was let through once is changed in the sight of all; but moderators are told.
    let approval = if facts.edits {
        Verdict::Mark
    } else {
        Verdict::Hold
    };
    note(facts.approves && !facts.keeps, approval, Reason::Approval);
    note(
        is_newcomer && rules.hold_newcomers && !facts.edits,
        Verdict::Hold,
        Reason::Newcomer,
    );
    if rules.lifted {
        return found;
    }
    note(
        is_newcomer && !words.hosts.is_empty(),
        rules.newcomer_links,
        Reason::Link,
    );
    if is_newcomer && let Some(host) = words.busy_host(&facts.hosts_of_newcomers) {
        note(true, Verdict::Hold, Reason::Host(host.to_owned()));
    }
    if facts.edits {
        return found;
    }
    note(is_newcomer && facts.too_fast, Verdict::Hold, Reason::Fast);
    note(is_newcomer && facts.filled, Verdict::Hold, Reason::Filled);
    note(is_newcomer && facts.suspect, Verdict::Hold, Reason::Suspect);
    note(facts.repeats, rules.repeats, Reason::Repeat);
    note(
        is_newcomer && facts.repeats_another,
        rules.repeats,
        Reason::RepeatOfAnother,
    );
    let full = facts.seen_of_newcomers >= i64::from(rules.siege_posts);
    note(
        is_newcomer && rules.siege && full,
        Verdict::Hold,
        Reason::Siege,
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Words {
        Words::read(body, &["wall.example"], Vec::new())
    }

    fn newcomer(body: &str) -> Facts {
        Facts {
            words: words(body),
            ..Facts::default()
        }
    }

    #[test]
    fn a_first_timer_with_the_usual_rules_is_seen() {
        let rules = Rules::default();
        for body in ["Hello!", "See https://a.example and https://b.example"] {
            assert_eq!(judge(&newcomer(body), &rules), Ruling::Seen(Vec::new()));
        }
    }

    #[test]
    fn links_are_read_from_markdown_and_from_words() {
        let read = words(
            "[one](https://www.A.example:8080/x) https://user@b.example. `https://c.example` [here](/rooms) https://wall.example/x",
        );
        assert_eq!(read.hosts, ["a.example", "b.example"]);
    }

    #[test]
    fn what_newcomers_do_is_held_and_what_others_do_is_not() {
        let rules = Rules {
            hold_newcomers: true,
            newcomer_links: Verdict::Hold,
            siege: true,
            siege_posts: 3,
            ..Rules::default()
        };
        let facts = Facts {
            too_fast: true,
            filled: true,
            suspect: true,
            seen_of_newcomers: 3,
            hosts_of_newcomers: vec!["spam.example".to_owned(); 5],
            ..newcomer("https://spam.example")
        };
        let Ruling::Held(reasons) = judge(&facts, &rules) else {
            panic!("it is not held");
        };
        assert_eq!(reasons.len(), 7, "{reasons:?}");
        let known = Facts {
            trust: Trust::Known,
            ..facts.clone()
        };
        assert_eq!(judge(&known, &rules), Ruling::Seen(Vec::new()));
        let lifted = Rules {
            lifted: true,
            ..rules.clone()
        };
        assert_eq!(judge(&facts, &lifted), Ruling::Held(vec![Reason::Newcomer]));
    }

    #[test]
    fn the_worst_of_the_filters_counts_and_moderators_are_free_of_all() {
        let hits = vec![
            (Verdict::Mark, "tea".to_owned()),
            (Verdict::Hold, "coffee".to_owned()),
        ];
        let mut facts = newcomer("tea and coffee");
        facts.trust = Trust::Known;
        facts.words.hits = hits;
        let rules = Rules::default();
        assert!(matches!(judge(&facts, &rules), Ruling::Held(reasons) if reasons.len() == 2));
        facts.words.hits.push((Verdict::Refuse, "milk".to_owned()));
        assert_eq!(judge(&facts, &rules), Ruling::Refused("refused-filter"));
        facts.trust = Trust::Moderator;
        assert_eq!(judge(&facts, &rules), Ruling::Seen(Vec::new()));
    }

    #[test]
    fn whoever_keeps_a_room_is_not_slowed_there_but_filtered() {
        let mut facts = newcomer("Hello");
        (facts.slow, facts.approves) = (30, true);
        let rules = Rules::default();
        assert_eq!(judge(&facts, &rules), Ruling::Later(30));
        facts.keeps = true;
        assert_eq!(judge(&facts, &rules), Ruling::Seen(Vec::new()));
        facts.words.hits.push((Verdict::Refuse, "hello".to_owned()));
        assert!(matches!(judge(&facts, &rules), Ruling::Refused(_)));
    }

    #[test]
    fn a_short_answer_can_be_said_again() {
        assert!(!words("Thanks!").can_be_repeated());
        assert!(words("Buy my pills now").can_be_repeated());
        assert!(words("x https://a.example").can_be_repeated());
        assert!(!words("Hello everybody").can_be_repeated_by_another());
        assert_eq!(
            words("Buy  MY pills").digest(),
            words("buy my pîlls!").digest()
        );
    }

    #[test]
    fn reasons_come_back_from_the_table() {
        let reasons = vec![
            Reason::Filter("a b".to_owned()),
            Reason::Host("a.example".to_owned()),
            Reason::Siege,
        ];
        let told = told(Lang::En, &written(&reasons));
        assert_eq!(told.len(), 3);
        assert!(told[0].contains("a b"));
    }
}
