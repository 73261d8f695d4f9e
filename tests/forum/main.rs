//! The wall as its visitors have it: the tests here drive the real program from outside, with the forms
//! and links that stand on its pages. What no visitor sees is looked at from inside: the log, the wall
//! as a part of another program, and the sources themselves.

#[macro_use]
mod support;

mod abuse;
mod access;
mod accessible;
mod advisories;
mod architecture;
mod attacker;
mod bad_addresses;
mod bad_input;
mod changes;
mod chromium;
mod cli;
mod colours;
mod composer;
mod cross_site;
mod elinks;
mod embedded;
mod feeds;
mod files;
mod filters;
mod firefox;
mod forms;
mod headers;
mod held;
mod history;
mod languages;
mod letters;
mod links;
mod live;
mod log;
mod long_words;
mod lynx;
mod machines;
mod markdown;
mod mistakes;
mod moderation;
mod mounted;
mod naughty;
mod notifications;
mod owner;
mod people;
mod polls;
mod privacy;
mod profile;
mod proxied;
mod proxies;
mod pseudonyms;
mod reactions;
mod reading;
mod recovery;
mod rooms;
mod search;
mod second_factor;
mod secrets;
mod security;
mod sessions;
mod text_browsers;
mod unread;
mod w3m;
mod wall;
