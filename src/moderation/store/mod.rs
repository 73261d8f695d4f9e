//! The SQL of keeping order.

mod acts;
mod apply;
mod people;
mod queue;

pub use acts::{Act, Named, Place, acts_about, acts_of, in_batch, list_acts};
pub use apply::apply;
pub use people::{
    Appeal, Restrained, appeal, appeals, kept_by, open_appeals, read_warnings, restrained,
    settle_appeal, warn,
};
pub use queue::{
    Case, Sweep, case, cases, queue, receipt, reopen, report, settle, swept, waiting, written_by,
};
