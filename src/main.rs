//! The program: it reads its command line and does what that says.

use std::process::ExitCode;

fn main() -> ExitCode {
    thewall::cli::run()
}
