//! `thewall check`: is everything as it should be?

use std::process::ExitCode;

use super::options::Settings;
use crate::config::DatabaseUrl;
use crate::db::{check_integrity, inspect};
use crate::log::chain;

/// Checks configuration, database and log; changes nothing.
///
/// # Errors
/// A sentence for the first thing that is wrong.
pub fn check(settings: Settings) -> Result<ExitCode, String> {
    let config = settings.config;
    println!("configuration: sound");
    if let DatabaseUrl::Sqlite(path) = &config.database
        && !path.exists()
    {
        return Err(format!(
            "there is no wall at {} yet; “thewall serve” makes one",
            path.display()
        ));
    }
    let mut conn = inspect(&config.database)?;
    check_integrity(&mut conn).map_err(|error| format!("database: {error}"))?;
    println!("database: sound ({})", config.database);
    let entries = chain::verify(&mut conn).map_err(|error| error.to_string())?;
    println!("log: {entries} entries, each fits the one before it");
    Ok(ExitCode::SUCCESS)
}
