//! People and roles.

use maud::{Markup, html};

use super::{pages, role_word};
use crate::account::Standing;
use crate::html::form;
use crate::html::{Page, Pager, Ui, light, pager, person_link, time};
use crate::owner::store::Listed;
use crate::viewer::Role;

/// What the page of people shows.
pub struct People {
    /// Who has a role.
    pub with_roles: Vec<Listed>,
    /// How the pseudonyms begin that are looked for; may be empty.
    pub beginning: String,
    /// Those whose pseudonyms begin so.
    pub found: Vec<Listed>,
    /// Where their list goes on.
    pub pager: Pager,
    /// Who could not be given a role, and why: a key of the locales.
    pub refused: Option<(i64, &'static str)>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

/// The page.
pub fn people(ui: &Ui, state: &People) -> Page {
    let action = ui.urls.owner_people();
    let main = html! {
        h1 { (ui.t("owner-people")) }
        (pages(ui))
        p.lede { (ui.t("people-lede")) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        section {
            h2 { (ui.t("people-roles")) }
            ul.people { @for person in &state.with_roles { (row(ui, state, person, "")) } }
        }
        section {
            h2 { (ui.t("people-all")) }
            form.search action=(action) method="get" role="search" aria-label=(ui.t("people-search")) {
                div.field {
                    label for="q" { (ui.t("people-search")) }
                    " "
                    input type="search" name="q" id="q" value=(state.beginning) size="30" maxlength="200"
                        autocapitalize="none" spellcheck="false";
                }
                button { (ui.t("people-find")) }
            }
            @if state.found.is_empty() { p.empty { (ui.t("people-none")) } }
            ul.people { @for person in &state.found { (row(ui, state, person, "found-")) } }
            (pager(ui, &state.pager))
        }
    };
    Page::new("owner", ui.t("owner-people"), main).paged(state.pager.clone())
}

/// Somebody, with what can be done. Owners stand in both lists: `list` keeps their fields apart.
fn row(ui: &Ui, state: &People, person: &Listed, list: &str) -> Markup {
    let id = format!("{list}role-{}", person.id);
    let error = state.refused.filter(|(refused, _)| *refused == person.id);
    html! {
        li {
            p.who {
                (light(ui, person))
                (person_link(ui, &person.name, &person.address, ""))
                @if let Some(mark) = person.standing.mark() { " " span.unkept { "(" (ui.t(mark)) ")" } }
                " " strong { (ui.t(role_word(person.role))) }
                " " span.when { (ui.t("person-since")) " " (time::full(ui, person.joined_at, "joined")) }
            }
            @if person.standing == Standing::Kept {
                (form::form(ui, &ui.urls.owner_role(), "role", None, &html! {
                    input type="hidden" name="person" value=(person.id);
                    div.field.wrong[error.is_some()] {
                        label for=(id) { (ui.t("role-of")) " " bdi { (person.name) } }
                        " "
                        @if let Some((_, why)) = error { p.error id={ (id) "-error" } { (ui.t(why)) } }
                        select name="role" id=(id) aria-describedby=[error.map(|_| format!("{id}-error"))]
                            aria-invalid=[error.map(|_| "true")] {
                            @for role in [Role::Member, Role::Moderator, Role::Owner] {
                                option value=(role.as_str()) selected[role == person.role] { (ui.t(role_word(role))) }
                            }
                        }
                    }
                    button { (ui.t("role-give")) }
                }))
            } @else {
                p.hint { (ui.t("role-unkept")) }
            }
            @if !ui.viewer.is(person.id) {
                p.danger { a href=(ui.urls.owner_erase(&person.address)) { (ui.t("erase-title")) } }
            }
        }
    }
}
