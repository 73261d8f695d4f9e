//! An evening on the wall in w3m.

use crate::support::programs::require;
use crate::support::terminal::Terminal;
use crate::text_browsers::{react_and_vote, spend_an_evening, wait_for_news};

#[test]
fn the_whole_wall_is_there_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        spend_an_evening(Terminal::w3m);
    }
}

#[test]
fn one_reacts_and_votes_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        react_and_vote(Terminal::w3m);
    }
}

#[test]
fn news_are_waited_for_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        wait_for_news(Terminal::w3m);
    }
}
