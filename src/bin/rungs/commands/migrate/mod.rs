mod place;
mod schemas;
mod sound;
mod write;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rungs::diagnostic::Diagnostic;
use rungs::format::{Job, format};
use rungs::lineage::{Plan, Rewritten, rewrite};
use rungs::lint::{self, Scene};
use rungs::model::{self, Assessment, Mapping, Model, ModelRef, Resolved};
use rungs::project::{Loaded, Material, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{
    Finding, MigrateReport, MigratedAssessment, MigratedFile, Tool, migrated, score_assessment,
};
use rungs::schema::{self, Kind};
use rungs::text::SourceFile;
use rungs::yaml;
use similar::TextDiff;

use self::schemas::{Absent, absent, schema_hints};
use self::sound::{blocked, breaking, seconds, to_migrate};
use self::write::write_all;
use super::schema::no_model;
use crate::cli::format_among;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Carry assessments over to another version of their model
///
/// Follows a mapping between the two versions. Answers to the same practice
/// stand; answers to a reworded one are marked for review; what has no
/// counterpart is kept under `retired`. Comments stay. Nothing is written when
/// one of the files cannot be rewritten safely.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or folders (default: all of the project)
    paths: Vec<PathBuf>,
    /// The version to carry them over to, as id@version
    #[arg(long, value_name = "MODEL")]
    to: String,
    /// Show what would change and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::MIGRATE))]
    format: Format,
}

/// A file as it is to be.
struct Change {
    file: Arc<SourceFile>,
    text: String,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let place = context.sound_place(&arguments.paths, false)?;
    context.remark(&place, streams);
    let project = &place.project;
    let mut report = MigrateReport {
        schema: MigrateReport::SCHEMA,
        tool: Tool::SELF,
        dry_run: arguments.dry_run,
        findings: Vec::new(),
        assessments: Vec::new(),
    };
    let new = ModelRef::parse(&arguments.to);
    let new = new.and_then(|reference| project.library.find(&reference));
    let mut hints = String::new();
    let mut blocking = breaking(&project.findings);
    if blocking.is_empty() {
        let new = new.ok_or_else(|| no_model(project, &arguments.to))?;
        let loaded = project.load(&place.groups, context.today, |loaded| loaded);
        blocking = blocked(&loaded, &new);
        if blocking.is_empty() {
            blocking = seconds(&place, context, &loaded, &new)?;
        }
        if blocking.is_empty() {
            let mut changes = Vec::new();
            let mut absent = BTreeSet::new();
            for material in loaded.iter().filter_map(|one| to_migrate(one, &new)) {
                let (told, files, schemas) = one(project, context, material, &new)?;
                report.assessments.push(told);
                absent.extend(schemas);
                changes.extend(files);
            }
            if report.assessments.is_empty() {
                return Err(nothing(&loaded, &new));
            }
            if !arguments.dry_run {
                write_all(project, &changes)?;
                hints = schema_hints(&absent, &new);
            }
        }
    }
    project.config.levels.apply(&mut blocking);
    report.findings = blocking.iter().map(Finding::from).collect();
    streams.result(&context.render(&Report::Migrate(&report), arguments.format)?)?;
    if blocking.is_empty() {
        streams.say(&hints);
        return Ok(Exit::Fine);
    }
    streams.say("nothing was written: mend these first\n");
    Ok(Exit::Findings)
}

fn nothing(loaded: &[Loaded], new: &Model) -> Failure {
    let (id, version) = (&new.reference.id, &new.reference.version);
    let failure = Failure::new(format!(
        "there is no assessment of another version of `{id}`"
    ));
    let mut heads = loaded.iter().filter_map(|one| one.head.as_ref());
    if heads.any(|head| head.model == new.reference) {
        return failure.hint(format!("what there is answers {id}@{version} already"));
    }
    failure.hint("`rungs score` shows which model each assessment answers")
}

/// Migrates one assessment in memory.
fn one(
    project: &Project,
    context: &Context,
    material: &Material,
    new: &Arc<Model>,
) -> Result<(MigratedAssessment, Vec<Change>, Vec<Absent>), Failure> {
    let old = &material.model;
    let mapping = project.library.mapping(&old.reference, &new.reference);
    let mapping = mapping.ok_or_else(|| no_mapping(project, &old.reference, &new.reference))?;
    let assessment = canonical(material)?;
    let resolved = Resolved::new(old, &assessment);
    let plan = Plan::new(&assessment, &resolved, old, new, &mapping);
    let rewritten = rewritten(&plan, &mapping, &material.assessment)?;
    let (after, files) = read_back(&assessment, &rewritten.texts)?;
    let reached = Resolved::new(new, &after);
    proven(context, &after, new, &reached)?;
    let path = assessment.path();
    let before = score_assessment(path, old, &assessment, &resolved, false);
    let then = score_assessment(path, new, &after, &reached, false);
    let original = (&material.assessment, &material.resolved);
    let originals = &material.assessment.files;
    let changes: Vec<Change> = originals
        .iter()
        .zip(&files)
        .map(|(file, after)| Change {
            file: Arc::clone(file),
            text: like(file.text(), after.text()),
        })
        .collect();
    let diffs = changes.iter().map(|change| MigratedFile {
        path: change.file.path().to_string(),
        diff: diff(change),
    });
    let diffs = diffs.collect();
    let absent = absent(project, originals, &rewritten.schemas);
    Ok((
        migrated(
            &plan,
            original,
            [&before, &then],
            rewritten.commented,
            diffs,
        ),
        changes,
        absent,
    ))
}

fn no_mapping(project: &Project, from: &ModelRef, to: &ModelRef) -> Failure {
    let there: Vec<String> = project
        .library
        .mapped()
        .into_iter()
        .map(|(from, to)| format!("{from} to {to}"))
        .collect();
    let failure = Failure::new(format!("there is no mapping from {from} to {to}"));
    let leads = |from: &str, to: &str| there.contains(&format!("{from} to {to}"));
    let mut steps = project.library.names().into_iter();
    let step = steps.find(|step| leads(&from.to_string(), step) && leads(step, &to.to_string()));
    if let Some(step) = step {
        return failure.hint(format!("go in two steps: `--to {step}` first"));
    }
    failure.hint(format!(
        "write one with `rungs model diff {from} {to} --mapping FILE` and judge its rows; there is {}",
        there.join(", ")
    ))
}

/// The assessment with keys instead of scores and aliases, and with plain line
/// ends, so that what is carried over means the same under another scale.
fn canonical(material: &Material) -> Result<Assessment, Failure> {
    let mut files = Vec::new();
    for (position, file) in material.assessment.files.iter().enumerate() {
        let text = file.text().replace("\r\n", "\n");
        let plain = Arc::new(SourceFile::new(file.path().clone(), text));
        let job = Job {
            file: &plain,
            kind: kind(position),
            model: &material.model,
            accept_model: false,
        };
        let text = format(&job).map_err(|_| {
            Failure::new(format!(
                "{} cannot be put into its canonical form",
                file.path()
            ))
            .hint("nothing was written; lay it out as `rungs init` does")
        })?;
        files.push(text);
    }
    Ok(read_back(&material.assessment, &files)?.0)
}

/// An assessment read from new texts of its files.
fn read_back(
    like: &Assessment,
    texts: &[String],
) -> Result<(Assessment, Vec<Arc<SourceFile>>), Failure> {
    let files = like.files.iter().zip(texts);
    let files =
        files.map(|(file, text)| Arc::new(SourceFile::new(file.path().clone(), text.clone())));
    let files: Vec<Arc<SourceFile>> = files.collect();
    let parsed: Vec<_> = files.iter().map(yaml::parse).collect();
    let trees = files.iter().zip(&parsed);
    let trees: Vec<_> = trees
        .filter_map(|(file, parsed)| Some((Arc::clone(file), parsed.root.as_ref()?)))
        .collect();
    let assessment = model::assessment(&trees).filter(|_| trees.len() == files.len());
    let assessment = assessment
        .ok_or_else(|| Failure::new(format!("{} could not be rewritten", like.path())))?;
    Ok((assessment, files))
}

fn rewritten(
    plan: &Plan<'_>,
    mapping: &Mapping,
    original: &Assessment,
) -> Result<Rewritten, Failure> {
    rewrite(plan, mapping).map_err(|refused| {
        let files = (
            plan.assessment.files.get(refused.file),
            original.files.get(refused.file),
        );
        let place = match files {
            (Some(canonical), Some(file)) => {
                let line = place::line_of(plan.old, canonical, refused.start, file);
                format!("{}:{line}: ", file.path())
            }
            _ => String::new(),
        };
        Failure::new(format!("{place}{}", refused.message))
            .hint(format!("nothing was written; {}", refused.help))
    })
}

/// The result is valid and has a meaning under the new model.
fn proven(
    context: &Context,
    assessment: &Assessment,
    model: &Model,
    resolved: &Resolved,
) -> Result<(), Failure> {
    let scene = Scene {
        assessment,
        model,
        resolved,
        today: context.today,
        exists: &|_| true,
        observed: None,
    };
    let files = assessment.files.iter().enumerate();
    let mut findings: Vec<Diagnostic> = files
        .flat_map(|(position, file)| {
            let root = yaml::parse(file).root;
            root.map_or(Vec::new(), |root| {
                schema::validate(kind(position), file, &root)
            })
        })
        .collect();
    findings.extend(lint::check(&scene));
    match breaking(&findings).into_iter().next() {
        None => Ok(()),
        Some(finding) => Err(Failure::new(format!(
            "{} would be broken: {}",
            assessment.path(),
            finding.message
        ))
        .hint("nothing was written; mend the mapping or the assessment first")),
    }
}

fn kind(position: usize) -> Kind {
    match position {
        0 => Kind::Assessment,
        _ => Kind::Answers,
    }
}

/// A text with the line ends of another.
fn like(original: &str, text: &str) -> String {
    if original.contains("\r\n") {
        text.replace('\n', "\r\n")
    } else {
        text.to_owned()
    }
}

fn diff(change: &Change) -> String {
    let path = change.file.path().as_str();
    TextDiff::from_lines(change.file.text(), change.text.as_str())
        .unified_diff()
        .context_radius(1)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}
