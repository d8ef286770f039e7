//! The tour: a small repository in a temporary folder, and rungs at work on it.

mod files;

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use rungs::source::replace;
use rungs::text::RepoPath;

use crate::context::Context;
use crate::environment::Environment;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Show rungs at work on a small repository
///
/// Builds the repository in a temporary folder, prints each command before its
/// output, and leaves nothing behind.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Build the repository here and keep it
    #[arg(long, value_name = "DIR")]
    keep: Option<std::path::PathBuf>,
}

/// The day the tour takes place on, so that it is the same on any day.
const DAY: &str = "2026-10-15";
const ASSESSMENT: &str = "assessments/acme-cti.yaml";

/// One stop: what is said, and what is run.
enum Stop {
    Say(&'static str),
    Rungs(&'static str),
    /// A change to the assessment, as two texts, and how it would be made.
    Edit {
        shown: &'static str,
        from: &'static str,
        to: &'static str,
    },
    Git(&'static str),
}

const TOUR: &[Stop] = &[
    Stop::Say("A CTI team keeps its maturity assessment as YAML in git."),
    Stop::Git("init -q -b main"),
    Stop::Git("add ."),
    Stop::Git("commit -q -m 'Assess the CTI team, autumn 2026'"),
    Stop::Git("log --oneline --stat -1 --format=%s"),
    Stop::Say("Is everything as it must be? Every finding would stand at its line."),
    Stop::Rungs("validate"),
    Stop::Say(
        "How mature is the team? What is unanswered, not applicable or out of scope is said beside every number.",
    ),
    Stop::Rungs("score"),
    Stop::Say("Why is this number what it is? Step by step, down to the lines."),
    Stop::Rungs("explain THREAT-5"),
    Stop::Say("Somebody edits in a hurry: a slip in an id, and an answer off the scale."),
    Stop::Edit {
        shown: "sed -i 's/^  THREAT-5.a:/  THREAT-5-z:/' assessments/acme-cti.yaml",
        from: "\n  THREAT-5.a:",
        to: "\n  THREAT-5-z:",
    },
    Stop::Edit {
        shown: "sed -i 's/^  THREAT-3.a: fully/  THREAT-3.a: mostly/' assessments/acme-cti.yaml",
        from: "\n  THREAT-3.a: fully",
        to: "\n  THREAT-3.a: mostly",
    },
    Stop::Rungs("validate"),
    Stop::Say("A broken file gets no numbers at all, rather than wrong ones."),
    Stop::Rungs("score"),
    Stop::Git("checkout -q assessments"),
    Stop::Say("What is a rule for?"),
    Stop::Rungs("explain na-unexplained"),
];

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let temporary = temporary_folder()?;
    let root = match &arguments.keep {
        Some(folder) => rungs::source::absolute(&context.folder, folder),
        None => temporary.path().to_path_buf(),
    };
    for (path, text) in files::FILES {
        rungs::source::create_new(&root.join(path), text.as_bytes())?;
    }
    for stop in TOUR {
        match stop {
            Stop::Say(text) => streams.result(&format!("\n{}\n", heading(text, context)))?,
            Stop::Git(line) => git(line, &root, streams)?,
            Stop::Rungs(line) => rungs_itself(line, &root, context, streams)?,
            Stop::Edit { shown, from, to } => {
                streams.result(&format!("\n$ {shown}\n"))?;
                edit(&root, from, to)?;
            }
        }
    }
    if arguments.keep.is_some() {
        streams.result(&format!("\nThe repository is in {}.\n", root.display()))?;
    }
    Ok(Exit::Fine)
}

fn heading(text: &str, context: &Context) -> String {
    if context.look.colour {
        format!("\x1b[1m# {text}\x1b[0m")
    } else {
        format!("# {text}")
    }
}

fn rungs_itself(
    line: &str,
    root: &Path,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    streams.result(&format!("\n$ rungs {line}\n"))?;
    let colour = if context.look.colour {
        "always"
    } else {
        "never"
    };
    let options = ["rungs", "--today", DAY, "--color", colour];
    let words = options.into_iter().chain(line.split(' '));
    let arguments: Vec<OsString> = words.map(OsString::from).collect();
    let environment = Environment {
        folder: root.to_path_buf(),
        ..context.environment.clone()
    };
    let exit = super::run(&arguments, &environment, streams);
    match exit {
        Exit::Fine => Ok(()),
        exit => Ok(streams.result(&format!("(exit code {})\n", exit.code()))?),
    }
}

fn edit(root: &Path, from: &str, to: &str) -> Result<(), Failure> {
    let folder = rungs::source::Folder::new(root);
    let path = RepoPath::given(ASSESSMENT);
    let text = folder.read_text(&path, rungs::yaml::MOST_BYTES);
    let text =
        text.map_err(|error| Failure::new(format!("cannot read `{ASSESSMENT}`: {error}")))?;
    Ok(replace(
        &root.join(ASSESSMENT),
        text.replacen(from, to, 1).as_bytes(),
    )?)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tour shows git itself, on a repository of its own"
)]
fn git(line: &str, root: &Path, streams: &mut Streams<'_>) -> Result<(), Failure> {
    streams.result(&format!("\n$ git {line}\n"))?;
    let mut command = Command::new("git");
    command.current_dir(root);
    let settings = [
        "user.name=Tour",
        "user.email=tour@example.org",
        "commit.gpgsign=false",
        "core.hooksPath=/dev/null",
    ];
    for setting in settings {
        command.args(["-c", setting]);
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.args(words(line));
    let done = command.output();
    let done = done.map_err(|error| {
        Failure::new(format!("cannot run git: {error}")).hint("the tour needs git on the path")
    })?;
    streams.result(&String::from_utf8_lossy(&done.stdout))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
        return Err(Failure::new(format!("git {line} failed: {said}")));
    }
    Ok(())
}

/// The words of a command line; single quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn temporary_folder() -> Result<tempfile::TempDir, Failure> {
    tempfile::Builder::new()
        .prefix("rungs-demo-")
        .tempdir()
        .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))
}
