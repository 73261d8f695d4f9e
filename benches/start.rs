//! How soon after its start the program answers.

use std::path::Path;
use std::time::Instant;

use crate::client::{self, BROWSER, Client};
use crate::process::{Process, thewall};
use crate::report::{Report, Row, median, quantile};
use crate::scale::Scale;

/// Starts the program again and again on the database in `folder`, which is `words`; it must have answered
/// within `bound` milliseconds. Answers within how many it has, in the middle. The file of the database is in the
/// system's cache, as after a restart for an upgrade.
pub fn measure(folder: &Path, words: &str, bound: f64, scale: &Scale, report: &mut Report) -> f64 {
    let times = times(folder, scale);
    let time = median(&times);
    let (least, most) = (quantile(&times, 0.0), quantile(&times, 1.0));
    report.add(
        Row::new(
            format!(
                "Start to the end of the first answer to `GET /`, on {words} in the system's file cache; the \
                 median of {} starts",
                times.len()
            ),
            format!("{time:.0} ms ({least:.0} to {most:.0})"),
        )
        .bound(format!("< {bound:.0} ms"), time < bound),
    );
    time
}

/// The milliseconds from each of several starts to the end of the first answer.
pub fn times(folder: &Path, scale: &Scale) -> Vec<f64> {
    let time = |_| {
        let begun = Instant::now();
        let server = Process::start(thewall(folder, &["serve", "--listen", "127.0.0.1:0"]));
        let request = client::get(&server.address, "/", BROWSER);
        Client::connect(&server.address).expect(200, &request);
        let time = begun.elapsed().as_secs_f64() * 1e3;
        server.stop();
        time
    };
    (0..scale.starts).map(time).collect()
}
