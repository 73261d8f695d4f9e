//! A throwaway PostgreSQL for this test process: a cluster in a temporary folder that listens on a unix
//! socket only, a fresh database for each test, and a watchdog that removes it all however we end.

use super::programs::{find, run, skip};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static NEXT_DATABASE: AtomicU32 = AtomicU32::new(1);

/// The role that owns every test database. Whoever reaches the socket is trusted.
const ROLE: &str = "thewall";

/// Fewer guarantees than a real cluster needs: nothing here outlives the tests.
const SETTINGS: &str = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off \
                        -c full_page_writes=off -c max_connections=400 -c shared_buffers=32MB";

/// A running cluster. Its watchdog stops it when our end of the pipe closes, even after a SIGKILL.
struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    user: Option<u32>,
    _watchdog: ChildStdin,
}

/// Whether PostgreSQL's own programs are here; says so when they are not.
pub fn is_here() -> bool {
    let here = programs().is_some();
    if !here {
        skip("PostgreSQL's initdb and pg_ctl are not on this machine");
    }
    here
}

/// A fresh database, dropped again with this value.
pub struct Database {
    name: String,
}

impl Database {
    /// Creates a database in this process's cluster, which is started first if need be.
    pub fn create() -> Database {
        let name = format!("wall_{}", NEXT_DATABASE.fetch_add(1, Ordering::Relaxed));
        let cluster = CLUSTER.get_or_init(Cluster::start);
        run(&mut cluster.client("createdb", &[&name])).expect_success();
        Database { name }
    }

    /// Its address, as the program takes it.
    pub fn url(&self) -> String {
        let folder = CLUSTER.get().expect("a running cluster").folder.display();
        format!("postgres:///{}?host={folder}&user={ROLE}", self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let cluster = CLUSTER.get().expect("a running cluster");
        run(&mut cluster.client("dropdb", &["--force", &self.name]));
    }
}

impl Cluster {
    fn start() -> Cluster {
        let programs = programs().expect("PostgreSQL's programs");
        let user = unprivileged_user();
        let folder = tempfile::Builder::new()
            .prefix("wall-pg-")
            .tempdir()
            .expect("a temporary folder")
            .keep();
        chown(&folder, user, user).expect("a folder that PostgreSQL's user owns");
        let watchdog = watchdog(&programs, &folder, user);
        let cluster = Cluster {
            folder,
            programs,
            user,
            _watchdog: watchdog,
        };
        cluster.initialise();
        cluster
    }

    fn initialise(&self) {
        let data = self.folder.join("data");
        run(self
            .command("initdb")
            .args([
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "-U",
                ROLE,
            ])
            .arg(&data))
        .expect_success();
        let options = format!("-k {} {SETTINGS}", self.folder.display());
        run(self
            .command("pg_ctl")
            .args(["start", "--wait", "--silent", "--log"])
            .arg(self.folder.join("log"))
            .args(["--options", &options, "--pgdata"])
            .arg(&data))
        .expect_success();
    }

    /// One of the server's programs, run as the server's user.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(&self.folder);
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        command
    }

    /// One of the clients, pointed at the socket.
    fn client(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = self.command(program);
        command
            .arg("--host")
            .arg(&self.folder)
            .args(["--username", ROLE])
            .args(arguments);
        command
    }
}

/// A shell that waits for the end of this process (its input closes), then stops and removes the cluster.
/// It has a process group of its own, so that Ctrl-C does not end it before its work.
#[expect(
    clippy::zombie_processes,
    reason = "it outlives this process, which is what it is for"
)]
fn watchdog(programs: &Path, folder: &Path, user: Option<u32>) -> ChildStdin {
    const CLEAN_UP: &str = r#"cat >/dev/null
"$1/pg_ctl" stop --mode immediate --silent --pgdata "$2/data"
rm -rf "$2""#;
    let mut shell = Command::new("sh");
    shell
        .args(["-c", CLEAN_UP, "watchdog"])
        .arg(programs)
        .arg(folder)
        .current_dir(folder);
    if let Some(user) = user {
        shell.uid(user).gid(user);
    }
    let mut child = shell
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    child.stdin.take().expect("the pipe to the watchdog")
}

/// PostgreSQL refuses to run as root: then its own user is taken, or nobody.
fn unprivileged_user() -> Option<u32> {
    let root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    root.then(|| {
        ["postgres", "nobody"]
            .into_iter()
            .find_map(user_id)
            .expect("a user other than root")
    })
}

fn user_id(name: &str) -> Option<u32> {
    let answer = Command::new("id").args(["-u", name]).output().ok()?;
    String::from_utf8(answer.stdout).ok()?.trim().parse().ok()
}

/// The folder of the programs: Debian keeps them out of `PATH`, one folder a version.
fn programs() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| {
        ["initdb", "pg_ctl", "createdb", "dropdb"]
            .iter()
            .all(|name| folder.join(name).is_file())
    };
    let in_path = find("initdb").and_then(|file| {
        let file = file.canonicalize().ok()?;
        file.parent().map(Path::to_path_buf)
    });
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    versions.sort();
    in_path
        .into_iter()
        .chain(versions.into_iter().rev())
        .find(complete)
}
