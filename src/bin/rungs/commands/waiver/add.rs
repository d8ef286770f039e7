use std::path::PathBuf;
use std::sync::Arc;

use rungs::check::{Finding, KnownNames, WaiverExam};
use rungs::diagnostic::Diagnostic;
use rungs::format::with_entry;
use rungs::model::waiver;
use rungs::project::{CONFIG_FILE, PlacedWaiver, Project, WAIVER_FOLDER};
use rungs::render::terminal;
use rungs::report::rules;
use rungs::schema::{self, Kind};
use rungs::source::{WriteError, create_new};
use rungs::text::{RepoPath, SourceFile};
use rungs::value::Date;
use rungs::yaml::{self, Written};

use super::compared::compared;
use crate::cli::unit_id;
use crate::commands::fmt;
use crate::context::{Context, sound};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Add a waiver: an exception to a rule with a reason, an owner and a last day
///
/// It is written to a file of its own below `waivers/`, or with `--in rungs.yaml`
/// into the configuration. A file that is there is never overwritten, and what
/// could except nothing is refused.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The rule whose findings are excepted
    rule: String,
    /// The unit it is for
    #[arg(long, value_name = "UNIT", value_parser = unit_id)]
    unit: String,
    /// The one item it is for
    #[arg(long, value_name = "ITEM", conflicts_with = "node", value_parser = unit_id)]
    item: Option<String>,
    /// The place in the model it is for, with everything below it
    #[arg(long, value_name = "NODE", value_parser = unit_id)]
    node: Option<String>,
    /// Why the exception is right
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The person or team that answers for it
    #[arg(long, value_name = "NAME")]
    owner: String,
    /// The last day it holds, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "days")]
    expires: Option<Date>,
    /// How many days it holds after today
    #[arg(long, value_name = "DAYS", conflicts_with = "expires", value_parser = clap::value_parser!(u32).range(0..=36_500))]
    days: Option<u32>,
    /// Bind it to the answer that is found, so that it lapses when that moves again
    #[arg(long)]
    pin: bool,
    /// Find the answer against this (default: as `rungs check`)
    #[arg(long, value_name = "REV", requires = "pin")]
    base: Option<String>,
    /// Where it is written: `rungs.yaml`, or a new file below `waivers/`
    #[arg(long = "in", value_name = "FILE")]
    into: Option<PathBuf>,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "expected a day as YYYY-MM-DD".to_owned())
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let project = Project::open(&context.folder)?;
    sound(&project)?;
    let path = target(arguments, context, &project)?;
    let mut entry = entry(arguments, context)?;
    let mut known = known(&project, context)?;
    refuse(&project, &entry, &path, &mut known, context)?;
    if arguments.pin {
        let pin = pin(arguments, context)?;
        entry.push(("fingerprint", pin));
    }
    if path.as_str() == CONFIG_FILE {
        list(&project, &entry)?;
    } else {
        let written = create_new(&project.folder.on_disk(&path), own_file(&entry).as_bytes());
        written.map_err(|error| match error {
            WriteError::Exists(_) => Failure::new(format!("{path} exists already")).hint(
                "give a waiver a new last day in its file, remove it with `rungs waiver prune` when it is over, or name another file with `--in`",
            ),
            error => error.into(),
        })?;
    }
    streams.result(&format!("wrote {}\n", terminal(path.as_str())))?;
    streams.say("next: commit it with what it excepts, and see with `rungs check` what it does\n");
    Ok(Exit::Fine)
}

/// Where the waiver goes, as a path of the project.
fn target(
    arguments: &Arguments,
    context: &Context,
    project: &Project,
) -> Result<RepoPath, Failure> {
    let Some(into) = &arguments.into else {
        let place = arguments.item.as_ref().or(arguments.node.as_ref());
        let parts = [Some(&arguments.rule), Some(&arguments.unit), place];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let name = parts.join("-").replace('/', "-");
        return Ok(RepoPath::given(&format!("{WAIVER_FOLDER}/{name}.yaml")));
    };
    let full = rungs::source::absolute(&context.folder, into);
    let inside = full.strip_prefix(project.folder.root()).ok();
    let inside = inside
        .and_then(|path| path.to_str())
        .map(|path| path.replace('\\', "/"));
    let path = inside.and_then(|path| RepoPath::parse(&path).ok());
    let read = |path: &RepoPath| {
        let below = path.as_str().strip_prefix(WAIVER_FOLDER);
        path.as_str() == CONFIG_FILE
            || below.is_some_and(|rest| rest.starts_with('/') && rest.ends_with(".yaml"))
    };
    path.filter(read).ok_or_else(|| {
        Failure::new(format!(
            "a waiver in `{}` would not be read",
            into.display()
        ))
        .hint("name rungs.yaml, or a file `waivers/….yaml` of the project")
    })
}

/// The keys and values of the waiver, in their order.
fn entry(arguments: &Arguments, context: &Context) -> Result<Vec<(&'static str, String)>, Failure> {
    let expires = match (arguments.expires, arguments.days) {
        (Some(day), _) => Some(day),
        (None, days) => context.today.days_after(days.unwrap_or_default()),
    };
    let expires = expires.ok_or_else(|| Failure::new("that day is outside the calendar"))?;
    let entry = [
        ("rule", Some(arguments.rule.clone())),
        ("unit", Some(arguments.unit.clone())),
        ("node", arguments.node.clone()),
        ("item", arguments.item.clone()),
        ("reason", Some(arguments.reason.clone())),
        ("owner", Some(arguments.owner.clone())),
        ("expires", Some(expires.to_string())),
    ];
    Ok(entry
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect())
}

/// The waiver as a file: each key on its own line, so that a change of one of them
/// shows as such.
fn own_file(entry: &[(&'static str, String)]) -> String {
    let tag = ("rungs", "waiver/1".to_owned());
    let pairs = std::iter::once(&tag).chain(entry);
    let written = pairs.map(|(key, value)| (*key, Written::text(value.as_str())));
    Written::map(written).to_yaml()
}

/// The names that the project knows.
fn known(project: &Project, context: &Context) -> Result<KnownNames, Failure> {
    let groups = project.groups()?;
    let loaded = project.load(&groups, context.today, |loaded| {
        (loaded.assessment, loaded.head)
    });
    let all = loaded
        .iter()
        .all(|(assessment, head)| !assessment || head.is_some());
    let heads: Vec<_> = loaded.into_iter().filter_map(|(_, head)| head).collect();
    Ok(KnownNames::of(project, &heads, all))
}

/// Refuses what the files would be refused for.
fn refuse(
    project: &Project,
    entry: &[(&'static str, String)],
    path: &RepoPath,
    known: &mut KnownNames,
    context: &Context,
) -> Result<(), Failure> {
    let file = Arc::new(SourceFile::new(path.clone(), own_file(entry)));
    let parsed = yaml::parse(&file);
    let Some(root) = &parsed.root else {
        return Err(Failure::new("this cannot be written as a waiver"));
    };
    let mut wrong = schema::validate(Kind::Waiver, &file, root).into_iter();
    if let Some(wrong) = wrong.next() {
        return Err(failure(wrong));
    }
    let Some(waiver) = waiver(root) else {
        return Err(Failure::new("this cannot be written as a waiver"));
    };
    let placed = PlacedWaiver {
        waiver,
        file: Arc::clone(&file),
        own_file: true,
        whole: true,
    };
    let rules = rules();
    let exam = WaiverExam {
        project,
        rules: &rules,
        waiving: &project.config.waiving,
        today: context.today,
    };
    if let Some(day) = placed.waiver.last_day().filter(|day| *day < context.today) {
        return Err(
            Failure::new(format!("{day} is over, so the waiver would except nothing"))
                .hint(format!("today is {}", context.today)),
        );
    }
    if let Some(wrong) = exam.refusal(&placed, known) {
        return Err(failure(wrong));
    }
    match exam.same_as(&placed) {
        Some(other) => Err(Failure::new(format!(
            "{}:{} is a waiver for the same",
            other.file.path(),
            other.line()
        ))
        .hint("give that one a new last day, if it is to hold for longer")),
        None => Ok(()),
    }
}

fn failure(wrong: Diagnostic) -> Failure {
    let failure = Failure::new(wrong.message);
    match wrong.help {
        Some(help) => failure.hint(help),
        None => failure,
    }
}

/// The fingerprint of the one finding that the waiver is for.
fn pin(arguments: &Arguments, context: &Context) -> Result<String, Failure> {
    let compared = compared(arguments.base.as_deref(), context)?;
    let is_for = |finding: &&Finding| {
        finding.waivable
            && finding.diagnostic.rule.id == arguments.rule
            && finding.unit.as_ref() == Some(&arguments.unit)
            && arguments
                .item
                .as_ref()
                .is_none_or(|item| finding.item.as_ref() == Some(item))
            && arguments.node.as_ref().is_none_or(|node| {
                finding.node.as_ref() == Some(node) || finding.within.contains(node)
            })
    };
    let found: Vec<&Finding> = compared.checked.findings.iter().filter(is_for).collect();
    match found.as_slice() {
        [only] => Ok(only.value_fingerprint.clone()),
        [] => Err(Failure::new(format!(
            "there is no such finding of `{}` against {}, so there is nothing to bind a waiver to",
            arguments.rule, compared.base.name
        ))
        .hint("leave out `--pin`, or name another base with `--base`")),
        several => Err(Failure::new(format!(
            "{} findings are such, and a waiver can be bound to one of them only",
            several.len()
        ))
        .hint("name its item with `--item`")),
    }
}

/// Writes the waiver into the configuration.
fn list(project: &Project, entry: &[(&'static str, String)]) -> Result<(), Failure> {
    let Some(file) = &project.config_file else {
        return Err(Failure::new(format!("there is no {CONFIG_FILE}")));
    };
    let text = with_entry(file, "waivers", entry).map_err(|_| {
        Failure::new(format!(
            "the waivers of {CONFIG_FILE} are laid out in a way that cannot be added to safely"
        ))
        .hint("leave out `--in`, and the waiver gets a file of its own")
    })?;
    fmt::write(project, file, &text)
}
