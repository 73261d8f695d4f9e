//! The HTML of polls: under a post, on a page alone, and on their way in a composer. Bars are `meter`
//! elements without words of their own: the numbers stand beside them, for those who see no bars.

use maud::{Markup, html};

use super::{CHOICES, CLOSES, Choice, HOURS, MULTIPLE, Poll, Sketch};
use crate::html::form;
use crate::html::{Page, Ui, time};
use crate::locale::{Value, key};
use crate::post::Post;

/// A poll under its post: as a form where the visitor votes in it here.
pub fn poll(ui: &Ui, poll: &Poll, votes: bool) -> Markup {
    if votes && poll.is_open(ui.now) {
        return ballot(ui, poll, &poll.own, None);
    }
    html! {
        div.poll role="group" aria-label=(ui.t("poll-title")) {
            ul {
                @for (n, choice) in (1..).zip(&poll.choices) {
                    li {
                        bdi { (choice.words) }
                        @if poll.own.contains(&n) { " " strong { (ui.t("vote-own")) } }
                        (bar(ui, poll, choice))
                    }
                }
            }
            (notes(ui, poll))
        }
    }
}

/// A poll as it stands elsewhere, where nobody can vote: what can be chosen, and the way to the post, whose
/// absolute address this is. These words are the wall's own, whatever language stands around them.
pub fn elsewhere(ui: &Ui, poll: &Poll, address: &str) -> Markup {
    let lang = ui.lang.code();
    html! {
        p lang=(lang) { (ui.t(choose(poll))) }
        ul { @for choice in &poll.choices { li { bdi { (choice.words) } } } }
        p lang=(lang) { a href=(address) { (ui.t("poll-there")) } }
    }
}

/// The sentence that says how many can be chosen.
fn choose(poll: &Poll) -> &'static str {
    if poll.multiple {
        key("poll-choose-some")
    } else {
        key("poll-choose-one")
    }
}

/// The form. `chosen` is ticked in it.
fn ballot(ui: &Ui, poll: &Poll, chosen: &[i64], error: Option<&'static str>) -> Markup {
    let kind = if poll.multiple { "checkbox" } else { "radio" };
    let described = format!("p{}vote", poll.post);
    html! {
        (form::form(ui, &ui.urls.post_vote(poll.post), "poll", None, &html! {
            fieldset aria-describedby=[error.map(|_| &described[..])] {
                legend { (ui.t(choose(poll))) }
                @if let Some(error) = error { p.error id=(described) { (ui.t(error)) } }
                @for (n, choice) in (1..).zip(&poll.choices) {
                    @let name = format!("p{}c{n}", poll.post);
                    div.choice {
                        label for=(name) {
                            input type=(kind) name="choice" id=(name) value=(n) checked[chosen.contains(&n)];
                            " " bdi { (choice.words) }
                        }
                        (bar(ui, poll, choice))
                    }
                }
            }
            p.buttons { button { (ui.t(if poll.own.is_empty() { "vote" } else { "vote-again" })) } }
        }))
        (notes(ui, poll))
    }
}

/// How many chose something, in words and as a bar.
fn bar(ui: &Ui, poll: &Poll, choice: &Choice) -> Markup {
    let values = [
        ("count", Value::Number(choice.votes)),
        ("share", Value::Number(poll.share(choice))),
    ];
    html! {
        " " span.votes { (ui.t_with("poll-votes", &values)) }
        " " meter min="0" max=(poll.voters.max(1)) value=(choice.votes) aria-hidden="true" {}
    }
}

/// How many voted, until when, and what is seen of it. To strangers it is never said whether a poll is
/// open: their pages may have been made a while ago, and closing by itself happens in no log.
fn notes(ui: &Ui, poll: &Poll) -> Markup {
    let voters = [("count", Value::Number(poll.voters))];
    let closed = ui.viewer.member.is_some() && !poll.is_open(ui.now);
    html! {
        p.hint {
            (ui.t_with("poll-voters", &voters))
            @if let Some(at) = poll.closes_at {
                " " (ui.t(if closed { "poll-closed" } else { "poll-closes" })) " " (time::full(ui, at, "")) "."
            }
            @if !closed { " " (ui.t("poll-secret")) }
            @if !closed && ui.viewer.member.is_some() { " " (ui.t("poll-change")) }
        }
    }
}

/// A vote that could not be taken, once more.
pub fn again(
    ui: &Ui,
    post: &Post,
    poll: &Poll,
    chosen: &[i64],
    error: Option<&'static str>,
    problem: Option<&'static str>,
) -> Page {
    let main = html! {
        p.up { a href={ (ui.urls.post(post.id)) "#p" (post.id) } { (ui.t("up-post")) } }
        h1 { (ui.t("poll-title")) }
        (form::problem(problem.map(|problem| ui.t(problem))))
        (ballot(ui, poll, chosen, error))
    };
    Page::new("voting", ui.t("poll-title"), main).status(422)
}

/// The button with which an author closes a poll before its time.
pub fn closing(ui: &Ui, poll: &Poll) -> Markup {
    html! {
        section.danger {
            h2 { (ui.t("poll-title")) }
            p.hint { (ui.t("poll-fixed")) }
            @if poll.is_open(ui.now) {
                (form::button(ui, &ui.urls.post_close_poll(poll.post), "end", ui.t("poll-close")))
            }
        }
    }
}

/// The fields of a poll in a composer: folded away, as long as nothing is in them.
pub fn fields(ui: &Ui, sketch: Option<&Sketch>) -> Markup {
    let blank = Sketch::default();
    let poll = sketch.unwrap_or(&blank);
    let (wrong, wrong_hours) = (poll.error, poll.hours_error);
    html! {
        details.attach.asks open[sketch.is_some()] {
            // In few lines, without a break between them: text browsers show what is folded, and to whoever
            // reads in a terminal this stands before the posts. So the summary says what goes into the field.
            summary { (ui.t("poll-add")) }
            @if let Some(error) = wrong { " " strong.error id={ (CHOICES) "-error" } { (ui.t(error)) } }
            " "
            textarea name=(CHOICES) id=(CHOICES) rows="2" cols="50" dir="auto" aria-label=(ui.t("poll-choices"))
                aria-describedby=[wrong.map(|_| format!("{CHOICES}-error"))]
                aria-invalid=[wrong.map(|_| "true")] { "\n" (poll.choices) }
            br;
            span.line.wrong[wrong_hours.is_some()] {
                label for=(CLOSES) { (ui.t("poll-closing")) }
                " "
                select name=(CLOSES) id=(CLOSES) aria-invalid=[wrong_hours.map(|_| "true")]
                    aria-describedby=[wrong_hours.map(|_| format!("{CLOSES}-error"))] {
                    @for (hours, words) in HOURS {
                        option value=(hours) selected[hours == poll.hours] { (ui.t(words)) }
                    }
                }
                @if let Some(error) = wrong_hours { " " strong.error id={ (CLOSES) "-error" } { (ui.t(error)) } }
                " "
                span.check {
                    input type="checkbox" name=(MULTIPLE) id=(MULTIPLE) value="1" checked[poll.multiple];
                    " " label for=(MULTIPLE) { (ui.t("poll-multiple")) }
                }
            }
        }
    }
}
