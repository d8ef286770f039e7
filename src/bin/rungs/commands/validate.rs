use std::path::PathBuf;

use clap::ValueEnum;
use rungs::check::{KnownNames, WaiverExam, check_policy};
use rungs::diagnostic::{Diagnostic, Level, MOST_FINDINGS, sort};
use rungs::lint::{Head, broken_across, check_heads};
use rungs::project::{Loaded, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{Counts, Finding, Tool, ValidateReport, ValidatedAssessment, rules};

use rungs::source::FILE_UNREADABLE;

use crate::cli::format_among;
use crate::context::{Context, Place};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Check assessments, models and the configuration
///
/// Reports everything that is wrong in one run, each finding at its place, and
/// exits 1 when there is an error.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or folders (default: all of the project)
    paths: Vec<PathBuf>,
    /// Look at this commit instead of the work tree (a branch, a tag, an id, `HEAD~1`)
    #[arg(long, value_name = "REV")]
    at: Option<String>,
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

/// A level that makes the exit code 1.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FailOn {
    Deny,
    Warn,
    Note,
}

impl FailOn {
    /// The level.
    pub fn level(self) -> Level {
        match self {
            Self::Deny => Level::Deny,
            Self::Warn => Level::Warn,
            Self::Note => Level::Note,
        }
    }
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let place = context.place_at(
        arguments.at.as_deref(),
        &arguments.paths,
        arguments.allow_empty,
    )?;
    context.remark(&place, streams);
    let whole = arguments.paths.is_empty();
    let (report, unreadable) = check(&place, context, whole);
    streams.result(&context.render(&Report::Validate(&report), arguments.format)?)?;
    Ok(match report.counts.reach(arguments.fail_on.level()) {
        _ if unreadable => Exit::CannotDo,
        true => Exit::Findings,
        false => Exit::Fine,
    })
}

/// All findings of a place, the whole project or what was named, and whether a
/// file could not be read at all.
fn check(place: &Place, context: &Context, whole: bool) -> (ValidateReport, bool) {
    let project = &place.project;
    let loaded = project.load(&place.groups, context.today, kept);
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut heads: Vec<Head> = Vec::new();
    let mut assessments: Vec<ValidatedAssessment> = Vec::new();
    let other_files = loaded.iter().filter(|one| one.listed.is_none()).count();
    for one in loaded {
        findings.extend(one.findings);
        heads.extend(one.head);
        assessments.extend(one.listed);
    }
    findings.extend(check_heads(&heads));
    let broken = broken_across(&heads);
    for one in &mut assessments {
        one.broken |= broken.contains(&one.path);
    }
    let all = assessments.iter().all(|one| one.unit.is_some());
    findings.extend(waivers(project, &heads, whole && all, context));
    if whole {
        findings.extend(project.check_observations(&heads, context.today));
    }
    findings.extend(project.findings.iter().cloned());
    // Where not all assessments are known, nobody can say which names there are.
    let all = whole.then_some(heads.as_slice());
    findings.extend(check_policy(project, all, &rules()));
    let unreadable = findings
        .iter()
        .any(|finding| finding.rule.id == FILE_UNREADABLE);
    project.config.levels.apply(&mut findings);
    sort(&mut findings);
    let counts = Counts::of(&findings);
    let report = ValidateReport {
        schema: ValidateReport::SCHEMA,
        tool: Tool::SELF,
        revision: place.revision.clone(),
        findings: findings
            .iter()
            .take(MOST_FINDINGS)
            .map(Finding::from)
            .collect(),
        counts,
        assessments,
        other_files,
        models: Vec::new(),
        place_in_repository: project.files.place_in_repository(),
    };
    (report, unreadable)
}

/// What is wrong with waivers. Their units and items are judged where every
/// assessment was looked at.
fn waivers(project: &Project, heads: &[Head], all: bool, context: &Context) -> Vec<Diagnostic> {
    if project.waivers.is_empty() {
        return Vec::new();
    }
    let rules = rules();
    let exam = WaiverExam {
        project,
        rules: &rules,
        waiving: &project.config.waiving,
        today: context.today,
    };
    let heads = if all { heads } else { &[] };
    exam.check(&mut KnownNames::of(project, heads, all))
}

/// What stays of an assessment once it is checked.
struct Kept {
    findings: Vec<Diagnostic>,
    head: Option<Head>,
    listed: Option<ValidatedAssessment>,
}

fn kept(loaded: Loaded) -> Kept {
    let listed = loaded.assessment.then(|| ValidatedAssessment {
        path: loaded.path.to_string(),
        unit: loaded.head.as_ref().map(|head| head.unit.clone()),
        model: loaded.head.as_ref().map(|head| head.model.to_string()),
        status: loaded.head.as_ref().map(|head| head.status.word()),
        broken: loaded.broken,
    });
    Kept {
        findings: loaded.findings,
        head: loaded.head,
        listed,
    }
}
