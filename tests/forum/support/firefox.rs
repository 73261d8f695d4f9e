//! Firefox with its scripts off, driven through Marionette, the protocol that it speaks itself.

use super::programs::{PATIENCE, eventually, read, require};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// How Firefox behaves for us: no scripts, English, no proxy, a port that the system picks, and nothing
/// that it would show or send of its own accord.
const PREFERENCES: [(&str, &str); 12] = [
    ("javascript.enabled", "false"),
    ("marionette.port", "0"),
    ("intl.accept_languages", "\"en\""),
    ("network.proxy.type", "0"),
    ("browser.startup.page", "0"),
    ("browser.startup.homepage_override.mstone", "\"ignore\""),
    ("browser.aboutwelcome.enabled", "false"),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("toolkit.telemetry.enabled", "false"),
    ("app.normandy.enabled", "false"),
    ("app.update.disabledForTesting", "true"),
];

/// The name under which WebDriver sends references to elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A page that would rename itself if anything could run in it.
const PROOF: &str =
    "data:text/html,<title>off</title><script>document.title='on'</script><footer></footer>";

/// A browser window that a test may use. The browser ends with this value.
pub struct Firefox {
    process: Child,
    wire: BufReader<TcpStream>,
    asked: u64,
    _profile: TempDir,
}

/// A reference to an element of a document.
type Element = String;

/// Runs a test in a browser whose scripts are proven to be off. Skips it where there is no Firefox.
pub fn browse(test: impl FnOnce(&mut Firefox)) {
    if require("firefox-esr").is_none() {
        return;
    }
    let mut browser = Firefox::start();
    browser.open(PROOF);
    assert_eq!(
        browser.expect("WebDriver:GetTitle", json!({}))["value"],
        "off",
        "this Firefox runs scripts: nothing seen in it would prove anything"
    );
    test(&mut browser);
}

impl Firefox {
    fn start() -> Firefox {
        let profile = tempfile::Builder::new().prefix("wall-firefox-").tempdir();
        let profile = profile.expect("a profile folder");
        let lines = PREFERENCES.map(|(name, value)| format!("user_pref(\"{name}\", {value});\n"));
        std::fs::write(profile.path().join("user.js"), lines.concat()).expect("user.js");
        let process = Command::new("firefox-esr")
            .args(["--headless", "--marionette", "--no-remote", "--profile"])
            .arg(profile.path())
            // Whatever it keeps outside of its profile goes away with it as well.
            .env("HOME", profile.path())
            .env_remove("DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("firefox-esr");
        let wire = connect(&profile);
        let mut browser = Firefox {
            process,
            wire,
            asked: 0,
            _profile: profile,
        };
        let greeting = browser.receive();
        assert_eq!(greeting["marionetteProtocol"], 3, "{greeting}");
        // Nothing here waits until a page was read to its end: the stream in its frame never is.
        let wishes = json!({ "pageLoadStrategy": "none" });
        browser.expect("WebDriver:NewSession", wishes);
        browser
    }

    /// Opens an address.
    pub fn open(&mut self, address: &str) {
        let before = self.find("html");
        self.expect("WebDriver:Navigate", json!({ "url": address }));
        self.until_left(&before);
    }

    /// Presses a button, or follows a link, and waits for the page that comes of it.
    pub fn press(&mut self, css: &str) {
        let before = self.find("html");
        let element = self.find(css);
        self.expect("WebDriver:ElementClick", json!({ "id": element }));
        self.until_left(&before);
    }

    /// Types into a field.
    pub fn fill(&mut self, css: &str, text: &str) {
        let element = self.find(css);
        let typed = json!({ "id": element, "text": text });
        self.expect("WebDriver:ElementSendKeys", typed);
    }

    /// What stands in a field.
    pub fn value(&mut self, css: &str) -> String {
        let asked = json!({ "id": self.find(css), "name": "value" });
        let answer = self.expect("WebDriver:GetElementProperty", asked);
        answer["value"].as_str().unwrap_or_default().to_owned()
    }

    /// The text of an element as it is shown, waiting for the element to appear.
    pub fn text(&mut self, css: &str) -> String {
        let element = self.find(css);
        self.text_of(&element).expect("its text")
    }

    /// Goes on in the frame of the page, in which its list is alive.
    pub fn enter_stream(&mut self) {
        let frame = self.find("iframe.stream");
        self.expect("WebDriver:SwitchToFrame", json!({ "element": frame }));
        self.find(".swarm");
    }

    /// Goes on in the page around the frame.
    pub fn leave_stream(&mut self) {
        self.expect("WebDriver:SwitchToParentFrame", json!({}));
    }

    /// Waits until some element that a selector finds is shown and holds a text.
    pub fn until_shown(&mut self, css: &str, text: &str) {
        let what = format!("{css} shows “{text}”");
        eventually(&what, || self.shows(css, text));
    }

    /// Waits until no element that a selector finds shows a text any more.
    pub fn until_gone(&mut self, css: &str, text: &str) {
        let what = format!("no {css} shows “{text}”");
        eventually(&what, || !self.shows(css, text));
    }

    fn shows(&mut self, css: &str, text: &str) -> bool {
        let elements = self.find_all(css);
        // What is not displayed has no text. What went away meanwhile is not shown.
        elements.iter().any(|element| {
            self.text_of(element)
                .is_ok_and(|shown| shown.contains(text))
        })
    }

    /// Waits until the document of this element is not the one that is open any more, and the next one
    /// is there up to its footer.
    fn until_left(&mut self, before: &Element) {
        eventually("the page changed", || {
            let name = self.command("WebDriver:GetElementTagName", json!({ "id": before }));
            name.is_err()
        });
        self.expect("WebDriver:SwitchToFrame", json!({}));
        self.find("footer");
    }

    fn text_of(&mut self, element: &Element) -> Result<String, Value> {
        let answer = self.command("WebDriver:GetElementText", json!({ "id": element }))?;
        Ok(answer["value"].as_str().unwrap_or_default().to_owned())
    }

    fn find(&mut self, css: &str) -> Element {
        let mut found = None;
        eventually(&format!("there is {css}"), || {
            found = self.find_all(css).into_iter().next();
            found.is_some()
        });
        found.expect("an element")
    }

    /// What a selector finds now: nothing, while one page takes the place of another.
    fn find_all(&mut self, css: &str) -> Vec<Element> {
        let wanted = json!({ "using": "css selector", "value": css });
        let found = self.command("WebDriver:FindElements", wanted);
        let found = found.unwrap_or_default();
        let found = found.as_array().into_iter().flatten();
        let name = |element: &Value| element[ELEMENT].as_str().map(str::to_owned);
        found.filter_map(name).collect()
    }

    fn expect(&mut self, name: &str, parameters: Value) -> Value {
        let answer = self.command(name, parameters);
        answer.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Sends a command and gives back its result, or what Firefox says against it.
    fn command(&mut self, name: &str, parameters: Value) -> Result<Value, Value> {
        self.asked += 1;
        let message = json!([0, self.asked, name, parameters]).to_string();
        let message = format!("{}:{message}", message.len());
        let sent = self.wire.get_mut().write_all(message.as_bytes());
        sent.expect("a command to Firefox");
        let mut answer = self.receive();
        assert_eq!(answer[1], self.asked, "{name}: {answer}");
        match answer[2].take() {
            Value::Null => Ok(answer[3].take()),
            error => Err(error),
        }
    }

    /// A message: its length, a colon, and as many bytes of JSON.
    fn receive(&mut self) -> Value {
        let mut length = Vec::new();
        let got = self.wire.read_until(b':', &mut length);
        got.expect("a message of Firefox");
        let digits = String::from_utf8_lossy(&length);
        let length = digits.trim_end_matches(':').parse().expect("a length");
        let mut message = vec![0; length];
        let got = self.wire.read_exact(&mut message);
        got.expect("the rest of a message");
        serde_json::from_slice(&message).expect("JSON")
    }
}

/// Connects to the port that Firefox writes into its profile, once it listens.
fn connect(profile: &TempDir) -> BufReader<TcpStream> {
    let file = profile.path().join("MarionetteActivePort");
    let mut wire = None;
    eventually("Firefox listens", || {
        let port = read(&file).trim().parse::<u16>();
        wire = port
            .ok()
            .and_then(|port| TcpStream::connect(("127.0.0.1", port)).ok());
        wire.is_some()
    });
    let wire = wire.expect("a connection");
    wire.set_read_timeout(Some(PATIENCE)).expect("a time limit");
    BufReader::new(wire)
}

impl Drop for Firefox {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
