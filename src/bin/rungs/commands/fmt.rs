use std::path::PathBuf;
use std::sync::Arc;

use rungs::format::{Job, format};
use rungs::project::{Loaded, Material, Project};
use rungs::render::terminal;
use rungs::schema::Kind;
use rungs::source::replace;
use rungs::text::SourceFile;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Put assessments into their canonical form
///
/// Writes keys instead of scores and other spellings, puts answers into the
/// model's order and adds the model's digest. Comments and prose stay as they
/// are, and a file is replaced only after its values were compared.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or folders (default: all of the project)
    paths: Vec<PathBuf>,
    /// Change nothing; exit 1 when something would change
    #[arg(long)]
    check: bool,
    /// Write the digest of the model as it is now over another one
    #[arg(long)]
    accept_model: bool,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let place = context.sound_place(&arguments.paths, false)?;
    context.remark(&place, streams);
    let mut exit = Exit::Fine;
    for loaded in place
        .project
        .load(&place.groups, context.today, |loaded| loaded)
    {
        if !loaded.assessment {
            let path = terminal(loaded.path.as_str()).into_owned();
            streams.say(&format!(
                "left alone: {path} (only assessments are formatted)\n"
            ));
            continue;
        }
        let Some(material) = loaded
            .material
            .as_ref()
            .filter(|_| !dialect_broken(&loaded))
        else {
            streams.say(&format!(
                "left alone: {} (`rungs validate` says what is wrong)\n",
                terminal(loaded.path.as_str())
            ));
            exit = Exit::Findings;
            continue;
        };
        for (position, file) in material.assessment.files.iter().enumerate() {
            let Some(text) = formatted(material, arguments, position, file) else {
                let path = terminal(file.path().as_str());
                streams.say(&format!("left alone: {path} (it is laid out in a way that cannot be put in order safely)\n"));
                exit = Exit::Findings;
                continue;
            };
            if text == file.text() {
                continue;
            }
            let path = terminal(file.path().as_str()).into_owned();
            if arguments.check {
                streams.result(&format!("would change {path}\n"))?;
                exit = Exit::Findings;
            } else {
                write(&place.project, file, &text)?;
                streams.result(&format!("changed {path}\n"))?;
            }
        }
    }
    Ok(exit)
}

/// Whether the YAML itself is not what it must be.
fn dialect_broken(loaded: &Loaded) -> bool {
    let mut findings = loaded.findings.iter();
    findings.any(|finding| {
        finding.rule.breaks
            && (finding.rule.id.starts_with("yaml-") || finding.rule.id == "duplicate-item")
    })
}

/// A file in its canonical form; nothing where that would not say the same.
fn formatted(
    material: &Material,
    arguments: &Arguments,
    position: usize,
    file: &Arc<SourceFile>,
) -> Option<String> {
    let job = Job {
        file,
        kind: if position == 0 {
            Kind::Assessment
        } else {
            Kind::Answers
        },
        model: &material.model,
        accept_model: arguments.accept_model,
    };
    format(&job).ok()
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
