use rungs::model::{ItemIndex, ModelRef};
use rungs::project::{Library, Shelved};
use rungs::render::{Format, Report, formats};
use rungs::report::{Extent, ModelShowReport};
use rungs::text::nearest;

use crate::cli::format_among;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Show a model: levels, answers, measures in words, and every practice
///
/// A publisher's wording is shown where the project has it.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The model, as id@version, or an id for its highest version
    model: String,
    /// Only this node or practice and what is below it
    #[arg(long, value_name = "ID")]
    node: Option<String>,
    /// Only titles
    #[arg(long)]
    brief: bool,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::MODEL_SHOW))]
    format: Format,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let project = context.project_or_bare()?;
    let (found, others) = find(&project.library, &arguments.model)?;
    let model = found.model.as_ref().ok_or_else(|| {
        Failure::new(format!("the model `{}` cannot be used", found.reference))
            .hint("`rungs model validate` says what is wrong")
    })?;
    let node = match &arguments.node {
        None => ItemIndex::ROOT,
        Some(id) => model.find(id).ok_or_else(|| {
            let failure = Failure::new(format!("`{id}` is no item of {}", model.reference));
            let ids = model.items.iter().map(|item| item.id.as_str());
            match nearest(id, ids) {
                Some(close) => failure.hint(format!("did you mean `{close}`?")),
                None => failure.hint(format!(
                    "`rungs model show {} --brief` lists all",
                    model.reference
                )),
            }
        })?,
    };
    let extent = Extent {
        node,
        brief: arguments.brief,
    };
    let texts = project.library.texts(&model.reference);
    let mut report = ModelShowReport::of(model, texts, extent);
    report.model.path = found.path.as_ref().map(ToString::to_string);
    report.model.other_versions = others;
    streams.result(&context.render(&Report::ModelShow(&report), arguments.format)?)?;
    Ok(Exit::Fine)
}

/// The model of a name; of an id alone the highest version, with the others.
fn find(library: &Library, name: &str) -> Result<(Shelved, Vec<String>), Failure> {
    let all = library.all();
    if let Some(reference) = ModelRef::parse(name) {
        let found = all.iter().find(|one| one.reference == reference);
        return match found {
            Some(found) => Ok((found.clone(), Vec::new())),
            None => Err(unknown(&all, name)),
        };
    }
    let mut versions: Vec<&Shelved> = all.iter().filter(|one| one.reference.id == name).collect();
    let highest = versions.pop().ok_or_else(|| unknown(&all, name))?;
    let others = versions.iter().map(|one| one.reference.version.clone());
    Ok((highest.clone(), others.collect()))
}

fn unknown(all: &[Shelved], name: &str) -> Failure {
    let names: Vec<String> = all.iter().map(|one| one.reference.to_string()).collect();
    let ids = all.iter().map(|one| one.reference.id.as_str());
    let near = nearest(name, names.iter().map(String::as_str).chain(ids));
    let failure = Failure::new(format!("there is no model `{name}`"));
    match near {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure.hint(format!("there are {}", names.join(", "))),
    }
}
