//! The HTML of the filters.

use maud::{Markup, html};

use crate::html::form::{self, Field};
use crate::html::{Page, Ui};
use crate::locale::key;
use crate::rules::Verdict;
use crate::web::{Filter, PATTERN_MAX, Typed};

/// What a filter can do, the mildest first.
pub const DEEDS: [Verdict; 3] = [Verdict::Mark, Verdict::Hold, Verdict::Refuse];
/// How many characters can be tried out at once.
pub const TRIED_MAX: usize = 2_000;

/// The page as it was filled in.
#[derive(Debug, Default)]
pub struct Shown {
    /// The filters that there are, the oldest first.
    pub filters: Vec<Filter>,
    /// The pattern of a new one.
    pub pattern: Typed,
    /// Whether that is a regular expression.
    pub is_regex: bool,
    /// What it does.
    pub deed: Verdict,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
    /// Words that are tried out, and the numbers of the filters that are found in them.
    pub tried: Option<(Typed, Vec<i64>)>,
}

/// The page.
pub fn page(ui: &Ui, shown: &Shown) -> Page {
    let title = ui.t("filters-title");
    let main = html! {
        p.up { a href=(ui.urls.moderation()) { (ui.t("moderation-title")) } }
        h1 { (title) }
        p.lede { (ui.t("filters-lede")) }
        h2 { (ui.t("filters-all")) }
        @if shown.filters.is_empty() { p.empty { (ui.t("filters-none")) } }
        ul.filters { @for filter in &shown.filters { (row(ui, filter, shown)) } }
        h2 { (ui.t("filters-new")) }
        (new(ui, shown))
        (try_out(ui, shown))
    };
    Page::new("filters", title, main)
}

fn word(deed: Verdict) -> &'static str {
    match deed {
        Verdict::Allow | Verdict::Mark => key("filter-mark"),
        Verdict::Hold => key("filter-hold"),
        Verdict::Refuse => key("filter-refuse"),
    }
}

fn row(ui: &Ui, filter: &Filter, shown: &Shown) -> Markup {
    let found = |(_, hits): &(Typed, Vec<i64>)| hits.contains(&filter.id);
    let kind = if filter.is_regex {
        "filter-regex"
    } else {
        "filter-words"
    };
    html! {
        li #{ "f" (filter.id) } {
            code dir="auto" { (filter.pattern) } " "
            span.hint { "(" (ui.t(kind)) ")" } " "
            (ui.t(word(filter.deed)))
            @if shown.tried.as_ref().is_some_and(found) { " " strong { (ui.t("filter-found")) } }
            " "
            (form::button(ui, &ui.urls.filter_delete(filter.id), "delete", ui.t("delete")))
        }
    }
}

fn new(ui: &Ui, shown: &Shown) -> Markup {
    let options = [
        (false, "words", "filter-is-words"),
        (true, "regex", "filter-is-regex"),
    ];
    html! {
        (form::problem(shown.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.filters_add(), "filter", None, &html! {
            (Field {
                name: "pattern",
                label: ui.t("filter-pattern"),
                value: &shown.pattern.text,
                hint: Some(ui.t("filter-pattern-hint")),
                error: shown.pattern.error.map(|error| ui.t(error)),
                required: true,
                max: PATTERN_MAX,
                ..Field::default()
            }.line("text"))
            fieldset {
                legend { (ui.t("filter-kind")) }
                @for (is_regex, value, label) in options {
                    p.field.check {
                        input type="radio" name="kind" id=(value) value=(value) checked[is_regex == shown.is_regex];
                        " " label for=(value) { (ui.t(label)) }
                    }
                }
            }
            fieldset {
                legend { (ui.t("filter-deed")) }
                @for deed in DEEDS {
                    p.field.check {
                        input type="radio" name="deed" id=(deed.as_str()) value=(deed.as_str())
                            checked[deed == shown.deed];
                        " " label for=(deed.as_str()) { (ui.t(word(deed))) }
                    }
                }
            }
            button { (ui.t("filter-add")) }
        }))
    }
}

/// Words can be pasted to see which filters are found in them. That changes nothing: it is a `GET`.
fn try_out(ui: &Ui, shown: &Shown) -> Markup {
    let (words, error) = match &shown.tried {
        Some((words, _)) => (&words.text[..], words.error),
        None => ("", None),
    };
    html! {
        section.try-out #try-out {
            h2 { (ui.t("filters-try")) }
            form action={ (ui.urls.filters()) "#try-out" } method="get" {
                (Field {
                    name: "try",
                    label: ui.t("filters-try-words"),
                    value: words,
                    error: error.map(|error| ui.t(error)),
                    required: true,
                    max: TRIED_MAX,
                    ..Field::default()
                }.area(3))
                button { (ui.t("filters-try-button")) }
            }
            @if let Some((_, hits)) = shown.tried.as_ref().filter(|_| error.is_none()) {
                p.notice role="status" {
                    @if hits.is_empty() {
                        (ui.t("filters-try-nothing"))
                    } @else {
                        (ui.t("filters-try-hits")) " "
                        @for filter in shown.filters.iter().filter(|filter| hits.contains(&filter.id)) {
                            a href={ "#f" (filter.id) } { (filter.pattern) }
                            " (" (ui.t(word(filter.deed))) ") "
                        }
                    }
                }
            }
        }
    }
}
