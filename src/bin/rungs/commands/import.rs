use std::path::{Path, PathBuf};
use std::sync::Arc;

use rungs::import::{IMPORTERS, Imported, Importer, Input, wording_to_yaml};
use rungs::model::{self, Resolved};
use rungs::project::{CONFIG_FILE, OpenError, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::ImportReport;
use rungs::source::{Folder, absolute, replace};
use rungs::text::{RepoPath, SourceFile};
use rungs::yaml;

use crate::cli::{format_among, unit_id};
use crate::context::{Context, sound};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// The most bytes of a file to import: 20 MiB.
const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Write an assessment from a workbook
///
/// Prints the workbook's own figures beside the true ones, with the cell at
/// fault and the reason for every difference. A model that rungs does not carry
/// is written too, from your copy. Exits 1 when a cell could not be read; the
/// assessment is written all the same.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What kind of file it is
    #[arg(value_parser = importer_ids())]
    importer: String,
    /// The file
    file: PathBuf,
    /// Whose answers these are
    #[arg(long, value_name = "UNIT", value_parser = unit_id)]
    unit: String,
    /// Where to write the assessment, `-` for standard output (default:
    /// assessments/UNIT.yaml)
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    /// Write the publisher's wording into the project too
    #[arg(long)]
    text: bool,
    /// Which edition to read, where a file holds several
    #[arg(long, value_name = "EDITION")]
    edition: Option<String>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::IMPORT))]
    format: Format,
}

fn importer_ids() -> Vec<&'static str> {
    IMPORTERS.iter().map(|importer| importer.id).collect()
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let project = match Project::open(&context.folder) {
        Err(OpenError::NoProject(_)) => Project::bare(&context.folder),
        opened => opened?,
    };
    sound(&project)?;
    let importer = IMPORTERS
        .iter()
        .find(|importer| importer.id == arguments.importer);
    let importer = importer
        .ok_or_else(|| Failure::new(format!("there is no importer `{}`", arguments.importer)))?;
    check_edition(arguments, importer)?;
    let mut imported = read(arguments, context, &project, importer)?;
    if arguments.text && imported.model_file.is_some() {
        let message = format!("`--text` is not for `{}`", importer.id);
        return Err(Failure::new(message).hint("the model that it writes has the wording already"));
    }
    project.config.levels.apply(&mut imported.findings);
    let yaml = imported.draft.to_yaml(&imported.model, None);
    let shown = arguments.file.display().to_string();
    let mut report = ImportReport::new(
        importer.id,
        &shown,
        &arguments.unit,
        &imported,
        &resolved(&yaml, &imported)?,
    );
    let to_stdout = arguments.out.as_deref() == Some(Path::new("-"));
    let mut files = files(
        arguments,
        context,
        &project,
        &imported,
        yaml.clone(),
        to_stdout,
    );
    let model = model_file(arguments, &project, &imported, &mut report.hints)?;
    files.splice(0..0, model);
    refuse_existing(arguments, &files)?;
    for (path, text) in &files {
        replace(path, text.as_bytes())?;
        let inside = path.strip_prefix(&context.folder).unwrap_or(path);
        report
            .written
            .push(RepoPath::given(&inside.display().to_string()).to_string());
    }
    let rendered = context.render(&Report::Import(&report), arguments.format)?;
    if to_stdout {
        streams.result(&yaml)?;
        streams.say(&rendered);
    } else {
        streams.result(&rendered)?;
    }
    Ok(if report.counts.deny > 0 {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// An edition has to be one of the importer's.
fn check_edition(arguments: &Arguments, importer: &Importer) -> Result<(), Failure> {
    let Some(edition) = &arguments.edition else {
        return Ok(());
    };
    if importer.editions.contains(&edition.as_str()) {
        return Ok(());
    }
    let failure = Failure::new(format!("`{}` reads no edition `{edition}`", importer.id));
    Err(match importer.editions {
        [] => failure.hint("leave `--edition` out: its files hold one only"),
        editions => failure.hint(format!("its editions are {}", editions.join(", "))),
    })
}

fn read(
    arguments: &Arguments,
    context: &Context,
    project: &Project,
    importer: &Importer,
) -> Result<Imported, Failure> {
    let shown = arguments.file.display().to_string();
    let full = absolute(&context.folder, &arguments.file);
    let name = full
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let folder = Folder::new(full.parent().unwrap_or(&context.folder));
    let bytes = folder.read(&RepoPath::given(name), MOST_BYTES);
    let bytes = bytes.map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
    let model = |reference: &model::ModelRef| project.library.find(reference);
    let input = Input {
        bytes: &bytes,
        file: RepoPath::given(&shown),
        unit: &arguments.unit,
        edition: arguments.edition.as_deref(),
        model: &model,
    };
    (importer.run)(&input).map_err(|refusal| Failure {
        hint: refusal.help,
        ..Failure::new(format!("cannot import `{shown}`: {}", refusal.message))
    })
}

/// The answers as the file that is written says them.
fn resolved(yaml: &str, imported: &Imported) -> Result<Resolved, Failure> {
    let file = Arc::new(SourceFile::new(
        RepoPath::given("assessment.yaml"),
        yaml.to_owned(),
    ));
    let parsed = yaml::parse(&file);
    let assessment = parsed
        .root
        .as_ref()
        .and_then(|root| model::assessment(&[(Arc::clone(&file), root)]));
    let assessment = assessment.ok_or_else(|| {
        Failure::new("the imported answers could not be written as an assessment")
    })?;
    Ok(Resolved::new(&imported.model, &assessment))
}

/// What is to be written, and where.
fn files(
    arguments: &Arguments,
    context: &Context,
    project: &Project,
    imported: &Imported,
    yaml: String,
    to_stdout: bool,
) -> Vec<(PathBuf, String)> {
    let root = project.folder.root();
    let mut files = Vec::new();
    if !to_stdout {
        let path = match &arguments.out {
            Some(path) => absolute(&context.folder, path),
            None => root
                .join("assessments")
                .join(format!("{}.yaml", arguments.unit)),
        };
        files.push((path, yaml));
    }
    if arguments.text {
        let reference = &imported.model.reference;
        let path = root
            .join("models")
            .join(format!("{}-{}.texts.yaml", reference.id, reference.version));
        let source = arguments
            .file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        files.push((
            path,
            wording_to_yaml(
                &imported.model,
                &source.unwrap_or_default(),
                &imported.wording,
            ),
        ));
    }
    files
}

/// The model's file where it has to be written. One that the project has already
/// is kept, so that several units share it; another of its name is refused.
fn model_file(
    arguments: &Arguments,
    project: &Project,
    imported: &Imported,
    hints: &mut Vec<String>,
) -> Result<Option<(PathBuf, String)>, Failure> {
    let Some(file) = &imported.model_file else {
        return Ok(None);
    };
    let inside = RepoPath::given(&file.path);
    let there = project.folder.read_text(&inside, yaml::MOST_BYTES).ok();
    let replaces = arguments.force && there.is_some();
    let reference = &imported.model.reference;
    let known = project.library.find(reference);
    let same = known
        .as_ref()
        .map(|known| known.digest == imported.model.digest);
    let broken = project.library.is_broken(reference);
    if (broken || same == Some(false)) && !(replaces && is_at(there.as_deref(), reference)) {
        let message = if broken {
            format!("the project's model {reference} cannot be used")
        } else {
            format!("the project has another model {reference}, with a different digest")
        };
        let hint = format!(
            "nothing was written; give that model an id or a version of its own, or, where it is {}, replace it with `--force`",
            file.path
        );
        return Err(Failure::new(message).hint(hint));
    }
    hints.extend(to_be_found(project, &inside, same == Some(true)));
    let kept = same == Some(true) || there.as_ref() == Some(&file.text);
    if kept && !replaces {
        hints.insert(
            0,
            format!("the project has the model {reference} already; its file was kept"),
        );
        return Ok(None);
    }
    Ok(Some((
        project.folder.root().join(&file.path),
        file.text.clone(),
    )))
}

/// Whether a text is the file of a model of that name.
fn is_at(text: Option<&str>, reference: &model::ModelRef) -> bool {
    let Some(text) = text else { return false };
    let file = Arc::new(SourceFile::new(
        RepoPath::given("model.yaml"),
        text.to_owned(),
    ));
    let root = yaml::parse(&file).root;
    let read = root.and_then(|root| model::model(&file, &root).0);
    read.is_some_and(|model| model.reference == *reference)
}

/// What has to be added so that the model's file is read.
fn to_be_found(project: &Project, path: &RepoPath, known: bool) -> Option<String> {
    if known || project.looks_for_model(path) {
        return None;
    }
    let patterns = &project.config.models;
    Some(match (&project.config_file, patterns.as_slice()) {
        (None, _) => format!(
            "there is no {CONFIG_FILE}, so {path} is not found; `rungs init` makes one, or write it with `rungs: config/1` and `models: [{path}]`"
        ),
        (Some(_), []) => {
            format!("add `models: [{path}]` to {CONFIG_FILE}, so that the model is found")
        }
        (Some(_), _) => {
            format!("add {path} to `models:` in {CONFIG_FILE}, so that the model is found")
        }
    })
}

/// Nothing is written when one of the files is there already.
fn refuse_existing(arguments: &Arguments, files: &[(PathBuf, String)]) -> Result<(), Failure> {
    if arguments.force {
        return Ok(());
    }
    let exists = |path: &PathBuf| {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        path.parent()
            .is_some_and(|folder| Folder::new(folder).exists(&RepoPath::given(name)))
    };
    match files.iter().find(|(path, _)| exists(path)) {
        Some((path, _)) => Err(Failure::new(format!("`{}` exists already", path.display()))
            .hint("nothing was written; choose another place with `--out`, or replace it with `--force`")),
        None => Ok(()),
    }
}
