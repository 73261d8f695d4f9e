//! What a document is put together from when it leaves: markup of its own, markup that was made before and
//! stands in many documents, and the hidden fields of forms, which are one visitor's and good once.
//!
//! While markup is made, a slot stands in it for whatever is filled in later. Nothing that anybody sends can
//! look like one: no text of ours holds a NUL (RFC 20, section 5.2), and a slot is nothing else.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use maud::{Markup, PreEscaped};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::FormKey;
use crate::clock::Micros;

/// How many bytes of pieces are kept.
const BYTES: u64 = 6 * 1024 * 1024;
/// What stands at both ends of a slot's number.
const EDGE: char = '\0';

/// Everything that a piece depends on, as the first half of its SHA-256: nobody finds two that share it.
pub type PieceKey = [u8; 16];

/// The key of everything that `what` says.
pub fn piece_key(what: &impl Hash) -> PieceKey {
    let mut digest = Digesting(Sha256::new());
    what.hash(&mut digest);
    let mut key = [0; 16];
    let digest = digest.0.finalize();
    for (to, from) in key.iter_mut().zip(digest) {
        *to = from;
    }
    key
}

struct Digesting(Sha256);

impl Hasher for Digesting {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest = self.0.clone().finalize();
        digest
            .iter()
            .take(8)
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}

/// Text that stands alike in many documents, with what it looks like packed, once somebody wanted that.
#[derive(Debug)]
pub struct Same {
    plain: Box<str>,
    packed: OnceLock<Packed>,
}

/// A text as it travels.
pub type Packed = Box<[u8]>;

impl Same {
    /// A text that is shared.
    pub fn new(plain: &str) -> Arc<Self> {
        Arc::new(Self {
            plain: plain.into(),
            packed: OnceLock::new(),
        })
    }

    /// As it is.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// As `pack` makes it, the first time.
    pub fn packed(&self, pack: impl FnOnce(&[u8]) -> Packed) -> &[u8] {
        self.packed.get_or_init(|| pack(self.plain.as_bytes()))
    }
}

/// What a document holds, in order.
#[derive(Debug)]
pub enum Part<'a> {
    /// What is its own.
    Own(&'a str),
    /// What stands in others too.
    Same(&'a Same),
    /// What is never the same twice, such as the hidden fields of a form.
    Once(Cow<'a, str>),
}

impl Part<'_> {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Same(same) => same.plain(),
            Self::Once(text) => text,
        }
    }
}

/// Markup that was made before, a whole document or a piece of one, in which slots are left open.
#[derive(Debug)]
pub struct Template(Vec<Inside>);

#[derive(Debug)]
enum Inside {
    /// What stands here alone, as far as is known.
    Own(String),
    Same(Arc<Same>),
    Slot(Open),
}

/// What is filled in when a document leaves.
#[derive(Debug, Clone)]
enum Open {
    /// The fields of a form that is sent to this address.
    Form(String),
    /// What was never seen before, and is not to be seen again.
    Once(String),
    /// What tells the time: it stands where [`EDGE`] does.
    Timed(String),
}

/// What stands in a slot.
#[derive(Debug)]
enum Slot {
    Piece(Arc<Template>),
    Open(Open),
}

/// The slots of one document.
#[derive(Debug, Default)]
pub struct Slots {
    /// Whether they are filled when the document leaves; otherwise nothing is put off.
    later: Cell<bool>,
    found: RefCell<Vec<Slot>>,
}

impl Slots {
    /// For what is filled by [`Template::fill`], if `later`.
    pub fn new(later: bool) -> Self {
        Self {
            later: Cell::new(later),
            found: RefCell::default(),
        }
    }

    fn mark(&self, slot: Slot) -> Markup {
        let mut found = self.found.borrow_mut();
        let number = found.len();
        found.push(slot);
        PreEscaped(format!("{EDGE}{number}{EDGE}"))
    }

    /// The hidden fields of a form, or the place for them.
    pub(super) fn fields(&self, forms: &FormKey, action: &str) -> Markup {
        if self.later.get() {
            self.mark(Slot::Open(Open::Form(action.to_owned())))
        } else {
            PreEscaped(forms.fields(action))
        }
    }

    /// Markup that is never the same twice.
    pub(super) fn once(&self, markup: Markup) -> Markup {
        if self.later.get() {
            self.mark(Slot::Open(Open::Once(markup.into_string())))
        } else {
            markup
        }
    }

    /// Markup in which the time stands, or the place for it. Nothing else in it is filled in later.
    pub(super) fn timed(&self, now: Micros, make: impl FnOnce(&str) -> Markup) -> Markup {
        if self.later.get() {
            let slots = self.found.borrow().len();
            let markup = make(EDGE.encode_utf8(&mut [0; 4])).into_string();
            debug_assert_eq!(
                slots,
                self.found.borrow().len(),
                "no slot stands in another"
            );
            self.mark(Slot::Open(Open::Timed(markup)))
        } else {
            make(&now.to_string())
        }
    }

    /// A piece, or the place for it.
    pub(super) fn piece(&self, forms: &FormKey, now: Micros, piece: Arc<Template>) -> Markup {
        if self.later.get() {
            return self.mark(Slot::Piece(piece));
        }
        let parts = piece.fill(forms, now);
        PreEscaped(parts.iter().map(Part::text).collect())
    }

    /// What `make` makes, as a piece: it holds nothing of anybody's.
    pub(super) fn record(&self, make: impl FnOnce() -> Markup) -> Template {
        let (later, around) = (self.later.replace(true), self.found.take());
        let markup = make();
        let template = self.template(markup);
        self.found.replace(around);
        self.later.set(later);
        template.settle(|_| true, Same::new)
    }

    /// A whole document, with the pieces that stand in it.
    pub fn template(&self, document: Markup) -> Template {
        let (text, found) = (document.into_string(), self.found.take());
        let mut inside = Vec::with_capacity(2 * found.len() + 1);
        for cut in cuts(&text, &found) {
            match cut {
                Cut::Text(text) => inside.push(Inside::Own(text.to_owned())),
                Cut::Slot(Slot::Open(open)) => inside.push(Inside::Slot(open.clone())),
                Cut::Slot(Slot::Piece(piece)) => inside.extend(piece.0.iter().map(Inside::again)),
            }
        }
        Template(inside)
    }
}

impl Template {
    /// The document, with everything in its place. The fields of its forms are made now.
    pub fn fill(&self, forms: &FormKey, now: Micros) -> Vec<Part<'_>> {
        let parts = self.0.iter().map(|inside| match inside {
            Inside::Own(text) => Part::Own(text),
            Inside::Same(same) => Part::Same(same),
            Inside::Slot(Open::Form(action)) => Part::Once(forms.fields(action).into()),
            Inside::Slot(Open::Once(text)) => Part::Once(text.into()),
            Inside::Slot(Open::Timed(text)) => {
                Part::Once(text.replace(EDGE, &now.to_string()).into())
            }
        });
        parts.collect()
    }

    /// Whether it may be filled again: nothing is in it that is to be seen once.
    pub fn lasts(&self) -> bool {
        let once = |inside: &Inside| matches!(inside, Inside::Slot(Open::Once(_)));
        !self.0.iter().any(once)
    }

    /// The same with each of its own texts that is `worthwhile` as `find` has it.
    pub fn settle(
        self,
        worthwhile: impl Fn(&str) -> bool,
        find: impl Fn(&str) -> Arc<Same>,
    ) -> Self {
        let inside = self.0.into_iter().map(|inside| match inside {
            Inside::Own(text) if worthwhile(&text) => Inside::Same(find(&text)),
            inside => inside,
        });
        Self(inside.collect())
    }

    /// About how many bytes it takes, compressed texts included: they are a third as long.
    pub fn bytes(&self) -> usize {
        let each = self.0.iter().map(|inside| match inside {
            Inside::Own(text) => text.len(),
            Inside::Slot(Open::Form(text) | Open::Once(text) | Open::Timed(text)) => text.len(),
            Inside::Same(same) => same.plain.len() * 4 / 3,
        });
        AROUND + each.map(|bytes| AROUND + bytes).sum::<usize>()
    }
}

impl Inside {
    fn again(&self) -> Self {
        match self {
            Self::Own(text) => Self::Own(text.clone()),
            Self::Same(same) => Self::Same(Arc::clone(same)),
            Self::Slot(open) => Self::Slot(open.clone()),
        }
    }
}

enum Cut<'a> {
    Text(&'a str),
    Slot(&'a Slot),
}

/// Texts and slots by turns. What is between two edges and is no number of a slot stays away.
fn cuts<'a>(text: &'a str, found: &'a [Slot]) -> impl Iterator<Item = Cut<'a>> {
    text.split(EDGE)
        .enumerate()
        .filter_map(move |(nth, between)| {
            if nth % 2 == 1 {
                let slot = between.parse().ok().and_then(|at: usize| found.get(at));
                return slot.map(Cut::Slot);
            }
            (!between.is_empty()).then_some(Cut::Text(between))
        })
}

/// How many bytes each part of a template takes beside its text.
const AROUND: usize = 200;

#[derive(Clone)]
struct ByBytes;

impl Weighter<PieceKey, Arc<Template>> for ByBytes {
    fn weight(&self, _: &PieceKey, piece: &Arc<Template>) -> u64 {
        piece.bytes() as u64
    }
}

/// Pieces by what they depend on. What is out of date is never asked for again, so nothing is taken out by
/// hand.
pub struct Pieces(Cache<PieceKey, Arc<Template>, ByBytes>);

impl Default for Pieces {
    fn default() -> Self {
        Self(Cache::with_weighter(2_000, BYTES, ByBytes))
    }
}

impl Pieces {
    pub(super) fn find(&self, key: PieceKey, make: impl FnOnce() -> Template) -> Arc<Template> {
        if let Some(piece) = self.0.get(&key) {
            return piece;
        }
        let piece = Arc::new(make());
        self.0.insert(key, Arc::clone(&piece));
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{Fresh, KeyMaker};

    fn forms() -> FormKey {
        let maker = KeyMaker::new([7; 32]);
        FormKey::new(maker, Some("ana".to_owned()), Fresh::in_tests(), 0)
    }

    fn text(slots: &Slots, document: &str, forms: &FormKey) -> String {
        let template = slots.template(PreEscaped(document.to_owned()));
        template.fill(forms, 7).iter().map(Part::text).collect()
    }

    #[test]
    fn a_piece_stands_in_many_documents_and_each_form_has_its_own_fields() {
        let (slots, forms) = (Slots::new(true), forms());
        let piece = slots.record(|| {
            let fields = slots.fields(&forms, "/leave");
            PreEscaped(format!("<form>{}</form>", fields.into_string()))
        });
        assert!(!forms.used(), "a piece holds nobody's fields");
        let piece = Arc::new(piece);
        let document = || {
            let shown = slots.piece(&forms, 7, Arc::clone(&piece)).into_string();
            let own = slots.fields(&forms, "/posts").into_string();
            text(&slots, &format!("<b>{shown}{own}</b>"), &forms)
        };
        let (first, second) = (document(), document());
        assert_ne!(first, second, "fields are good once");
        assert_eq!(first.matches("name=\"token\"").count(), 2);
        assert!(first.starts_with("<b><form><input") && first.ends_with("></b>"));
    }

    #[test]
    fn nothing_is_put_off_where_nothing_fills_slots() {
        let (slots, forms) = (Slots::default(), forms());
        let piece = Arc::new(slots.record(|| slots.fields(&forms, "/leave")));
        let shown = slots.piece(&forms, 7, piece).into_string();
        let fields = slots.fields(&forms, "/leave").into_string();
        for text in [shown, fields] {
            assert!(text.contains("name=\"token\"") && !text.contains(EDGE));
        }
    }

    #[test]
    fn what_looks_like_a_slot_and_is_none_stays_away() {
        let document = "a\u{0}7\u{0}b\u{0}x";
        assert_eq!(text(&Slots::new(true), document, &forms()), "ab");
    }
    #[test]
    fn a_document_is_filled_again_where_nothing_in_it_is_seen_once() {
        let (slots, forms) = (Slots::new(true), forms());
        let link = |at: &str| PreEscaped(format!("<a href=\"/wait?at={at}\">A link.</a>"));
        let document = format!("<p>A page of one.{}", slots.timed(7, link).into_string());
        let template = slots.template(PreEscaped(document));
        assert!(template.lasts());
        let template = template.settle(|text| text.len() > 8, Same::new);
        assert!(matches!(template.0[..], [Inside::Same(_), Inside::Slot(_)]));
        for now in [7, 8] {
            let filled = template.fill(&forms, now);
            let filled: String = filled.iter().map(Part::text).collect();
            let link = link(&now.to_string()).into_string();
            assert_eq!(filled, format!("<p>A page of one.{link}"));
        }
        let once = slots.once(PreEscaped("A ticket.".to_owned()));
        assert!(!slots.template(once).lasts());
    }
}
