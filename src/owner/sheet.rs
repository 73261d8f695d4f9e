//! A form of settings as it is filled in: read, found sound or not, and put into the rules.

use std::collections::BTreeMap;

use super::settings::{Group, Kind, ON, Setting, box_of, codes, of};
use crate::html::Ui;
use crate::locale::{Lang, key};
use crate::rules::{Question, Rules};
use crate::web::{Submission, Typed};

/// The fields of the question, which is no rule: it stands in no log.
pub const QUESTION: &str = "question";
/// What is taken as an answer, a line each.
pub const ANSWERS: &str = "answers";
/// How many characters the question has at most.
pub const QUESTION_MAX: usize = 300;
/// How many all the answers.
pub const ANSWERS_MAX: usize = 2_000;
/// The field for the language of everybody else.
pub const DEFAULT_LANGUAGE: &str = "language_default";

/// The name of the box for a language.
pub fn language_field(lang: Lang) -> String {
    format!("language_{}", lang.code())
}

/// A form of settings.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Which.
    pub group: Group,
    /// What stands in each field, and what is wrong with it.
    fields: BTreeMap<&'static str, Typed>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

impl Sheet {
    /// As things are.
    pub fn of(group: Group, rules: &Rules, question: &Question) -> Self {
        let typed = |text: String| Typed { text, error: None };
        let mut fields: BTreeMap<&'static str, Typed> = of(group)
            .map(|setting| (setting.name, typed((setting.get)(rules))))
            .collect();
        if group == Group::Layers {
            fields.insert(QUESTION, typed(question.text.clone()));
            fields.insert(ANSWERS, typed(question.answers.join("\n")));
        }
        Self {
            group,
            fields,
            problem: None,
        }
    }

    /// As it was sent.
    pub fn read(group: Group, form: &Submission, ui: &Ui) -> Self {
        let mut fields: BTreeMap<&'static str, Typed> = of(group)
            .map(|setting| (setting.name, read(setting, form)))
            .collect();
        if group == Group::Layers {
            let asks = fields
                .get("asks_question")
                .is_some_and(|typed| typed.text == ON);
            let needed = |typed: Typed| if asks { typed.required() } else { typed };
            fields.insert(QUESTION, needed(form.line(QUESTION, QUESTION_MAX)));
            fields.insert(ANSWERS, needed(form.area(ANSWERS, ANSWERS_MAX)));
        }
        Self {
            group,
            fields,
            problem: form.problem(ui),
        }
    }

    /// What stands in a field.
    pub fn field(&self, name: &str) -> Typed {
        self.fields.get(name).cloned().unwrap_or_default()
    }

    /// Whether nothing is wrong with it.
    pub fn is_sound(&self) -> bool {
        self.problem.is_none() && self.fields.values().all(|typed| typed.error.is_none())
    }

    /// Puts what it says into the rules.
    pub fn apply(&self, rules: &mut Rules) {
        for setting in of(self.group) {
            (setting.set)(rules, &self.field(setting.name).text);
        }
    }

    /// The question that it says, if it is the form that has one.
    pub fn question(&self) -> Option<Question> {
        (self.group == Group::Layers).then(|| Question {
            text: self.field(QUESTION).text.trim().to_owned(),
            answers: self
                .field(ANSWERS)
                .text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }
}

fn read(setting: &Setting, form: &Submission) -> Typed {
    let name = setting.name;
    match setting.kind {
        Kind::Line(max) => {
            let mut typed = form.line(name, max);
            typed.text = typed.text.trim().to_owned();
            typed
        }
        Kind::Area(max) => form.area(name, max),
        Kind::Number(least, most) => {
            let mut typed = form.line(name, 20);
            let text = typed.text.trim();
            let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let within = text
                .parse()
                .is_ok_and(|number: u32| (least..=most).contains(&number));
            if !(is_whole && within) {
                typed.error = typed.error.or(Some(key("set-number")));
            }
            typed
        }
        Kind::Choice(choices) => {
            let mut typed = form.line(name, 40);
            if !choices.iter().any(|(word, _)| *word == typed.text) {
                typed.error = typed.error.or(Some(key("set-choice")));
            }
            typed
        }
        Kind::Switch => Typed {
            text: if form.has(name) {
                ON.to_owned()
            } else {
                String::new()
            },
            error: None,
        },
        Kind::Languages => languages(form),
        Kind::Several(choices) => {
            let words = choices.iter().map(|(word, _)| *word);
            let ticked = words.filter(|word| form.has(&box_of(name, word)));
            Typed {
                text: ticked.collect::<Vec<_>>().join(" "),
                error: None,
            }
        }
    }
}

/// The languages that were ticked, with the one for everybody else first.
fn languages(form: &Submission) -> Typed {
    let mut ticked: Vec<Lang> = Lang::ALL
        .into_iter()
        .filter(|lang| form.has(&language_field(*lang)))
        .collect();
    let first = Lang::from_code(&form.line(DEFAULT_LANGUAGE, 10).text);
    let error = match first {
        Some(first) if ticked.contains(&first) => {
            ticked.retain(|lang| *lang != first);
            ticked.insert(0, first);
            None
        }
        _ => {
            // What was chosen is shown again as it was.
            ticked.insert(0, first.unwrap_or_default());
            Some(key("set-languages-wrong"))
        }
    };
    Typed {
        text: codes(&ticked),
        error,
    }
}
