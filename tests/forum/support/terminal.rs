//! A real text browser in a real terminal, 100 by 40, as somebody at a console has it.

use super::programs::{PATIENCE, run};
use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How w3m behaves for us: it keeps cookies of the loopback address, asks nothing, and “edits” a text
/// field by copying the words that the test has laid ready.
const W3M_CONFIG: &str = "use_cookie 1\naccept_cookie 1\nshow_cookie 0\naccept_bad_cookie 1\n\
                          confirm_qq 0\nuse_mouse 0\ndisplay_charset UTF-8\nbgextkeys 0\n";

/// How lynx behaves for us: cookies are taken, a field is typed into only after Enter on it (so that the
/// keys for searching are never typed into one), nothing is asked at the end.
const LYNX_CONFIG: &str = "CHARACTER_SET:utf-8\nACCEPT_ALL_COOKIES:TRUE\nFORCE_SSL_COOKIES_SECURE:FALSE\n\
                           COOKIE_SAVE_FILE:/dev/null\nSHOW_CURSOR:TRUE\nTEXTFIELDS_NEED_ACTIVATION:TRUE\nMAKE_LINKS_FOR_ALL_IMAGES:FALSE\n";

/// How long to wait before a key is pressed again.
const AGAIN: Duration = Duration::from_secs(5);

/// A terminal of its own server, so that no other tmux on the machine is touched.
pub struct Terminal {
    folder: TempDir,
    browser: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lynx,
    W3m,
}

impl Terminal {
    /// Opens an address in lynx.
    pub fn lynx(address: &str) -> Terminal {
        let folder = home();
        let config = folder.path().join("lynx.cfg");
        std::fs::write(&config, LYNX_CONFIG).expect("lynx.cfg");
        let config = format!("-cfg={}", config.display());
        let program = ["lynx", &config, "-accept_all_cookies", "-nopause", address];
        Terminal::open(folder, Kind::Lynx, &program)
    }

    /// Opens an address in w3m.
    pub fn w3m(address: &str) -> Terminal {
        let folder = home();
        let words = folder.path().join("words");
        let editor = format!("editor cp {}\n", words.display());
        std::fs::create_dir(folder.path().join(".w3m")).expect("w3m's folder");
        let config = folder.path().join(".w3m/config");
        std::fs::write(config, format!("{W3M_CONFIG}{editor}")).expect("w3m's config");
        Terminal::open(folder, Kind::W3m, &["w3m", address])
    }

    /// Opens another address.
    pub fn go(&self, address: &str) -> &Terminal {
        match self.browser {
            Kind::Lynx => self.ask_for("g", "URL to open"),
            Kind::W3m => self.ask_for("U", "Goto URL"),
        };
        self.keys(&["C-u"]).write(address).keys(&["Enter"])
    }

    /// Moves to the first link or button with this text, from the top, and activates it.
    pub fn follow(&self, text: &str) -> &Terminal {
        self.search(text);
        self.keys(&["Enter"])
    }

    /// Presses the first button of the page, which has this text. Searching leads lynx to the first link of
    /// a line, whatever it says.
    pub fn press_first(&self, text: &str) -> &Terminal {
        match self.browser {
            Kind::Lynx => self.step_to("(Form submit button)").keys(&["Enter"]),
            Kind::W3m => self.follow(text),
        }
    }

    /// Searches for a text from the top of the page; both browsers then stand on it, if it is a link.
    fn search(&self, text: &str) -> &Terminal {
        match self.browser {
            Kind::Lynx => self.keys(&["C-a"]),
            Kind::W3m => self.write("g"),
        };
        self.write(&format!("/{text}")).keys(&["Enter"])
    }

    /// Types into the field of one line that has this label.
    pub fn fill(&self, label: &str, text: &str) -> &Terminal {
        match self.browser {
            Kind::Lynx => self
                .step_to("(Text entry field) Inactive")
                .keys(&["Enter"])
                .write(text)
                .keys(&["Enter"]),
            Kind::W3m => {
                self.search(label).keys(&["Tab", "Enter"]);
                self.wait_for("TEXT:").write(text).keys(&["Enter"])
            }
        };
        self.wait_for(text)
    }

    /// Types into the field for a password that has this label. What is typed is not seen.
    pub fn fill_password(&self, label: &str, text: &str) -> &Terminal {
        match self.browser {
            // lynx shows no stars any more once it has left the field.
            Kind::Lynx => self
                .step_to("(Password entry field) Inactive")
                .keys(&["Enter"])
                .write(text)
                .wait_for("****")
                .keys(&["Enter"]),
            Kind::W3m => {
                self.search(label).keys(&["Tab", "Enter"]);
                self.wait_for("Password:").write(text).keys(&["Enter"]);
                self.wait_for("****")
            }
        }
    }

    /// Ticks the first box that is not ticked.
    pub fn tick(&self) -> &Terminal {
        match self.browser {
            Kind::Lynx => self.step_to("Checkbox Field").keys(&["Enter"]),
            // The box itself is the blank between the brackets.
            Kind::W3m => self.search(r"\[ \]").write("l").keys(&["Enter"]),
        };
        self.wait_until("a box that is ticked", |screen| {
            screen.contains("[X]") || screen.contains("[*]")
        })
    }

    /// Chooses the one with this text, of several of which one can be chosen.
    pub fn choose(&self, text: &str) -> &Terminal {
        self.search(text);
        // The button is the first link of its line in lynx, and the blank between the brackets in w3m.
        if self.browser == Kind::W3m {
            self.keys(&["C-a"]).write("l");
        }
        self.keys(&["Enter"]).wait_for(&format!("(*) {text}"))
    }

    /// Types into the field of several lines that has this label.
    pub fn fill_area(&self, label: &str, text: &str) -> &Terminal {
        match self.browser {
            Kind::Lynx => self
                .step_to("(Textarea) Inactive")
                .keys(&["Enter"])
                .write(text)
                .keys(&["Tab"]),
            Kind::W3m => {
                let words = self.folder.path().join("words");
                std::fs::write(words, text).expect("words for the editor");
                self.search(label).keys(&["Tab", "Enter"])
            }
        };
        self.wait_for(text)
    }

    /// Moves down, from the top, until lynx's status line says what it stands on.
    fn step_to(&self, status: &str) -> &Terminal {
        self.keys(&["C-a"]);
        for _ in 0..200 {
            // What the screen says may be late: then lynx stands one line further down already.
            for back in [false, true] {
                if self.screen().contains(status) {
                    sleep(Duration::from_millis(100));
                    if self.screen().contains(status) {
                        return self;
                    }
                    if !back {
                        self.keys(&["Up"]);
                        sleep(Duration::from_millis(100));
                    }
                }
            }
            self.keys(&["Down"]);
            sleep(Duration::from_millis(30));
        }
        panic!("nowhere on the page is {status}:\n{}", self.screen());
    }

    fn open(folder: TempDir, browser: Kind, program: &[&str]) -> Terminal {
        let terminal = Terminal { folder, browser };
        let size = ["-x", "100", "-y", "40"];
        let start = [
            &["new-session", "-d", "-s", "browser"],
            &size[..],
            &["--"],
            program,
        ]
        .concat();
        run(terminal.tmux().args(["-f", "/dev/null"]).args(start)).expect_success();
        terminal
    }

    /// Presses keys by tmux's names for them: `Enter`, `Down`, `C-r`.
    pub fn keys(&self, keys: &[&str]) -> &Terminal {
        run(self.tmux().args(["send-keys", "-t", "browser"]).args(keys)).expect_success();
        self
    }

    /// Types text as it is.
    pub fn write(&self, text: &str) -> &Terminal {
        run(self
            .tmux()
            .args(["send-keys", "-t", "browser", "-l", "--", text]))
        .expect_success();
        self
    }

    /// What stands on the screen now.
    pub fn screen(&self) -> String {
        let shown = run(self.tmux().args(["capture-pane", "-p", "-t", "browser"]));
        shown.expect_success().stdout
    }

    /// Presses a key until the browser asks for a line: what is pressed while it still fetches something it
    /// throws away. One press too many stands in the line, and has to be deleted.
    fn ask_for(&self, key: &str, question: &str) -> &Terminal {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            self.write(key);
            let again = Instant::now() + AGAIN;
            while Instant::now() < again {
                if self.screen().contains(question) {
                    return self;
                }
                sleep(Duration::from_millis(50));
            }
        }
        self.wait_for(question)
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) -> &Terminal {
        self.wait_until(&format!("“{text}”"), |screen| screen.contains(text))
    }

    /// Waits until the screen is as it should be.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&str) -> bool) -> &Terminal {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen();
            if is_so(&screen) {
                return self;
            }
            assert!(
                Instant::now() < deadline,
                "the screen never showed {what}, but:\n{screen}"
            );
            sleep(Duration::from_millis(50));
        }
    }

    fn tmux(&self) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.arg("-S").arg(self.socket());
        tmux.env("HOME", self.folder.path()).env_remove("TMUX");
        tmux.envs([
            ("LANG", "C.UTF-8"),
            ("LC_ALL", "C.UTF-8"),
            ("TERM", "xterm"),
        ]);
        for proxy in [
            "http_proxy",
            "HTTP_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "WWW_HOME",
            "LYNX_CFG",
        ] {
            tmux.env_remove(proxy);
        }
        tmux
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("tmux")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("the terminal showed:\n{}", self.screen());
        }
        run(self.tmux().arg("kill-server"));
    }
}

fn home() -> TempDir {
    tempfile::Builder::new()
        .prefix("wall-tty-")
        .tempdir()
        .expect("a home for the browser")
}
