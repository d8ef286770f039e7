use std::collections::BTreeSet;

use rungs::diagnostic::{Level, Levels};
use rungs::history::audit::{Anchor, Auditing, CHECKS, Gathered, Scene, Standing};
use rungs::project::Project;
use rungs::render::{Format, Report, formats};
use rungs::report::{AuditAsked, audit_report};
use rungs::source::git::{Commit, GitErrorKind, Repository};
use rungs::text::nearest;
use rungs::value::Date;

use super::validate::FailOn;
use crate::cli::{day, format_among};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Digits that an anchor has at least: fewer may soon be the beginning of several ids.
const SHORTEST_ANCHOR: usize = 7;

/// Show what an auditor asks of a period
///
/// Lists what is out of the ordinary in how answers came about: without a reason,
/// evidence, signature or merge, merged by their own author, backdated, raised and
/// lowered again. `rungs explain KIND` says what a kind looks for, and what it cannot know.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// End with this commit (a branch, a tag, an id)
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
    /// The first day of the period, by the committer's clock, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<Date>,
    /// The last day of the period, by the committer's clock, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
    /// Only this unit (can be repeated)
    #[arg(long, value_name = "UNIT")]
    unit: Vec<String>,
    /// Look at what each commit of a branch said, and not only at what its merge made of it
    #[arg(long)]
    full: bool,
    /// A commit that was recorded as part of this history, and has to be still (can be repeated)
    #[arg(long, value_name = "COMMIT", value_parser = anchor_id)]
    anchor: Vec<String>,
    /// Days that an author's date may be before the committer's
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    backdated: u32,
    /// Days within which a raise is not to be taken back
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    within: u32,
    /// Give a kind another level, as in `signature-missing=deny` (can be repeated)
    #[arg(long, value_name = "KIND=LEVEL", value_parser = level)]
    level: Vec<(String, Level)>,
    /// The lowest level that makes the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "deny")]
    fail_on: FailOn,
    /// Take a history that a shallow clone cuts off as fine
    #[arg(long)]
    allow_shallow: bool,
    /// Neither use nor keep what was computed before
    #[arg(long)]
    no_cache: bool,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::AUDIT))]
    format: Format,
}

fn anchor_id(text: &str) -> Result<String, String> {
    let digits = text.bytes().all(|found| found.is_ascii_hexdigit());
    match digits && (SHORTEST_ANCHOR..=64).contains(&text.len()) {
        true => Ok(text.to_owned()),
        // A branch or a tag goes where somebody moves it.
        false => Err(format!(
            "expected the id of a commit, of at least {SHORTEST_ANCHOR} hexadecimal digits"
        )),
    }
}

fn level(text: &str) -> Result<(String, Level), String> {
    let (kind, word) = text
        .split_once('=')
        .ok_or("expected a kind, `=` and a level")?;
    let kinds = || CHECKS.iter().map(|check| check.rule.id);
    if !kinds().any(|known| known == kind) {
        let close = nearest(kind, kinds());
        let close = close.map_or_else(
            || format!("there are {}", kinds().collect::<Vec<_>>().join(", ")),
            |close| format!("did you mean `{close}`?"),
        );
        return Err(format!("there is no kind `{kind}`; {close}"));
    }
    let level = match word {
        "note" => Some(Level::Note),
        word => Level::from_word(word),
    };
    let level = level.ok_or("expected `deny`, `warn`, `note` or `allow` as the level")?;
    Ok((kind.to_owned(), level))
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    if let (Some(since), Some(until)) = (arguments.since, arguments.until)
        && since > until
    {
        return Err(Failure::new(format!("{since} is after {until}"))
            .hint("`--since` is the first day and `--until` the last"));
    }
    let repository = context.repository()?;
    let tip = repository.commit(&arguments.at)?;
    let newest = context.project_in(&repository, &tip)?;
    let kept = context.kept(&repository, arguments.no_cache);
    let auditing = Auditing {
        repository: &repository,
        tip: tip.id,
        newest: &newest,
        kept: kept.as_ref(),
        today: context.today,
        since: arguments.since,
        until: arguments.until,
        around_days: arguments.within,
        units: &arguments.unit,
    };
    let gathered = auditing.gather()?;
    if let Some(kept) = &kept {
        kept.save();
    }
    check_units(arguments, context, &newest, &gathered)?;
    let anchors = anchors(arguments, &repository, &tip, &gathered)?;
    let scene = Scene {
        line: &gathered.line,
        anchors: &anchors,
        library: &newest.library,
        full: arguments.full,
        backdated_days: arguments.backdated,
        within_days: arguments.within,
    };
    let mut levels = Levels::default();
    for (kind, level) in &arguments.level {
        levels.set(kind, *level);
    }
    let asked = AuditAsked {
        tip: &tip.id.to_string(),
        name: tip.name.as_ref().unwrap_or(&tip.short),
        since: arguments.since,
        until: arguments.until,
        units: &arguments.unit,
        levels: &levels,
    };
    let report = audit_report(&asked, &scene, &gathered);
    streams.result(&context.render(&Report::Audit(&report), arguments.format)?)?;
    let cut = context.shallow(report.truncated, arguments.allow_shallow, streams);
    Ok(match report.counts.reach(arguments.fail_on.level()) {
        _ if cut != Exit::Fine => cut,
        true => Exit::Findings,
        false => Exit::Fine,
    })
}

/// A unit that nothing here is about is a wrong call, as a clean result would be taken
/// for one.
fn check_units(
    arguments: &Arguments,
    context: &Context,
    newest: &Project,
    gathered: &Gathered,
) -> Result<(), Failure> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let moved = gathered.line.iter().flat_map(|one| &one.step.moved);
    known.extend(moved.filter_map(|moved| moved.unit.clone()));
    let missing = |known: &BTreeSet<String>| {
        let mut asked = arguments.unit.iter();
        asked.find(|unit| !known.contains(*unit)).cloned()
    };
    if missing(&known).is_some() {
        let groups = newest.groups()?;
        let heads = newest.load(&groups, context.today, |loaded| loaded.head);
        known.extend(heads.into_iter().flatten().map(|head| head.unit));
    }
    let Some(unit) = missing(&known) else {
        return Ok(());
    };
    let failure = Failure::new(format!(
        "there is no assessment of the unit `{unit}`, and none was changed in the period"
    ));
    Err(match nearest(&unit, known.iter().map(String::as_str)) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure,
    })
}

/// What became of the commits that were recorded.
fn anchors(
    arguments: &Arguments,
    repository: &Repository,
    tip: &Commit,
    gathered: &Gathered,
) -> Result<Vec<Anchor>, Failure> {
    let lost = |absent: Standing| match gathered.cut_at.is_empty() {
        true => absent,
        false => Standing::CutOff,
    };
    let mut anchors = Vec::new();
    for given in &arguments.anchor {
        let (standing, commit) = match repository.commit(given) {
            Ok(commit) => {
                let standing = match repository.leads_back_to(tip.id, commit.id)? {
                    true => Standing::Held,
                    false => lost(Standing::Left),
                };
                let details = repository.commit_details(commit.id)?;
                (standing, Some((details, commit.short)))
            }
            Err(error) if error.kind() == GitErrorKind::CannotCompare => {
                (lost(Standing::Absent), None)
            }
            Err(error) => return Err(error.into()),
        };
        anchors.push(Anchor {
            given: given.clone(),
            standing,
            commit,
        });
    }
    Ok(anchors)
}
