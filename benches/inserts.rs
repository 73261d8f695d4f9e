//! What the database does alone: one row for each commit, in a loop, with nothing around it.
//!
//! Like the bare handler it runs in a process of its own, so that it can be put on another disk than the
//! bench: this very program, started again with [`INSERT`], a file, and how long.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use crate::slow_disk::SlowDisk;
use crate::table::{self, NewPost};

/// The argument that makes this program insert.
pub const INSERT: &str = "--insert";

/// A file of posts that grows in turns.
pub struct Inserts<'a> {
    file: PathBuf,
    disk: Option<&'a SlowDisk>,
}

impl<'a> Inserts<'a> {
    /// Makes a new file, to be written on a slow disk if one is given.
    pub fn into(file: PathBuf, disk: Option<&'a SlowDisk>) -> Self {
        drop(table::create(&file));
        Self { file, disk }
    }

    /// Inserts these bodies over and over for so long, and answers the rows per second.
    pub fn turn(&self, bodies: &[String], length: Duration) -> f64 {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command
            .arg(INSERT)
            .arg(&self.file)
            .arg(length.as_millis().to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if let Some(disk) = self.disk {
            command = disk.under(command);
        }
        let mut child = command.spawn().expect("this program");
        let bodies = serde_json::to_vec(bodies).expect("bodies as JSON");
        let mut input = child.stdin.take().expect("its standard input");
        input.write_all(&bodies).expect("a reader of the bodies");
        drop(input);
        let output = child.wait_with_output().expect("the end of the loop");
        let words = String::from_utf8_lossy(&output.stdout);
        words
            .trim()
            .parse()
            .unwrap_or_else(|_| panic!("the loop said {output:?}"))
    }
}

/// Inserts the bodies that come in on standard input, and prints the rows per second.
pub fn run(file: &Path, millis: &str) {
    let length = Duration::from_millis(millis.parse().expect("milliseconds"));
    let bodies: Vec<String> = serde_json::from_reader(std::io::stdin()).expect("bodies as JSON");
    let mut conn = table::connect(file);
    conn.batch_execute("PRAGMA synchronous = FULL")
        .expect("commits that are on the disk");
    let (begun, mut rows) = (Instant::now(), 0);
    for body in bodies.iter().cycle() {
        let new = NewPost {
            author: "Poster",
            body,
            published_at: chrono::Utc::now().timestamp_micros(),
        };
        table::insert(&mut conn, &new);
        rows += 1;
        if begun.elapsed() > length {
            break;
        }
    }
    println!("{}", f64::from(rows) / begun.elapsed().as_secs_f64());
}
