//! Programs under measurement: started on a port that the system picks, ended by their own handle, and
//! asked for their CPU time and memory through `/proc`.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// `USER_HZ`, in which Linux tells CPU times to programs: the same on all of its architectures.
const TICKS_PER_SECOND: f64 = 100.0;

/// A command of the program, about the data in `folder`, deaf to this machine's own settings: no
/// `THEWALL_…` variable reaches it, and no `thewall.toml` but one in `folder`.
pub fn thewall(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thewall"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("THEWALL_") {
            command.env_remove(name);
        }
    }
    let errors = File::options()
        .create(true)
        .append(true)
        .open(folder.join("errors"));
    command
        .current_dir(folder)
        .args(arguments)
        .args(["--limits", "off", "--data-dir"])
        .arg(folder.join("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(errors.expect("a file for the errors"));
    command
}

/// A running server. It ends with this value.
pub struct Process {
    /// `ADDRESS:PORT`.
    pub address: String,
    child: Child,
    // Kept, so that the program never writes into a closed pipe.
    _output: BufReader<ChildStdout>,
}

impl Process {
    /// Starts a server and waits for the line that says where it listens.
    pub fn start(mut command: Command) -> Self {
        let mut child = command.spawn().expect("a server");
        let mut output = BufReader::new(child.stdout.take().expect("its standard output"));
        let mut line = String::new();
        while output.read_line(&mut line).expect("a line of its output") > 0 {
            if let Some(address) = line.trim().strip_prefix("listening on http://") {
                let address = address.trim_end_matches('/').to_owned();
                return Self {
                    address,
                    child,
                    _output: output,
                };
            }
            line.clear();
        }
        panic!("the server ended before it listened: {:?}", child.wait());
    }

    /// The CPU seconds that it has used, in its own code and in the system's, on all its threads.
    pub fn cpu_seconds(&self) -> f64 {
        let stat = self.read("stat");
        // The second field is the name in parentheses, and may hold anything (proc_pid_stat(5)).
        let (_, fields) = stat.rsplit_once(')').expect("a process's name");
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks = |at: usize| -> f64 { fields[at].parse().expect("a number of ticks") };
        // Fields 14 and 15, `utime` and `stime`, where field 3 is the first after the name.
        (ticks(11) + ticks(12)) / TICKS_PER_SECOND
    }

    /// A line of `/proc/PID/status` that is a number of kibibytes, such as `VmRSS`, in megabytes.
    pub fn memory(&self, name: &str) -> f64 {
        let status = self.read("status");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kibibytes = line.and_then(|rest| rest.trim().strip_suffix(" kB"));
        let kibibytes: f64 = kibibytes
            .and_then(|number| number.parse().ok())
            .expect("its memory");
        kibibytes * 1024.0 / 1e6
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).expect("a file of /proc")
    }

    /// Asks it to stop, as a service manager does, and waits until it has.
    pub fn stop(mut self) {
        // `kill` is built into the shell: no unsafe call is needed for a signal.
        let pid = self.child.id().to_string();
        let kill = Command::new("sh")
            .args(["-c", r#"kill -TERM "$1""#, "kill", &pid])
            .status();
        assert!(
            kill.is_ok_and(|status| status.success()),
            "the server could not be told to stop"
        );
        for _ in 0..1500 {
            if self.child.try_wait().expect("the server's state").is_some() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the server never stopped");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
