//! The pages of a moderator: the queue, one post, a person, a sweep, who is kept from what; and the page on
//! which people read what was decided about them.

use maud::{Markup, html};

use super::super::store::{Act, Appeal, Case, Restrained, Sweep};
use super::case::case;
use super::log::{Done, line};
use super::orders;
use crate::account::store::Person;
use crate::html::form::{self, Field};
use crate::html::{Page, Pager, Slice, Ui, pager, time};
use crate::locale::{Value, key};
use crate::viewer::{Restraint, RestraintKind};
use crate::web::Typed;

/// Where a moderator can go.
fn places(ui: &Ui) -> Markup {
    let urls = &ui.urls;
    let everywhere = ui.viewer.moderates();
    html! {
        ul.acts.places {
            li { a href=(urls.moderation()) { (ui.t("moderation-queue")) } }
            @if everywhere { li { a href=(urls.moderation_sweep()) { (ui.t("moderation-sweep")) } } }
            @if everywhere { li { a href=(urls.filters()) { (ui.t("filters-title")) } } }
            li { a href=(urls.moderation_people()) { (ui.t("moderation-people")) } }
            @if everywhere { li { a href=(urls.applicants()) { (ui.t("applicants-title")) } } }
            @if everywhere { li { a href=(urls.reported_messages()) { (ui.t("messages-reported")) } } }
            li { a href=(urls.moderation_log()) { (ui.t("log-title")) } }
        }
    }
}

fn notice(ui: &Ui, done: Option<&Done>) -> Markup {
    html! { @if let Some(done) = done { (done.notice(ui)) } }
}

/// What stands on the page of the queue.
pub struct Queue {
    /// What waits.
    pub cases: Slice<Case>,
    /// What people answered to decisions.
    pub appeals: Vec<Appeal>,
    /// What was done just now.
    pub done: Option<Done>,
    /// Whether all boxes are checked.
    pub all: bool,
}

/// The queue.
pub fn queue(ui: &Ui, queue: &Queue, through: Pager) -> Page {
    let title = ui.t("moderation-title");
    let rows = &queue.cases.rows;
    let here = ui.urls.moderation();
    let main = html! {
        h1 { (title) }
        (places(ui))
        (notice(ui, queue.done.as_ref()))
        (appeals(ui, &queue.appeals))
        h2 { (ui.t("moderation-waiting")) }
        @if rows.is_empty() {
            p.empty { (ui.t("moderation-empty")) }
        } @else {
            p.more { a href={ (here) "?all=1" } { (ui.t("choose-all")) } }
            (form::form(ui, &here, "cases", None, &html! {
                @for one in rows { (case(ui, one, Some(queue.all))) }
                (orders::for_many(ui, true))
            }))
            (pager(ui, &through))
        }
    };
    Page::new("moderation", title, main)
}

fn appeals(ui: &Ui, appeals: &[Appeal]) -> Markup {
    html! {
        @if !appeals.is_empty() {
            section.appeals {
                h2 { (ui.t("appeals-title")) }
                @for appeal in appeals {
                    article.appeal {
                        p {
                            a href=(ui.urls.moderation_person(&appeal.person.address)) { bdi { (appeal.person.name) } }
                            " – " (time::full(ui, appeal.at, ""))
                        }
                        blockquote dir="auto" { p { (appeal.words) } }
                        (form::form(ui, &ui.urls.moderation_appeal(appeal.id), "answer", None, &html! {
                            div.field {
                                label for={ "answer-" (appeal.id) } { (ui.t("appeal-answer")) }
                                input type="text" name="answer" id={ "answer-" (appeal.id) } size="30" maxlength="500";
                            }
                            button name="lift" value="yes" { (ui.t("appeal-lift")) } " "
                            button name="lift" value="no" { (ui.t("appeal-keep")) }
                        }))
                    }
                }
            }
        }
    }
}

/// What is shown where a button was pressed and nothing was chosen.
pub fn none_chosen(ui: &Ui, back: &str) -> Page {
    let main = html! {
        h1 { (ui.t("moderation-title")) }
        p.error role="alert" { (ui.t("order-none")) }
        p { a href=(back) { (ui.t("order-back")) } }
    };
    Page::new("moderation", ui.t("moderation-title"), main).status(422)
}

/// One post, with everything that can be done; `to` is where it is to be moved, as typed.
pub fn one(ui: &Ui, of: &Case, acts: &[Act], to: &Typed, done: Option<&Done>) -> Page {
    let title = ui.t("moderate-title");
    let main = html! {
        p.up { a href=(ui.urls.post(of.post.id)) { (ui.t("back-to-post")) } }
        h1 { (title) }
        (places(ui))
        (notice(ui, done))
        (case(ui, of, None))
        (orders::for_one(ui, of, to))
        @if !acts.is_empty() {
            h2 { (ui.t("moderate-before")) }
            ul.log { @for act in acts { (line(ui, act, ui.viewer.moderates())) } }
        }
    };
    Page::new("moderate", title, main)
}

fn restraint(ui: &Ui, held: Restraint, room: Option<&str>) -> Markup {
    let what = match (held.kind, held.room) {
        (RestraintKind::Mute, None) => key("held-mute-wall"),
        (RestraintKind::Mute, Some(_)) => key("held-mute-room"),
        (RestraintKind::Ban, None) => key("held-ban-wall"),
        (RestraintKind::Ban, Some(_)) => key("held-ban-room"),
    };
    html! {
        (ui.t(what))
        @if let Some(room) = room.filter(|room| !room.is_empty()) { " " bdi { (room) } }
        " – "
        @match held.until {
            Some(until) => { (ui.t("act-until")) " " (time::full(ui, until, "")) }
            None => (ui.t("term-ever")),
        }
    }
}

fn release(ui: &Ui, held: &Restrained) -> Markup {
    let action = ui.urls.moderation_release(&held.person.address);
    form::form(
        ui,
        &action,
        "undo",
        None,
        &html! {
            input type="hidden" name="kind" value=(held.restraint.kind.as_str());
            @if let Some(room) = held.restraint.room { input type="hidden" name="room" value=(room); }
            button { (ui.t("release")) }
        },
    )
}

/// Who is kept from what.
pub fn restrained(ui: &Ui, people: &[Restrained]) -> Page {
    let title = ui.t("moderation-people");
    let main = html! {
        h1 { (title) }
        (places(ui))
        @if people.is_empty() { p.empty { (ui.t("restrained-empty")) } }
        ul.log {
            @for held in people {
                li.act {
                    a href=(ui.urls.moderation_person(&held.person.address)) { bdi { (held.person.name) } }
                    " – " (restraint(ui, held.restraint, held.room.as_deref())) " "
                    (release(ui, held))
                }
            }
        }
    };
    Page::new("restrained", title, main)
}

/// Everything about one person that a moderator can know.
pub fn history(
    ui: &Ui,
    person: &Person,
    held: &[Restrained],
    acts: &[Act],
    posts: &[Case],
    through: Pager,
    done: Option<&Done>,
) -> Page {
    let title = ui.t_with("history-title", &[("name", Value::Text(&person.name))]);
    let here = ui.urls.moderation_person(&person.address);
    let main = html! {
        p.up { a href=(ui.urls.person(&person.address)) { bdi { (person.name) } } }
        h1 { (title) }
        (places(ui))
        (notice(ui, done))
        p { (ui.t("history-joined")) " " (time::full(ui, person.joined_at, "")) }
        @if !held.is_empty() {
            ul.log { @for one in held { li.act { (restraint(ui, one.restraint, one.room.as_deref())) " " (release(ui, one)) } } }
        }
        @if ui.viewer.moderates() {
            ul.acts {
                @for (word, label) in SINCE {
                    li { a href=(ui.urls.moderation_sweep_of(&person.address, word)) { (ui.t("sweep-wrote")) " " (ui.t(label)) } }
                }
            }
        }
        h2 { (ui.t("history-acts")) }
        @if acts.is_empty() { p.empty { (ui.t("history-no-acts")) } }
        ul.log { @for act in acts { (line(ui, act, ui.viewer.moderates())) } }
        h2 { (ui.t("history-posts")) }
        @if posts.is_empty() { p.empty { (ui.t("history-no-posts")) } }
        @else {
            (form::form(ui, &ui.urls.moderation(), "cases", None, &html! {
                input type="hidden" name="next" value=(here);
                @for one in posts { (case(ui, one, Some(false))) }
                (orders::for_many(ui, false))
            }))
        }
        (pager(ui, &through))
    };
    Page::new("history", title, main)
}

/// How far back a sweep goes: the word for it, and what it is called.
pub const SINCE: [(&str, &str); 4] = [
    ("10m", key("since-minutes")),
    ("1h", key("since-hour")),
    ("1d", key("since-day")),
    ("7d", key("since-week")),
];

/// What a sweep found.
pub struct Swept {
    /// How it was asked for.
    pub since: String,
    /// Of whom, as typed.
    pub author: Typed,
    /// Whether only of those who joined in the last day.
    pub newcomers: bool,
    /// Holding which words.
    pub words: String,
    /// How it was understood; nothing where it was not asked for yet.
    pub sweep: Option<Sweep>,
    /// How many posts, of how many people.
    pub count: (usize, usize),
    /// The first of them.
    pub cases: Vec<Case>,
}

/// The form of a sweep, and what it found.
pub fn sweep(ui: &Ui, found: &Swept) -> Page {
    let title = ui.t("moderation-sweep");
    let (posts, people) = found.count;
    let counts = [
        ("posts", Value::Number(posts as i64)),
        ("people", Value::Number(people as i64)),
    ];
    let main = html! {
        h1 { (title) }
        (places(ui))
        p.lede { (ui.t("sweep-lede")) }
        form.sweep action=(ui.urls.moderation_sweep()) method="get" {
            div.field {
                label for="since" { (ui.t("sweep-since")) }
                select name="since" id="since" {
                    @for (word, label) in SINCE { option value=(word) selected[word == found.since] { (ui.t(label)) } }
                }
            }
            div.field {
                label for="who" { (ui.t("sweep-who")) }
                select name="who" id="who" {
                    option value="all" { (ui.t("sweep-all")) }
                    option value="new" selected[found.newcomers] { (ui.t("sweep-new")) }
                }
            }
            (Field { name: "author", label: ui.t("sweep-author"), value: &found.author.text,
                error: found.author.error.map(|error| ui.t(error)), max: 100, ..Field::default() }.line("text"))
            (Field { name: "words", label: ui.t("sweep-words"), value: &found.words, max: 200, ..Field::default() }.line("text"))
            button name="look" value="look" { (ui.t("sweep-look")) }
        }
        @if let Some(sweep) = &found.sweep {
            section.found {
                h2 { (ui.t_with("sweep-found", &counts)) }
                @if posts > 0 {
                    (form::form(ui, &ui.urls.moderation_sweep(), "order", None, &html! {
                        input type="hidden" name="since_at" value=(sweep.since);
                        input type="hidden" name="up_to" value=(sweep.up_to);
                        input type="hidden" name="author" value=(found.author.text);
                        input type="hidden" name="who" value=(if found.newcomers { "new" } else { "all" });
                        input type="hidden" name="words" value=(found.words);
                        (orders::for_sweep(ui))
                    }))
                    @for one in &found.cases { (case(ui, one, None)) }
                    @if posts > found.cases.len() { p.more { (ui.t("sweep-more")) } }
                }
            }
        }
    };
    Page::new("sweep", title, main)
}

/// What was decided about the person who looks, and their way to answer.
pub fn decisions(
    ui: &Ui,
    held: &[Restrained],
    acts: &[Act],
    own: &[Appeal],
    words: &Typed,
    problem: Option<&'static str>,
) -> Page {
    let title = ui.t("decisions-title");
    let warned = ui
        .viewer
        .member
        .as_ref()
        .is_some_and(|member| member.warned);
    let main = html! {
        h1 { (title) }
        p.lede { (ui.t("decisions-lede")) }
        @if !held.is_empty() {
            ul.log { @for one in held { li.act { (restraint(ui, one.restraint, one.room.as_deref())) } } }
        }
        @if acts.is_empty() { p.empty { (ui.t("decisions-none")) } }
        ul.log { @for act in acts { (line(ui, act, false)) } }
        @if warned { (form::button(ui, &ui.urls.decisions_read(), "read", ui.t("decisions-read"))) }
        @if !held.is_empty() {
            section.appeal {
                h2 { (ui.t("appeal-title")) }
                (form::problem(problem.map(|problem| ui.t(problem))))
                (form::form(ui, &ui.urls.decisions_appeal(), "appeal", None, &html! {
                    (Field { name: "words", label: ui.t("appeal-words"), hint: Some(ui.t("appeal-hint")), value: &words.text,
                        error: words.error.map(|error| ui.t(error)), required: true, max: 2_000, ..Field::default() }.area(5))
                    button { (ui.t("appeal-send")) }
                }))
            }
        }
        (appeals_of(ui, own))
    };
    Page::new("decisions", title, main)
}

/// What somebody answered before, and what was answered to that.
fn appeals_of(ui: &Ui, own: &[Appeal]) -> Markup {
    html! {
        @for appeal in own {
            article.appeal {
                p { (ui.t("appeal-yours")) " – " (time::full(ui, appeal.at, "")) }
                blockquote dir="auto" { p { (appeal.words) } }
                @match &appeal.answer {
                    None => p { (ui.t("appeal-waits")) },
                    Some((at, answer)) => {
                        p { (ui.t("appeal-answered")) " – " (time::full(ui, *at, ""))
                            @if !answer.is_empty() { ": " q dir="auto" { (answer) } } }
                    }
                }
            }
        }
    }
}
