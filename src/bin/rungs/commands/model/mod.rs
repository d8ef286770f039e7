//! Commands about models, one file each.

mod diff;
mod list;
mod show;
mod validate;

use clap::Subcommand;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// List, read, compare and check models
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: ModelCommand,
}

#[derive(Debug, Subcommand)]
enum ModelCommand {
    List(list::Arguments),
    Show(show::Arguments),
    Diff(diff::Arguments),
    Validate(validate::Arguments),
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    match &arguments.command {
        ModelCommand::List(arguments) => list::run(arguments, context, streams),
        ModelCommand::Show(arguments) => show::run(arguments, context, streams),
        ModelCommand::Diff(arguments) => diff::run(arguments, context, streams),
        ModelCommand::Validate(arguments) => validate::run(arguments, context, streams),
    }
}
