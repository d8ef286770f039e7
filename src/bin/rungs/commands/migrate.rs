use std::path::PathBuf;
use std::sync::Arc;

use rungs::format::{Job, format};
use rungs::lineage::{Plan, Rewritten, rewrite};
use rungs::lint::{self, Scene};
use rungs::model::{self, Assessment, Mapping, Model, ModelRef, Resolved};
use rungs::project::{Loaded, Material, Project};
use rungs::render::{Format, Report, formats, terminal};
use rungs::report::{
    MigrateReport, MigratedAssessment, MigratedFile, Tool, migrated, score_assessment,
};
use rungs::schema::Kind;
use rungs::source::replace;
use rungs::text::SourceFile;
use rungs::yaml;
use similar::TextDiff;

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
    let new = ModelRef::parse(&arguments.to);
    let new = new.and_then(|reference| project.library.find(&reference));
    let new = new.ok_or_else(|| no_model(project, &arguments.to))?;
    let mut exit = Exit::Fine;
    let mut report = MigrateReport {
        schema: MigrateReport::SCHEMA,
        tool: Tool::SELF,
        dry_run: arguments.dry_run,
        assessments: Vec::new(),
    };
    let mut changes = Vec::new();
    for loaded in project.load(&place.groups, context.today, |loaded| loaded) {
        let path = terminal(loaded.path.as_str()).into_owned();
        let Some(material) = to_migrate(&loaded, &new) else {
            if broken_of(&loaded, &new) {
                streams.say(&format!(
                    "left alone: {path} (its meaning is broken; `rungs validate` says what is wrong)\n"
                ));
                exit = Exit::Findings;
            }
            continue;
        };
        let (told, files) = one(project, context, material, &new)?;
        report.assessments.push(told);
        changes.extend(files);
    }
    if report.assessments.is_empty() && exit == Exit::Fine {
        return Err(nothing(&new));
    }
    if !arguments.dry_run {
        write_all(project, &changes)?;
    }
    streams.result(&context.render(&Report::Migrate(&report), arguments.format)?)?;
    Ok(exit)
}

fn nothing(new: &Model) -> Failure {
    let id = &new.reference.id;
    Failure::new(format!(
        "there is no assessment of another version of `{id}`"
    ))
    .hint("`rungs score` shows which model each assessment answers")
}

/// What can be migrated: an assessment of another version of the same model
/// whose meaning is clear.
fn to_migrate<'l>(loaded: &'l Loaded, new: &Model) -> Option<&'l Material> {
    let material = loaded.material.as_ref().filter(|_| !loaded.broken)?;
    let old = &material.model.reference;
    (old.id == new.reference.id && *old != new.reference).then_some(material)
}

fn broken_of(loaded: &Loaded, new: &Model) -> bool {
    let head = loaded.head.as_ref();
    let other =
        head.is_none_or(|head| head.model.id == new.reference.id && head.model != new.reference);
    loaded.assessment && loaded.broken && other
}

/// Migrates one assessment in memory.
fn one(
    project: &Project,
    context: &Context,
    material: &Material,
    new: &Arc<Model>,
) -> Result<(MigratedAssessment, Vec<Change>), Failure> {
    let old = &material.model;
    let mapping = project.library.mapping(&old.reference, &new.reference);
    let mapping = mapping.ok_or_else(|| no_mapping(project, &old.reference, &new.reference))?;
    let assessment = canonical(material)?;
    let resolved = Resolved::new(old, &assessment);
    let plan = Plan::new(&assessment, &resolved, old, new, &mapping);
    let rewritten = rewritten(&plan, &mapping)?;
    let (after, files) = read_back(&assessment, &rewritten.texts)?;
    let reached = Resolved::new(new, &after);
    proven(context, &after, new, &reached)?;
    let path = assessment.path();
    let before = score_assessment(path, old, &assessment, &resolved, false);
    let then = score_assessment(path, new, &after, &reached, false);
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
    Ok((
        migrated(&plan, &before, &then, rewritten.commented, diffs),
        changes,
    ))
}

fn no_mapping(project: &Project, from: &ModelRef, to: &ModelRef) -> Failure {
    let there: Vec<String> = project
        .library
        .mapped()
        .into_iter()
        .map(|(from, to)| format!("{from} to {to}"))
        .collect();
    Failure::new(format!("there is no mapping from {from} to {to}")).hint(format!(
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
            kind: if position == 0 {
                Kind::Assessment
            } else {
                Kind::Answers
            },
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

fn rewritten(plan: &Plan<'_>, mapping: &Mapping) -> Result<Rewritten, Failure> {
    rewrite(plan, mapping).map_err(|refused| {
        let file = plan.assessment.files.get(refused.file);
        let place = file.map_or(String::new(), |file| {
            format!("{}:{}: ", file.path(), file.position(refused.start).line)
        });
        Failure::new(format!("{place}{}", refused.message))
            .hint(format!("nothing was written; {}", refused.help))
    })
}

/// The result has a meaning under the new model.
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
    let broken = lint::check(&scene)
        .into_iter()
        .find(|finding| finding.rule.breaks);
    match broken {
        None => Ok(()),
        Some(finding) => Err(Failure::new(format!(
            "{} would be broken: {}",
            assessment.path(),
            finding.message
        ))
        .hint("nothing was written; mend the mapping or the assessment first")),
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

/// Replaces all files, or none: when one cannot be written, those before it get
/// their old content back.
fn write_all(project: &Project, changes: &[Change]) -> Result<(), Failure> {
    for (done, change) in changes.iter().enumerate() {
        let written = write(project, &change.file, &change.text);
        if let Err(failure) = written {
            for earlier in changes.iter().take(done) {
                write(project, &earlier.file, earlier.file.text())?;
            }
            return Err(failure);
        }
    }
    Ok(())
}

fn write(project: &Project, file: &SourceFile, text: &str) -> Result<(), Failure> {
    let path = project.on_disk(file);
    let mark = if project.has_byte_order_mark(file) {
        "\u{feff}"
    } else {
        ""
    };
    Ok(replace(&path, format!("{mark}{text}").as_bytes())?)
}
