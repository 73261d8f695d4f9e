//! What it takes until everything that was imported can be searched, and how long one waits for what is
//! found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::client::{self, BROWSER, Client};
use crate::corpus::Corpus;
use crate::page::form;
use crate::process::{Process, thewall};
use crate::report::{Report, Row, count, quantile};
use crate::scale::Scale;
use crate::table;

/// Milliseconds.
const BOUND: f64 = 30.0;
/// How long the index may take altogether before the run is given up.
const PATIENCE: Duration = Duration::from_secs(900);
/// How long to wait before asking again how far it is.
const PAUSE: Duration = Duration::from_millis(50);
/// How often each of the searches for the commonest words is made.
const AGAIN: usize = 50;

/// Waits until all of the import is indexed, and searches it as a stranger: of strangers' pages these
/// alone are never kept.
pub fn measure(folder: &Path, corpus: &Corpus, scale: &Scale, report: &mut Report) {
    let server = Process::start(thewall(folder, &["serve", "--listen", "127.0.0.1:0"]));
    index(folder, &server, report);

    let bodies: Vec<Vec<String>> = corpus.sample.iter().map(|body| words(body)).collect();
    let mut client = Client::connect(&server.address);
    for (how_many, name) in [(1, "one word"), (2, "two words"), (3, "three words")] {
        let queries = queries(&bodies, how_many, scale.searches);
        let found = waits(&server, &mut client, &queries);
        let what = format!(
            "Time on the clock for one search after another, {} different ones for {name} that some \
             message says, best first: half of them, 99 of 100",
            count(queries.len() as f64)
        );
        report.add(row(what, &found));
    }

    let (common, share) = commonest(&bodies);
    let queries: Vec<String> = (1..=common.len())
        .map(|length| common[..length].join(" "))
        .flat_map(|query| std::iter::repeat_n(query, AGAIN))
        .collect();
    let found = waits(&server, &mut client, &queries);
    let what = format!(
        "The same for the commonest word, which {:.0} of 100 messages say, the two and the three \
         commonest (“{}”), {AGAIN} times each",
        100.0 * share,
        common.join(" ")
    );
    report.add(row(what, &found));
    server.stop();
}

fn row(what: String, found: &Waits) -> Row {
    let (half, late) = (quantile(&found.millis, 0.5), quantile(&found.millis, 0.99));
    Row::new(what, format!("{half:.1} ms; {late:.1} ms"))
        .beside(format!(
            "{:.1} results on a page; the longest: {:.1} ms, “{}”",
            found.results,
            quantile(&found.millis, 1.0),
            found.longest
        ))
        .bound(format!("99 of 100 < {BOUND:.0} ms"), late < BOUND)
}

/// Waits until the index of the wall in `folder` has followed the log, and answers how many entries it had
/// not seen.
pub fn wait(folder: &Path) -> i64 {
    let file = folder.join("data").join("thewall.sqlite");
    let mut conn = table::connect(&file);
    let (begun, first) = (Instant::now(), behind(&mut conn));
    let mut left = first;
    while left > 0 {
        assert!(begun.elapsed() < PATIENCE, "{left} entries are not indexed");
        std::thread::sleep(PAUSE);
        left = behind(&mut conn);
    }
    first
}

/// Waits for the index, which follows beside whatever else the server does.
fn index(folder: &Path, server: &Process, report: &mut Report) {
    let (begun, cpu) = (Instant::now(), server.cpu_seconds());
    let first = wait(folder);
    let seconds = begun.elapsed().as_secs_f64();
    let cpu = server.cpu_seconds() - cpu;
    let (_, most) = server.memory();
    report.add(
        Row::new(
            format!(
                "The index follows {} entries of the log that it has not seen, while nobody asks",
                count(first as f64)
            ),
            format!("{} per second", count(first as f64 / seconds)),
        )
        .beside(format!(
            "{cpu:.1} s of CPU in {seconds:.1} s; VmHWM {most:.0} MB"
        )),
    );
}

#[derive(QueryableByName)]
struct Behind {
    #[diesel(sql_type = BigInt)]
    entries: i64,
}

/// How many entries of the log the index has not followed yet.
fn behind(conn: &mut SqliteConnection) -> i64 {
    let asked = diesel::sql_query(
        "SELECT head.seq - COALESCE((SELECT seq FROM log_cursor WHERE name = 'search'), 0) AS entries \
         FROM head",
    );
    asked.get_result::<Behind>(conn).expect("a number").entries
}

/// How long the searches took.
struct Waits {
    millis: Vec<f64>,
    /// How many results were on their pages, on average.
    results: f64,
    /// What was looked for in the longest.
    longest: String,
}

/// Makes one search after another, and checks that each found something.
fn waits(server: &Process, client: &mut Client, queries: &[String]) -> Waits {
    let (mut millis, mut results) = (Vec::with_capacity(queries.len()), 0);
    let (mut most, mut longest) = (0.0, "");
    for query in queries {
        let path = format!("/search?{}", form(&[("q", query)]));
        let request = client::get(&server.address, &path, BROWSER);
        let begun = Instant::now();
        let answer = client.expect(200, &request);
        let took = begun.elapsed().as_secs_f64() * 1e3;
        let articles = answer.text().matches("<article").count();
        assert!(articles > 0, "nothing was found for “{query}”");
        results += articles;
        millis.push(took);
        if took > most {
            (most, longest) = (took, query);
        }
    }
    Waits {
        millis,
        results: results as f64 / queries.len() as f64,
        longest: longest.to_owned(),
    }
}

/// What people look for: words that stand one after another in some message, common ones as often as
/// they are said.
fn queries(bodies: &[Vec<String>], how_many: usize, most: usize) -> Vec<String> {
    let long_enough: Vec<&Vec<String>> = bodies
        .iter()
        .filter(|body| body.len() >= how_many)
        .collect();
    let mut seen = BTreeSet::new();
    let taken = long_enough.iter().enumerate().filter_map(|(nth, body)| {
        // Another place in each.
        let from = nth % (body.len() - how_many + 1);
        let query = body[from..from + how_many].join(" ");
        seen.insert(query.clone()).then_some(query)
    });
    taken.take(most).collect()
}

/// The three words that most of these say, the commonest first, and the share of them that say that one.
fn commonest(bodies: &[Vec<String>]) -> (Vec<String>, f64) {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for body in bodies {
        let words: BTreeSet<&str> = body.iter().map(String::as_str).collect();
        for word in words {
            *said.entry(word).or_default() += 1;
        }
    }
    let mut said: Vec<(usize, &str)> = said.into_iter().map(|(word, n)| (n, word)).collect();
    said.sort_unstable_by(|a, b| b.cmp(a));
    let share = said[0].0 as f64 / bodies.len() as f64;
    let words = said.iter().take(3).map(|(_, word)| (*word).to_owned());
    (words.collect(), share)
}

/// The words of a message that are plain ones: small letters of ASCII between blanks.
fn words(body: &str) -> Vec<String> {
    let plain = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase());
    let words = body.split_whitespace().filter(plain);
    words.map(str::to_owned).collect()
}
