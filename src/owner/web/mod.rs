//! Handlers of the owners' pages.

mod danger;
mod joining;
mod people;
mod settings;

pub use danger::{erase, erasure, wipe, wiping};
pub use joining::{applicants, decide, end_invitation, invitations, invite};
pub use people::{give_role, log, people};
pub use settings::{
    set_access, set_files, set_layers, set_limits, set_newcomers, set_place, settings, siege,
};

use crate::error::Error;
use crate::locale::key;
use crate::viewer::Member;
use crate::web::Ctx;

/// The owner who asks; they come back to `next` where they have to say first who they are.
fn owner<'a>(ctx: &'a Ctx, next: &str) -> Result<&'a Member, Error> {
    let member = ctx.member(next)?;
    if ctx.ui.viewer.owns_the_wall() {
        Ok(member)
    } else {
        Err(Error::Forbidden(key("owner-only")))
    }
}

/// The moderator or owner who asks.
fn moderator<'a>(ctx: &'a Ctx, next: &str) -> Result<&'a Member, Error> {
    let member = ctx.member(next)?;
    if ctx.ui.viewer.moderates() {
        Ok(member)
    } else {
        Err(Error::Forbidden(key("moderators-only")))
    }
}
