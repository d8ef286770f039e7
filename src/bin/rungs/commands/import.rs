use std::path::{Path, PathBuf};
use std::sync::Arc;

use rungs::import::{IMPORTERS, Imported, Importer, Input, wording_to_yaml};
use rungs::model::{self, Resolved};
use rungs::project::{OpenError, Project};
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
/// fault and the reason for every difference. Exits 1 when a cell could not be
/// read; the assessment is written all the same.
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
    let mut imported = read(arguments, context, &project, importer)?;
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
    let files = files(
        arguments,
        context,
        &project,
        &imported,
        yaml.clone(),
        to_stdout,
    );
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
