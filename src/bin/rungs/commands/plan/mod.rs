mod asked;
mod branch;

use std::path::PathBuf;

use rungs::lint::{Head, broken_across};
use rungs::project::{Loaded, Material, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{PlanReport, Planned, PlannedAssessment, Tool, plan_assessment};

use self::asked::{Reach, check, goals_of, nodes_of};
use super::explain::rolls_up_only;
use super::score::nothing_final;
use crate::cli::format_among;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Say what to do next, and what each step is worth
///
/// Orders the practices that have a target by priority and scores again after each
/// of them. With `--reach` it finds the fewest practices that reach a value, with
/// `--branch` the way to the answers that a branch holds. A priority is impact plus
/// four less effort, from 6 down to 2.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or folders (default: all of the project)
    paths: Vec<PathBuf>,
    /// Look at this commit instead of the work tree (a branch, a tag, an id, `HEAD~1`)
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// Only this unit (can be repeated)
    #[arg(long, value_name = "UNIT")]
    unit: Vec<String>,
    /// Only this node and what is below it (can be repeated)
    #[arg(long, value_name = "NODE")]
    node: Vec<String>,
    /// Find the fewest practices that bring a measure to a value, such as `level=L2` or `share=0.6`, at each
    /// node that is named or else at the root (can be repeated)
    #[arg(long, value_name = "MEASURE=VALUE", value_parser = Reach::parse)]
    reach: Vec<Reach>,
    /// Take the answers of this revision as the plan (a branch, a tag, an id)
    #[arg(long, value_name = "REV", conflicts_with = "reach")]
    branch: Option<String>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::PLAN))]
    format: Format,
    /// Take it as fine when there is nothing to look at
    #[arg(long)]
    allow_empty: bool,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let at = arguments.at.as_deref();
    let place = context.sound_place_at(at, &arguments.paths, arguments.allow_empty)?;
    context.remark(&place, streams);
    let all = counting(&place.project, &place.groups, context);
    let unreadable = all.iter().any(|one| one.unreadable());
    let mut report = PlanReport {
        schema: PlanReport::SCHEMA,
        tool: Tool::SELF,
        revision: place.revision.clone(),
        as_of: context.today.to_string(),
        source: match arguments.reach.is_empty() {
            true => "targets",
            false => "reach",
        },
        branch: None,
        notes: Vec::new(),
        assessments: Vec::new(),
    };
    match &arguments.branch {
        Some(name) => branch::fill(name, &all, arguments, context, &mut report)?,
        None => {
            let wanted = of_units(&all, arguments, &place.project)?;
            let materials: Vec<&Material> = wanted.iter().filter_map(|one| sound(one)).collect();
            check(&arguments.node, &arguments.reach, &materials)?;
            let plans = wanted
                .iter()
                .filter_map(|one| plan(one, arguments, context));
            report.assessments = plans.collect();
        }
    }
    streams.result(&context.render(&Report::Plan(&report), arguments.format)?)?;
    let broken = report.assessments.iter().filter(|one| one.broken).count();
    if broken > 0 {
        streams.say(&format!(
            "{broken} without numbers: `rungs validate` says what is wrong\n"
        ));
    }
    Ok(match broken {
        _ if unreadable => Exit::CannotDo,
        0 => Exit::Fine,
        _ => Exit::Findings,
    })
}

/// The assessments that count; two of one unit and model cancel each other.
fn counting(project: &Project, groups: &[rungs::project::Group], context: &Context) -> Vec<Loaded> {
    let loaded = project.load(groups, context.today, |loaded| loaded);
    let mut all: Vec<Loaded> = loaded.into_iter().filter(Loaded::counts).collect();
    let heads: Vec<Head> = all.iter().filter_map(|one| one.head.clone()).collect();
    let broken = broken_across(&heads);
    for one in &mut all {
        one.broken |= broken.contains(one.path.as_str());
    }
    all
}

/// Those of the units that were asked for. A file that does not say its unit may be
/// of any.
fn of_units<'l>(
    all: &'l [Loaded],
    arguments: &Arguments,
    project: &Project,
) -> Result<Vec<&'l Loaded>, Failure> {
    let unit = |one: &Loaded| one.head.as_ref().map(|head| head.unit.clone());
    let units: Vec<String> = all.iter().filter_map(unit).collect();
    let asked = &arguments.unit;
    let fits =
        |one: &&Loaded| asked.is_empty() || unit(one).is_none_or(|unit| asked.contains(&unit));
    let wanted: Vec<&Loaded> = all.iter().filter(fits).collect();
    let missing = asked.iter().find(|unit| !units.contains(unit));
    match missing {
        Some(unit) if !wanted.iter().any(|one| one.head.is_none()) => {
            let only_members = rolls_up_only(Some(unit), &units, project, "plan for");
            Err(only_members.unwrap_or_else(|| nothing_final(std::slice::from_ref(unit), &units)))
        }
        None if wanted.is_empty() && !arguments.allow_empty => Err(nothing_final(&[], &units)),
        _ => Ok(wanted),
    }
}

/// What has numbers.
fn sound(loaded: &Loaded) -> Option<&Material> {
    loaded.material.as_ref().filter(|_| !loaded.broken)
}

/// The plan of one assessment; nothing where its model has nothing of what was
/// asked for.
fn plan(one: &Loaded, arguments: &Arguments, context: &Context) -> Option<PlannedAssessment> {
    let path = one.path.as_str();
    let Some(material) = sound(one) else {
        return Some(PlannedAssessment::broken(path, one.head.as_ref()));
    };
    let nodes = nodes_of(&arguments.node, &material.model)?;
    let goals = goals_of(&arguments.reach, &nodes, &material.model);
    if goals.is_empty() && !arguments.reach.is_empty() {
        return None;
    }
    let asked = Planned {
        nodes,
        goals,
        today: context.today,
    };
    Some(plan_assessment(path, material, &asked))
}
