use std::path::PathBuf;

use rungs::diagnostic::{Diagnostic, MOST_FINDINGS, sort};
use rungs::project::{CheckedModel, OpenError, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{Counts, Finding, Tool, ValidateReport, ValidatedModel};
use rungs::source::{FILE_UNREADABLE, place_in_repository};
use rungs::text::RepoPath;

use crate::cli::format_among;
use crate::commands::validate::FailOn;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Check models as their author
///
/// Beside what makes a model unusable, which `rungs validate` reports too: measures over
/// nothing, bands that nothing reaches, levels without practices and the like.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Model files (default: all of the project)
    files: Vec<PathBuf>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::VALIDATE))]
    format: Format,
    /// The lowest level that makes the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "deny")]
    fail_on: FailOn,
    /// Take it as fine when there is nothing to look at
    #[arg(long)]
    allow_empty: bool,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let (project, files) = files(arguments, context)?;
    let checked: Vec<CheckedModel> = files.iter().map(|path| project.check_model(path)).collect();
    let (report, unreadable) = report(&project, checked);
    streams.result(&context.render(&Report::Validate(&report), arguments.format)?)?;
    Ok(match report.counts.reach(arguments.fail_on.level()) {
        _ if unreadable => Exit::CannotDo,
        true => Exit::Findings,
        false => Exit::Fine,
    })
}

/// The files named, or those of the project.
fn files(arguments: &Arguments, context: &Context) -> Result<(Project, Vec<RepoPath>), Failure> {
    if arguments.files.is_empty() {
        let project = match Project::open(&context.folder) {
            Err(OpenError::NoProject(folder)) => {
                let failure = Failure::new(OpenError::NoProject(folder).to_string());
                return Err(failure.hint("name a model's file"));
            }
            opened => opened?,
        };
        let files = project.model_files()?;
        if files.is_empty() && !arguments.allow_empty {
            let patterns = project.config.models.join(", ");
            let failure = Failure::new(format!("no models match {patterns}"));
            return Err(failure.hint(
                "start one with `rungs init --model blank`, name a file, or pass `--allow-empty`",
            ));
        }
        return Ok((project, files));
    }
    let project = context.project_of(&arguments.files)?;
    let mut files = Vec::new();
    for file in &arguments.files {
        let path = context.in_project(&project, file)?;
        if project.folder.is_folder(&path) {
            let failure = Failure::new(format!("`{}` is a folder", file.display()));
            return Err(failure.hint("name model files, or none for all of the project"));
        }
        files.push(path);
    }
    Ok((project, files))
}

/// All findings as a report, and whether a file could not be read at all.
fn report(project: &Project, checked: Vec<CheckedModel>) -> (ValidateReport, bool) {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut models = Vec::new();
    for one in checked {
        findings.extend(one.findings);
        models.push(ValidatedModel {
            path: one.path.to_string(),
            model: one.name,
            digest: one.digest.map(|digest| digest.to_string()),
        });
    }
    let unreadable = findings
        .iter()
        .any(|finding| finding.rule.id == FILE_UNREADABLE);
    project.config.levels.apply(&mut findings);
    sort(&mut findings);
    let counts = Counts::of(&findings);
    let shown = findings.iter().take(MOST_FINDINGS).map(Finding::from);
    let report = ValidateReport {
        schema: ValidateReport::SCHEMA,
        tool: Tool::SELF,
        revision: None,
        findings: shown.collect(),
        counts,
        assessments: Vec::new(),
        other_files: 0,
        models,
        place_in_repository: place_in_repository(project.folder.root()),
    };
    (report, unreadable)
}
