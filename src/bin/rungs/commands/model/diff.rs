use std::path::{Path, PathBuf};
use std::sync::Arc;

use rungs::diagnostic::{Diagnostic, sort};
use rungs::lineage::{Comparison, compare, propose};
use rungs::model::{Model, ModelRef};
use rungs::project::Project;
use rungs::render::{Format, Report, formats};
use rungs::report::{Counts, Finding, ModelDiffReport, Tool, ValidateReport, WrittenMapping};
use rungs::schema::{Kind, kind_of, validate};
use rungs::source::{absolute, create_new, replace};
use rungs::text::{RepoPath, SourceFile, nearest};
use rungs::{model, yaml};

use crate::cli::format_among;
use crate::commands::over::only_over;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Say what changed between two models
///
/// Practices are compared by what they say, not by their ids alone: by the
/// publisher's wording where the project has it for both, else by the models'
/// own texts, else by titles and guidance. Each is the same, renamed, moved,
/// reworded, split, merged, dropped or new. With `--mapping` it writes that as a
/// mapping for a person to go through.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The earlier model: id@version, or a model's file
    from: String,
    /// The later model
    to: String,
    /// Write a proposed mapping to this file, `-` for standard output
    #[arg(long, value_name = "PATH")]
    mapping: Option<PathBuf>,
    /// Replace the mapping that is there
    #[arg(long, requires = "mapping")]
    force: bool,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::MODEL_DIFF))]
    format: Format,
}

/// A model, and its file where it was named by that.
struct Found {
    model: Arc<Model>,
    path: Option<String>,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let project = context.project_or_bare()?;
    let from = find(&arguments.from, &project, context, streams)?;
    let to = find(&arguments.to, &project, context, streams)?;
    let texts = |found: &Found| project.library.texts(&found.model.reference);
    let comparison = compare((&from.model, texts(&from)), (&to.model, texts(&to)));
    let comparison = comparison.map_err(|large| {
        Failure::new(format!(
            "too much is new to compare all of it: {} and {} items have nothing of the same words",
            large.from, large.to
        ))
        .hint("are these versions of one model?")
    })?;
    let mut report = ModelDiffReport::new(&comparison, [from.path, to.path]);
    let mut proposed = None;
    if let Some(path) = &arguments.mapping {
        let yaml = propose(&comparison);
        report.mapping = Some(write(path, arguments.force, context, &comparison, &yaml)?);
        proposed = (path == Path::new("-")).then_some(yaml);
    }
    let rendered = context.render(&Report::ModelDiff(&report), arguments.format)?;
    match proposed {
        Some(yaml) => {
            streams.result(&yaml)?;
            streams.say(&rendered);
        }
        None => streams.result(&rendered)?,
    }
    Ok(Exit::Fine)
}

/// The model of a name, or that of a file.
fn find(
    name: &str,
    project: &Project,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Found, Failure> {
    let library = &project.library;
    if let Some(reference) = ModelRef::parse(name) {
        if let Some(model) = library.find(&reference) {
            return Ok(Found { model, path: None });
        }
        if library.is_broken(&reference) {
            let failure = Failure::new(format!("the model `{reference}` cannot be used"));
            return Err(failure.hint("`rungs validate` says what is wrong"));
        }
    }
    let path = absolute(&context.folder, Path::new(name));
    let (Some(folder), Some(file)) = (path.parent(), path.file_name()) else {
        return Err(unknown(name, project));
    };
    let mut place = Project::bare(folder);
    let file = RepoPath::given(&file.to_string_lossy());
    if !place.folder.exists(&file) {
        return Err(unknown(name, project));
    }
    // Findings name the file as the command line does.
    let above = Path::new(name).parent().and_then(Path::to_str);
    if let Some(above) = above.filter(|above| !above.is_empty()) {
        place.prefix = format!("{}/", above.trim_end_matches('/'));
    }
    match read(&place, &file) {
        Ok(model) => Ok(Found {
            model: Arc::new(model),
            path: Some(RepoPath::given(name).to_string()),
        }),
        Err(findings) => Err(broken(name, findings, context, streams)?),
    }
}

fn unknown(name: &str, project: &Project) -> Failure {
    if name.contains(['/', '\\']) || name.ends_with(".yaml") || name.ends_with(".yml") {
        return Failure::new(format!("cannot read `{name}`: there is no such file"));
    }
    let names = project.library.names();
    let failure = Failure::new(format!("there is no model `{name}`"));
    match nearest(name, names.iter().map(String::as_str)) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure.hint(format!(
            "name a model's file, or one of {}",
            names.join(", ")
        )),
    }
}

/// The model in a file; else what is wrong with it.
fn read(place: &Project, path: &RepoPath) -> Result<Model, Vec<Diagnostic>> {
    let file = place.read(path).map_err(|finding| vec![*finding])?;
    let parsed = yaml::parse(&file);
    let mut findings = parsed.findings;
    let Some(root) = &parsed.root else {
        return Err(findings);
    };
    let (model, more) = of_tree(&file, root).map_err(|finding| vec![*finding])?;
    findings.extend(more);
    match model {
        Some(model) if findings.is_empty() => Ok(model),
        _ => Err(findings),
    }
}

fn of_tree(
    file: &Arc<SourceFile>,
    root: &yaml::Node<'_>,
) -> Result<(Option<Model>, Vec<Diagnostic>), Box<Diagnostic>> {
    match kind_of(file, root)? {
        Kind::Model => {}
        other => {
            return Err(Box::new(rungs::schema::other_kind(
                file,
                root,
                Kind::Model,
                other,
            )));
        }
    }
    let mut findings = validate(Kind::Model, file, root);
    let (model, more) = model::model(file, root);
    findings.extend(more);
    Ok((model, findings))
}

/// Shows what is wrong with a file that is to be a model.
fn broken(
    name: &str,
    mut findings: Vec<Diagnostic>,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Failure, Failure> {
    sort(&mut findings);
    let report = ValidateReport {
        schema: ValidateReport::SCHEMA,
        tool: Tool::SELF,
        revision: None,
        counts: Counts::of(&findings),
        findings: findings.iter().map(Finding::from).collect(),
        assessments: Vec::new(),
        models: Vec::new(),
        other_files: 1,
        place_in_repository: String::new(),
    };
    streams.say(&context.render(&Report::Validate(&report), Format::Text)?);
    let failure = Failure::new(format!("`{name}` is no model that can be used"));
    Ok(failure.hint("mend what is said above"))
}

/// Writes the proposed mapping, and nothing but over a mapping.
fn write(
    path: &Path,
    force: bool,
    context: &Context,
    comparison: &Comparison<'_>,
    yaml: &str,
) -> Result<WrittenMapping, Failure> {
    let rows = comparison.nodes.len() + comparison.practices.len();
    if path == Path::new("-") {
        return Ok(WrittenMapping { path: None, rows });
    }
    let full = absolute(&context.folder, path);
    if force {
        only_over(Kind::Mapping, path, &full)?;
        replace(&full, yaml.as_bytes())?;
    } else {
        create_new(&full, yaml.as_bytes())?;
    }
    let shown = full.strip_prefix(&context.folder).unwrap_or(&full);
    Ok(WrittenMapping {
        path: Some(RepoPath::given(&shown.display().to_string()).to_string()),
        rows,
    })
}
