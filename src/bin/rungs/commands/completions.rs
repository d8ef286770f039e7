use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The shell
    shell: clap_complete::Shell,
}

/// Runs the command.
pub fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut super::definition(),
        "rungs",
        &mut bytes,
    );
    streams.result(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Fine)
}
