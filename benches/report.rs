//! The table that comes out, and the bounds that were missed.

use std::fmt;

use crate::meter::ratio;

/// One line of the table.
pub struct Row {
    what: String,
    measured: String,
    reference: String,
    ratio: Option<f64>,
    bound: Option<(String, bool)>,
}

impl Row {
    /// What was measured, said exactly, and what came out, with its unit.
    pub fn new(what: impl Into<String>, measured: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            measured: measured.into(),
            reference: "—".to_owned(),
            ratio: None,
            bound: None,
        }
    }

    /// What it is compared with, and the measured divided by that.
    pub fn against(mut self, reference: impl Into<String>, ratio: f64) -> Self {
        self.reference = reference.into();
        self.ratio = Some(ratio);
        self
    }

    /// Something to be read beside the measured that is not divided by.
    pub fn beside(mut self, reference: impl Into<String>) -> Self {
        self.reference = reference.into();
        self
    }

    /// The bound in words, and whether it was met.
    pub fn bound(mut self, words: impl Into<String>, is_met: bool) -> Self {
        self.bound = Some((words.into(), is_met));
        self
    }
}

/// What one request costs.
pub struct Cost {
    /// CPU microseconds, of each turn.
    pub micros: Vec<f64>,
    /// Milliseconds within which half of the requests were answered, and 99 of 100.
    pub half: Option<f64>,
    /// See `half`.
    pub late: Option<f64>,
    /// How many bytes the body has on average.
    pub bytes: f64,
    /// The resident memory of the server afterwards, in megabytes.
    pub memory: f64,
}

impl Cost {
    /// What the same request costs after something else, when nobody looked at the clock.
    pub fn after(&self, micros: Vec<f64>) -> Self {
        Self {
            micros,
            half: None,
            late: None,
            ..*self
        }
    }

    /// Five columns of the table.
    fn cells(&self) -> [String; 5] {
        [
            micros(&self.micros),
            milliseconds(self.half),
            milliseconds(self.late),
            count(self.bytes),
            format!("{:.0}", self.memory),
        ]
    }
}

/// Where one request followed another thing, and the time on the clock was not looked at, there is none.
fn milliseconds(time: Option<f64>) -> String {
    time.map_or("—".to_owned(), |time| format!("{time:.2}"))
}

/// All that was measured.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
    /// The lines of the table of requests.
    requests: Vec<String>,
    /// What missed its bound.
    missed: Vec<String>,
}

impl Report {
    /// Adds a line, and says it at once on standard error, since the whole takes minutes.
    pub fn add(&mut self, row: Row) {
        eprintln!("{}: {}", row.what, row.measured);
        if let Some((words, false)) = &row.bound {
            let found = found(&row);
            self.missed.push(format!(
                "Missed: {} is {found}, and should be {words}.",
                row.what
            ));
        }
        self.rows.push(row);
    }

    /// Adds a line to the table of requests: what one costs, beside one of something else, and the most that
    /// the first may cost, measured in the second.
    pub fn compare(
        &mut self,
        what: &str,
        cost: &Cost,
        (other, reference): (&str, &Cost),
        bound: Option<f64>,
    ) {
        let ratio = ratio(&cost.micros, &reference.micros);
        eprintln!("{what}: {}, {ratio:.2} times {other}", micros(&cost.micros));
        if let Some(bound) = bound.filter(|bound| ratio > *bound) {
            self.missed.push(format!(
                "Missed: {what} is {ratio:.2} times {other}, and should be at most {bound} times it."
            ));
        }
        let bound = bound.map_or("—".to_owned(), |bound| format!("≤ {bound}"));
        let (cells, beside) = (cost.cells().join(" | "), reference.cells().join(" | "));
        self.requests.push(format!(
            "| {what} | {cells} | {other} | {beside} | {ratio:.2} | {bound} |"
        ));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.requests.is_empty() {
            let columns =
                "CPU of one | half within, ms | 99 of 100 within, ms | bytes | resident, MB";
            writeln!(
                f,
                "| request | {columns} | beside | {columns} | ratio | bound |"
            )?;
            writeln!(f, "|{}", "---|".repeat(14))?;
            for line in &self.requests {
                writeln!(f, "{line}")?;
            }
            writeln!(f)?;
        }
        writeln!(f, "| what | measured | reference | ratio | bound |")?;
        writeln!(f, "|---|---|---|---|---|")?;
        for row in &self.rows {
            let ratio = row
                .ratio
                .map_or("—".to_owned(), |ratio| format!("{ratio:.2}"));
            let bound = row.bound.as_ref().map_or("—", |(words, _)| words);
            let (what, measured, reference) = (&row.what, &row.measured, &row.reference);
            writeln!(
                f,
                "| {what} | {measured} | {reference} | {ratio} | {bound} |"
            )?;
        }
        writeln!(f)?;
        for words in &self.missed {
            writeln!(f, "{words}")?;
        }
        Ok(())
    }
}

/// What to hold against the bound: the ratio where there is one.
fn found(row: &Row) -> String {
    row.ratio
        .map_or_else(|| row.measured.clone(), |ratio| format!("{ratio:.2}"))
}

/// A whole number with its thousands set apart.
pub fn count(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The value in the middle.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value that this share of all values does not exceed (the nearest rank).
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1]
}

/// Median, smallest and largest of the microseconds that the rounds found.
pub fn micros(values: &[f64]) -> String {
    let (least, most) = (quantile(values, 0.0), quantile(values, 1.0));
    format!("{:.0} µs ({least:.0} to {most:.0})", median(values))
}
