//! The page of settings.

use maud::{Markup, html};

use super::pages;
use crate::html::form::{self, Field};
use crate::html::{Page, Ui};
use crate::locale::{Lang, Value};
use crate::owner::settings::{Choice, Group, Kind, ON, Setting, box_of, of};
use crate::owner::sheet::{
    ANSWERS, ANSWERS_MAX, DEFAULT_LANGUAGE, QUESTION, QUESTION_MAX, Sheet, language_field,
};
use crate::web::Typed;

/// All the settings, a form a group. `configured` is the name that the wall has where none is set.
pub fn settings(ui: &Ui, configured: &str, sheets: &[Sheet]) -> Page {
    let main = html! {
        h1 { (ui.t("owner-title")) }
        (pages(ui))
        @for sheet in sheets.iter().filter(|sheet| !sheet.is_sound()) { (refused(ui, sheet)) }
        (siege(ui))
        @for sheet in sheets { (group(ui, configured, sheet)) }
    };
    Page::new("owner", ui.t("owner-title"), main)
}

/// Says above all the forms which one was not taken: it may stand far below.
fn refused(ui: &Ui, sheet: &Sheet) -> Markup {
    html! {
        p.error role="alert" {
            (ui.t("set-refused")) " "
            a href={ "#" (sheet.group.as_str()) } { (ui.t(sheet.group.title())) }
        }
    }
}

/// The one button for when the wall is attacked.
fn siege(ui: &Ui) -> Markup {
    let on = ui.viewer.rules.siege;
    let (words, label, wish) = if on {
        ("siege-on", "siege-end", "")
    } else {
        ("siege-off", "siege-begin", ON)
    };
    html! {
        section.siege #siege {
            h2 { (ui.t("set-siege")) }
            p { (ui.t(words)) }
            (form::form(ui, &ui.urls.owner_siege(), "", None, &html! {
                input type="hidden" name="siege" value=(wish);
                button.destructive[!on] { (ui.t(label)) }
            }))
        }
    }
}

fn group(ui: &Ui, configured: &str, sheet: &Sheet) -> Markup {
    let word = sheet.group.as_str();
    html! {
        section.settings id=(word) {
            h2 { (ui.t(sheet.group.title())) }
            (form::problem(sheet.problem.map(|problem| ui.t(problem))))
            (form::form(ui, &ui.urls.owner_group(word), "settings", None, &html! {
                @for setting in of(sheet.group) {
                    (field(ui, configured, setting, &sheet.field(setting.name)))
                }
                @if sheet.group == Group::Layers { (question(ui, sheet)) }
                button { (ui.t("set-save")) }
            }))
        }
    }
}

fn field(ui: &Ui, configured: &str, setting: &Setting, typed: &Typed) -> Markup {
    let hint = hint(ui, configured, setting);
    let error = typed.error.map(|error| error_of(ui, setting, error));
    let field = Field {
        name: setting.name,
        label: ui.t(setting.label),
        value: &typed.text,
        hint: hint.as_deref(),
        error: error.as_deref(),
        autocomplete: Some("off"),
        ..Field::default()
    };
    match setting.kind {
        Kind::Line(max) => Field { max, ..field }.line("text"),
        Kind::Area(_) => field.area(6),
        Kind::Number(..) => Field { max: 20, ..field }.line("text"),
        Kind::Choice(choices) => choice(ui, &field, choices),
        Kind::Switch => switch(&field),
        Kind::Languages => languages(ui, &field),
        Kind::Several(choices) => several(ui, &field, choices),
    }
}

fn hint(ui: &Ui, configured: &str, setting: &Setting) -> Option<String> {
    let words = setting.hint.map(|key| {
        let title = [("title", Value::Text(configured))];
        ui.t_with(key, &title)
    });
    match setting.kind {
        Kind::Number(least, most) => {
            let bounds = bounds(ui, "set-bounds", least, most);
            Some(words.map_or(bounds.clone(), |words| format!("{words} {bounds}")))
        }
        _ => words,
    }
}

fn bounds(ui: &Ui, key: &str, least: u32, most: u32) -> String {
    let number = |number: u32| Value::Number(i64::from(number));
    ui.t_with(key, &[("least", number(least)), ("most", number(most))])
}

fn error_of(ui: &Ui, setting: &Setting, error: &'static str) -> String {
    match setting.kind {
        Kind::Number(least, most) if error == "set-number" => bounds(ui, error, least, most),
        _ => ui.t(error).to_owned(),
    }
}

/// What is beside every field, around what is its own.
fn around(field: &Field<'_>, inside: &Markup) -> Markup {
    html! {
        div.field.wrong[field.error.is_some()] {
            (inside)
            @if let Some(error) = field.error { p.error id={ (field.name) "-error" } { (error) } }
            @if let Some(hint) = field.hint { p.hint id={ (field.name) "-hint" } { (hint) } }
        }
    }
}

fn described_by(field: &Field<'_>) -> Option<String> {
    let error = field.error.map(|_| format!("{}-error", field.name));
    let hint = field.hint.map(|_| format!("{}-hint", field.name));
    let ids: Vec<String> = error.into_iter().chain(hint).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn choice(ui: &Ui, field: &Field<'_>, choices: &[Choice]) -> Markup {
    around(
        field,
        &html! {
            label for=(field.name) { (field.label) }
            " "
            select name=(field.name) id=(field.name) aria-describedby=[described_by(field)]
                aria-invalid=[field.error.map(|_| "true")] {
                @for (word, words) in choices {
                    option value=(word) selected[*word == field.value] { (ui.t(words)) }
                }
            }
        },
    )
}

fn switch(field: &Field<'_>) -> Markup {
    around(
        field,
        &html! {
            div.check {
                input type="checkbox" name=(field.name) id=(field.name) value=(ON)
                    checked[field.value == ON] aria-describedby=[described_by(field)];
                " " label for=(field.name) { (field.label) }
            }
        },
    )
}

/// A box for each.
fn several(ui: &Ui, field: &Field<'_>, choices: &[Choice]) -> Markup {
    let set: Vec<&str> = field.value.split(' ').collect();
    let hint = field.hint.map(|_| format!("{}-hint", field.name));
    html! {
        fieldset.field aria-describedby=[hint.as_deref()] {
            legend { (field.label) }
            @for (word, words) in choices {
                @let name = box_of(field.name, word);
                div.check {
                    input type="checkbox" name=(name) id=(name) value=(ON) checked[set.contains(word)];
                    " " label for=(name) { (ui.t(words)) }
                }
            }
            @if let (Some(id), Some(words)) = (&hint, field.hint) { p.hint id=(id) { (words) } }
        }
    }
}

/// A box for each language, and which one is spoken to everybody else.
fn languages(ui: &Ui, field: &Field<'_>) -> Markup {
    let set: Vec<&str> = field.value.split(' ').collect();
    let first = set.first().copied().unwrap_or_default();
    // Where it could not be taken, the first is only the one for everybody else.
    let ticked = if field.error.is_some() {
        &set[1..]
    } else {
        &set[..]
    };
    let error = field.error.map(|_| format!("{DEFAULT_LANGUAGE}-error"));
    html! {
        fieldset.field {
            legend { (field.label) }
            @for lang in Lang::ALL {
                @let name = language_field(lang);
                div.check {
                    input type="checkbox" name=(name) id=(name) value=(ON) checked[ticked.contains(&lang.code())];
                    " " label for=(name) lang=(lang.code()) { (lang.name()) }
                }
            }
        }
        div.field.wrong[error.is_some()] {
            label for=(DEFAULT_LANGUAGE) { (ui.t("set-language-default")) }
            " "
            @if let (Some(id), Some(words)) = (&error, field.error) { p.error id=(id) { (words) } }
            select name=(DEFAULT_LANGUAGE) id=(DEFAULT_LANGUAGE) aria-describedby=[error.as_deref()]
                aria-invalid=[error.as_ref().map(|_| "true")] {
                @for lang in Lang::ALL {
                    option value=(lang.code()) lang=(lang.code()) selected[lang.code() == first] { (lang.name()) }
                }
            }
        }
    }
}

/// The question, which only owners see with its answers.
fn question(ui: &Ui, sheet: &Sheet) -> Markup {
    let (text, answers) = (sheet.field(QUESTION), sheet.field(ANSWERS));
    html! {
        (Field {
            name: QUESTION,
            label: ui.t("set-question"),
            value: &text.text,
            hint: Some(ui.t("set-question-hint")),
            error: text.error.map(|error| ui.t(error)),
            autocomplete: Some("off"),
            max: QUESTION_MAX,
            ..Field::default()
        }.line("text"))
        (Field {
            name: ANSWERS,
            label: ui.t("set-answers"),
            value: &answers.text,
            hint: Some(ui.t("set-answers-hint")),
            error: answers.error.map(|error| ui.t(error)),
            max: ANSWERS_MAX,
            ..Field::default()
        }.area(4))
    }
}
