//! Times for people: in words for the eye, exact for machines, and by the clocks of whoever looks.

use chrono::{Datelike, NaiveDate, SecondsFormat};
use maud::{Markup, html};

use super::Ui;
use crate::clock::{DAY, HOUR, Micros, SECOND, Zone};
use crate::locale::{Lang, Value, key};

/// A day, as “14 March 2019”.
pub fn day(lang: Lang, day: NaiveDate) -> String {
    let month = lang.t(MONTHS[day.month0() as usize]);
    let year = day.year().to_string();
    let number = if day.day() == 1 {
        lang.t("first-of-month").to_owned()
    } else {
        day.day().to_string()
    };
    let values = [
        ("day", Value::Text(&number)),
        ("month", Value::Text(month)),
        ("year", Value::Text(&year)),
    ];
    lang.t_with("day", &values)
}

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// A time to wait, in words: in seconds up to two minutes, in minutes up to two hours, then in hours.
pub fn wait(lang: Lang, seconds: u64) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    let (name, count) = match seconds {
        0..=120 => (key("wait-seconds"), seconds),
        121..=7_200 => (key("wait-minutes"), seconds.div_ceil(MINUTE)),
        _ => (key("wait-hours"), seconds.div_ceil(HOUR)),
    };
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    lang.t_with(name, &[("count", Value::Number(count))])
}

/// How long ago something was, in words: the largest unit that fills up once. Months and years are the usual
/// ones, of 30 and 365 days.
fn age(lang: Lang, micros: Micros) -> String {
    const MINUTE: Micros = 60 * SECOND;
    let (name, unit) = match micros {
        _ if micros < MINUTE => return lang.t("age-now").to_owned(),
        _ if micros < HOUR => (key("age-minutes"), MINUTE),
        _ if micros < DAY => (key("age-hours"), HOUR),
        _ if micros < 30 * DAY => (key("age-days"), DAY),
        _ if micros < 365 * DAY => (key("age-months"), 30 * DAY),
        _ => (key("age-years"), 365 * DAY),
    };
    lang.t_with(name, &[("count", Value::Number(micros / unit))])
}

/// RFC 3339, by the viewer's clocks.
pub fn exact(ui: &Ui, at: Micros) -> String {
    let is_utc = ui.reading.zone == Zone::UTC;
    let local = ui.reading.zone.local(at);
    local.to_rfc3339_opts(SecondsFormat::Secs, is_utc)
}

/// The time of day, where the day stands above it; or how long ago it was, for those who like that better.
pub fn clock(ui: &Ui, at: Micros, class: &str) -> Markup {
    if ui.reading.ages && at <= ui.now {
        return stamp(ui, at, class, &age(ui.lang, ui.now - at));
    }
    stamp(ui, at, class, &hours(ui, at))
}

/// When something was said: day and time of day, or how long ago it was, for those who like that better.
pub fn said(ui: &Ui, at: Micros, class: &str) -> Markup {
    if ui.reading.ages && at <= ui.now {
        return clock(ui, at, class);
    }
    full(ui, at, class)
}

/// Day and time of day.
pub fn full(ui: &Ui, at: Micros, class: &str) -> Markup {
    let day = day(ui.lang, ui.reading.zone.day(at));
    stamp(ui, at, class, &format!("{day}, {}", hours(ui, at)))
}

fn hours(ui: &Ui, at: Micros) -> String {
    ui.reading.zone.local(at).format("%H:%M").to_string()
}

fn stamp(ui: &Ui, at: Micros, class: &str, words: &str) -> Markup {
    let exact = exact(ui, at);
    html! { time class=(class) datetime=(exact) title=(exact) { (words) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_its_speakers_write_it() {
        let second = NaiveDate::from_ymd_opt(2019, 3, 2).expect("a day");
        assert_eq!(day(Lang::En, second), "2 March 2019");
        assert_eq!(day(Lang::Fr, second), "2 mars 2019");
        let first = NaiveDate::from_ymd_opt(2019, 8, 1).expect("a day");
        assert_eq!(day(Lang::En, first), "1 August 2019");
        assert_eq!(day(Lang::Fr, first), "1er août 2019");
    }

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        const MINUTE: Micros = 60 * SECOND;
        for (micros, en, fr) in [
            (59 * SECOND, "just now", "à l’instant"),
            (MINUTE, "1 minute ago", "il y a 1 minute"),
            (HOUR - 1, "59 minutes ago", "il y a 59 minutes"),
            (HOUR, "1 hour ago", "il y a 1 heure"),
            (2 * DAY, "2 days ago", "il y a 2 jours"),
            (59 * DAY, "1 month ago", "il y a 1 mois"),
            (730 * DAY, "2 years ago", "il y a 2 ans"),
        ] {
            assert_eq!(age(Lang::En, micros).replace('\u{a0}', " "), en);
            assert_eq!(age(Lang::Fr, micros).replace('\u{a0}', " "), fr);
        }
    }
}
