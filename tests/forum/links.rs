//! The wall in links.

use crate::support::pane::Pane;
use crate::support::programs::{eventually, require};
use crate::support::{Backend, Setup, Visitor};

#[test]
fn news_are_waited_for_in_links() {
    wait_for_news("links2");
}

#[test]
fn what_one_says_is_seen_in_links() {
    say_something("links2");
}

/// Reads the wall, takes a pseudonym, says something, and sees each time what came of it.
pub fn say_something(browser: &str) {
    if require(browser).is_none() || require("tmux").is_none() {
        return;
    }
    let wall = Setup::on(Backend::Sqlite).start();
    Visitor::named(&wall, "Bob").write("The lights are on.");
    let pane = Pane::open(browser, &format!("{}/", wall.origin));
    pane.wait_for("The lights are on.").follow("/login");
    pane.wait_for("Password").fill("pseudonym", "Firefly");
    pane.submit()
        .wait_for("Leave")
        .wait_for("The lights are on.");
    pane.fill("body", "So they are here.").submit();
    // The words stand in the field as well; who said them stands above the post alone.
    pane.wait_for("Firefly (passing through)")
        .wait_for("So they are here.");
    let posts = Visitor::new(&wall).open("/").posts();
    assert_eq!(posts[0].author, "Firefly");
    assert_eq!(posts[0].words, "So they are here.");
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
    pane.wait_for("The lights are on.").follow("/wait?after=");
    eventually("the browser waits", || {
        Visitor::new(&wall).open("/fireflies").has("p.strangers")
    });
    bob.write("Is anybody else awake?");
    pane.wait_for("Is anybody else awake?");
}
