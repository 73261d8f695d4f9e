//! Forms that another site lays out for whoever comes by: {Chromium, Firefox, lynx, w3m, links, elinks}
//! × {another site, the same site on another port, a page without an origin}, each with a form that would
//! publish in the visitor's name and one that would log them in as somebody else. The forms are sound:
//! their maker took them from the wall, for themselves.
//!
//! That the wall's own forms work in each of these browsers is shown where each of them is walked through.

use crate::support::elsewhere::serve;
use crate::support::pane::Pane;
use crate::support::programs::require;
use crate::support::terminal::Terminal;
use crate::support::{Backend, Form, Setup, Visitor, Wall, chromium, firefox};

/// What the wall says to a browser that tells where a form came from, and to one that does not.
const REFUSALS: [&str; 2] = [
    "The form came from another site, so nothing was done.",
    "This form had grown old, or was not meant for you.",
];
const PASSWORD: &str = "correct horse battery";

/// What is laid out, and where.
struct Lure {
    /// Which cell of the table it is.
    what: String,
    /// The address of the page.
    address: String,
}

/// A wall with somebody who means ill, and what they laid out: first all that would publish, then all
/// that would log in.
struct Trap {
    wall: Wall,
    publishing: Vec<Lure>,
    logging_in: Vec<Lure>,
}

impl Trap {
    fn set() -> Trap {
        let wall = Setup::on(Backend::Sqlite).start();
        let mallory = Visitor::named(&wall, "Mallory");
        mallory.keep(PASSWORD);
        let publish = || mallory.open("/").form("/posts").set("body", "Buy lamps!");
        let login = || {
            let form = Visitor::new(&wall).open("/login").form("/login");
            form.set("pseudonym", "Mallory").set("password", PASSWORD)
        };
        // Sent by whoever made them, they do what they say.
        publish().submit().landed_on();
        assert_eq!(login().submit().pseudonym().as_deref(), Some("Mallory"));
        Trap {
            publishing: lures(&wall, publish),
            logging_in: lures(&wall, login),
            wall,
        }
    }

    /// Nothing was said but by Mallory themselves, once.
    fn holds(&self, lure: &Lure) {
        let posts = Visitor::new(&self.wall).open("/").posts();
        let authors: Vec<_> = posts.iter().map(|post| post.author.as_str()).collect();
        assert_eq!(authors, ["Mallory"], "{}", lure.what);
    }
}

/// One form on three pages: of another site, of the same site on another port, and of no origin at all.
fn lures(wall: &Wall, form: impl Fn() -> Form) -> Vec<Lure> {
    let sandbox = "Content-Security-Policy: sandbox allow-forms\r\n";
    // An address and a name are two sites, though both lead to this machine.
    let places = [
        ("another site", "localhost", ""),
        ("the same site", "127.0.0.1", ""),
        ("no origin", "127.0.0.1", sandbox),
    ];
    let lay = |(what, host, headers): (&str, &str, &str)| {
        let form = form();
        let port = serve(&page(&wall.origin, &form), headers).port();
        Lure {
            what: format!("{} from {what}", form.action),
            address: format!("http://{host}:{port}/"),
        }
    };
    places.map(lay).into()
}

/// A page with the form on it, filled in.
fn page(origin: &str, form: &Form) -> String {
    let mut fields = String::new();
    for (name, value) in &form.fields {
        fields += &format!("<input type=hidden name=\"{name}\" value=\"{value}\">");
    }
    let action = &form.action;
    format!(
        "<!DOCTYPE html><title>Lamps</title><main><h1>A lamp for you</h1>\
         <form method=post action=\"{origin}{action}\">{fields}\
         <button name=act value=publish>Win a lamp</button></form></main><footer>Lamps</footer>"
    )
}

fn is_refused(shown: &str) -> bool {
    REFUSALS.iter().any(|refusal| shown.contains(refusal))
}

#[test]
fn nothing_that_another_site_sends_is_done_in_chromium() {
    chromium::browse(async |browser| {
        let trap = Trap::set();
        let front = format!("{}/", trap.wall.origin);
        for lure in &trap.logging_in {
            browser.open(&lure.address).await;
            browser.press("button").await;
            let shown = browser.text("main").await;
            assert!(is_refused(&shown), "{}: {shown}", lure.what);
            browser.open(&front).await;
            assert_eq!(browser.count("form[action$='/logout']").await, 0);
        }
        browser.open(&format!("{front}login")).await;
        browser.fill("#pseudonym", "Firefly").await;
        browser.press("main form button").await;
        assert_eq!(browser.count("form[action$='/logout']").await, 1);
        for lure in &trap.publishing {
            browser.open(&lure.address).await;
            browser.press("button").await;
            let shown = browser.text("main").await;
            assert!(is_refused(&shown), "{}: {shown}", lure.what);
            trap.holds(lure);
        }
    });
}

#[test]
fn nothing_that_another_site_sends_is_done_in_firefox() {
    firefox::browse(|browser| {
        let trap = Trap::set();
        let front = format!("{}/", trap.wall.origin);
        for lure in &trap.logging_in {
            browser.open(&lure.address);
            browser.press("button");
            let shown = browser.text("main");
            assert!(is_refused(&shown), "{}: {shown}", lure.what);
            browser.open(&front);
            assert!(browser.text("nav").contains("Log in"), "{}", lure.what);
        }
        browser.open(&format!("{front}login"));
        browser.fill("#pseudonym", "Firefly");
        browser.press("main form button");
        assert!(browser.text("body").contains("Leave"));
        for lure in &trap.publishing {
            browser.open(&lure.address);
            browser.press("button");
            let shown = browser.text("main");
            assert!(is_refused(&shown), "{}: {shown}", lure.what);
            trap.holds(lure);
        }
    });
}

#[test]
fn nothing_that_another_site_sends_is_done_in_lynx() {
    in_a_terminal("lynx", Terminal::lynx);
}

#[test]
fn nothing_that_another_site_sends_is_done_in_w3m() {
    in_a_terminal("w3m", Terminal::w3m);
}

fn in_a_terminal(browser: &str, open: impl Fn(&str) -> Terminal) {
    if require(browser).is_none() || require("tmux").is_none() {
        return;
    }
    let trap = Trap::set();
    let front = format!("{}/", trap.wall.origin);
    let browser = open(&front);
    browser.wait_for("Buy lamps!");
    for lure in &trap.logging_in {
        browser.go(&lure.address).wait_for("A lamp for you");
        browser.follow("Win a lamp");
        browser.wait_until("a refusal", is_refused);
        browser.go(&front).wait_for("Log in");
    }
    browser.go(&format!("{front}login")).wait_for("Password");
    browser
        .fill("Pseudonym", "Firefly")
        .follow("Take")
        .wait_for("Leave");
    for lure in &trap.publishing {
        browser.go(&lure.address).wait_for("A lamp for you");
        browser.follow("Win a lamp");
        browser.wait_until("a refusal", is_refused);
        trap.holds(lure);
    }
}

#[test]
fn nothing_that_another_site_sends_is_done_in_links() {
    in_a_pane("links2");
}

#[test]
fn nothing_that_another_site_sends_is_done_in_elinks() {
    in_a_pane("elinks");
}

fn in_a_pane(browser: &str) {
    if require(browser).is_none() || require("tmux").is_none() {
        return;
    }
    let trap = Trap::set();
    let front = format!("{}/", trap.wall.origin);
    let browser = Pane::open(browser, &front);
    browser.wait_for("Buy lamps!");
    for lure in &trap.logging_in {
        browser.go(&lure.address).wait_for("A lamp for you");
        browser.submit();
        browser.wait_until("a refusal", is_refused);
        browser.go(&front).wait_for("Buy lamps!");
        browser.press("C-r").wait_for("Log in");
    }
    browser.go(&format!("{front}login")).wait_for("Password");
    browser
        .fill("pseudonym", "Firefly")
        .submit()
        .wait_for("Leave");
    for lure in &trap.publishing {
        browser.go(&lure.address).wait_for("A lamp for you");
        browser.submit();
        browser.wait_until("a refusal", is_refused);
        trap.holds(lure);
    }
}
