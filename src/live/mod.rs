//! Lists that renew themselves before the eyes of whoever looks, without a script.
//!
//! There is a ladder ([`crate::viewer::Rung`]). On its highest rung a page holds a frame whose document
//! never ends: a `stream` of what the `hub` makes of the log, once for each language and kind of
//! viewer. Below it, the browser asks for a page that is answered when there is news ([`web::wait_wall`]),
//! or asks now and then, or the visitor does.

mod hub;
mod places;
mod stream;
pub mod turns;
mod view;
pub mod web;

pub use hub::Hub;
pub use places::Places;

use crate::clock::Zone;
use crate::locale::Lang;

/// What a stream looks like to whom: whoever shares this gets the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kind {
    /// The language.
    pub lang: Lang,
    /// Whether it has a pseudonym, and is shown how to answer.
    pub member: bool,
    /// Whose clocks times are told by.
    pub zone: Zone,
}

/// Why a stream ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parting {
    /// It grew long: a fresh one takes its place at once.
    Long,
    /// Its reader did not keep up.
    Slow,
    /// The program stops. It is asked for again a little later.
    Stopping,
    /// The discussion that it showed was deleted.
    Deleted,
    /// The owners changed the rules.
    Ruled,
}
