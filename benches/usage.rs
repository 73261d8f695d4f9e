//! What the system says of a process in `/proc`: its CPU time, its memory, whether it has ended.

use std::fs;

/// `USER_HZ`, in which Linux tells CPU times to programs: the same on all of its architectures.
const TICKS_PER_SECOND: f64 = 100.0;

/// The CPU seconds that it has used, in its own code and in the system's, on all its threads, those
/// that have ended included.
pub fn cpu_seconds(pid: u32) -> f64 {
    let fields = stat(pid);
    let ticks = |number: usize| -> f64 { fields[number - 3].parse().expect("a number of ticks") };
    // `utime` and `stime`.
    (ticks(14) + ticks(15)) / TICKS_PER_SECOND
}

/// Whether it has ended, with nobody having asked yet how.
pub fn has_ended(pid: u32) -> bool {
    stat(pid)[0] == "Z"
}

/// The fields of `/proc/PID/stat` from the third one on. The second is the name in parentheses, and
/// may hold anything (proc_pid_stat(5)).
fn stat(pid: u32) -> Vec<String> {
    let stat = read(pid, "stat");
    let (_, fields) = stat.rsplit_once(')').expect("a process's name");
    fields.split_whitespace().map(str::to_owned).collect()
}

/// A line of `/proc/PID/status` that is a number of kibibytes, such as `VmRSS`, in megabytes.
pub fn memory(pid: u32, name: &str) -> f64 {
    let status = read(pid, "status");
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kibibytes = line.and_then(|rest| rest.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kibibytes.expect("a number of kibibytes") * 1024.0 / 1e6
}

fn read(pid: u32, name: &str) -> String {
    fs::read_to_string(format!("/proc/{pid}/{name}")).expect("a file of /proc")
}
