//! The HTML of what people say about themselves.

use maud::{Markup, html};

use crate::account::profile::{BIO_MAX, LINK_MAX, LINKS, Profile, short};
use crate::html::form::{self, Field};
use crate::html::{Page, Ui, markdown};
use crate::locale::Value;
use crate::web::Typed;

/// How links lead from a page to where its person is elsewhere: they say so, and we vouch for nothing.
const REL: &str = "me nofollow ugc noopener";

/// The form as it was filled in.
#[derive(Debug, Default)]
pub struct ProfileForm {
    /// The words.
    pub bio: Typed,
    /// The addresses, as many as there may be.
    pub links: Vec<Typed>,
    /// Whether others see when one was here last.
    pub shows_sight: bool,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

impl ProfileForm {
    /// Filled in with what is said already.
    pub fn of(said: Profile, shows_sight: bool) -> Self {
        let typed = |text| Typed { text, error: None };
        Self {
            bio: typed(said.bio),
            links: said.links.into_iter().map(typed).collect(),
            shows_sight,
            problem: None,
        }
    }

    /// Whether nothing is wrong with it.
    pub fn is_sound(&self) -> bool {
        let wrong = |typed: &Typed| typed.error.is_some();
        !wrong(&self.bio) && !self.links.iter().any(wrong) && self.problem.is_none()
    }
}

/// The page on which one says something about oneself.
pub fn describe(ui: &Ui, kept: bool, state: &ProfileForm) -> Page {
    let main = html! {
        p.up { a href=(ui.urls.account()) { (ui.t("nav-account")) } }
        h1 { (ui.t("profile-title")) }
        p.lede { (ui.t("profile-lede")) }
        @if !kept { p.notice { (ui.t("profile-unkept")) } }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.account_profile(), "profile", None, &fields(ui, kept, state)))
    };
    Page::new("profile", ui.t("profile-title"), main)
}

fn fields(ui: &Ui, kept: bool, state: &ProfileForm) -> Markup {
    let max = [("max", Value::Number(BIO_MAX as i64))];
    let bio_hint = ui.t_with("profile-bio-hint", &max);
    html! {
        @if kept {
            (Field {
                name: "bio",
                label: ui.t("profile-bio"),
                value: &state.bio.text,
                hint: Some(&bio_hint),
                error: state.bio.error.map(|error| ui.t(error)),
                max: BIO_MAX,
                ..Field::default()
            }.area(6))
            fieldset {
                legend { (ui.t("profile-links")) }
                p.hint { (ui.t("profile-links-hint")) }
                @for at in 0..LINKS { (link_field(ui, at, state.links.get(at))) }
            }
        }
        p.field.check {
            input type="checkbox" id="sight" name="sight" value="1" checked[state.shows_sight];
            " " label for="sight" { (ui.t("profile-sight")) }
        }
        p.hint { (ui.t("profile-sight-hint")) }
        button { (ui.t("save")) }
    }
}

fn link_field(ui: &Ui, at: usize, typed: Option<&Typed>) -> Markup {
    let number = at as i64 + 1;
    let label = ui.t_with("profile-link", &[("number", Value::Number(number))]);
    Field {
        name: &format!("link{number}"),
        label: &label,
        value: typed.map_or("", |typed| &typed.text),
        error: typed.and_then(|typed| typed.error).map(|error| ui.t(error)),
        max: LINK_MAX,
        ..Field::default()
    }
    .line("url")
}

/// What somebody says about themselves, on their page.
pub fn profile_card(said: &Profile) -> Markup {
    html! {
        @if !said.bio.is_empty() { div.p-note dir="auto" { (markdown::render(&said.bio)) } }
        @if !said.links.is_empty() {
            ul.elsewhere {
                @for link in &said.links {
                    li { a.u-url rel=(REL) href=(link) { bdi { (short(link)) } } }
                }
            }
        }
    }
}
