//! The wall in elinks.

use crate::links::{say_something, wait_for_news};

#[test]
fn news_are_waited_for_in_elinks() {
    wait_for_news("elinks");
}

#[test]
fn what_one_says_is_seen_in_elinks() {
    say_something("elinks");
}
