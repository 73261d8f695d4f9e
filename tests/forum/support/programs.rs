//! Other people's programs that some tests need, and a bounded wait for any child process.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Longer than anything here ever takes: it only turns a hang into a failure.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Finds a program in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Finds a program, or says that the test is skipped. On a machine that must run everything
/// (`THEWALL_TEST_REQUIRE` is set), a missing program is a failure instead.
pub fn require(program: &str) -> Option<PathBuf> {
    let found = find(program);
    if found.is_none() {
        skip(&format!("{program} is not on this machine"));
    }
    found
}

/// Says why a test is skipped, or fails where nothing may be skipped.
pub fn skip(reason: &str) {
    assert!(
        std::env::var_os("THEWALL_TEST_REQUIRE").is_none(),
        "THEWALL_TEST_REQUIRE is set, but {reason}"
    );
    println!("skipped: {reason}");
}

/// What a finished program left behind.
#[derive(Debug)]
pub struct Finished {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

impl Finished {
    /// The same, provided that the program was content.
    pub fn expect_success(self) -> Finished {
        assert!(self.status.success(), "the command failed: {self:#?}");
        self
    }
}

/// Runs a program to its end. Its output goes through files, so that a full pipe never stops it.
pub fn run(command: &mut Command) -> Finished {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(File::create(&out).expect("a file for the output"))
        .stderr(File::create(&err).expect("a file for the errors"))
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let status = wait(&mut child).unwrap_or_else(|| {
        child.kill().ok();
        child.wait().ok();
        panic!(
            "{command:?} never ended; it had said:\n{}\n{}",
            read(&out),
            read(&err)
        )
    });
    Finished {
        status,
        stdout: read(&out),
        stderr: read(&err),
    }
}

/// Waits for a child, but not forever.
pub fn wait(child: &mut Child) -> Option<ExitStatus> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait().expect("the child's status") {
            return Some(status);
        }
        sleep(Duration::from_millis(10));
    }
    None
}

/// Polls until something is true, and fails with a sentence when it never becomes so.
pub fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "this never came to be: {what}");
        sleep(Duration::from_millis(20));
    }
}

/// A file as text, as much of it as is text.
pub fn read(file: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(file).unwrap_or_default()).into_owned()
}
