use rungs::history::{History, ScoredWith, Step, held, trend};
use rungs::model::ModelRef;
use rungs::project::Project;
use rungs::report::{ScoredAssessment, TrendReport, Wanted, trend_report};
use rungs::source::git::WalkMode;
use rungs::value::Date;

use super::Arguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::history::shallow;

/// How far back a history goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To its beginning.
    Whole,
    /// To where a shallow clone cuts it off.
    CutOff,
}

/// Adds to assessments how their measures have moved up to a commit.
///
/// # Errors
/// Why history cannot tell, or not all of it; the numbers of today stand nevertheless.
pub fn add_trends(
    arguments: &Arguments,
    context: &Context,
    assessments: &mut [ScoredAssessment],
) -> Result<Reach, Failure> {
    let repository = context.repository()?;
    let tip = repository.commit(arguments.at.as_deref().unwrap_or("HEAD"))?;
    let newest = context.project_in(&repository, &tip)?;
    let kept = context.kept(&repository, arguments.no_cache);
    let mut timeline = context.timeline(
        &repository,
        (&tip, &newest),
        WalkMode::FirstParent,
        kept.as_ref(),
    )?;
    let reach = match timeline.walk.cut_at.is_empty() {
        true => Reach::Whole,
        false => Reach::CutOff,
    };
    if reach == Reach::CutOff && !arguments.allow_shallow {
        return Err(shallow());
    }
    let history = History {
        repository: &repository,
        newest: &newest,
        scored_with: ScoredWith::Then,
        today: context.today,
        kept: kept.as_ref(),
    };
    let count = timeline.walk.touches.len();
    let wanted: Vec<(usize, usize)> = (0..count).map(|touch| (touch, 0)).collect();
    let prepared = context.progress("reading steps", Some(wanted.len()));
    timeline.prepare(&history, &wanted, &|| prepared.one_more())?;
    if let Some(kept) = &kept {
        kept.save();
    }
    let mut steps: Vec<(Date, &Step)> = Vec::new();
    for (at, touch) in timeline.walk.touches.iter().enumerate().rev() {
        let day = repository.commit_details(touch.commit)?.committer.date;
        steps.extend(day.zip(timeline.step(at, 0)));
    }
    for one in assessments.iter_mut().filter(|one| !one.broken) {
        one.trend = trends(one, &steps, &newest, context.today);
    }
    Ok(reach)
}

/// How the measures shown first have moved; nothing where the commit does not have
/// the model.
fn trends(
    one: &ScoredAssessment,
    steps: &[(Date, &Step)],
    newest: &Project,
    today: Date,
) -> Option<Vec<TrendReport>> {
    let (unit, model) = (one.unit.as_ref()?, one.model.as_ref()?);
    let reference = ModelRef::parse(&format!("{}@{}", model.id, model.version))?;
    let model = newest.library.find(&reference)?;
    let root = model.reference.id.as_str();
    let of_measure = |name: &String| {
        let measure = model.measure(name)?;
        let held = held(steps.iter().copied(), (unit, root), name);
        let targets = one.targets.iter().filter(|target| {
            model.measure(&target.measure) == Some(measure)
                && model.find(&target.node) == model.find(root)
        });
        let targets = targets.map(|target| Wanted {
            at_least: target.at_least.clone(),
            by: target.by.clone(),
        });
        let targets: Vec<Wanted> = targets.collect();
        trend_report(
            &model,
            measure,
            trend(&held, today).as_ref(),
            &targets,
            today,
        )
    };
    Some(one.headline.iter().filter_map(of_measure).collect())
}
