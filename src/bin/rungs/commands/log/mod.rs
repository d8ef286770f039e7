mod known;

use rungs::history::{Fate, History, Narrowing, ScoredWith, Step, Timeline};
use rungs::project::{Loaded, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{
    Followed, LogCounts, LogEntry, LogReport, TimeAxis, Tool, TrendSeries, log_entry, trend_series,
};
use rungs::source::git::{Commit, CommitDetails, Repository, WalkMode};
use rungs::value::Date;

use crate::cli::{day, format_among};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

use self::known::check_known;

/// Show what each commit did to maturity
///
/// Lists the commits that changed what is said or scored, newest first, with the
/// numbers before and after. Everything is read out of git; nothing is checked out.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// End with this commit (a branch, a tag, an id)
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
    /// Follow every parent of a merge, and not the first only
    #[arg(long)]
    full: bool,
    /// List the commits that touched files, models or configuration and moved nothing, too
    #[arg(long)]
    all_touching: bool,
    /// Show the changes themselves
    #[arg(short, long)]
    patch: bool,
    /// Show what the domains were over time
    #[arg(long, conflicts_with = "full")]
    graph: bool,
    /// Only commits that came in on this day or later, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<Date>,
    /// Only commits that came in on this day or earlier, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
    /// Only this unit (can be repeated)
    #[arg(long, value_name = "UNIT")]
    unit: Vec<String>,
    /// Only this node and what is below it (can be repeated)
    #[arg(long, value_name = "NODE")]
    node: Vec<String>,
    /// Only this practice, under all the names it had (can be repeated)
    #[arg(long, value_name = "ITEM")]
    item: Vec<String>,
    /// Only authors whose name or address holds this
    #[arg(long, value_name = "TEXT")]
    author: Option<String>,
    /// At most so many commits
    #[arg(short = 'n', long, value_name = "COUNT")]
    max_count: Option<usize>,
    /// Which models score old commits
    #[arg(long, value_name = "WHEN", value_enum, default_value = "then")]
    scored_with: With,
    /// Take a history that a shallow clone cuts off as fine
    #[arg(long)]
    allow_shallow: bool,
    /// Neither use nor keep what was computed before
    #[arg(long)]
    no_cache: bool,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::LOG))]
    format: Format,
}

/// Which models score old commits.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum With {
    /// Those of their day
    Then,
    /// Those of the commit that the history ends with
    Now,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let over_time =
        arguments.graph || matches!(arguments.format, Format::Svg | Format::Openmetrics);
    if over_time && arguments.full {
        return Err(Failure::new(format!(
            "`--format {}` shows one line of time and cannot follow every parent",
            arguments.format.word()
        ))
        .hint("leave out `--full`"));
    }
    let repository = context.repository()?;
    let tip = repository.commit(&arguments.at)?;
    let report = report(arguments, context, &repository, &tip, over_time)?;
    streams.result(&context.render(&Report::Log(&report), arguments.format)?)?;
    Ok(context.shallow(report.truncated, arguments.allow_shallow, streams))
}

fn report(
    arguments: &Arguments,
    context: &Context,
    repository: &Repository,
    tip: &Commit,
    over_time: bool,
) -> Result<LogReport, Failure> {
    let newest = context.project_in(repository, tip)?;
    let mode = match arguments.full {
        true => WalkMode::Full,
        false => WalkMode::FirstParent,
    };
    let kept = context.kept(repository, arguments.no_cache);
    let mut timeline = context.timeline(repository, (tip, &newest), mode, kept.as_ref())?;
    let history = History {
        repository,
        newest: &newest,
        scored_with: match arguments.scored_with {
            With::Then => ScoredWith::Then,
            With::Now => ScoredWith::Now,
        },
        today: context.today,
        kept: kept.as_ref(),
    };
    let entries = entries(arguments, context, &history, &mut timeline)?;
    if let Some(kept) = &kept {
        kept.save();
    }
    let (series, axis) = match over_time {
        true => over_time_of(arguments, context, &newest, &entries)?,
        false => Default::default(),
    };
    let cut_at = timeline.walk.cut_at.iter();
    Ok(LogReport {
        schema: LogReport::SCHEMA,
        tool: Tool::SELF,
        tip: tip.id.to_string(),
        name: tip.name.clone().unwrap_or_else(|| tip.short.clone()),
        mode: if arguments.full {
            "full"
        } else {
            "first-parent"
        },
        scored_with: match arguments.scored_with {
            With::Then => "then",
            With::Now => "now",
        },
        paths: named(&timeline),
        truncated: !timeline.walk.cut_at.is_empty(),
        cut_at: cut_at.map(ToString::to_string).collect(),
        narrowed: [&arguments.unit[..], &arguments.node, &arguments.item].concat(),
        counts: LogCounts {
            walked: timeline.walk.walked,
            touched: timeline.walk.touches.len(),
            shown: entries.len(),
        },
        graph: arguments.graph,
        series,
        axis,
        entries,
        patch: arguments.patch,
    })
}

/// What measures were over time, and what the newest assessments want them to be.
fn over_time_of(
    arguments: &Arguments,
    context: &Context,
    newest: &Project,
    entries: &[LogEntry],
) -> Result<(Vec<TrendSeries>, TimeAxis), Failure> {
    let followed = match arguments.format {
        Format::Openmetrics => Followed::Everything,
        _ => Followed::Headline,
    };
    let mut series = trend_series(entries, followed);
    if followed == Followed::Headline {
        let groups = newest.groups()?;
        let sound = |loaded: Loaded| match loaded.counts() && !loaded.broken {
            true => loaded.material,
            false => None,
        };
        let materials = newest.load(&groups, context.today, sound);
        for of in materials.into_iter().flatten() {
            series
                .iter_mut()
                .for_each(|one| one.add_aims(&of.model, &of.assessment));
        }
    }
    let until = arguments
        .until
        .map_or(context.today, |until| until.min(context.today));
    let axis = TimeAxis::of(&series, until);
    Ok((series, axis))
}

/// The paths as git takes them.
fn named(timeline: &Timeline) -> Vec<String> {
    let given = |path: String| match path.as_str() {
        "" => ".".to_owned(),
        _ => path,
    };
    timeline.paths.every().into_iter().map(given).collect()
}

fn entries(
    arguments: &Arguments,
    context: &Context,
    history: &History<'_>,
    timeline: &mut Timeline,
) -> Result<Vec<LogEntry>, Failure> {
    let mut narrowing = Narrowing::new(
        &arguments.unit,
        &arguments.node,
        &arguments.item,
        &history.newest.library,
    );
    let entries = listed(arguments, context, history, timeline, &mut narrowing)?;
    check_known(context, history, &narrowing, timeline)?;
    Ok(entries)
}

/// The commits that are asked for, with what of them is.
fn listed(
    arguments: &Arguments,
    context: &Context,
    history: &History<'_>,
    timeline: &mut Timeline,
    narrowing: &mut Narrowing<'_>,
) -> Result<Vec<LogEntry>, Failure> {
    let repository = history.repository;
    let most = arguments.max_count.unwrap_or(usize::MAX);
    let mut entries = Vec::new();
    if most == 0 {
        return Ok(entries);
    }
    // A practice is followed through every newer commit to the names it had.
    let all = !arguments.item.is_empty();
    let mut wanted: Vec<(usize, CommitDetails, bool)> = Vec::new();
    for (at, touch) in timeline.walk.touches.iter().enumerate() {
        let details = repository.commit_details(touch.commit)?;
        let shown = wants(arguments, &details);
        if shown || all {
            wanted.push((at, details, shown));
        }
    }
    let (mut rest, mut size) = (&wanted[..], most);
    while !rest.is_empty() {
        let (batch, later) = rest.split_at(size.min(rest.len()));
        (rest, size) = (later, size.saturating_mul(2));
        let steps: Vec<(usize, usize)> = batch.iter().map(|(at, ..)| (*at, 0)).collect();
        let prepared = context.progress("reading steps", Some(steps.len()));
        timeline.prepare(history, &steps, &|| prepared.one_more())?;
        for (at, details, shown) in batch {
            let step = timeline.take(*at, 0).map(|step| narrowing.step(step));
            let step = step.unwrap_or_default();
            if !shown || !arguments.all_touching && !tells(&step) {
                continue;
            }
            // What only people read takes its time.
            let people = matches!(arguments.format, Format::Text | Format::Markdown);
            let short = people.then(|| repository.short(details.id));
            entries.push(log_entry(details, short, step, arguments.patch));
            if entries.len() >= most {
                return Ok(entries);
            }
        }
    }
    Ok(entries)
}

/// Whether a commit changed what is said or scored, and not files only.
fn tells(step: &Step) -> bool {
    !step.notes.is_empty() || step.moved.iter().any(|one| one.fate != Fate::Moved)
}

fn wants(arguments: &Arguments, details: &CommitDetails) -> bool {
    let day = details.committer.date;
    let since = arguments
        .since
        .is_none_or(|since| day.is_some_and(|day| day >= since));
    let until = arguments
        .until
        .is_none_or(|until| day.is_some_and(|day| day <= until));
    let author = arguments.author.as_ref().is_none_or(|text| {
        let text = text.to_lowercase();
        let holds = |of: &str| of.to_lowercase().contains(&text);
        holds(&details.author.name) || holds(&details.author.email)
    });
    since && until && author
}
