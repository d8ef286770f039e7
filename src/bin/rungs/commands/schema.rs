use rungs::model::{Model, ModelRef, vocabulary};
use rungs::project::{OpenError, Project};
use rungs::schema::{Kind, REPORTS, enumerate};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Print the JSON Schema of a kind of file, or of a command's JSON output
///
/// With `--model` the schema of assessments or observations names that model's
/// practices, answers and metrics, so that an editor completes and explains them.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The kind of file, or the report
    #[arg(value_parser = names())]
    kind: String,
    /// The model, as id@version
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
}

fn names() -> Vec<&'static str> {
    let kinds = Kind::ALL.iter().map(|kind| kind.word());
    kinds.chain(REPORTS.iter().map(|(name, _)| *name)).collect()
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let text = match (&arguments.model, Kind::from_word(&arguments.kind)) {
        (Some(name), Some(kind @ (Kind::Assessment | Kind::Answers | Kind::Observations))) => {
            let project = match Project::open(&context.folder) {
                Err(OpenError::NoProject(_)) => Project::bare(&context.folder),
                opened => opened?,
            };
            of_model(&project, kind, name)?
        }
        (Some(_), _) => {
            return Err(Failure::new(format!(
                "`--model` goes with assessment, answers and observations, not with {}",
                arguments.kind
            )));
        }
        (None, Some(kind)) => kind.schema_text().to_owned(),
        (None, None) => {
            let report = REPORTS.iter().find(|(name, _)| *name == arguments.kind);
            report
                .map(|(_, text)| (*text).to_owned())
                .unwrap_or_default()
        }
    };
    streams.result(&text)?;
    Ok(Exit::Fine)
}

/// The schema of a kind for a model of a project.
///
/// # Errors
/// When there is no such model.
fn of_model(project: &Project, kind: Kind, name: &str) -> Result<String, Failure> {
    let reference = ModelRef::parse(name);
    let model = reference
        .as_ref()
        .and_then(|reference| project.library.find(reference));
    let model = model.ok_or_else(|| no_model(project, name))?;
    Ok(schema_of(project, kind, &model))
}

/// The schema of a kind for a model.
pub fn schema_of(project: &Project, kind: Kind, model: &Model) -> String {
    let words = vocabulary(model, project.library.texts(&model.reference));
    rungs::render::json(&enumerate(kind, &words))
}

/// That there is no such model, and which there are.
pub fn no_model(project: &Project, name: &str) -> Failure {
    let names = project.library.names().join(", ");
    Failure::new(format!("there is no model `{name}`")).hint(format!("there are {names}"))
}
