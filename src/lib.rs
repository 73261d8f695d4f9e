//! The Wall.
#![doc = ""]

pub mod account;
pub mod app;
pub mod archive;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod error;
pub mod html;
pub mod locale;
pub mod log;
pub mod post;
pub mod presence;
pub mod room;
pub mod routes;
pub mod urls;
pub mod viewer;
pub mod web;

pub use app::App;
pub use config::Config;
pub use routes::routes;
