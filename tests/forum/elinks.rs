//! Waiting for news in elinks.

use crate::links::wait_for_news;

#[test]
fn news_are_waited_for_in_elinks() {
    wait_for_news("elinks");
}
