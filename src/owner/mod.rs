//! What owners decide: the rules that can change while the wall runs, who may do what, who comes, and
//! what is deleted for good.

pub mod settings;
pub mod sheet;
pub mod store;
pub mod view;
pub mod web;
