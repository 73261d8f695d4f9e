//! Time, handed in as an argument so that tests can turn it.

mod zone;

use std::sync::Arc;

pub use zone::Zone;

use chrono::{DateTime, Utc};

/// Microseconds since 1970-01-01T00:00:00Z: what both databases keep alike.
pub type Micros = i64;

/// One second, in [`Micros`].
pub const SECOND: Micros = 1_000_000;
/// One day, in [`Micros`].
pub const HOUR: Micros = 3_600 * SECOND;
/// A day.
pub const DAY: Micros = 86_400 * SECOND;

/// Where the time comes from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Micros + Send + Sync>);

impl Clock {
    /// The machine's own clock, in UTC.
    pub fn system() -> Self {
        Self(Arc::new(|| Utc::now().timestamp_micros()))
    }

    /// A clock that shows what `read` says.
    pub fn from_fn(read: impl Fn() -> Micros + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// The time now.
    pub fn now(&self) -> Micros {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

/// As a calendar time. What no calendar holds shows as the epoch.
pub fn utc(at: Micros) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at).unwrap_or_default()
}
