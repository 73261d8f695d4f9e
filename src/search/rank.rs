//! How well a post says what was looked for: a small sum that anybody can follow, made here for both
//! databases, so that they agree.

use std::ops::Range;

use super::fold::Token;
use super::query::Term;

/// For each time that a word or phrase is said, up to three times.
const SAID: i64 = 4;
const SAID_MAX: usize = 3;
/// If it is said as the whole word, where only its beginning was asked for.
const WHOLE: i64 = 1;
/// If several are said one right after another, as they were typed.
const TOGETHER: i64 = 12;
/// If all of them are said within so many words.
const NEAR: i64 = 6;
const NEAR_WORDS: usize = 8;
/// If one of them is said at the beginning.
const EARLY: i64 = 2;
const EARLY_WORDS: usize = 3;

/// Where a term is said: from which word to which.
pub fn places(tokens: &[Token], term: &Term) -> Vec<Range<usize>> {
    let length = term.tokens.len();
    let last = length.saturating_sub(1);
    let says = |at: &[Token]| {
        at.iter()
            .zip(&term.tokens)
            .enumerate()
            .all(|(nth, (said, asked))| {
                said.text == *asked || (term.prefix && nth == last && said.text.starts_with(asked))
            })
    };
    let windows = tokens.windows(length.max(1)).enumerate();
    windows
        .filter(|(_, window)| says(window))
        .map(|(at, _)| at..at + length)
        .collect()
}

/// The score of a post.
pub fn score(tokens: &[Token], wanted: &[Term]) -> i64 {
    let said: Vec<Vec<Range<usize>>> = wanted.iter().map(|term| places(tokens, term)).collect();
    let mut score = 0;
    for (term, places) in wanted.iter().zip(&said) {
        score += SAID * places.len().min(SAID_MAX) as i64;
        let whole = |place: &Range<usize>| {
            tokens[place.end - 1].text.len() == term.tokens[place.len() - 1].len()
        };
        if term.prefix && places.iter().any(whole) {
            score += WHOLE;
        }
    }
    let firsts = said.iter().filter_map(|places| places.first());
    if firsts.clone().any(|place| place.start < EARLY_WORDS) {
        score += EARLY;
    }
    if let [first, rest @ ..] = &said[..]
        && !rest.is_empty()
    {
        if first.iter().any(|place| are_together(place.end, rest)) {
            score += TOGETHER;
        } else if first.iter().any(|place| are_near(place.start, rest)) {
            score += NEAR;
        }
    }
    score
}

/// Whether each of these is said right where the one before it ends.
fn are_together(mut end: usize, rest: &[Vec<Range<usize>>]) -> bool {
    rest.iter().all(|places| {
        let next = places.binary_search_by_key(&end, |place| place.start);
        next.is_ok_and(|nth| {
            end = places[nth].end;
            true
        })
    })
}

/// Whether each of these is said somewhere around there.
fn are_near(around: usize, rest: &[Vec<Range<usize>>]) -> bool {
    let near = |place: &Range<usize>| place.start.abs_diff(around) <= NEAR_WORDS;
    rest.iter().all(|places| places.iter().any(near))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::tokens;
    use crate::search::query::Query;

    fn score_of(text: &str, query: &str) -> i64 {
        score(&tokens(text), &Query::parse(query).wanted)
    }

    #[test]
    fn what_says_it_better_comes_first() {
        let filler = "and then a great many other words were said about nothing at all ".repeat(2);
        let better = [
            ("green tea", "tea, of course, and green", "green tea"),
            (
                "we like green tea",
                &format!("green {filler} tea"),
                "green tea",
            ),
            ("tea, tea, tea", "tea", "tea"),
            ("tea for two", &format!("{filler} tea"), "tea"),
            ("leaf", "leaves", "lea*"),
        ];
        let better = better.map(|(first, second, query)| match query {
            "lea*" => ("lea", second, query),
            _ => (first, second, query),
        });
        for (first, second, query) in better {
            let (first_score, second_score) = (score_of(first, query), score_of(second, query));
            assert!(
                first_score > second_score,
                "{query}: {first} {first_score}, {second} {second_score}"
            );
        }
        assert_eq!(score_of("anything", ""), 0);
    }

    #[test]
    fn a_phrase_is_found_where_it_stands() {
        let query = Query::parse("\"green te\"*");
        let said = tokens("Green teas. Green, green tea!");
        assert_eq!(places(&said, &query.wanted[0]), [0..2, 3..5]);
    }
}
