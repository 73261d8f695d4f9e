//! What owners decide: the rules that can change while the wall runs, and who may do what.

pub mod store;
