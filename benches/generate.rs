//! A made-up discussion with the shape of a busy programmers' room over four years: few people say
//! most of it, most lines are short, some have code and a few have addresses. Always the same.

use chrono::{DateTime, SecondsFormat};

/// How many people may speak where nothing else is said.
pub const AUTHORS: usize = 1_900;
/// How fast the share of a speaker falls with their rank (Zipf's law).
const STEEPNESS: f64 = 1.07;
/// The mean length that a line aims at; it ends with the word that reaches it.
const LENGTH: f64 = 64.0;
/// The longest length that a line aims at.
const LONGEST: f64 = 440.0;
/// When it begins: 2018-01-01, in seconds.
const BEGIN: f64 = 1_514_764_800.0;
/// How long it lasts, in seconds.
const FOUR_YEARS: f64 = 4.0 * 365.25 * 86_400.0;

const WORDS: &str = "the to a is it i you that and of in for have can be not on this with but so if \
    what do just think as like would there should we are they how or want about one some when use \
    no get know because need more only maybe then also make same compile pointer struct memory \
    error function type value string file build test loop thread stack naïve café → ok yes";
const SYLLABLES: &str = "ba be bo da de do fa fe ga go ha ka ke ko ma me mo na ne no pa pe ra re ro \
    sa se so ta te to va ve wa za ze";

/// The lines of the discussion, one after another, as JSON.
pub struct Generator {
    random: Random,
    /// For each author, how likely it is that they or somebody before them speaks.
    shares: Vec<f64>,
    words: Vec<&'static str>,
    syllables: Vec<&'static str>,
    at: f64,
    pause: f64,
    left: usize,
    rooms: usize,
}

impl Generator {
    /// A discussion with so many messages, in as many rooms alike, by so many people at most.
    pub fn new(messages: usize, rooms: usize, people: usize) -> Self {
        let mut sum = 0.0;
        let mut shares: Vec<f64> = (1..=people)
            .map(|rank| {
                sum += (rank as f64).powf(-STEEPNESS);
                sum
            })
            .collect();
        shares.iter_mut().for_each(|share| *share /= sum);
        Self {
            random: Random(0x7468_6577_616c_6c21),
            shares,
            words: WORDS.split_whitespace().collect(),
            syllables: SYLLABLES.split_whitespace().collect(),
            at: BEGIN,
            pause: FOUR_YEARS / messages as f64,
            left: messages,
            rooms,
        }
    }

    fn room(&mut self) -> String {
        match self.random.below(self.rooms) {
            0 => "Harbour".to_owned(),
            nth => format!("Harbour {nth}"),
        }
    }

    fn author(&mut self) -> String {
        let drawn = self.random.share();
        let rank = self.shares.partition_point(|share| *share < drawn);
        self.word(rank)
    }

    /// A word that stands for a number, and for no other.
    fn word(&self, number: usize) -> String {
        let base = self.syllables.len();
        let of = |number: usize| self.syllables[number % base];
        format!(
            "{}{}{}",
            of(number),
            of(number / base),
            of(number / base / base)
        )
    }

    fn body(&mut self) -> String {
        let length = (LENGTH * self.random.exponential()).min(LONGEST);
        let mut body = String::new();
        if self.random.share() < 0.2 {
            body = self.author() + ",";
        }
        while body.is_empty() || (body.len() as f64) < length {
            if !body.is_empty() {
                body.push(' ');
            }
            let kind = self.random.share();
            let rare = self.random.below(20_000);
            match kind {
                _ if kind < 0.000_4 => {
                    body += &format!("https://example.org/{}/{rare}", self.word(rare));
                }
                _ if kind < 0.005 => body += &format!("`{}(&x, {rare})`", self.word(rare)),
                // Words that are said seldom, without which everything would compress too well.
                _ if kind < 0.3 => body += &self.word(rare),
                _ => body += self.words[self.random.below(self.words.len())],
            }
        }
        body
    }
}

impl Iterator for Generator {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.left = self.left.checked_sub(1)?;
        self.at += self.pause * self.random.exponential();
        let at = DateTime::from_timestamp(self.at as i64, 0).expect("a time");
        let line = serde_json::json!({
            "room": self.room(),
            "author": self.author(),
            "at": at.to_rfc3339_opts(SecondsFormat::Secs, true),
            "body": self.body(),
        });
        Some(line.to_string())
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1, without 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }

    /// Exponentially distributed, with the mean 1.
    fn exponential(&mut self) -> f64 {
        -(1.0 - self.share()).ln()
    }
}
