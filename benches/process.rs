//! Programs under measurement: commands that run to their end, and servers on a port that the system
//! picks, which are ended by their own handle.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::usage;

/// How long a server may take to stop.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long to wait before asking again whether a process has ended.
const PAUSE: Duration = Duration::from_millis(5);

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

/// What became of a command that ran to its end.
pub struct Finished {
    /// Its standard output.
    pub words: String,
    /// How long it took on the clock, in seconds.
    pub seconds: f64,
    /// The CPU seconds that it used.
    pub cpu_seconds: f64,
}

/// Runs a command to its end.
pub fn finish(mut command: Command) -> Finished {
    let begun = Instant::now();
    let mut child = command.spawn().expect("a command");
    let mut words = String::new();
    let output = child.stdout.as_mut().expect("its standard output");
    output.read_to_string(&mut words).expect("its words");
    // What it used can be read only until it is waited for.
    while !usage::has_ended(child.id()) {
        std::thread::sleep(PAUSE);
    }
    let (seconds, cpu_seconds) = (
        begun.elapsed().as_secs_f64(),
        usage::cpu_seconds(child.id()),
    );
    child.wait().expect("the end of the command");
    Finished {
        words,
        seconds,
        cpu_seconds,
    }
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

    /// The CPU seconds that it has used.
    pub fn cpu_seconds(&self) -> f64 {
        usage::cpu_seconds(self.child.id())
    }

    /// Its resident memory now and at its highest, in megabytes.
    pub fn memory(&self) -> (f64, f64) {
        let memory = |name| usage::memory(self.child.id(), name);
        (memory("VmRSS"), memory("VmHWM"))
    }

    /// Asks it to stop, as a service manager does.
    pub fn end(&self) {
        // `kill` is built into the shell: no unsafe call is needed for a signal.
        let pid = self.child.id().to_string();
        let kill = Command::new("sh")
            .args(["-c", r#"kill -TERM "$1""#, "kill", &pid])
            .status();
        assert!(
            kill.is_ok_and(|status| status.success()),
            "the server could not be told to stop"
        );
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(mut self) {
        self.end();
        let deadline = Instant::now() + PATIENCE;
        while self.child.try_wait().expect("the server's state").is_none() {
            assert!(Instant::now() < deadline, "the server never stopped");
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
