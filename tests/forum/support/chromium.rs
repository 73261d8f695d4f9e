//! Chromium with its scripts off, driven through chromedriver.

use super::elsewhere::serve;
use super::programs::{PATIENCE, require};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::PageLoadStrategy;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};
use ureq::http::Method;

/// A browser window that a test may use.
pub struct Browser {
    driver: WebDriver,
}

/// What somebody may prefer their pages to look like.
#[derive(Clone, Copy)]
pub enum Sky {
    Light,
    Dark,
}

/// Runs a test in a browser whose scripts are proven to be off, and closes it however the test ends.
/// Skips it where there is no Chromium.
pub fn browse(test: impl AsyncFnOnce(&Browser)) {
    if require("chromedriver").is_none() || require("chromium").is_none() {
        return;
    }
    let driver = Chromedriver::start();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime for the driver");
    let browser = runtime.block_on(driver.open());
    let body = AssertUnwindSafe(|| {
        runtime.block_on(async {
            browser.prove_that_scripts_are_off().await;
            test(&browser).await;
        });
    });
    let outcome = catch_unwind(body);
    let closed = runtime.block_on(browser.driver.quit());
    if let Err(failure) = outcome {
        resume_unwind(failure);
    }
    closed.expect("the browser closes");
}

/// The driver's process; the system picks its port.
struct Chromedriver {
    process: Child,
    port: u16,
    profile: TempDir,
    /// Kept open: the driver would stumble over a closed output.
    _output: BufReader<ChildStdout>,
}

impl Chromedriver {
    fn start() -> Chromedriver {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver");
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        let port = loop {
            let mut line = String::new();
            let length = output.read_line(&mut line).expect("a line of chromedriver");
            assert!(length > 0, "chromedriver ended before it listened");
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim().trim_end_matches('.').parse().expect("a port");
            }
        };
        let profile = tempfile::Builder::new().prefix("wall-chromium-").tempdir();
        let profile = profile.expect("a profile folder");
        Chromedriver {
            process,
            port,
            profile,
            _output: output,
        }
    }

    async fn open(&self) -> Browser {
        let mut wishes = DesiredCapabilities::chrome();
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        let quiet = [
            "--disable-background-networking",
            "--disable-sync",
            "--no-first-run",
        ];
        let contained = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ];
        for argument in quiet.into_iter().chain(contained).chain([profile.as_str()]) {
            wishes.add_arg(argument).expect("an argument for Chromium");
        }
        // Nothing here waits until a page was read to its end: the stream in its frame never is.
        wishes
            .set_page_load_strategy(PageLoadStrategy::None)
            .expect("the way to wait for a page");
        let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
        wishes
            .add_experimental_option("prefs", off)
            .expect("the preference against scripts");
        let address = format!("http://127.0.0.1:{}", self.port);
        let driver = WebDriver::new(address, wishes).await.expect("Chromium");
        Browser { driver }
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Browser {
    /// Opens an address.
    pub async fn open(&self, address: &str) {
        let before = self.find("html").await;
        self.driver.goto(address).await.expect("the page");
        self.until_left(&before).await;
    }

    /// Waits until the document of this element is not the one that is open any more, and the next one
    /// is there up to its footer.
    async fn until_left(&self, before: &WebElement) {
        let deadline = Instant::now() + PATIENCE;
        while before.tag_name().await.is_ok() {
            assert!(Instant::now() < deadline, "the page never changed");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.driver.enter_default_frame().await.expect("the page");
        self.find("footer").await;
    }

    /// The address of the page that is open.
    pub async fn address(&self) -> String {
        self.driver
            .current_url()
            .await
            .expect("an address")
            .to_string()
    }

    /// Types into a field.
    pub async fn fill(&self, css: &str, text: &str) {
        self.find(css).await.send_keys(text).await.expect("typing");
    }

    /// Presses a button, or follows a link, and waits for the page that comes of it.
    pub async fn press(&self, css: &str) {
        let before = self.find("html").await;
        self.find(css).await.click().await.expect("a click");
        self.until_left(&before).await;
    }

    /// Chooses a radio button.
    pub async fn choose(&self, css: &str) {
        self.find(css).await.click().await.expect("a click");
    }

    /// The text of an element as it is shown, waiting for the element to appear.
    pub async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.expect("its text")
    }

    /// How many elements a selector finds now.
    pub async fn count(&self, css: &str) -> usize {
        self.driver
            .find_all(By::Css(css))
            .await
            .expect("elements")
            .len()
    }

    /// Goes on in the frame of the page, in which its list is alive.
    pub async fn enter_stream(&self) {
        let frame = self.find("iframe.stream").await;
        frame.enter_frame().await.expect("the frame");
        self.text(".swarm").await;
    }

    /// Waits until the stream of whatever page is open by then shows a text.
    pub async fn until_stream_shows(&self, css: &str, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // The page may be replaced at any moment: then none of this is there.
            let _ = self.driver.enter_default_frame().await;
            if let Ok(frame) = self.driver.find(By::Css("iframe.stream")).await
                && frame.enter_frame().await.is_ok()
                && self.shows(css, text).await
            {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "no “{text}” in {css} of a stream"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Goes on in the page around the frame.
    pub async fn leave_stream(&self) {
        self.driver.enter_parent_frame().await.expect("the page");
    }

    /// Waits until some element that a selector finds is shown and holds a text; or until none is.
    pub async fn until_shown(&self, css: &str, text: &str, is_shown: bool) {
        let deadline = Instant::now() + PATIENCE;
        while self.shows(css, text).await != is_shown {
            assert!(
                Instant::now() < deadline,
                "“{text}” in {css}: this should have become {is_shown}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn shows(&self, css: &str, text: &str) -> bool {
        for element in self.driver.find_all(By::Css(css)).await.unwrap_or_default() {
            // What is not displayed has no text. What went away meanwhile is not shown.
            if element.text().await.is_ok_and(|shown| shown.contains(text)) {
                return true;
            }
        }
        false
    }

    /// What stands in a field.
    pub async fn value(&self, css: &str) -> String {
        let value = self.find(css).await.prop("value").await;
        value.expect("a property").unwrap_or_default()
    }

    /// Whether the page can be scrolled sideways, which no page may be.
    pub async fn is_wider_than_its_window(&self) -> bool {
        let metrics = self.cdp("Page.getLayoutMetrics", json!({})).await;
        let width = |part: &str, side: &str| metrics[part][side].as_f64().expect("a width");
        width("cssContentSize", "width") > width("cssLayoutViewport", "clientWidth")
    }

    /// Makes the window this wide, and the sky this dark.
    pub async fn look(&self, width: u32, sky: Sky) {
        let size =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
        let value = match sky {
            Sky::Light => "light",
            Sky::Dark => "dark",
        };
        let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.cdp("Emulation.setEmulatedMedia", wish).await;
    }

    /// Keeps a picture of the window in `target/screenshots`, and gives back its bytes.
    pub async fn screenshot(&self, name: &str) -> Vec<u8> {
        let picture = self.driver.screenshot_as_png().await.expect("a screenshot");
        let folder = screenshots();
        std::fs::create_dir_all(&folder).expect("a folder for the screenshots");
        std::fs::write(folder.join(name), &picture).expect("the screenshot");
        picture
    }

    async fn find(&self, css: &str) -> WebElement {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.driver.find(By::Css(css)).await {
                Ok(element) => return element,
                Err(error) if Instant::now() > deadline => panic!("no {css}: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Opens a page that would rename itself if anything could run in it.
    async fn prove_that_scripts_are_off(&self) {
        let address = serve(
            "<!DOCTYPE html><title>off</title><script>document.title='on'</script><footer>",
            "",
        );
        self.open(&format!("http://{address}/")).await;
        let title = self.driver.title().await.expect("a title");
        assert_eq!(
            title, "off",
            "this Chromium runs scripts: nothing seen in it would prove anything"
        );
    }

    async fn cdp(&self, method: &'static str, params: Value) -> Value {
        let answer = self.driver.handle().cmd(Cdp { method, params }).await;
        answer
            .and_then(|answer| answer.value_json())
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}

/// A command of the Chrome DevTools Protocol, by way of chromedriver.
#[derive(Debug)]
struct Cdp {
    method: &'static str,
    params: Value,
}

impl FormatRequestData for Cdp {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/goog/cdp/execute");
        let body = json!({ "cmd": self.method, "params": self.params });
        RequestData::new(Method::POST, path).add_body(body)
    }
}

/// `target/screenshots`, wherever the target folder is.
fn screenshots() -> PathBuf {
    let temporary = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    temporary
        .parent()
        .expect("the target folder")
        .join("screenshots")
}
