//! Times for people: in words for the eye, exact for machines. All in UTC.

use chrono::{Datelike, NaiveDate, SecondsFormat};
use maud::{Markup, html};

use crate::clock::{Micros, utc};
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

/// RFC 3339, in UTC.
pub fn exact(at: Micros) -> String {
    utc(at).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The time of day, where the day stands above it.
pub fn clock(at: Micros, class: &str) -> Markup {
    let exact = exact(at);
    html! { time class=(class) datetime=(exact) title=(exact) { (utc(at).format("%H:%M")) } }
}

/// Day and time of day.
pub fn full(lang: Lang, at: Micros, class: &str) -> Markup {
    let exact = exact(at);
    html! {
        time class=(class) datetime=(exact) title=(exact) {
            (day(lang, utc(at).date_naive())) ", " (utc(at).format("%H:%M"))
        }
    }
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
}
