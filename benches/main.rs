//! `cargo bench`: what the program costs, in numbers that mean the same on every machine.
//!
//! It starts the real program on a corpus of 300,000 messages, measures, and prints one Markdown
//! table. Bounds on costs are ratios between things that were measured in turn in the same run, so
//! that a slow or busy machine moves both sides. A bound that is missed is named after the table;
//! it does not fail the run.
//!
//! `cargo bench -- --quick` takes a tenth of the corpus and shorter rounds, and leaves out what takes minutes:
//! forums that grow, and fireflies that go out; `--streams` measures nothing
//! but the streams, `--search` nothing but the import and the search, `--hung` nothing but
//! pictures and what else hangs on posts, `--pages` nothing but pages that were made before, `--growth`
//! nothing but what grows. How costs grow is drawn, as `assets/screenshots/growth.svg`.
//! `THEWALL_BENCH_CORPUS` names another corpus: JSON Lines with `room`, `author`, `at` and `body`,
//! compressed with gzip.

mod after;
mod bare;
mod client;
mod corpus;
mod first_view;
mod generate;
mod growth;
mod hung;
mod import;
mod inserts;
mod load;
mod member;
mod meter;
mod page;
mod pages;
mod paging;
mod picture;
mod plot;
mod posting;
mod process;
mod report;
mod scale;
mod search;
mod sizes;
mod slow_disk;
mod start;
mod streams;
mod table;
mod usage;
mod wall;

use std::fs;
use std::path::Path;

use corpus::Corpus;
use process::{Process, thewall};
use report::Report;
use scale::Scale;
use streams::Crowds;

/// Milliseconds until the first answer with the imported database.
const START: f64 = 200.0;
/// How costs grow.
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screenshots/growth.svg");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, file] = &arguments[..]
        && first == bare::SERVE
    {
        return bare::serve(Path::new(file));
    }
    if let [first, file, millis] = &arguments[..]
        && first == inserts::INSERT
    {
        return inserts::run(Path::new(file), millis);
    }
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let scale = if has("--quick") {
        &Scale::QUICK
    } else if has("--streams") {
        &Scale::FULL_DAY
    } else if has("--bench") {
        &Scale::FULL
    } else {
        // `cargo test --benches` runs this too, without `--bench`: it wants no numbers.
        return println!("nothing was measured: run `cargo bench`");
    };
    load::Load::require();
    streams::raise_open_files(scale.crowds[2].streams);
    let parts = ["--streams", "--search", "--hung", "--pages", "--growth"];
    run(scale, parts.into_iter().find(|part| has(part)));
}

/// Measures everything, or one part alone.
fn run(scale: &Scale, only: Option<&str>) {
    // Not in the system's folder for temporary files: that may be in memory, where a commit waits
    // for no disk and the posting would look far better than it is.
    let folder = tempfile::Builder::new()
        .prefix("wall-bench-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a temporary folder");
    let folder = folder.path();
    let mut report = Report::default();

    let corpus = || Corpus::open(folder, scale.corpus_share);
    match only {
        Some("--hung") => {
            picture::measure(folder, scale, &mut report);
            hung::measure(folder, &corpus(), scale, &mut report);
        }
        Some("--pages") => pages::measure(folder, &corpus(), scale, &mut report),
        Some("--search") => {
            let corpus = corpus();
            import::measure(folder, &corpus, &mut report);
            search::measure(folder, &corpus, scale, &mut report);
        }
        Some("--growth") => {
            let corpus = corpus();
            let crowds = streams::crowds(folder, &corpus, scale, &mut report);
            measure_growth(folder, crowds, scale, &mut report);
        }
        Some(_) => drop(streams::measure(folder, &corpus(), scale, &mut report)),
        None => {
            let corpus = corpus();
            measure_pages(folder, &corpus, scale, &mut report);
            let crowds = streams::measure(folder, &corpus, scale, &mut report);
            if scale.has_time {
                measure_growth(folder, crowds, scale, &mut report);
            }
        }
    }

    println!("{report}");
}

/// Measures forums that grow, and draws how costs do.
fn measure_growth(folder: &Path, crowds: Crowds, scale: &Scale, report: &mut Report) {
    let (mut panels, mut all) = growth::measure(folder, scale, report);
    let (panel, sizes) = crowds;
    panels.push(panel);
    all.push(sizes);
    panels.extend(sizes::panels(&all));
    if scale.has_time {
        fs::write(PICTURE, plot::draw(&panels)).expect("a file for the picture");
    }
}

fn measure_pages(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    import::measure(folder, corpus, report);
    start::measure(folder, "the imported database", START, scale, report);
    search::measure(folder, corpus, scale, report);
    picture::measure(folder, scale, report);

    let server = Process::start(thewall(folder, &["serve", "--listen", "127.0.0.1:0"]));
    paging::measure(&server, corpus, scale, report);
    wall::measure(folder, &server, corpus, scale, report);
    first_view::measure(&server, report);
    pages::measure(folder, corpus, scale, report);
    hung::measure(folder, corpus, scale, report);
    posting::measure(folder, &server, corpus, scale, report);
    paging::report_memory(&server, "everything above", report);
    server.stop();
}
