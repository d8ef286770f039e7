use rungs::render::{Format, Report, formats};
use rungs::report::ModelsReport;

use crate::cli::format_among;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// List every model there is: the built-in ones and the project's own
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::MODELS))]
    format: Format,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let project = context.project_or_bare()?;
    let report = ModelsReport::of(&project.library);
    streams.result(&context.render(&Report::Models(&report), arguments.format)?)?;
    if project.findings.iter().any(|finding| finding.rule.breaks) {
        streams.say("something is broken: `rungs model validate` says what\n");
    }
    Ok(Exit::Fine)
}
