use serde::Serialize;

use super::PlanValue;
use super::step::{answer_of, key};
use super::value::{number_value, plan_value};
use crate::model::ItemIndex;
use crate::plan::{Aim, Claim, Found, Stage, Supposed};
use crate::value::Date;

/// A measure at a node that is wanted to be something.
#[derive(Debug, Clone, Serialize)]
pub struct GoalReport {
    /// The node.
    pub node: String,
    /// The node's title.
    pub title: String,
    /// The measure.
    pub measure: String,
    /// The least that it shall be.
    pub at_least: PlanValue,
    /// Whether the assessment sets it as a target; else it was asked for.
    pub set: bool,
    /// By when.
    pub by: Option<String>,
    /// Days until then, negative when it is over.
    pub days: Option<i64>,
    /// Why.
    pub because: Option<String>,
    /// What the answers come to now.
    pub now: Option<PlanValue>,
    /// With all steps taken.
    pub after: Option<PlanValue>,
    /// Whether it is reached now.
    pub reached: bool,
    /// Whether it is reached with all steps taken.
    pub reached_after: bool,
    /// The way to it: of a target from what there is, of what was asked for after
    /// the goals before it. Nothing where it is reached, or cannot be.
    pub way: Option<WayReport>,
    /// What the measure comes to at best, where the goal cannot be reached.
    pub best: Option<PlanValue>,
    /// Whether it cannot be reached. Where that is not proven, no way was found.
    pub out_of_reach: bool,
    /// Whether what is said of the way, or of the best, is proven: that fewer
    /// practices would not do, or that there is nothing better.
    pub proven: bool,
}

/// A way to a goal.
#[derive(Debug, Clone, Serialize)]
pub struct WayReport {
    /// How many practices it takes.
    pub practices: usize,
    /// Whether none of them can be left out.
    pub none_to_spare: bool,
    /// Which, in the order in which they would be chosen.
    pub items: Vec<WayItem>,
}

/// A practice on the way to a goal.
#[derive(Debug, Clone, Serialize)]
pub struct WayItem {
    /// The practice.
    pub item: String,
    /// The answer now; nothing without one.
    pub from: Option<String>,
    /// The least answer that serves the goal.
    pub to: String,
}

fn claim(found: &Found) -> Option<Claim> {
    match found {
        Found::By { claim, .. } => Some(*claim),
        Found::Reached | Found::Never { .. } => None,
    }
}

/// A goal with names and values.
pub(super) fn goal_report(
    now: &Supposed<'_>,
    aim: &Aim,
    nodes: &[ItemIndex],
    (start, end): (&Stage, &Stage),
    today: Date,
) -> Option<GoalReport> {
    let model = now.model;
    let (goal, measure) = (&aim.goal, aim.goal.measure);
    let at = nodes.iter().position(|node| *node == goal.node)?;
    let outcome = |stage: &Stage| stage.get(at)?.get(measure)?.clone();
    let (before, after) = (outcome(start), outcome(end));
    let reaches = |outcome: &Option<crate::score::Outcome>| {
        outcome
            .as_ref()
            .is_some_and(|it| it.number >= goal.at_least)
    };
    let way = |raise: &crate::plan::Raise| WayItem {
        item: model.item(raise.item).id.clone(),
        from: answer_of(model, raise.item, now.state(raise.item)),
        to: key(model, raise.item, raise.to).unwrap_or_default(),
    };
    let (best, proven) = match &aim.found {
        Found::Reached => (None, true),
        Found::By { claim, .. } => (None, *claim == Claim::Smallest),
        Found::Never { best, proven } => (plan_value(model, measure, best.as_ref()), *proven),
    };
    Some(GoalReport {
        node: model.item(goal.node).id.clone(),
        title: model.item(goal.node).title.clone(),
        measure: model.measures.get(measure)?.id.clone(),
        at_least: number_value(model, measure, &goal.at_least)?,
        set: aim.set,
        by: aim.by.map(|by| by.to_string()),
        days: aim.by.map(|by| by.days_since(today)),
        because: aim.because.clone(),
        reached: reaches(&before),
        reached_after: reaches(&after),
        now: plan_value(model, measure, before.as_ref()),
        after: plan_value(model, measure, after.as_ref()),
        way: claim(&aim.found).map(|claim| WayReport {
            practices: aim.found.raises().len(),
            none_to_spare: claim != Claim::Enough,
            items: aim.found.raises().iter().map(way).collect(),
        }),
        best,
        out_of_reach: matches!(aim.found, Found::Never { .. }),
        proven,
    })
}
