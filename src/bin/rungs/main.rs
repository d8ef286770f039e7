//! The command line of rungs: arguments to a context, a command to a report,
//! the report to an exit code.
#![expect(
    unreachable_pub,
    reason = "a binary has no outside that could reach its items"
)]

mod cli;
mod commands;
mod context;
mod environment;
mod exit;
mod failure;
mod history;
mod output;
mod progress;
mod snapshot;

use std::process::ExitCode;

use environment::Environment;
use output::Streams;

fn main() -> ExitCode {
    let environment = Environment::of_process();
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let mut streams = Streams::new(&mut out, &mut err);
    let arguments = environment.arguments.clone();
    let run =
        std::panic::AssertUnwindSafe(|| commands::run(&arguments, &environment, &mut streams));
    match std::panic::catch_unwind(run) {
        Ok(exit) => exit.into(),
        Err(_) => {
            streams.say("error: this is a bug in rungs\n  help: please report it with the command and the message above\n");
            exit::Exit::Bug.into()
        }
    }
}
