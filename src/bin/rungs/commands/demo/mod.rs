//! The tour: a small repository in a temporary folder, and rungs at work on it.

mod files;
mod repository;

use std::ffi::OsString;
use std::path::Path;

use rungs::source::replace;
use rungs::text::RepoPath;

use self::repository::{ASSESSMENT, Made};
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

/// One stop: what is said, and what is run.
enum Stop {
    Say(&'static str),
    Rungs(&'static str),
    /// The same, of which so many lines are shown.
    Start(&'static str, usize),
    /// The commits of the repository.
    Commits,
    /// A change to the assessment, as two texts.
    Edit(&'static str, &'static str),
}

const TOUR: &[Stop] = &[
    Stop::Say(
        "A CTI team keeps its maturity assessment as YAML in git. A branch, which is checked out, proposes a change.",
    ),
    Stop::Commits,
    Stop::Say("Is everything as it must be? Every finding would stand at its line."),
    Stop::Rungs("validate"),
    Stop::Say(
        "How mature is the team? What is unanswered, not applicable or out of scope is said beside every number.",
    ),
    Stop::Rungs("score"),
    Stop::Say("Why is this number what it is? Step by step, down to the lines."),
    Stop::Rungs("explain THREAT-5"),
    Stop::Say(
        "What does the branch do to maturity? Compared with where it left main; each movement adds up from its causes.",
    ),
    Stop::Rungs("diff"),
    Stop::Say("The same as a comment for the pull request."),
    Stop::Start("diff --at HEAD --base main --format markdown", 21),
    Stop::Say(
        "May it go in? Two practices are better and one is worse, and the gates of main ask that none is.",
    ),
    Stop::Rungs("check --at HEAD --base main"),
    Stop::Say(
        "The same with a waiver: a file with a reason, an owner and a last day, for a code owner to look at.",
    ),
    Stop::Rungs("check --at with-a-waiver --base main"),
    Stop::Say(
        "Another branch lowers the minimum. The gates of main count, and what is weaker is found.",
    ),
    Stop::Rungs("check --at a-lower-bar --base main"),
    Stop::Say(
        "Somebody edits in a hurry: `THREAT-5.a` becomes `THREAT-5-z`, and the answer to THREAT-3.a `mostly`.",
    ),
    Stop::Edit("\n  THREAT-5.a:", "\n  THREAT-5-z:"),
    Stop::Edit("\n  THREAT-3.a: fully", "\n  THREAT-3.a: mostly"),
    Stop::Rungs("validate"),
    Stop::Say("A broken file gets no numbers at all, rather than wrong ones."),
    Stop::Rungs("score"),
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
    let made = repository::make(&root)?;
    for stop in TOUR {
        match stop {
            Stop::Say(text) => streams.result(&format!("\n{}\n", heading(text, context)))?,
            Stop::Commits => streams.result(&commits(&made))?,
            Stop::Rungs(line) => rungs_itself(line, &root, context, streams)?,
            Stop::Start(line, lines) => start_of(line, *lines, &root, context, streams)?,
            Stop::Edit(from, to) => edit(&root, from, to)?,
        }
    }
    if arguments.keep.is_some() {
        // What is kept is as the branch has it.
        for stop in TOUR.iter().rev() {
            if let Stop::Edit(from, to) = stop {
                edit(&root, to, from)?;
            }
        }
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

/// The first lines of what a command prints.
fn start_of(
    line: &str,
    lines: usize,
    root: &Path,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    rungs_itself(line, root, context, &mut Streams::new(&mut out, &mut err))?;
    let printed = String::from_utf8_lossy(&out);
    let prompt = format!("$ rungs {line}");
    let printed = printed.replacen(&prompt, &format!("{prompt} | head -n {lines}"), 1);
    // A blank line and the command stand before what it prints.
    let shown = printed.lines().take(lines + 2);
    let shown: String = shown.map(|line| format!("{line}\n")).collect();
    streams.say(&String::from_utf8_lossy(&err));
    Ok(streams.result(&shown)?)
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
        alone: true,
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

/// One line for each commit, the branch first that holds it.
fn commits(made: &[Made]) -> String {
    let lines = made.iter().map(|made| {
        let id: String = made.id.to_string().chars().take(10).collect();
        format!("  {:<16} {id}  {}\n", made.branch, made.subject)
    });
    let lines: String = lines.collect();
    format!("\n{lines}")
}

fn temporary_folder() -> Result<tempfile::TempDir, Failure> {
    tempfile::Builder::new()
        .prefix("rungs-demo-")
        .tempdir()
        .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))
}
