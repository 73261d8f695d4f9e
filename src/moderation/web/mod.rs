//! Handlers of keeping order.

mod decisions;
mod orders;
mod people;
mod reports;
mod sweep;

pub use decisions::{answer_appeal, appeal, decisions, read_warnings};
pub use orders::{decide, log, log_feed, moderate, order, queue, undo};
pub use people::{clear_profile, history, release, restrained};
pub use reports::{receipt, report, send_report};
pub use sweep::{look, sweep};

use super::store;
use super::view::Done;
use crate::db::Conn;
use crate::error::Error;
use crate::web::Submission;

/// What the press that an address names did.
fn done(conn: &mut Conn, query: &Submission) -> Result<Option<Done>, Error> {
    let typed = query.line("done", 20).text;
    let Ok(batch) = typed.parse::<i64>() else {
        return Ok(None);
    };
    let acts = if batch > 0 {
        store::in_batch(conn, batch)?
    } else {
        Vec::new()
    };
    Ok((batch < 0 || !acts.is_empty()).then_some(Done { batch, acts }))
}
