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
use crate::report::Report;
use crate::scale::Scale;

use fireflies::Fireflies;

/// Opens streams of rooms that are full of posts of the corpus.
pub fn measure(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    // First of all, since people have to be silent for a minute before it counts that they leave.
    let fireflies = Fireflies::light(&home(folder, "fireflies"));
    for crowd in scale.crowds {
        crowd::measure(
            &home(folder, &crowd.streams.to_string()),
            crowd,
            corpus,
            scale,
            report,
        );
    }
    day::measure(&home(folder, "day"), corpus, scale, report);
    fireflies.measure(report);
}

/// A folder for a wall of its own.
fn home(folder: &Path, name: &str) -> PathBuf {
    let home = folder.join(format!("streams-{name}"));
    std::fs::create_dir(&home).expect("a folder for a wall");
    home
}
