use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Print a manual page
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The command it is about (default: rungs itself)
    command: Option<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut definition = super::definition();
    definition.build();
    let page = match &arguments.command {
        None => definition,
        Some(name) => {
            let found = definition.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure::new(format!("there is no command `{name}`")))?
        }
    };
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page).render(&mut bytes)?;
    streams.result(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Fine)
}
