//! What the process takes as a whole when one thing grows: its memory, and the time until it answers.

use crate::plot::{Panel, Series};

/// Megabytes that the process may take, with the most posts.
pub const MEMORY: f64 = 150.0;
/// Milliseconds until the first answer, with the most posts.
pub const START: f64 = 150.0;

/// What was found at a first size, at ten times that, and at a hundred times.
pub struct Sizes {
    /// What grows: "posts".
    pub what: &'static str,
    /// Resident megabytes, after the same was asked at each size.
    pub memory: [f64; 3],
    /// Milliseconds from a start to the end of the first answer, where that was measured.
    pub start: Option<[f64; 3]>,
}

/// Two panels. The limits are those of the first of these.
pub fn panels(sizes: &[Sizes]) -> [Panel; 2] {
    let memory = sizes
        .iter()
        .map(|found| series(found.what, found.memory, "MB"));
    let starts = sizes
        .iter()
        .filter_map(|found| Some(series(found.what, found.start?, "ms")));
    let (most, latest) = (sizes[0].memory[0], sizes[0].start.map(|start| start[0]));
    let whose = sizes[0].what;
    [
        panel(
            "Memory of the process, by what grows",
            (
                MEMORY / most,
                format!("limit with more {whose}: {MEMORY:.0} MB"),
            ),
            memory.collect(),
        ),
        panel(
            "Time from a start to the first answer, by what grows",
            (
                START / latest.unwrap_or(START),
                format!("limit with more {whose}: {START:.0} ms"),
            ),
            starts.collect(),
        ),
    ]
}

fn series(what: &str, found: [f64; 3], unit: &str) -> Series {
    let points = [1.0, 10.0, 100.0].into_iter().zip(found);
    Series {
        name: format!("more {what}"),
        points: points.map(|(factor, at)| (factor, at / found[0])).collect(),
        base: format!("{:.0} {unit}", found[0]),
    }
}

fn panel(title: &str, limit: (f64, String), series: Vec<Series>) -> Panel {
    let ticks = [
        (1.0, "first size"),
        (10.0, "10 times"),
        (100.0, "100 times"),
    ];
    Panel {
        title: title.to_owned(),
        ticks: ticks
            .map(|(factor, words)| (factor, words.to_owned()))
            .into(),
        limit,
        series,
    }
}
