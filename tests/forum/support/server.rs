//! The program under test, started for real: its own port, its own folder, its own database.

use super::Backend;
use super::postgres::Database;
use super::programs::{self, PATIENCE, read, run, wait};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;
use tempfile::TempDir;

/// How a wall is to be started.
pub struct Setup {
    backend: Backend,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    base_path: String,
}

impl Setup {
    /// The usual: loopback, a port that the system picks, no budgets against abuse.
    pub fn on(backend: Backend) -> Setup {
        let arguments = ["--limits", "off"].map(String::from).to_vec();
        Setup {
            backend,
            arguments,
            environment: Vec::new(),
            base_path: String::new(),
        }
    }

    /// With the budgets against abuse after all.
    pub fn with_limits(mut self) -> Setup {
        self.arguments.drain(..2);
        self
    }

    /// One more option of the command line.
    pub fn option(mut self, name: &str, value: &str) -> Setup {
        self.arguments.extend([name.to_owned(), value.to_owned()]);
        self
    }

    /// One more variable of its environment.
    pub fn environment(mut self, name: &str, value: &str) -> Setup {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Under a path instead of at the root.
    pub fn mounted_at(mut self, base_path: &str) -> Setup {
        self.base_path = base_path.to_owned();
        self.option("--base-path", base_path)
    }

    /// Starts it, on a new folder and a new database.
    pub fn start(self) -> Wall {
        let folder = tempfile::Builder::new()
            .prefix("wall-")
            .tempdir()
            .expect("a temporary folder");
        let database = (self.backend == Backend::Postgres).then(Database::create);
        Wall::launch(self, Home { folder, database })
    }
}

/// What outlives a restart.
struct Home {
    folder: TempDir,
    database: Option<Database>,
}

impl Home {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A command of the program, about these data.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(self.folder.path());
        command.args(arguments).arg("--data-dir").arg(self.data());
        if let Some(database) = &self.database {
            command.args(["--database-url", &database.url()]);
        }
        command
    }
}

/// The program itself, deaf to this machine's own settings: no `THEWALL_…` variable reaches it, and no
/// `thewall.toml` but one in `folder`.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thewall"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("THEWALL_") {
            command.env_remove(name);
        }
    }
    command.current_dir(folder);
    command
}

/// A running wall. It ends with this value.
pub struct Wall {
    /// `http://127.0.0.1:PORT`, without the base path.
    pub origin: String,
    /// What stands before every path, usually nothing.
    pub base_path: String,
    child: Child,
    lines: Receiver<String>,
    setup: Setup,
    home: Option<Home>,
}

impl Wall {
    fn launch(setup: Setup, home: Home) -> Wall {
        let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
        let stderr = File::options()
            .create(true)
            .append(true)
            .open(home.folder.path().join("stderr"));
        let environment = setup.environment.iter().map(|(name, value)| (name, value));
        let mut child = command
            .args(&setup.arguments)
            .envs(environment)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(stderr.expect("a file for the errors"))
            .spawn()
            .expect("the program under test");
        let lines = lines_of(child.stdout.take().expect("its output"));
        let base_path = setup.base_path.clone();
        let home = Some(home);
        let mut wall = Wall {
            origin: String::new(),
            base_path,
            child,
            lines,
            setup,
            home,
        };
        let address = wall.line_after("listening on ");
        wall.origin = address
            .trim_end_matches(&format!("{}/", wall.base_path))
            .to_owned();
        wall.origin = wall.origin.trim_end_matches(&wall.base_path).to_owned();
        wall
    }

    /// Another process that serves the same database.
    pub fn beside(&self) -> Wall {
        let database = match &self.home().database {
            Some(database) => database.url(),
            None => format!("sqlite:{}", self.database()),
        };
        let setup = Setup::on(Backend::Sqlite).option("--database-url", &database);
        setup.start()
    }

    /// The one-time address that makes its opener the owner; printed at the first start only.
    pub fn claim(&self) -> String {
        self.line_after("claim this wall: ")
    }

    /// The rest of the first line of standard output that begins so.
    fn line_after(&self, beginning: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self
                .lines
                .recv_timeout(deadline.saturating_duration_since(Instant::now()))
            {
                Ok(line) => {
                    if let Some(rest) = line.strip_prefix(beginning) {
                        return rest.trim().to_owned();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!(
                        "the program ended without saying “{beginning}”:\n{}",
                        self.log()
                    )
                }
                Err(RecvTimeoutError::Timeout) => {
                    panic!("the program never said “{beginning}”:\n{}", self.log())
                }
            }
        }
    }

    /// `ADDR:PORT`, for raw connections and `Host`.
    pub fn address(&self) -> &str {
        self.origin
            .strip_prefix("http://")
            .expect("an http address")
    }

    /// How many bytes of memory the program has, where the system tells.
    pub fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kilobytes * 1024)
    }

    /// Everything the program wrote on standard error.
    pub fn log(&self) -> String {
        read(&self.home().folder.path().join("stderr"))
    }

    /// The file or the address of the database.
    pub fn database(&self) -> String {
        match &self.home().database {
            Some(database) => database.url(),
            None => find_sqlite(&self.home().data()).display().to_string(),
        }
    }

    /// Another database of the same kind, with nothing in it yet.
    pub fn spare_database(&self) -> Spare {
        let folder = TempDir::new().expect("a temporary folder");
        let database = (self.setup.backend == Backend::Postgres).then(Database::create);
        let file = folder.path().join("spare.sqlite");
        Spare {
            address: match &database {
                Some(database) => database.url(),
                None => file.display().to_string(),
            },
            _home: Home { folder, database },
        }
    }

    /// Runs another command of the program on the same data.
    pub fn run(&self, arguments: &[&str]) -> programs::Finished {
        run(&mut self.home().command(arguments))
    }

    /// A folder that goes away with this wall.
    pub fn folder(&self) -> &Path {
        self.home().folder.path()
    }

    /// Asks the program to stop, as a service manager does, and waits for it.
    pub fn stop(&mut self) -> ExitStatus {
        if let Ok(Some(status)) = self.child.try_wait() {
            return status;
        }
        self.terminate();
        wait(&mut self.child).unwrap_or_else(|| panic!("it never stopped:\n{}", self.log()))
    }

    /// Sends SIGTERM and does not wait. (`kill` is built into the shell: no unsafe call is needed.)
    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        run(Command::new("sh").args(["-c", r#"kill -TERM "$1""#, "kill", &pid])).expect_success();
    }

    /// The same wall; from its next start on it has the budgets against abuse.
    pub fn limited(mut self) -> Wall {
        let off = ["--limits", "off"];
        self.setup
            .arguments
            .retain(|argument| !off.contains(&argument.as_str()));
        self
    }

    /// Stops the program and starts it again on the same data, maybe on another port.
    pub fn restart(self) -> Wall {
        self.restart_after(|_| ())
    }

    /// The same, with something done to the database in between.
    pub fn restart_after(mut self, change: impl FnOnce(&Wall)) -> Wall {
        let status = self.stop();
        assert!(
            status.success(),
            "stopping ended with {status}:\n{}",
            self.log()
        );
        change(&self);
        self.launch_again()
    }

    /// Kills the program with SIGKILL, which leaves it no time for anything, and starts it again on the
    /// same data.
    pub fn restart_killed(mut self) -> Wall {
        self.child.kill().expect("a program to kill");
        self.child.wait().expect("its end");
        self.launch_again()
    }

    fn launch_again(mut self) -> Wall {
        let home = self.home.take().expect("a home");
        let setup = Setup {
            backend: self.setup.backend,
            arguments: std::mem::take(&mut self.setup.arguments),
            environment: std::mem::take(&mut self.setup.environment),
            base_path: self.base_path.clone(),
        };
        Wall::launch(setup, home)
    }

    /// The lines of standard output that came since the last one that was waited for.
    pub fn said_so_far(&self) -> String {
        self.lines.try_iter().collect::<Vec<_>>().join("\n")
    }

    fn home(&self) -> &Home {
        self.home.as_ref().expect("a home")
    }
}

/// A second database, which goes away with this value.
pub struct Spare {
    /// Its file or its address.
    pub address: String,
    _home: Home,
}

impl Drop for Wall {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        if std::thread::panicking() && self.home.is_some() {
            println!("the program had logged:\n{}", self.log());
        }
    }
}

/// Reads the program's output in a thread, so that it never blocks on a full pipe.
fn lines_of(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // After the test has read what it wanted, nobody listens: the rest is read and dropped.
            sender.send(line).ok();
        }
    });
    receiver
}

/// The database file in a data folder: the one that begins as every SQLite file does.
fn find_sqlite(data: &Path) -> PathBuf {
    std::fs::read_dir(data)
        .expect("the data folder")
        .flatten()
        .map(|entry| entry.path())
        .find(|file| std::fs::read(file).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3\0")))
        .expect("an SQLite file in the data folder")
}
