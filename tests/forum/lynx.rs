//! An evening on the wall in lynx.

use crate::support::programs::require;
use crate::support::terminal::Terminal;
use crate::text_browsers::spend_an_evening;

#[test]
fn the_whole_wall_is_there_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        spend_an_evening(Terminal::lynx);
    }
}
