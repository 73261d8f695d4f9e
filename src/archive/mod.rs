//! In and out: what brings a discussion here, and takes it elsewhere.

pub mod import;
pub mod store;
