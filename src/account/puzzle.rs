//! Small puzzles in words, which a screen reader can read: for whoever takes a pseudonym, where the owners
//! want that. A puzzle follows from the form that it stands in, so that nothing of it needs to be kept.

use crate::html::text::letters;
use crate::locale::{Lang, Value};

/// A puzzle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Puzzle {
    /// What is asked.
    pub question: String,
    answers: Vec<String>,
}

/// Draws numbers from a seed, one after another.
struct Draw<'a>(std::slice::Iter<'a, u8>);

impl Draw<'_> {
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % end.max(1)
    }
}

impl Puzzle {
    /// The puzzle of a seed.
    pub fn of(seed: &[u8; 32], lang: Lang) -> Self {
        let mut draw = Draw(seed.iter());
        match draw.below(4) {
            0 => nth_word(&mut draw, lang),
            1 => sum(&mut draw, lang),
            2 => largest(&mut draw, lang),
            _ => first_letter(&mut draw, lang),
        }
    }

    /// Whether this is the answer: capitals, accents and blanks do not count.
    pub fn is_solved_by(&self, answer: &str) -> bool {
        let answer = letters(answer);
        self.answers.iter().any(|right| letters(right) == answer)
    }
}

fn list(lang: Lang, key: &str) -> Vec<&'static str> {
    lang.t(key).split_whitespace().collect()
}

fn word(draw: &mut Draw<'_>, words: &[&'static str]) -> &'static str {
    words.get(draw.below(words.len())).copied().unwrap_or("…")
}

fn nth_word(draw: &mut Draw<'_>, lang: Lang) -> Puzzle {
    let mut words = list(lang, "puzzle-words");
    let places = list(lang, "puzzle-places");
    let mut chosen = Vec::new();
    for _ in 0..=places.len() {
        chosen.push(words.remove(draw.below(words.len())));
    }
    let nth = draw.below(places.len());
    Puzzle {
        question: lang.t_with(
            "puzzle-nth",
            &[
                ("place", Value::Text(places[nth])),
                ("words", Value::Text(&chosen.join(", "))),
            ],
        ),
        answers: vec![chosen[nth].to_owned()],
    }
}

fn sum(draw: &mut Draw<'_>, lang: Lang) -> Puzzle {
    let numbers = list(lang, "puzzle-numbers");
    let (one, other) = (2 + draw.below(8), 2 + draw.below(8));
    let mut answers = vec![(one + other).to_string()];
    answers.extend(numbers.get(one + other).map(|word| (*word).to_owned()));
    let named = |number: usize| numbers.get(number).copied().unwrap_or("…");
    Puzzle {
        question: lang.t_with(
            "puzzle-sum",
            &[
                ("one", Value::Text(named(one))),
                ("other", Value::Text(named(other))),
            ],
        ),
        answers,
    }
}

fn largest(draw: &mut Draw<'_>, lang: Lang) -> Puzzle {
    let mut numbers: Vec<usize> = (0..3).map(|n| 10 + 30 * n + draw.below(29)).collect();
    let largest = numbers.last().copied().unwrap_or_default();
    numbers.rotate_left(draw.below(3));
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    Puzzle {
        question: lang.t_with(
            "puzzle-largest",
            &[("numbers", Value::Text(&numbers.join(", ")))],
        ),
        answers: vec![largest.to_string()],
    }
}

fn first_letter(draw: &mut Draw<'_>, lang: Lang) -> Puzzle {
    let word = word(draw, &list(lang, "puzzle-words"));
    Puzzle {
        question: lang.t_with("puzzle-letter", &[("word", Value::Text(word))]),
        answers: word.chars().take(1).map(String::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_kind_is_asked_and_can_be_solved() {
        let mut solved = BTreeSet::new();
        for kind in 0..4 {
            let mut seed = [3; 32];
            seed[0] = kind;
            let puzzle = Puzzle::of(&seed, Lang::En);
            solved.insert(puzzle.answers[0].clone());
            assert!(puzzle.is_solved_by(&format!(" {} ", puzzle.answers[0].to_uppercase())));
            assert!(!puzzle.is_solved_by(""));
            assert!(!puzzle.is_solved_by("something else"));
        }
        assert_eq!(solved.len(), 4, "{solved:?}");
    }

    proptest! {
        #[test]
        fn every_seed_has_a_puzzle_in_every_language(seed in any::<[u8; 32]>()) {
            for lang in Lang::ALL {
                let puzzle = Puzzle::of(&seed, lang);
                prop_assert!(!puzzle.question.contains('…'));
                prop_assert!(puzzle.answers.iter().all(|answer| !letters(answer).is_empty()));
                prop_assert_eq!(&puzzle, &Puzzle::of(&seed, lang));
            }
        }
    }
}
