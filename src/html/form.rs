//! Forms and their fields. One button or several, errors beside their fields, and the hidden fields
//! that every form carries.

use maud::{Markup, html};

use super::Ui;

/// A form by POST, with its hidden fields.
pub fn form(ui: &Ui, action: &str, class: &str, id: Option<&str>, inside: &Markup) -> Markup {
    html! {
        form action=(action) method="post" class=[(!class.is_empty()).then_some(class)] id=[id] {
            (ui.slots.fields(&ui.forms, action))
            (inside)
        }
    }
}

/// The same, for a form with which files can be sent (RFC 7578). Its hidden fields come first: no file is
/// looked at before they were.
pub fn form_with_files(
    ui: &Ui,
    action: &str,
    class: &str,
    id: Option<&str>,
    inside: &Markup,
) -> Markup {
    html! {
        form action=(action) method="post" enctype="multipart/form-data" class=[(!class.is_empty()).then_some(class)] id=[id] {
            (ui.slots.fields(&ui.forms, action))
            (inside)
        }
    }
}

/// The same, where what stands in it depends on its own number.
pub fn form_of(
    ui: &Ui,
    action: &str,
    class: &str,
    id: Option<&str>,
    inside: impl FnOnce(&str) -> Markup,
) -> Markup {
    let (once, token) = ui.forms.mint(action);
    let inside = inside(&once);
    html! {
        form action=(action) method="post" class=[(!class.is_empty()).then_some(class)] id=[id] {
            (hidden(&once, &token))
            (inside)
        }
    }
}

/// What a form carries to show whose it is.
pub(super) fn hidden(once: &str, token: &str) -> Markup {
    html! {
        input type="hidden" name="once" value=(once);
        input type="hidden" name="token" value=(token);
    }
}

/// A form that is one button.
pub fn button(ui: &Ui, action: &str, class: &str, label: &str) -> Markup {
    form(ui, action, class, None, &html! { button { (label) } })
}

/// A field as it is shown.
#[derive(Default)]
pub struct Field<'a> {
    /// Its name, and its id.
    pub name: &'a str,
    /// What it is for.
    pub label: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// A sentence that helps to fill it in.
    pub hint: Option<&'a str>,
    /// What is wrong with what stands in it.
    pub error: Option<&'a str>,
    /// Its `autocomplete` value (HTML, section 4.10.18.7).
    pub autocomplete: Option<&'a str>,
    /// Whether it must be filled in.
    pub required: bool,
    /// How many characters it takes.
    pub max: usize,
}

impl Field<'_> {
    fn described_by(&self) -> Option<String> {
        let ids = [
            self.error.map(|_| format!("{}-error", self.name)),
            self.hint.map(|_| format!("{}-hint", self.name)),
        ];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn around(&self, input: &Markup) -> Markup {
        html! {
            div.field.wrong[self.error.is_some()] {
                label for=(self.name) { (self.label) }
                @if let Some(error) = self.error {
                    p.error id={ (self.name) "-error" } { (error) }
                }
                (input)
                @if let Some(hint) = self.hint {
                    p.hint id={ (self.name) "-hint" } { (hint) }
                }
            }
        }
    }

    /// As a field of one line of type `kind` (`text`, `password`, …). A password's value is never
    /// sent back.
    pub fn line(&self, kind: &str) -> Markup {
        let value = if kind == "password" { "" } else { self.value };
        self.around(&html! {
            input type=(kind) name=(self.name) id=(self.name) value=(value) required[self.required]
                maxlength=(self.max) size="30" autocomplete=[self.autocomplete] autocapitalize="none"
                spellcheck="false" aria-describedby=[self.described_by()]
                aria-invalid=[self.error.map(|_| "true")];
        })
    }

    /// As a field of one line for words.
    pub fn words(&self) -> Markup {
        self.around(&html! {
            input type="text" name=(self.name) id=(self.name) value=(self.value) required[self.required]
                maxlength=(self.max) size="40" dir="auto" autocomplete="off"
                aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")];
        })
    }

    /// As a field of several lines.
    pub fn area(&self, rows: u32) -> Markup {
        self.area_at(rows, None)
    }

    /// The same, to which a key leads (HTML, section 6.6.2).
    pub fn area_at(&self, rows: u32, accesskey: Option<&str>) -> Markup {
        self.around(&html! {
            textarea name=(self.name) id=(self.name) rows=(rows) cols="60" accesskey=[accesskey] required[self.required] dir="auto"
                aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")] {
                // HTML drops a line break that stands first (section 13.2.6.4.7): this one, not theirs.
                "\n" (self.value)
            }
        })
    }
}

/// The name of the field that must stay empty. No browser fills it in by itself.
pub const EMPTY: &str = "subject";

/// The field that must stay empty, and says so. Eyes do not see it; text browsers show it, and screen
/// readers read it. Whoever fills in every field there is gives themselves away.
pub fn empty_field(ui: &Ui) -> Markup {
    html! {
        p.stays-empty {
            label for=(EMPTY) { (ui.t("stays-empty")) }
            " "
            input type="text" name=(EMPTY) id=(EMPTY) value="" tabindex="-1" autocomplete="off" size="10";
        }
    }
}

/// What is wrong with a form as a whole.
pub fn problem(error: Option<&str>) -> Markup {
    html! {
        @if let Some(error) = error { p.error role="alert" { (error) } }
    }
}
