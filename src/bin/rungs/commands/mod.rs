//! The commands, one file each: an argument struct, whose words are the help
//! text, and a function.

mod blame;
mod check;
mod completions;
mod demo;
mod diff;
mod explain;
mod fmt;
mod import;
mod init;
mod log;
mod man;
mod migrate;
mod model;
mod over;
mod plan;
mod reconcile;
mod schema;
mod score;
mod sides;
mod validate;
mod waiver;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};

use crate::cli::Cli;
use crate::context::Context;
use crate::environment::Environment;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Arguments),
    Validate(validate::Arguments),
    Score(score::Arguments),
    Explain(explain::Arguments),
    Diff(diff::Arguments),
    Blame(blame::Arguments),
    Check(check::Arguments),
    Log(log::Arguments),
    Plan(plan::Arguments),
    Waiver(waiver::Arguments),
    Import(import::Arguments),
    Reconcile(reconcile::Arguments),
    Migrate(migrate::Arguments),
    Fmt(fmt::Arguments),
    Model(model::Arguments),
    Schema(schema::Arguments),
    Demo(demo::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Command {
    fn run(&self, context: &Context, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
        match self {
            Self::Init(arguments) => init::run(arguments, context, streams),
            Self::Validate(arguments) => validate::run(arguments, context, streams),
            Self::Score(arguments) => score::run(arguments, context, streams),
            Self::Explain(arguments) => explain::run(arguments, context, streams),
            Self::Diff(arguments) => diff::run(arguments, context, streams),
            Self::Blame(arguments) => blame::run(arguments, context, streams),
            Self::Check(arguments) => check::run(arguments, context, streams),
            Self::Log(arguments) => log::run(arguments, context, streams),
            Self::Plan(arguments) => plan::run(arguments, context, streams),
            Self::Waiver(arguments) => waiver::run(arguments, context, streams),
            Self::Import(arguments) => import::run(arguments, context, streams),
            Self::Reconcile(arguments) => reconcile::run(arguments, context, streams),
            Self::Migrate(arguments) => migrate::run(arguments, context, streams),
            Self::Fmt(arguments) => fmt::run(arguments, context, streams),
            Self::Model(arguments) => model::run(arguments, context, streams),
            Self::Schema(arguments) => schema::run(arguments, context, streams),
            Self::Demo(arguments) => demo::run(arguments, context, streams),
            Self::Completions(arguments) => completions::run(arguments, streams),
            Self::Man(arguments) => man::run(arguments, streams),
        }
    }
}

/// Runs rungs with arguments, the program's name first.
pub fn run(arguments: &[OsString], environment: &Environment, streams: &mut Streams<'_>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, environment, streams),
    };
    let done = Context::new(&cli.global, environment)
        .and_then(|context| cli.command.run(&context, streams));
    match done {
        Ok(exit) => exit,
        Err(failure) => {
            streams.say(&failure.to_string());
            failure.exit
        }
    }
}

/// The command line as clap knows it, for completions, the manual and the
/// reference page.
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Help and version are results; a wrong call is a failure.
fn usage(error: &clap::Error, environment: &Environment, streams: &mut Streams<'_>) -> Exit {
    let rendered = error.render();
    let text = if environment.colour {
        rendered.ansi().to_string()
    } else {
        rendered.to_string()
    };
    if error.use_stderr() {
        streams.say(&text);
        return Exit::CannotDo;
    }
    match streams.result(&text) {
        Ok(()) => Exit::Fine,
        Err(_) => Exit::CannotDo,
    }
}
