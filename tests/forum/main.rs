//! The wall as its visitors have it: every test here drives the real program from outside, with the
//! forms and links that stand on its pages.

#[macro_use]
mod support;

mod bad_addresses;
mod bad_input;
mod changes;
mod chromium;
mod cli;
mod composer;
mod forms;
mod headers;
mod history;
mod languages;
mod long_words;
mod lynx;
mod markdown;
mod mistakes;
mod mounted;
mod people;
mod pseudonyms;
mod rooms;
mod text_browsers;
mod w3m;
mod wall;
