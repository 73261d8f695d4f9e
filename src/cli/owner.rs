//! `thewall owner NAME`: a member becomes an owner.

use std::process::ExitCode;

use super::options::Settings;
use crate::account::Standing;
use crate::account::store as people;
use crate::app::App;

/// Makes the member of this pseudonym an owner.
///
/// # Errors
/// A sentence when nobody has it, or no password keeps it.
pub fn owner(settings: Settings, name: &str) -> Result<ExitCode, String> {
    let app = App::build(settings.config)?;
    super::say_claim(&app);
    let site = app.site();
    let wanted = name.to_owned();
    let person = site
        .db
        .read_here(move |conn| people::by_name(conn, &wanted));
    let person = person
        .map_err(|error| error.to_string())?
        .ok_or_else(|| format!("nobody here is called {name}"))?;
    if person.standing != Standing::Kept {
        return Err(format!(
            "{name} has no password yet; they set one under “My account”, and then this works"
        ));
    }
    let (log, now) = (site.log, site.clock.now());
    site.db
        .write_here(move |tx| people::make_owner(tx, log, person.id, now))
        .map_err(|error| error.to_string())?;
    println!("{name} is an owner now, and has to log in again");
    Ok(ExitCode::SUCCESS)
}
