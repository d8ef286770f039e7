//! Commands about waivers, one file each.

mod add;
mod compared;
mod list;
mod prune;

use clap::Subcommand;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// List, add and remove dated exceptions to rules
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: WaiverCommand,
}

#[derive(Debug, Subcommand)]
enum WaiverCommand {
    List(list::Arguments),
    Add(add::Arguments),
    Prune(prune::Arguments),
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    match &arguments.command {
        WaiverCommand::List(arguments) => list::run(arguments, context, streams),
        WaiverCommand::Add(arguments) => add::run(arguments, context, streams),
        WaiverCommand::Prune(arguments) => prune::run(arguments, context, streams),
    }
}
