//! How many files a process may have open. Each stream is one of the bench's and one of the server's.

use std::os::unix::process::CommandExt;
use std::process::Command;

/// How many the bench and a server need besides streams.
pub const BESIDES: usize = 300;

/// Starts this program again with as many as the system allows, if it has fewer. What it starts has as
/// many as itself.
pub fn raise(wanted: usize) {
    let (now, most) = limits();
    let wanted = (wanted + BESIDES).min(most);
    if now >= wanted {
        return;
    }
    // `ulimit` is built into the shell: no unsafe call is needed for it.
    let error = Command::new("sh")
        .args(["-c", r#"ulimit -S -n "$0" && exec "$@""#])
        .arg(wanted.to_string())
        .arg(std::env::current_exe().expect("this program"))
        .args(std::env::args_os().skip(1))
        .exec();
    panic!("this program cannot be started again: {error}");
}

/// How many this process may have open now.
pub fn allowed() -> usize {
    limits().0
}

/// How many may be open, and to how many that may be raised.
fn limits() -> (usize, usize) {
    let limits = std::fs::read_to_string("/proc/self/limits").expect("a file of /proc");
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let mut numbers = line
        .expect("a limit of open files")
        .split_whitespace()
        // Where there is none, it is “unlimited”.
        .map(|number| number.parse().unwrap_or(usize::MAX));
    let mut next = || numbers.next().expect("a limit of open files");
    (next(), next())
}
