use rungs::project::Project;
use rungs::render::{Format, Report, formats};
use rungs::report::{ListedWaivers, WaiversReport};

use super::compared::compared;
use crate::cli::format_among;
use crate::context::{Context, sound};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// List every waiver: whether it holds, for how long, and how much it excepts
///
/// What it excepts is found by the same check that `rungs check` makes. Where
/// there is nothing to compare with, days alone are told.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Count findings against this (default: as `rungs check`)
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::WAIVERS))]
    format: Format,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let project = Project::open(&context.folder)?;
    sound(&project)?;
    let compared = match compared(arguments.base.as_deref(), context) {
        Err(failure) if arguments.base.is_some() => return Err(failure),
        compared => compared.ok(),
    };
    let listed = match &compared {
        Some(compared) => ListedWaivers::Checked(&compared.checked.waivers, compared.base.clone()),
        None => ListedWaivers::Dated(&project),
    };
    let report = WaiversReport::of(listed, context.today);
    streams.result(&context.render(&Report::Waivers(&report), arguments.format)?)?;
    Ok(Exit::Fine)
}
