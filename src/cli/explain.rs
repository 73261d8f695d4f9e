//! `thewall completions` and `thewall man`: the program about itself.

use std::process::ExitCode;

/// Prints the completion script of a shell.
///
/// # Errors
/// None; the signature is every command's.
pub fn completions(
    mut command: clap::Command,
    shell: clap_complete::Shell,
) -> Result<ExitCode, String> {
    clap_complete::generate(shell, &mut command, "thewall", &mut std::io::stdout());
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page, with a section for each command.
///
/// # Errors
/// When standard output cannot be written.
pub fn manual(mut command: clap::Command) -> Result<ExitCode, String> {
    command.build();
    let failed = |error| format!("cannot write the manual page: {error}");
    let mut out = std::io::stdout();
    clap_mangen::Man::new(command.clone())
        .render(&mut out)
        .map_err(failed)?;
    for each in command
        .get_subcommands()
        .filter(|each| each.get_name() != "help")
    {
        let page = clap_mangen::Man::new(each.clone());
        page.render_name_section(&mut out).map_err(failed)?;
        page.render_description_section(&mut out).map_err(failed)?;
    }
    Ok(ExitCode::SUCCESS)
}
