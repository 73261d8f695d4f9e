//! What is asked of whoever takes a new pseudonym, besides the pseudonym: a question of the owners, a
//! puzzle, a picture, a field that must stay empty, and a place in line while the wall is attacked.

use maud::{Markup, html};

use super::picture::{HEIGHT, Picture, WIDTH};
use super::puzzle::Puzzle;
use crate::html::form::{self, Field};
use crate::html::text::letters;
use crate::html::{Page, Renewal, Ui, time};
use crate::locale::{Lang, Value, key};
use crate::rules::{Joining, Question};
use crate::web::{Ctx, Submission, Ticket, Typed};

/// How many characters an answer has at most.
const ANSWER_MAX: usize = 200;

/// What was answered, as it was filled in.
#[derive(Debug, Default)]
pub struct Asked {
    /// To the owners' question.
    pub answer: Typed,
    /// What is wrong with the solution of the puzzle. A wrong one is not shown again: the puzzle is another.
    pub puzzle_error: Option<&'static str>,
    /// What is wrong with what was counted in the picture, which is another each time as well.
    pub picture_error: Option<&'static str>,
    /// Whether something stood in the field that must stay empty.
    pub filled: bool,
    /// The place in line.
    pub ticket: Ticket,
    /// What is wrong with it.
    pub ticket_error: Option<&'static str>,
}

impl Asked {
    /// Reads the answers of somebody who comes for the first time, and looks what is wrong with them.
    pub fn of(ctx: &Ctx, form: &Submission) -> Self {
        let rules = &ctx.ui.viewer.rules;
        if rules.joining == Joining::Closed {
            return Self::default();
        }
        let mut asked = Self {
            filled: rules.has_empty_field() && form.has_text(form::EMPTY),
            ..Self::carried(ctx, form)
        };
        if let Some(question) = rules.question()
            && asked.answer.error.is_none()
            && !is_answered(question, &asked.answer.text)
        {
            asked.answer.error = Some(key("question-wrong"));
        }
        if rules.asks_a_puzzle() || rules.asks_a_picture() {
            let seed = ctx.ui.forms.seed(&form.once());
            let solution = form.line("puzzle", ANSWER_MAX).text;
            let counted = form.line("picture", ANSWER_MAX).text;
            let solves = |lang| {
                Puzzle::of(&seed, lang).is_solved_by(&solution)
                    || (rules.asks_a_picture() && Picture::of(&seed).is_solved_by(&counted, lang))
            };
            let solved = Lang::ALL.into_iter().any(solves);
            if rules.asks_a_picture() {
                asked.picture_error = (!solved).then_some(key("picture-wrong"));
            } else {
                asked.puzzle_error = (!solved).then_some(key("puzzle-wrong"));
            }
        }
        if rules.is_besieged() {
            asked.ticket_error = asked.ticket.fault(rules);
        }
        asked
    }

    /// What was filled in, for the form to be shown again.
    pub fn carried(ctx: &Ctx, form: &Submission) -> Self {
        Self {
            answer: form.line("answer", ANSWER_MAX),
            ticket: Ticket::of(&ctx.ui, form),
            ..Self::default()
        }
    }

    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.answer
            .error
            .or(self.puzzle_error)
            .or(self.picture_error)
            .or(self.ticket_error)
            .is_none()
    }
}

fn is_answered(question: &Question, answer: &str) -> bool {
    let answer = letters(answer);
    let mut answers = question.answers.iter().map(|right| letters(right));
    !answer.is_empty() && answers.any(|right| right == answer)
}

/// The fields. `once` is the number of the form in which they stand.
pub fn fields(ui: &Ui, asked: &Asked, once: &str) -> Markup {
    let rules = &ui.viewer.rules;
    if rules.joining == Joining::Closed {
        return html! {};
    }
    html! {
        @if let Some(question) = rules.question() {
            (Field {
                name: "answer",
                label: &question.text,
                value: &asked.answer.text,
                hint: Some(ui.t("asked-hint")),
                error: asked.answer.error.map(|error| ui.t(error)),
                autocomplete: Some("off"),
                max: ANSWER_MAX,
                ..Field::default()
            }.line("text"))
        }
        @if rules.asks_a_picture() {
            p.counting { img src=(ui.urls.login_picture(once)) width=(WIDTH) height=(HEIGHT) alt=(ui.t("picture-alt")); }
            (Field {
                name: "picture",
                label: ui.t("picture-question"),
                hint: Some(ui.t("picture-hint")),
                error: asked.picture_error.map(|error| ui.t(error)),
                autocomplete: Some("off"),
                max: ANSWER_MAX,
                ..Field::default()
            }.line("text"))
        }
        @if rules.asks_a_puzzle() || rules.asks_a_picture() {
            (Field {
                name: "puzzle",
                label: &Puzzle::of(&ui.forms.seed(once), ui.lang).question,
                hint: Some(ui.t("asked-hint")),
                error: asked.puzzle_error.map(|error| ui.t(error)),
                autocomplete: Some("off"),
                max: ANSWER_MAX,
                ..Field::default()
            }.line("text"))
        }
        @if rules.has_empty_field() { (form::empty_field(ui)) }
        @if rules.is_besieged() { (asked.ticket.field(ui, asked.ticket_error)) }
    }
}

/// The page on which somebody waits who wants to take a pseudonym, and goes on by itself to `next`
/// afterwards. Those who keep one need not wait.
pub fn in_line(ui: &Ui, ticket: &Ticket, next: &str) -> Page {
    let ticket = ticket.or_fresh(ui);
    let seconds = ticket.wait(&ui.viewer.rules);
    let go_on = ui.urls.login_with(next, ticket.text());
    let wait = time::wait(ui.lang, seconds);
    let main = html! {
        h1 { (ui.t("siege-title")) }
        p.lede { (ui.t("siege-lede")) }
        p role="status" { (ui.t_with("siege-left", &[("wait", Value::Text(&wait))])) }
        p { a href=(go_on) { (ui.t("siege-continue")) } }
        p { a href=(ui.urls.login_kept(next)) { (ui.t("siege-kept")) } }
    };
    let mut page = Page::new("login", ui.t("siege-title"), main).leading_on();
    let again = u32::try_from(seconds.saturating_add(1)).unwrap_or(u32::MAX);
    page.renewal = Renewal::After(again, go_on);
    page
}
