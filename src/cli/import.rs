//! `thewall import FILE`: how far it is, and what came of it.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::options::Settings;
use crate::app::App;
use crate::archive::import::{Import, Progress};

/// How often the progress is said: on a terminal, and in a log.
const OFTEN: Duration = Duration::from_millis(200);
const SELDOM: Duration = Duration::from_secs(5);

/// Imports a file, saying how far it is on standard error.
///
/// # Errors
/// A sentence when the file cannot be read or the database fails.
pub fn import(settings: Settings, file: &Path) -> Result<ExitCode, String> {
    let app = App::build(settings.config)?;
    super::say_claim(&app);
    let mut import = Import::open(app.site(), file)?;
    let terminal = std::io::stderr().is_terminal();
    let (begun, mut said) = (Instant::now(), Instant::now());
    while let Some(step) = import.step()? {
        for (line, why) in &step {
            if terminal {
                eprint!("\r\x1b[K");
            }
            eprintln!("line {line}: {why}");
        }
        if said.elapsed() >= if terminal { OFTEN } else { SELDOM } {
            say(import.progress(), begun, terminal);
            said = Instant::now();
        }
    }
    if terminal {
        eprint!("\r\x1b[K");
    }
    let done = import.progress();
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{} messages imported in {seconds:.1} s ({:.0} a second), {} were here already, {} lines were bad",
        done.imported,
        done.imported as f64 / seconds.max(0.001),
        done.known,
        done.bad,
    );
    println!("new: {} rooms, {} people", done.rooms, done.people);
    Ok(if done.bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn say(done: Progress, begun: Instant, terminal: bool) {
    let seconds = begun.elapsed().as_secs_f64();
    let lines = done.imported + done.known + done.bad;
    let left = seconds / done.part.max(0.001) - seconds;
    let words = format!(
        "{:3.0} %, {lines} lines, {:.0} a second, {left:.0} s left",
        done.part * 100.0,
        lines as f64 / seconds.max(0.001),
    );
    if terminal {
        eprint!("\r\x1b[K{words}");
        let _ = std::io::stderr().flush();
    } else {
        eprintln!("{words}");
    }
}
