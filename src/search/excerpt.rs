//! What of a post a result shows: the visible words around what was looked for, which is marked.

use std::ops::Range;

use super::fold::Token;
use super::query::Term;
use super::rank::places;

/// How many words are shown before what was found, and at most.
const BEFORE: usize = 8;
const WORDS: usize = 40;
/// How many bytes are shown at most, where words are long.
const BYTES: usize = 400;

/// A piece of a post's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words as they were written.
    pub text: String,
    /// Whether they are what was looked for.
    pub marked: bool,
}

/// The part of `text` where most of what is wanted stands, in pieces. `tokens` are its words.
pub fn excerpt(text: &str, tokens: &[Token], wanted: &[Term]) -> Vec<Piece> {
    let mut found: Vec<Range<usize>> = wanted
        .iter()
        .flat_map(|term| places(tokens, term))
        .collect();
    found.sort_by_key(|place| (place.start, place.end));
    let from = beginning(&found);
    let to = end_of(tokens, from);
    // What stands before the first word and after the last belongs to them: quotation marks, full stops.
    let start = if from == 0 { 0 } else { tokens[from].at.start };
    let most = cut(text, start);
    let end = if to == tokens.len() {
        most
    } else {
        tokens[to - 1].at.end.min(most)
    };
    let mut pieces = Vec::new();
    let mut push = |text: &str, marked: bool| {
        if !text.is_empty() {
            let text = text.to_owned();
            pieces.push(Piece { text, marked });
        }
    };
    if start > 0 {
        push("… ", false);
    }
    let mut at = start;
    let mut seen = found
        .iter()
        .filter(|place| from <= place.start && place.end <= to)
        .peekable();
    while let Some(place) = seen.next() {
        let marked_from = tokens[place.start].at.start.max(at);
        let mut marked_to = tokens[place.end - 1].at.end;
        while let Some(next) = seen.next_if(|next| tokens[next.start].at.start <= marked_to) {
            marked_to = marked_to.max(tokens[next.end - 1].at.end);
        }
        let (marked_from, marked_to) = (marked_from.min(end), marked_to.min(end));
        if marked_to > marked_from {
            push(&text[at..marked_from], false);
            push(&text[marked_from..marked_to], true);
            at = marked_to;
        }
    }
    push(&text[at..end], false);
    if end < text.trim_end().len() {
        push(" …", false);
    }
    pieces
}

/// From which word on is shown: where most of what was found stands together.
fn beginning(found: &[Range<usize>]) -> usize {
    let within = |first: &Range<usize>| {
        let end = first.start + WORDS - BEFORE;
        let from_here = found.iter().filter(|place| first.start <= place.start);
        from_here.take_while(|place| place.end <= end).count()
    };
    // The first of those that are equally good.
    let best = found
        .iter()
        .take(50)
        .rev()
        .max_by_key(|first| within(first));
    best.map_or(0, |best| best.start.saturating_sub(BEFORE))
}

/// Up to which word is shown that begins with this one.
fn end_of(tokens: &[Token], from: usize) -> usize {
    let Some(first) = tokens.get(from) else {
        return tokens.len();
    };
    let fits = |token: &&Token| token.at.end <= first.at.start + BYTES;
    let shown = tokens[from..].iter().take(WORDS).take_while(fits).count();
    from + shown.max(1)
}

/// The end of a text, or where it has become too long: a single word can be, and what comes after the last.
fn cut(text: &str, start: usize) -> usize {
    let end = text.trim_end().len();
    let most = text.len().min(start + 2 * BYTES);
    text.floor_char_boundary(most).min(end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::tokens;
    use crate::search::query::Query;
    use proptest::prelude::*;

    fn shown(text: &str, query: &str) -> String {
        let pieces = excerpt(text, &tokens(text), &Query::parse(query).wanted);
        let piece = |piece: Piece| match piece.marked {
            true => format!("[{}]", piece.text),
            false => piece.text,
        };
        pieces.into_iter().map(piece).collect()
    }

    #[test]
    fn what_was_found_is_marked_as_it_was_written() {
        assert_eq!(
            shown("“L’élève !” dit-il.", "eleve"),
            "“L’[élève] !” dit-il."
        );
        assert_eq!(
            shown("Green, green tea.", "\"green tea\" tea"),
            "Green, [green tea]."
        );
        assert_eq!(shown("日本語です", "本語"), "日[本語]です");
        assert_eq!(shown("Leaves and leaf", "lea*"), "[Leaves] and [leaf]");
        assert_eq!(shown("nothing of it", "else"), "nothing of it");
        assert_eq!(shown("", "else"), "");
    }

    #[test]
    fn of_a_long_text_the_part_is_shown_that_says_most_of_it() {
        let filler = "word ".repeat(100);
        let text = format!("tea {filler}green tea {filler}");
        let part = shown(&text, "green tea");
        assert!(
            part.starts_with("… word ") && part.ends_with(" …"),
            "{part}"
        );
        assert!(part.contains("[green] [tea]"), "{part}");
        assert!(part.len() < 300, "{part}");
    }

    proptest! {
        #[test]
        fn any_text_has_an_excerpt(text in "\\PC{0,900}", query in "[a-z]{1,2}\\*?") {
            let pieces = excerpt(&text, &tokens(&text), &Query::parse(&query).wanted);
            let length: usize = pieces.iter().map(|piece| piece.text.len()).sum();
            prop_assert!(length <= 2 * BYTES + 10);
        }
    }
}
