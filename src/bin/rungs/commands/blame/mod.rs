mod asked;
mod standing;

use std::collections::BTreeMap;

use rungs::history::{History, Kept, ScoredWith, Timeline, blame};
use rungs::project::{Material, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{BlameReport, BlamedItem, Tool, blamed_item};
use rungs::source::git::{CommitDetails, Repository, WalkMode};

use self::asked::{check_ids, wanted};
use self::standing::Standing;
use crate::cli::format_among;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Show who last changed what is said of each practice
///
/// Answer, evidence, rationale, target and owner are followed each on its own, through
/// reformatting, reordering, moved and split files, and moves to another version of the
/// model. A merge is passed by where one of its parents says the same. Files whose
/// meaning is broken at that commit make the exit code 1.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The unit (default: every unit)
    unit: Option<String>,
    /// Look at the assessments of this commit (a branch, a tag, an id)
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
    /// Show the whole life of this practice (can be repeated)
    #[arg(long, value_name = "ITEM")]
    item: Vec<String>,
    /// Only this node and what is below it (can be repeated)
    #[arg(long, value_name = "NODE")]
    node: Vec<String>,
    /// Take a history that a shallow clone cuts off as fine
    #[arg(long)]
    allow_shallow: bool,
    /// Neither use nor keep what was computed before
    #[arg(long)]
    no_cache: bool,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::BLAME))]
    format: Format,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let repository = context.repository()?;
    let tip = repository.commit(&arguments.at)?;
    let newest = context.project_in(&repository, &tip)?;
    let kept = context.kept(&repository, arguments.no_cache);
    let mut timeline = context.timeline(
        &repository,
        (&tip, &newest),
        WalkMode::Simplified,
        kept.as_ref(),
    )?;
    let standing = Standing::of(arguments.unit.as_deref(), context, &newest)?;
    check_ids(arguments, &standing.models)?;
    prepare(&mut timeline, context, &repository, &newest, kept.as_ref())?;
    let mut people = People {
        repository: &repository,
        timeline: &timeline,
        known: BTreeMap::new(),
    };
    let mut items = Vec::new();
    for (path, material) in &standing.sound {
        items.extend(blamed(arguments, &mut people, path, material)?);
    }
    if let Some(kept) = &kept {
        kept.save();
    }
    let report = BlameReport {
        schema: BlameReport::SCHEMA,
        tool: Tool::SELF,
        tip: tip.id.to_string(),
        name: tip.name.clone().unwrap_or_else(|| tip.short.clone()),
        truncated: !timeline.walk.cut_at.is_empty(),
        cut_at: timeline
            .walk
            .cut_at
            .iter()
            .map(ToString::to_string)
            .collect(),
        items,
        broken: standing.broken,
        whole: !arguments.item.is_empty(),
    };
    streams.result(&context.render(&Report::Blame(&report), arguments.format)?)?;
    let cut = context.shallow(report.truncated, arguments.allow_shallow, streams);
    Ok(match report.broken.is_empty() {
        _ if standing.unreadable => Exit::CannotDo,
        _ if cut != Exit::Fine => cut,
        true => Exit::Fine,
        false => Exit::Findings,
    })
}

/// Computes every step, held against every parent that is followed.
fn prepare(
    timeline: &mut Timeline,
    context: &Context,
    repository: &Repository,
    newest: &Project,
    kept: Option<&Kept>,
) -> Result<(), Failure> {
    let history = History {
        repository,
        newest,
        scored_with: ScoredWith::Then,
        today: context.today,
        kept,
    };
    let touches = timeline.walk.touches.iter().enumerate();
    let steps =
        touches.flat_map(|(touch, one)| (0..one.parents.len()).map(move |parent| (touch, parent)));
    let steps: Vec<(usize, usize)> = steps.collect();
    let prepared = context.progress("reading steps", Some(steps.len()));
    Ok(timeline.prepare(&history, &steps, &|| prepared.one_more())?)
}

/// Commits whose people were asked for before.
struct People<'p> {
    repository: &'p Repository,
    timeline: &'p Timeline,
    known: BTreeMap<usize, (CommitDetails, String)>,
}

impl People<'_> {
    fn of(&mut self, touch: usize) -> Result<Option<&(CommitDetails, String)>, Failure> {
        if !self.known.contains_key(&touch) {
            let Some(commit) = self.timeline.walk.touches.get(touch) else {
                return Ok(None);
            };
            let details = self.repository.commit_details(commit.commit)?;
            let short = self.repository.short(commit.commit);
            self.known.insert(touch, (details, short));
        }
        Ok(self.known.get(&touch))
    }
}

fn blamed(
    arguments: &Arguments,
    people: &mut People<'_>,
    path: &str,
    material: &Material,
) -> Result<Vec<BlamedItem>, Failure> {
    let wanted = wanted(arguments, material);
    let whole = !arguments.item.is_empty();
    let mut told = blame(people.timeline, path, &wanted, whole);
    told.sort_by_key(|told| match whole {
        // A life is told commit by commit.
        true => (told.touch, told.asked),
        false => (told.asked, told.touch),
    });
    let (unit, model) = (
        &material.assessment.unit.value,
        material.model.reference.to_string(),
    );
    let mut items = Vec::new();
    for told in told {
        let Some(said) = wanted.get(told.asked) else {
            continue;
        };
        // What is not said and never changed has no life.
        if said.value.is_none() && told.changes.is_empty() {
            continue;
        }
        if let Some((details, short)) = people.of(told.touch)? {
            let short = short.clone();
            items.push(blamed_item((unit, &model), said, &told, details, short));
        }
    }
    Ok(items)
}
