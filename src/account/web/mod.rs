//! Handlers: taking a pseudonym, leaving, passwords, sessions, languages, and the first owner.

mod again;
mod claim;
mod confirm;
mod drafts;
mod enter;
mod halfway;
mod mail;
mod own_data;
mod picture;
mod profile;
mod reading;
mod second_factor;
mod settings;

pub use again::password_again;
pub use claim::{claim, claim_form};
pub use confirm::{Strain, password_error, strain};
pub use drafts::{drafts, drop_draft};
pub use enter::{log_in, log_in_form, log_out};
pub use halfway::log_in_code;
pub use mail::{
    ask_recovery, confirm_mail, confirmation, mail_form, new_password_form, recover, recovery,
    recovery_sent, remove_mail, set_mail,
};
pub use own_data::{archive, data_form, delete_me, deletion, take_data};
pub use picture::picture;
pub use profile::{avatar, profile_form, set_profile};
pub use reading::{reading_form, set_reading};
pub use second_factor::{
    drop_second_factor, recovery_codes, second_factor, set_recovery_codes, set_second_factor,
};
pub use settings::{
    account, choose_language, end_other_sessions, end_session, language_form, set_light,
    set_password,
};

use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::locale::key;

fn refuse_taken(tx: &mut Tx<'_>, name: &str) -> Result<(), Error> {
    if store::is_taken(tx.conn, name)? {
        return Err(Error::Invalid {
            field: "pseudonym",
            key: key("pseudonym-taken"),
        });
    }
    Ok(())
}
