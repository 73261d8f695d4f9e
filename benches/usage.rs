//! What the system says of a process: its CPU time, its memory, whether it has ended.

use std::fs;
use std::time::Duration;

use nix::time::{clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;

/// The CPU seconds that it has used, in its own code and in the system's, on all its threads, those
/// that have ended included: the sum of `utime` and `stime` in `/proc/PID/stat`, but in nanoseconds
/// instead of hundredths of a second (clock_getcpuclockid(3)).
pub fn cpu_seconds(pid: u32) -> f64 {
    let pid = Pid::from_raw(pid.try_into().expect("the number of a process"));
    let clock = clock_getcpuclockid(pid).expect("the CPU clock of a process");
    Duration::from(clock_gettime(clock).expect("the CPU time of a process")).as_secs_f64()
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
