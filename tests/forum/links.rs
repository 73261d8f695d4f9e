//! Waiting for news in links, and the terminal in which links and elinks stand: both greet whoever starts
//! them for the first time, and show in their last line where the link leads that they stand on.

use crate::support::programs::{eventually, require, run};
use crate::support::{Backend, Setup, Visitor};
use std::process::Command;
use tempfile::TempDir;

#[test]
fn news_are_waited_for_in_links() {
    wait_for_news("links2");
}

/// Reads the wall, follows the link that waits, and is shown what somebody says meanwhile.
pub fn wait_for_news(browser: &str) {
    if require(browser).is_none() || require("tmux").is_none() {
        return;
    }
    let wall = Setup::on(Backend::Sqlite).start();
    let bob = Visitor::named(&wall, "Bob");
    bob.write("The lights are on.");
    let pane = Pane::open(browser, &format!("{}/", wall.origin));
    pane.wait_for("Welcome to").press("Enter");
    pane.wait_for("The lights are on.").follow("/wait?after=");
    eventually("the browser waits", || {
        Visitor::new(&wall).open("/fireflies").has("p.strangers")
    });
    bob.write("Is anybody else awake?");
    pane.wait_for("Is anybody else awake?");
}

/// A browser in a terminal of its own.
struct Pane {
    folder: TempDir,
}

impl Pane {
    fn open(browser: &str, address: &str) -> Pane {
        let folder = tempfile::Builder::new().prefix("wall-tty-").tempdir();
        let folder = folder.expect("a home for the browser");
        let pane = Pane { folder };
        let place = ["-f", "/dev/null", "new-session", "-d", "-s", "browser"];
        let size = ["-x", "100", "-y", "40", "--"];
        run(pane.tmux().args(place).args(size).args([browser, address])).expect_success();
        pane
    }

    fn press(&self, key: &str) -> &Pane {
        run(self.tmux().args(["send-keys", "-t", "browser", key])).expect_success();
        self
    }

    fn screen(&self) -> String {
        let shown = run(self.tmux().args(["capture-pane", "-p", "-t", "browser"]));
        shown.expect_success().stdout
    }

    fn wait_for(&self, text: &str) -> &Pane {
        let what = format!("the screen shows “{text}”");
        eventually(&what, || self.screen().contains(text));
        self
    }

    /// Moves down, link by link, until the last line holds this, and goes where it says.
    fn follow(&self, address: &str) {
        let what = format!("some link leads to {address}");
        eventually(&what, || {
            let screen = self.screen();
            let is_there = screen
                .trim_end()
                .lines()
                .last()
                .is_some_and(|line| line.contains(address));
            if !is_there {
                self.press("Down");
            }
            is_there
        });
        self.press("Enter");
    }

    /// A server of its own, so that no other terminal on the machine is touched.
    fn tmux(&self) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.arg("-S").arg(self.folder.path().join("tmux"));
        let home = self.folder.path();
        tmux.env("HOME", home).env("XDG_CONFIG_HOME", home);
        tmux.envs([("LC_ALL", "C.UTF-8"), ("TERM", "xterm")]);
        for other in ["TMUX", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            tmux.env_remove(other);
        }
        tmux
    }
}

impl Drop for Pane {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("the terminal showed:\n{}", self.screen());
        }
        run(self.tmux().arg("kill-server"));
    }
}
