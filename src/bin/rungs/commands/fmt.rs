use std::path::PathBuf;
use std::sync::Arc;

use rungs::format::{Job, format, format_waiver};
use rungs::project::{Loaded, Material, PlacedWaiver, Project};
use rungs::render::terminal;
use rungs::schema::Kind;
use rungs::source::replace;
use rungs::text::{RepoPath, SourceFile};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Put assessments and waivers into their canonical form
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
    let mut press = Press {
        arguments,
        project: &place.project,
        exit: Exit::Fine,
    };
    for loaded in place
        .project
        .load(&place.groups, context.today, |loaded| loaded)
    {
        press.loaded(&loaded, streams)?;
    }
    if arguments.paths.is_empty() {
        for waiver in place.project.waivers.iter().filter(|one| one.own_file) {
            press.waiver(waiver, streams)?;
        }
    }
    Ok(press.exit)
}

/// What is done with files, and what came of it.
struct Press<'p> {
    arguments: &'p Arguments,
    project: &'p Project,
    exit: Exit,
}

impl Press<'_> {
    fn loaded(&mut self, loaded: &Loaded, streams: &mut Streams<'_>) -> Result<(), Failure> {
        if !loaded.assessment {
            let mut waivers = self.project.waivers.iter();
            if let Some(waiver) =
                waivers.find(|one| one.own_file && *one.file.path() == loaded.path)
            {
                return self.waiver(waiver, streams);
            }
            let path = terminal(loaded.path.as_str()).into_owned();
            streams.say(&format!(
                "left alone: {path} (only assessments and waivers are formatted)\n"
            ));
            return Ok(());
        }
        let material = loaded.material.as_ref();
        let Some(material) = material.filter(|_| !dialect_broken(loaded)) else {
            self.broken(&loaded.path, streams);
            return Ok(());
        };
        for (position, file) in material.assessment.files.iter().enumerate() {
            let text = formatted(material, self.arguments, position, file);
            self.file(file, text, streams)?;
        }
        Ok(())
    }

    fn waiver(&mut self, waiver: &PlacedWaiver, streams: &mut Streams<'_>) -> Result<(), Failure> {
        if !waiver.whole {
            self.broken(waiver.file.path(), streams);
            return Ok(());
        }
        self.file(&waiver.file, format_waiver(&waiver.file).ok(), streams)
    }

    fn broken(&mut self, path: &RepoPath, streams: &mut Streams<'_>) {
        streams.say(&format!(
            "left alone: {} (`rungs validate` says what is wrong)\n",
            terminal(path.as_str())
        ));
        self.exit = Exit::Findings;
    }

    fn file(
        &mut self,
        file: &Arc<SourceFile>,
        text: Option<String>,
        streams: &mut Streams<'_>,
    ) -> Result<(), Failure> {
        let path = terminal(file.path().as_str()).into_owned();
        match text {
            None => {
                streams.say(&format!("left alone: {path} (it is laid out in a way that cannot be put in order safely)\n"));
                self.exit = Exit::Findings;
            }
            Some(text) if text == file.text() => {}
            Some(_) if self.arguments.check => {
                streams.result(&format!("would change {path}\n"))?;
                self.exit = Exit::Findings;
            }
            Some(text) => {
                write(self.project, file, &text)?;
                streams.result(&format!("changed {path}\n"))?;
            }
        }
        Ok(())
    }
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

/// Replaces a file of a project.
pub(super) fn write(project: &Project, file: &SourceFile, text: &str) -> Result<(), Failure> {
    let path = project.on_disk(file);
    let mark = if project.has_byte_order_mark(file) {
        "\u{feff}"
    } else {
        ""
    };
    Ok(replace(&path, format!("{mark}{text}").as_bytes())?)
}
