//! How fast a discussion from elsewhere comes in.

use std::path::Path;
use std::process::Command;

use crate::corpus::Corpus;
use crate::process::{Finished, finish, thewall};
use crate::report::{Report, Row, count};

/// Messages per second.
const BOUND: f64 = 20_000.0;

/// A discussion that came in.
pub struct Import {
    /// How many messages, all of which are new.
    pub imported: usize,
    /// What the program says of its own speed.
    said: String,
    seconds: f64,
    cpu_seconds: f64,
}

/// Runs an import of so many messages.
pub fn run(command: Command, messages: usize) -> Import {
    let Finished {
        words,
        seconds,
        cpu_seconds,
    } = finish(command);

    // “298602 messages imported in 9.8 s (30470 a second), 0 were here already, 1 lines were bad”
    let words = words
        .lines()
        .find(|line| line.contains("messages imported"))
        .unwrap_or_else(|| panic!("the import said “{words}”"));
    let numbers: Vec<usize> = words
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    let [imported, 0, bad, ..] = numbers[..] else {
        panic!("the import said “{words}”");
    };
    // A given corpus may have lines that nobody can import, such as empty messages.
    assert_eq!(imported + bad, messages, "the messages of the file");
    let said = words
        .split(['(', ')'])
        .nth(1)
        .expect("the import's own speed");
    Import {
        imported,
        said: said.to_owned(),
        seconds,
        cpu_seconds,
    }
}

/// Imports the corpus into an SQLite file that is not there yet.
pub fn measure(folder: &Path, corpus: &Corpus, report: &mut Report) {
    let file = corpus.file.to_str().expect("a path in UTF-8");
    let Import {
        imported,
        said,
        seconds,
        cpu_seconds,
    } = run(thewall(folder, &["import", file]), corpus.messages);
    let speed = imported as f64 / seconds;
    let what = format!(
        "`thewall import` of {} messages in gzip into a new SQLite file, from start to end of the \
         process",
        count(imported as f64)
    );
    report.add(
        Row::new(what, format!("{} per second", count(speed)))
            .beside(format!(
                "the program itself says {said}; {cpu_seconds:.1} s of CPU in {seconds:.1} s"
            ))
            .bound(format!("≥ {} per second", count(BOUND)), speed >= BOUND),
    );
}
