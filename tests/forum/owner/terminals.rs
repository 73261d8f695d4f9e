//! Owning a wall from a text browser.

use super::set;
use crate::support::programs::require;
use crate::support::terminal::Terminal;
use crate::support::{Backend, Setup, Visitor};

#[test]
fn a_wall_is_owned_from_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        own_it(Terminal::lynx);
    }
}

#[test]
fn a_wall_is_owned_from_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        own_it(Terminal::w3m);
    }
}

/// Claims the wall, says that it is under attack and no longer, lets somebody in, and deletes a room for
/// good.
fn own_it(open: fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    let claim = wall.claim();
    let browser = open(&claim);
    browser.wait_for("waiting for its owner");
    browser.fill("Pseudonym", "Olga");
    browser.fill_password("New password", super::PASSWORD);
    browser.follow("Become the owner").wait_for("Your words");

    browser.follow("Owner").wait_for("All is calm");
    browser.follow("We are under").wait_for("wait in line.");
    browser.follow("The attack is over").wait_for("All is calm");

    // Somebody comes to wait, and somebody opens a room.
    let second = Visitor::new(&wall);
    second.log_in("Olga", super::PASSWORD).follow();
    let room = second.open_room("Tea", "");
    set(&second, "access", &[("joining", "approval")]);
    let aude = Visitor::named(&wall, "Aude");
    browser.follow("Those who wait").wait_for("Tick those");
    browser
        .tick()
        .follow("Let them in")
        .wait_for("Nobody waits.");
    assert!(!aude.open("/").has("main .notice"));

    browser.follow("Rooms").wait_for("Open a room");
    browser.follow("Tea").wait_for("Room settings");
    browser
        .follow("Room settings")
        .wait_for("How it is written in");
    browser.follow("Delete this room").wait_for("once more");
    browser.fill_password("once more", super::PASSWORD);
    browser.follow("Delete the room for good");
    browser.wait_for("deleted a room for good: Tea");
    assert_eq!(second.get(&room).status, 410);
}
