//! The HTML of keeping order.

mod case;
mod log;
mod orders;
mod pages;
mod report;

pub use log::{Done, log, sentence};
pub use pages::{
    Queue, SINCE, Swept, decisions, history, none_chosen, one, queue, restrained, sweep,
};
pub use report::{receipt, report};
