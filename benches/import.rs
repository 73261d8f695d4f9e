//! How fast a discussion from elsewhere comes in.

use std::io::Read;
use std::path::Path;
use std::time::Instant;

use crate::corpus::Corpus;
use crate::process::thewall;
use crate::report::{Report, Row, count};

/// Messages per second.
const BOUND: f64 = 20_000.0;

/// Imports the corpus into an SQLite file that is not there yet.
pub fn measure(folder: &Path, corpus: &Corpus, report: &mut Report) {
    let file = corpus.file.to_str().expect("a path in UTF-8");
    let begun = Instant::now();
    let mut import = thewall(folder, &["import", file])
        .spawn()
        .expect("the import");
    let mut words = String::new();
    let output = import.stdout.as_mut().expect("its standard output");
    output.read_to_string(&mut words).expect("its words");
    import.wait().expect("the end of the import");
    let seconds = begun.elapsed().as_secs_f64();

    // “298603 messages imported in 9.8 s (30470 a second), …”
    let imported = words
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok());
    let imported: usize = imported.unwrap_or_else(|| panic!("the import said “{words}”"));
    assert_eq!(imported, corpus.messages, "the messages that were imported");
    let said = words
        .split(['(', ')'])
        .nth(1)
        .expect("the import's own speed");
    let speed = imported as f64 / seconds;
    let what = format!(
        "`thewall import` of {} messages in gzip into a new SQLite file, from start to end of the \
         process",
        count(imported as f64)
    );
    report.add(
        Row::new(what, format!("{} per second", count(speed)))
            .beside(format!("the program itself says {said}"))
            .bound(format!("≥ {} per second", count(BOUND)), speed >= BOUND),
    );
}
