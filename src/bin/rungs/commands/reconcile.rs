use std::path::{Path, PathBuf};

use clap::ValueEnum;
use rungs::consensus::{Comparison, Rater, Rule, compare, merge, names};
use rungs::diagnostic::{Diagnostic, sort};
use rungs::project::{Group, Loaded, Material, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{
    Counts, Finding, MergedReport, ReconcileReport, Tool, ValidateReport, ValidatedAssessment,
};
use rungs::schema::Kind;
use rungs::source::{absolute, create_new, replace};
use rungs::text::RepoPath;

use crate::cli::format_among;
use crate::commands::over::only_over;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// The most assessments that are compared with each other.
const MOST_ASSESSMENTS: usize = 9;

/// Compare what several assessors say about one unit
///
/// Takes from 2 to 9 assessments of one unit against one model, usually drafts:
/// how often they agree, and what to discuss: answers two steps apart first, then
/// those that are not applicable for some, then one step. With `--out` it writes
/// one draft out of theirs.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The assessments: files, folders of split ones, or a folder of drafts
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::RECONCILE))]
    format: Format,
    /// Which answer the merged draft takes [default: lower]
    #[arg(long, value_name = "RULE", requires = "out")]
    merge: Option<MergeRule>,
    /// Write a merged draft to this file, `-` for standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace the assessment that is there
    #[arg(long)]
    force: bool,
    /// Exit 1 when there is something to discuss
    #[arg(long)]
    exit_code: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum MergeRule {
    /// The lowest answer
    Lower,
    /// The one in the middle; the lower of two
    Median,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let place = context.sound_place(&arguments.paths, true)?;
    context.remark(&place, streams);
    let loaded = load(arguments, context, &place.project)?;
    let assessments = usable(&loaded, &place.project, context, streams)?;
    each_once(&assessments, &place.project)?;
    let model = same_model(&assessments)?;
    let heads: Vec<_> = assessments.iter().map(|one| &one.assessment).collect();
    let raters: Vec<Rater<'_>> = names(&heads)
        .into_iter()
        .zip(&assessments)
        .map(|(name, one)| Rater {
            name,
            assessment: &one.assessment,
            resolved: &one.resolved,
        })
        .collect();
    let comparison = compare(&model.model, &raters);
    let mut report = ReconcileReport::new(&model.model, &raters, &comparison);
    let written = write(
        arguments,
        context,
        &place.project,
        model,
        &raters,
        &comparison,
    )?;
    let (yaml, merged) = written.unzip();
    report.merged = merged;
    let rendered = context.render(&Report::Reconcile(&report), arguments.format)?;
    match yaml.flatten() {
        Some(yaml) => {
            streams.result(&yaml)?;
            streams.say(&rendered);
        }
        None => streams.result(&rendered)?,
    }
    Ok(if arguments.exit_code && comparison.differs() {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// The named assessments in the order in which they were named.
fn load(
    arguments: &Arguments,
    context: &Context,
    project: &Project,
) -> Result<Vec<Loaded>, Failure> {
    let mut all: Vec<Loaded> = Vec::new();
    for path in &arguments.paths {
        let named = context.in_project(project, path)?;
        let groups = groups(project, &named);
        let mut loaded = project.load(&groups, context.today, |loaded| loaded);
        // A file that is no part of what stands beside it is meant alone.
        let shown = format!("{}{named}", project.prefix);
        if loaded.iter().any(|one| one.path.as_str() == shown) {
            loaded.retain(|one| one.path.as_str() == shown);
        }
        for one in loaded {
            if !one.assessment {
                return Err(Failure::new(format!("`{}` is no assessment", one.path))
                    .hint("name the assessments to compare"));
            }
            if all.iter().any(|known| known.path == one.path) {
                return Err(named_twice(one.path.as_str()));
            }
            all.push(one);
        }
    }
    match all.len() {
        2..=MOST_ASSESSMENTS => Ok(all),
        count => Err(Failure::new(format!(
            "expected from 2 to {MOST_ASSESSMENTS} assessments, found {count}"
        ))
        .hint("give one assessment for each assessor")),
    }
}

/// The files of a named path. Drafts may lie in folders that the configuration
/// does not name.
fn groups(project: &Project, named: &RepoPath) -> Vec<Group> {
    let head = RepoPath::given(&format!("{named}/assessment.yaml"));
    if project.folder.exists(&head) {
        return project.groups_of(&[head]);
    }
    let groups = project.groups_of(std::slice::from_ref(named));
    if !groups.is_empty() {
        return groups;
    }
    let yaml = |path: &str| path.ends_with(".yaml") || path.ends_with(".yml");
    project.groups_of(&project.folder.list(named.as_str(), &yaml))
}

/// What can be compared; else shows the findings of what cannot.
fn usable<'l>(
    loaded: &'l [Loaded],
    project: &Project,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Vec<&'l Material>, Failure> {
    let broken: Vec<&Loaded> = loaded
        .iter()
        .filter(|one| one.broken || one.material.is_none())
        .collect();
    let Some(first) = broken.first() else {
        return Ok(loaded
            .iter()
            .filter_map(|one| one.material.as_ref())
            .collect());
    };
    let findings = broken.iter().flat_map(|one| one.findings.iter().cloned());
    let mut findings: Vec<Diagnostic> = findings.collect();
    project.config.levels.apply(&mut findings);
    sort(&mut findings);
    let report = ValidateReport {
        schema: ValidateReport::SCHEMA,
        tool: Tool::SELF,
        revision: None,
        counts: Counts::of(&findings),
        findings: findings.iter().map(Finding::from).collect(),
        assessments: broken.iter().map(|one| listed(one)).collect(),
        other_files: 0,
        models: Vec::new(),
        place_in_repository: String::new(),
    };
    streams.say(&context.render(&Report::Validate(&report), Format::Text)?);
    Err(Failure::new(format!(
        "`{}` cannot be compared: its meaning is not clear",
        first.path
    ))
    .hint("mend what is said above"))
}

fn listed(loaded: &Loaded) -> ValidatedAssessment {
    let head = loaded.head.as_ref();
    ValidatedAssessment {
        path: loaded.path.to_string(),
        unit: head.map(|head| head.unit.clone()),
        model: head.map(|head| head.model.to_string()),
        status: head.map(|head| head.status.word()),
        broken: loaded.broken,
    }
}

/// Refuses an assessment that is named once more by way of a link.
fn each_once(assessments: &[&Material], project: &Project) -> Result<(), Failure> {
    let head = |one: &Material| {
        one.assessment
            .files
            .first()
            .map(|file| project.on_disk(file))
    };
    let heads: Vec<PathBuf> = assessments.iter().filter_map(|one| head(one)).collect();
    for (at, one) in heads.iter().enumerate() {
        if heads.iter().take(at).any(|known| same_file(known, one)) {
            return Err(named_twice(&one.display().to_string()));
        }
    }
    Ok(())
}

fn named_twice(path: &str) -> Failure {
    Failure::new(format!("`{path}` is named twice")).hint("give each assessor's assessment once")
}

/// One of the assessments, when all are about the same unit and the same model.
fn same_model<'m>(assessments: &[&'m Material]) -> Result<&'m Material, Failure> {
    let Some(first) = assessments.first() else {
        return Err(Failure::new("there is nothing to compare"));
    };
    let (path, unit) = (first.assessment.path(), &first.assessment.unit.value);
    let model = &first.model.reference;
    for other in assessments {
        let name = other.assessment.path();
        if other.model.reference != *model {
            return Err(Failure::new(format!(
                "`{path}` answers {model}, `{name}` answers {}",
                other.model.reference
            ))
            .hint("compare assessments against one version of one model"));
        }
        if other.assessment.unit.value != *unit {
            return Err(Failure::new(format!(
                "`{path}` is about the unit `{unit}`, `{name}` about `{}`",
                other.assessment.unit.value
            ))
            .hint("compare assessments of one unit"));
        }
        let digest = other.assessment.digest.as_ref();
        if digest.is_some_and(|digest| digest.value != other.model.digest.to_string()) {
            return Err(Failure::new(format!(
                "`{name}` was answered for another content of {model}"
            ))
            .hint("look at what changed in the model, then run `rungs fmt --accept-model`"));
        }
    }
    Ok(first)
}

/// Writes the merged draft when one is asked for. Gives what is reported of it,
/// with its text where that goes to standard output.
fn write(
    arguments: &Arguments,
    context: &Context,
    project: &Project,
    first: &Material,
    raters: &[Rater<'_>],
    comparison: &Comparison,
) -> Result<Option<(Option<String>, MergedReport)>, Failure> {
    let Some(out) = &arguments.out else {
        return Ok(None);
    };
    let rule = match arguments.merge {
        None | Some(MergeRule::Lower) => Rule::Lower,
        Some(MergeRule::Median) => Rule::Median,
    };
    let merged = merge(&first.model, raters, comparison, rule);
    let sources: Vec<&str> = raters.iter().map(|rater| rater.assessment.path()).collect();
    let yaml = merged.to_yaml(&first.model, &sources, rule);
    let report = |path| MergedReport::new(rule, &merged, comparison, path);
    if out == Path::new("-") {
        return Ok(Some((Some(yaml), report(None))));
    }
    let path = absolute(&context.folder, out);
    let files = raters.iter().flat_map(|rater| &rater.assessment.files);
    for file in files {
        if same_file(&project.on_disk(file), &path) {
            return Err(Failure::new(format!(
                "`{}` is one of the assessments that are compared",
                out.display()
            ))
            .hint("write the merged draft to a file of its own"));
        }
    }
    if arguments.force {
        only_over(Kind::Assessment, out, &path)?;
        replace(&path, yaml.as_bytes())?;
    } else {
        create_new(&path, yaml.as_bytes())?;
    }
    let shown = path.strip_prefix(&context.folder).unwrap_or(&path);
    let shown = RepoPath::given(&shown.display().to_string()).to_string();
    Ok(Some((None, report(Some(shown)))))
}

/// Whether two paths lead to one file that is there.
#[expect(
    clippy::disallowed_methods,
    reason = "whether arguments name the same thing is asked where arguments are read"
)]
fn same_file(a: &Path, b: &Path) -> bool {
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    place(a).is_some_and(|a| place(b) == Some(a))
}
