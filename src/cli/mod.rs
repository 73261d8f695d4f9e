//! The command line: one file a command. Whatever goes wrong is one sentence on standard error and an
//! exit status that is not zero.

mod check;
mod explain;
mod import;
mod options;
mod owner;
mod serve;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use options::Options;

use crate::app::App;

/// A forum that works whole without a line of JavaScript: a wall, rooms, and fireflies.
#[derive(Parser)]
#[command(name = "thewall", version, propagate_version = true, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    options: Options,
}

const AFTER: &str = "Without a command it serves, on http://127.0.0.1:7777.\n\n\
    Every option is also an environment variable (--data-dir is THEWALL_DATA_DIR) and a key of\n\
    thewall.toml (data-dir = \"…\"). An option wins over the environment, and that over the file.";

#[derive(Subcommand)]
enum Command {
    /// Serve the wall; make its data at the first start
    ///
    /// Says “listening on http://…” on standard output once it does. At the very first start it also
    /// prints a one-time address: whoever opens that becomes the owner. SIGTERM stops it gracefully.
    Serve,

    /// Make a member an owner
    ///
    /// The member must have kept the pseudonym with a password. Their sessions end, and they log in
    /// again as an owner. Works while the wall is being served.
    Owner {
        /// The member's pseudonym
        name: String,
    },

    /// Bring in a discussion from elsewhere
    ///
    /// FILE is JSON Lines, plain or gzip, one message a line:
    /// {"room": "Tea", "author": "Ana", "at": "2015-03-01T20:15:00Z", "body": "…"}.
    /// Rooms and people are made as needed; the people's pseudonyms are reserved, and nobody's. What
    /// was imported already is passed over, so it can be stopped and run again. Lines that cannot be
    /// read are named by their numbers, and the rest goes on.
    Import {
        /// The file
        file: PathBuf,
    },

    /// Check configuration, database and log, and say what is wrong
    ///
    /// Verifies every entry of the log against the one before it and names the first that does not
    /// fit. Changes nothing.
    Check,

    /// Print a completion script for a shell
    ///
    /// For bash: thewall completions bash > /etc/bash_completion.d/thewall
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },

    /// Print the manual page
    ///
    /// To read it: thewall man | man -l -
    Man,
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match perform(arguments) {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("thewall: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Says how to become the owner of a wall that was made just now by another command than `serve`: it
/// is said only once.
fn say_claim(app: &App) {
    if let Some(token) = app.claim() {
        let address = app.site().urls.claim(token);
        println!("claim this wall, once it is served, at its address followed by {address}");
    }
}

fn perform(arguments: Arguments) -> Result<ExitCode, String> {
    let command = arguments.command.unwrap_or(Command::Serve);
    match command {
        Command::Completions { shell } => return explain::completions(Arguments::command(), shell),
        Command::Man => return explain::manual(Arguments::command()),
        _ => {}
    }
    let settings = arguments.options.settle()?;
    settings.start_log()?;
    match command {
        Command::Serve => serve::serve(settings),
        Command::Owner { name } => owner::owner(settings, &name),
        Command::Import { file } => import::import(settings, &file),
        Command::Check => check::check(settings),
        Command::Completions { .. } | Command::Man => Ok(ExitCode::SUCCESS),
    }
}
