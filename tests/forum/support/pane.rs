//! links and elinks in a terminal: both greet whoever starts them for the first time, and show in their
//! last line where the link leads that they stand on.

use super::programs::{eventually, run};
use std::process::Command;
use tempfile::TempDir;

/// A browser in a terminal of its own.
pub struct Pane {
    folder: TempDir,
    /// Whether it asks before it sends a form.
    asks: bool,
}

impl Pane {
    /// Opens an address for the first time: the browser greets, and is answered.
    pub fn open(browser: &str, address: &str) -> Pane {
        let folder = tempfile::Builder::new().prefix("wall-tty-").tempdir();
        let folder = folder.expect("a home for the browser");
        let asks = browser == "elinks";
        let pane = Pane { folder, asks };
        let place = ["-f", "/dev/null", "new-session", "-d", "-s", "browser"];
        let size = ["-x", "100", "-y", "40", "--"];
        run(pane.tmux().args(place).args(size).args([browser, address])).expect_success();
        pane.wait_for("Welcome to").press("Enter");
        pane
    }

    /// Presses a key by tmux's name for it.
    pub fn press(&self, key: &str) -> &Pane {
        run(self.tmux().args(["send-keys", "-t", "browser", key])).expect_success();
        self
    }

    /// What stands on the screen now.
    pub fn screen(&self) -> String {
        let shown = run(self.tmux().args(["capture-pane", "-p", "-t", "browser"]));
        shown.expect_success().stdout
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) -> &Pane {
        self.wait_until(&format!("“{text}”"), |screen| screen.contains(text))
    }

    /// Waits until the screen is as it should be.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&str) -> bool) -> &Pane {
        eventually(&format!("the screen shows {what}"), || {
            is_so(&self.screen())
        });
        self
    }

    /// Types text as it is.
    pub fn write(&self, text: &str) -> &Pane {
        run(self
            .tmux()
            .args(["send-keys", "-t", "browser", "-l", "--", text]))
        .expect_success();
        self
    }

    /// Opens another address.
    pub fn go(&self, address: &str) -> &Pane {
        self.press("g").wait_for("URL");
        self.press("C-u").write(address).press("Enter")
    }

    /// Types into the field of one line with this name.
    pub fn fill(&self, name: &str, text: &str) -> &Pane {
        if self.step_to(&format!("name {name}")).contains("Enter") {
            self.press("Enter");
        }
        self.write(text).wait_for(text).press("Down")
    }

    /// Presses the next button that sends a form.
    pub fn submit(&self) -> &Pane {
        self.follow("Post form");
        if self.asks {
            self.wait_for("Do you want to post").press("Enter");
        }
        self
    }

    /// Moves down, link by link, until the last line holds this, and goes where it says.
    pub fn follow(&self, address: &str) {
        self.step_to(address);
        self.press("Enter");
    }

    /// Moves down until the last line holds this, and gives back that line.
    fn step_to(&self, status: &str) -> String {
        let mut line = String::new();
        eventually(&format!("the last line says {status}"), || {
            let screen = self.screen();
            line = screen
                .trim_end()
                .lines()
                .last()
                .unwrap_or_default()
                .to_owned();
            let is_there = line.contains(status);
            if !is_there {
                self.press("Down");
            }
            is_there
        });
        line
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
