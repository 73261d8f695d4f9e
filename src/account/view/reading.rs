//! The HTML of how somebody likes to read.

use maud::{Markup, html};

use crate::clock::Zone;
use crate::html::{Page, Ui, form};
use crate::locale::{Lang, Value, key};
use crate::viewer::{AGES, DENSE, PerPage, Reading, Rung, Size, Theme};

/// The form as it was filled in.
#[derive(Debug)]
pub struct ReadingForm {
    /// What was chosen of the look.
    pub reading: Reading,
    /// The language.
    pub lang: Lang,
    /// How news come; as the browser can, without one.
    pub rung: Option<Rung>,
    /// Whether a screen reader is to read them.
    pub aloud: bool,
    /// Where to go on to.
    pub next: String,
    /// The fields in which something stands that cannot be chosen.
    pub unknown: Vec<&'static str>,
    /// What is wrong with the form as a whole.
    pub problem: Option<&'static str>,
}

/// The page.
pub fn settings(ui: &Ui, state: &ReadingForm) -> Page {
    let member = ui.viewer.member.is_some();
    let main = html! {
        p.up { a href=(state.next) { (ui.t("settings-back")) } }
        h1 { (ui.t("settings-title")) }
        p.lede { (ui.t(if member { key("settings-lede-member") } else { key("settings-lede") })) }
        (form::problem(state.problem.map(|problem| ui.t(problem))))
        (form::form(ui, &ui.urls.settings_saved(), "reading", None, &fields(ui, state)))
    };
    Page::new("reading", ui.t("settings-title"), main).leading_on()
}

fn fields(ui: &Ui, state: &ReadingForm) -> Markup {
    let reading = state.reading;
    let select = |name: &'static str, label: &str, hint: Option<&str>, options: &Markup| {
        let wrong = state.unknown.contains(&name);
        let described = [wrong.then_some("error"), hint.map(|_| "hint")];
        let described: Vec<String> = described
            .into_iter()
            .flatten()
            .map(|end| format!("{name}-{end}"))
            .collect();
        html! {
            div.field.wrong[wrong] {
                label for=(name) { (label) }
                " "
                @if wrong { p.error id={ (name) "-error" } { (ui.t("settings-unknown")) } }
                select name=(name) id=(name) aria-invalid=[wrong.then_some("true")]
                    aria-describedby=[(!described.is_empty()).then(|| described.join(" "))] { (options) }
                @if let Some(hint) = hint { p.hint id={ (name) "-hint" } { (hint) } }
            }
        }
    };
    let offered = ui.viewer.rules.offered();
    let now = ui.reading.zone.local(ui.now).format("%H:%M").to_string();
    let now = ui.t_with("settings-zone-now", &[("time", Value::Text(&now))]);
    html! {
        (select("theme", ui.t("settings-theme"), None, &html! {
            @for theme in Theme::ALL {
                (option(theme.as_str(), ui.t(theme_name(theme)), theme == reading.theme))
            }
        }))
        (select("size", ui.t("settings-size"), None, &html! {
            @for size in Size::ALL {
                (option(size.as_str(), ui.t(size_name(size)), size == reading.size))
            }
        }))
        (select("density", ui.t("settings-density"), None, &html! {
            (option("calm", ui.t("density-calm"), !reading.dense))
            (option(DENSE, ui.t("density-dense"), reading.dense))
        }))
        (select("posts", ui.t("settings-posts"), None, &html! {
            @for count in PerPage::ALL {
                (option(count.as_str(), count.as_str(), count == reading.per_page))
            }
        }))
        (select("zone", ui.t("settings-zone"), Some(&now), &zones(reading.zone)))
        (select("times", ui.t("settings-times"), Some(ui.t("settings-times-hint")), &html! {
            (option("exact", ui.t("times-exact"), !reading.ages))
            (option(AGES, ui.t("times-ages"), reading.ages))
        }))
        @if offered.len() > 1 {
            (select("language", ui.t("language"), None, &html! {
                @for lang in offered {
                    option value=(lang.code()) lang=(lang.code()) selected[lang == state.lang] { (lang.name()) }
                }
            }))
        }
        (select("live", ui.t("live-choice-title"), Some(ui.t("settings-live-hint")), &html! {
            (option("auto", ui.t("settings-live-auto"), state.rung.is_none()))
            @for rung in Rung::ALL {
                (option(rung.as_str(), ui.t(rung_name(rung)), state.rung == Some(rung)))
            }
        }))
        p.field.check {
            input type="checkbox" id="aloud" name="aloud" value="1" checked[state.aloud];
            " " label for="aloud" { (ui.t("live-aloud")) }
        }
        input type="hidden" name="next" value=(state.next);
        button { (ui.t("settings-save")) }
    }
}

fn option(value: &str, words: &str, is_chosen: bool) -> Markup {
    html! { option value=(value) selected[is_chosen] { (words) } }
}

/// The zones by region. What stands after the region is a place.
fn zones(chosen: Zone) -> Markup {
    let region_of = |zone: &Zone| zone.name().split_once('/').map_or("", |(region, _)| region);
    let all: Vec<Zone> = Zone::all().filter(|zone| *zone != Zone::UTC).collect();
    html! {
        (option(Zone::UTC.name(), Zone::UTC.name(), chosen == Zone::UTC))
        @for group in all.chunk_by(|one, other| region_of(one) == region_of(other)) {
            @let region = group.first().map_or("", region_of);
            optgroup label=(region) {
                @for zone in group {
                    @let place = zone.name().get(region.len() + 1..).unwrap_or_default();
                    (option(zone.name(), &format!("{region}: {}", place.replace('_', " ")), *zone == chosen))
                }
            }
        }
    }
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => key("theme-auto"),
        Theme::Light => key("theme-light"),
        Theme::Dark => key("theme-dark"),
        Theme::Contrast => key("theme-contrast"),
        Theme::Sepia => key("theme-sepia"),
    }
}

fn size_name(size: Size) -> &'static str {
    match size {
        Size::Small => key("size-small"),
        Size::Usual => key("size-usual"),
        Size::Large => key("size-large"),
        Size::Largest => key("size-largest"),
    }
}

fn rung_name(rung: Rung) -> &'static str {
    match rung {
        Rung::Stream => key("live-stream"),
        Rung::Poll => key("live-poll"),
        Rung::Refresh => key("live-refresh"),
        Rung::Hand => key("live-hand"),
    }
}
