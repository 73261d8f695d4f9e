//! Streams: documents that never end, many of them at once.
//!
//! Everything here has servers of its own, so that nothing else that is measured knows of it.

mod chunks;
mod crowd;
mod day;
mod fireflies;
mod marks;
mod open_files;
mod reader;
mod readers;
mod room;

pub use open_files::raise as raise_open_files;

use std::path::{Path, PathBuf};

use crate::corpus::Corpus;
use crate::plot::{Panel, Series};
use crate::report::{Report, count};
use crate::scale::{Crowd, Scale};
use crate::sizes::Sizes;

use fireflies::Fireflies;

/// Opens streams of rooms that are full of posts of the corpus. Answers as [`crowds`].
pub fn measure(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) -> Crowds {
    // First of all, since people have to be silent for a minute before it counts that they leave.
    let fireflies = scale
        .has_time
        .then(|| Fireflies::light(&home(folder, "fireflies")));
    let crowds = crowds(folder, corpus, scale, report);
    day::measure(&home(folder, "day"), corpus, scale, report);
    if let Some(fireflies) = fireflies {
        fireflies.measure(report);
    }
    crowds
}

/// How the time grows that a post takes to the readers of streams, and what the server takes with them.
pub type Crowds = (Panel, Sizes);

/// Opens more and more streams at once.
pub fn crowds(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) -> Crowds {
    let found = scale.crowds.map(|crowd| {
        let home = home(folder, &crowd.streams.to_string());
        crowd::measure(&home, crowd, corpus, scale, report)
    });
    let sizes = Sizes {
        what: "streams",
        memory: found.map(|(_, memory)| memory),
        start: None,
    };
    (panel(&scale.crowds, &found.map(|(late, _)| late)), sizes)
}

fn panel(crowds: &[Crowd; 3], lates: &[f64; 3]) -> Panel {
    let factor = |nth: usize| crowds[nth].streams as f64 / crowds[0].streams as f64;
    let limit = crowds[2].bound;
    Panel {
        title: "Time until a post is read, by how many streams are open".to_owned(),
        ticks: (0..3)
            .map(|nth| (factor(nth), count(crowds[nth].streams as f64)))
            .collect(),
        limit: (limit / lates[0], format!("limit: {limit:.0} ms")),
        series: vec![Series {
            name: "in 99 of 100 streams".to_owned(),
            points: (0..3)
                .map(|nth| (factor(nth), lates[nth] / lates[0]))
                .collect(),
            base: format!("{:.0} ms", lates[0]),
        }],
    }
}

/// A folder for a wall of its own.
fn home(folder: &Path, name: &str) -> PathBuf {
    let home = folder.join(format!("streams-{name}"));
    std::fs::create_dir(&home).expect("a folder for a wall");
    home
}
