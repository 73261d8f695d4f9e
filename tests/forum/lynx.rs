//! An evening on the wall in lynx.

use crate::support::programs::require;
use crate::support::terminal::Terminal;
use crate::support::{Backend, Setup, Visitor};
use crate::text_browsers::{react_and_vote, spend_an_evening, wait_for_news};

#[test]
fn the_whole_wall_is_there_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        spend_an_evening(Terminal::lynx);
    }
}

#[test]
fn one_reacts_and_votes_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        react_and_vote(Terminal::lynx);
    }
}

#[test]
fn news_are_waited_for_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        wait_for_news(Terminal::lynx);
    }
}

/// lynx keeps pages, and shows a kept one to whoever follows a link to it, unless it is told not to.
#[test]
fn a_member_who_comes_back_to_the_wall_sees_it_as_it_is_now() {
    if require("lynx").is_none() || require("tmux").is_none() {
        return;
    }
    let wall = Setup::on(Backend::Sqlite).start();
    let bob = Visitor::named(&wall, "Bob");
    let browser = Terminal::lynx(&format!("{}/login", wall.origin));
    browser.wait_for("Password").fill("Pseudonym", "Firefly");
    browser.follow("Take").wait_for("Your words");
    browser.follow("Rooms").wait_for("Open a room");
    bob.write("Said meanwhile.");
    browser.follow("The wall").wait_for("Said meanwhile.");
}
