//! The HTML of what people say about themselves.

use maud::{Markup, html};

use crate::account::profile::{BIO_MAX, LINK_MAX, LINKS, Profile, short};
use crate::html::form::{self, Field};
use crate::html::{Face, Page, Ui, markdown};
use crate::locale::Value;
use crate::viewer::Member;
use crate::web::{FILES, PICTURES, Typed};

/// How links lead from a page to where its person is elsewhere: they say so, and we vouch for nothing.
const REL: &str = "me nofollow ugc noopener";

/// How many units wide and high one's own picture is shown.
const PORTRAIT: u32 = 96;

/// The form as it was filled in.
#[derive(Debug, Default)]
pub struct ProfileForm {
    /// The words.
    pub bio: Typed,
    /// The addresses, as many as there may be.
    pub links: Vec<Typed>,
    /// Whether others see when one was here last.
    pub shows_sight: bool,
    /// What a picture was called that was not taken, which may be empty, and why it was not.
    pub refused_picture: Option<(String, String)>,
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
            refused_picture: None,
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
        @if let Some(member) = &ui.viewer.member { (portrait(ui, member, state)) }
    };
    Page::new("profile", ui.t("profile-title"), main)
}

/// The picture beside one's name, and how it is changed. Each act is a form of its own, under an address of
/// its own: lynx would show this page as it was.
fn portrait(ui: &Ui, member: &Member, state: &ProfileForm) -> Markup {
    let takes = member.kept && ui.viewer.rules.pictures;
    let refused = state.refused_picture.as_ref();
    html! {
        @if takes || member.picture.is_some() || refused.is_some() {
            section.portrait aria-labelledby="portrait" {
                h2 #portrait { (ui.t("avatar-title")) }
                img src=(Face::from(member).portrait(ui)) alt="" width=(PORTRAIT) height=(PORTRAIT);
                @if takes {
                    (form::form_with_files(ui, &ui.urls.account_avatar(), "", None, &chooser(ui, refused)))
                } @else if let Some((_, why)) = refused {
                    (form::problem(Some(why)))
                }
                @if member.picture.is_some() {
                    (form::button(ui, &ui.urls.account_avatar_remove(), "", ui.t("avatar-remove")))
                }
            }
        }
    }
}

fn chooser(ui: &Ui, refused: Option<&(String, String)>) -> Markup {
    let size = i64::from(ui.viewer.rules.file_megabytes);
    let described = if refused.is_some() {
        "attachment-error attachment-hint"
    } else {
        "attachment-hint"
    };
    html! {
        div.field.wrong[refused.is_some()] {
            label for=(FILES) { (ui.t("avatar-choose")) }
            @if let Some((name, why)) = refused {
                p.error #attachment-error {
                    @if !name.is_empty() { bdi { (name) } (ui.t("file-colon")) " " }
                    (why)
                }
            }
            input type="file" name=(FILES) id=(FILES) accept=(PICTURES) aria-describedby=(described)
                aria-invalid=[refused.map(|_| "true")];
            p.hint #attachment-hint { (ui.t_with("avatar-hint", &[("size", Value::Number(size))])) }
        }
        button { (ui.t("avatar-show")) }
    }
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
