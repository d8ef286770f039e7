mod trend;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rungs::lint::{Head, broken_across};
use rungs::model::{Model, ModelRef, UnitDeclaration};
use rungs::project::{Loaded, Material, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{
    RollUp, Rolled, ScoreReport, ScoredAssessment, Tool, observe_nodes, roll_ups, score_assessment,
};
use rungs::score::rolls_up;
use rungs::text::nearest;
use rungs::value::Date;

use crate::cli::format_among;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

use self::trend::{Reach, add_trends};

/// Compute the numbers of assessments
///
/// Shows each measure beside how much is answered. Files whose meaning is broken
/// get no numbers and make the exit code 1.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or folders (default: all of the project)
    paths: Vec<PathBuf>,
    /// Look at this commit instead of the work tree (a branch, a tag, an id, `HEAD~1`)
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::SCORE))]
    format: Format,
    /// Only this unit (can be repeated)
    #[arg(long, value_name = "UNIT")]
    unit: Vec<String>,
    /// Show how the numbers have moved, by the history of the repository
    #[arg(long)]
    trend: bool,
    /// Take a history that a shallow clone cuts off as fine
    #[arg(long, requires = "trend")]
    allow_shallow: bool,
    /// Neither use nor keep what was computed before for the trend
    #[arg(long, requires = "trend")]
    no_cache: bool,
    /// Show practices too
    #[arg(long)]
    leaves: bool,
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
    // Some of a unit's members would not be all of them.
    let rolls = arguments.paths.is_empty() && !place.project.config.units.is_empty();
    let scored = place.project.load(&place.groups, context.today, |loaded| {
        scored(
            loaded,
            (arguments.leaves, rolls),
            &place.project,
            context.today,
        )
    });
    let mut all: Vec<Scored> = scored.into_iter().flatten().collect();
    break_seconds(&mut all);
    let mut rolled = rolled_up(&place.project.config.units, &all, arguments.leaves);
    rolled.retain(|one| arguments.unit.is_empty() || arguments.unit.contains(&one.unit));
    // A file that does not say its unit may be of any.
    let units: Vec<String> = all
        .iter()
        .filter_map(|one| one.report.unit.clone())
        .collect();
    let wanted = |one: &Scored| {
        one.report
            .unit
            .as_ref()
            .is_none_or(|unit| arguments.unit.contains(unit))
    };
    all.retain(|one| arguments.unit.is_empty() || wanted(one));
    if all.is_empty() && rolled.is_empty() && !arguments.allow_empty {
        return Err(nothing_final(&arguments.unit, &units));
    }
    let unreadable = all.iter().any(|one| one.unreadable);
    let mut assessments: Vec<ScoredAssessment> = all.into_iter().map(|one| one.report).collect();
    let trend = match arguments.trend {
        true => add_trends(arguments, context, &mut assessments),
        false => Ok(Reach::Whole),
    };
    let report = ScoreReport {
        schema: ScoreReport::SCHEMA,
        tool: Tool::SELF,
        revision: place.revision.clone(),
        as_of: context.today.to_string(),
        assessments,
        units: rolled,
    };
    streams.result(&context.render(&Report::Score(&report), arguments.format)?)?;
    Ok(finish(&report, unreadable, &place.project, trend, streams))
}

/// Says what has no numbers, and what that makes of the exit code.
fn finish(
    report: &ScoreReport,
    unreadable: bool,
    project: &Project,
    trend: Result<Reach, Failure>,
    streams: &mut Streams<'_>,
) -> Exit {
    let files = report.assessments.iter().filter(|one| one.broken).count();
    // A unit above a broken file that was not asked for has no numbers either.
    let above = report.units.iter().filter(|one| one.broken).count();
    let broken = if files > 0 { files } else { above };
    if broken > 0 {
        streams.say(&format!(
            "{broken} without numbers: `rungs validate` says what is wrong\n"
        ));
    }
    let left_out = project.observations_left_out();
    if left_out > 0 {
        streams.say(&format!(
            "{left_out} of the observation files left out: `rungs validate` says what is wrong\n"
        ));
    }
    match trend {
        _ if unreadable => Exit::CannotDo,
        Err(why) => {
            let message = format!("there is no trend: {}", why.message);
            let why = Failure { message, ..why };
            streams.say(&why.to_string());
            why.exit
        }
        Ok(reach) => {
            if reach == Reach::CutOff {
                streams.say("a shallow clone cuts the history off, and the trend begins there\n");
            }
            match broken {
                0 => Exit::Fine,
                _ => Exit::Findings,
            }
        }
    }
}

/// An assessment with its numbers, if it has any.
struct Scored {
    report: ScoredAssessment,
    head: Option<Head>,
    unreadable: bool,
    /// Kept only for units above its own.
    material: Option<Material>,
}

fn scored(
    loaded: Loaded,
    (leaves, rolls): (bool, bool),
    project: &Project,
    today: Date,
) -> Option<Scored> {
    if !loaded.counts() {
        return None;
    }
    let path = loaded.path.as_str();
    let numbers = loaded.material.as_ref().filter(|_| !loaded.broken);
    let report = match numbers {
        Some(of) => {
            let (model, unit) = (&of.model, &of.assessment.unit.value);
            let mut report = score_assessment(path, model, &of.assessment, &of.resolved, leaves);
            if let Some(series) = project.series(unit, &model.reference.id) {
                observe_nodes(&mut report.nodes, model, series, today);
            }
            report
        }
        None => ScoredAssessment::broken(path, loaded.head.as_ref()),
    };
    Some(Scored {
        report,
        unreadable: loaded.unreadable(),
        head: loaded.head,
        material: loaded.material.filter(|of| {
            let mut measures = of.model.measures.iter();
            rolls && measures.any(|measure| rolls_up(&of.model, measure))
        }),
    })
}

/// What declared units with members come to, model by model.
fn rolled_up(units: &[UnitDeclaration], all: &[Scored], leaves: bool) -> Vec<RollUp> {
    let materials = || all.iter().filter_map(|one| one.material.as_ref());
    let models: BTreeMap<&ModelRef, &Model> = materials()
        .map(|of| (&of.model.reference, of.model.as_ref()))
        .collect();
    let rolled = models.into_iter().flat_map(|(reference, model)| {
        let of_model = all.iter().filter_map(|one| {
            let head = one.head.as_ref().filter(|head| head.model == *reference)?;
            let answers = one.material.as_ref().filter(|_| !one.report.broken);
            Some(Rolled {
                unit: &head.unit,
                answers: answers.map(|of| (&of.assessment, &of.resolved)),
            })
        });
        let assessments: Vec<Rolled<'_>> = of_model.collect();
        roll_ups(units, model, &assessments, leaves)
    });
    rolled.collect()
}

/// Two final assessments of one unit against one model cancel each other.
fn break_seconds(assessments: &mut [Scored]) {
    let heads: Vec<Head> = assessments
        .iter()
        .filter_map(|one| one.head.clone())
        .collect();
    let broken = broken_across(&heads);
    for one in assessments
        .iter_mut()
        .filter(|one| broken.contains(&one.report.path))
    {
        one.report = ScoredAssessment::broken(&one.report.path, one.head.as_ref());
    }
}

/// That there is no final assessment, of certain units or at all.
pub fn nothing_final(wanted: &[String], units: &[String]) -> Failure {
    let Some(unit) = wanted.first() else {
        return Failure::new("there is no final assessment")
            .hint("drafts are validated only; `rungs validate` lists what there is");
    };
    let failure = Failure::new(format!("there is no final assessment of the unit `{unit}`"));
    match nearest(unit, units.iter().map(String::as_str)) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None if units.is_empty() => failure,
        None => failure.hint(format!("there are {}", units.join(", "))),
    }
}
