use super::reach::reach_among;
use super::{Found, Goal, Supposed};
use crate::model::ItemIndex;
use crate::score::wanted_number;
use crate::value::Date;

/// Targets of measures that one plan looks at, those that are due first.
const MOST_AIMS: usize = 500;

/// A goal, and how far it is.
#[derive(Debug, Clone)]
pub struct Aim {
    /// What is wanted.
    pub goal: Goal,
    /// By when.
    pub by: Option<Date>,
    /// Why.
    pub because: Option<String>,
    /// Whether the assessment sets it; else it was asked for.
    pub set: bool,
    /// The way to it. Of what an assessment sets, from what there is; of what was
    /// asked for, after the goals before it.
    pub found: Found,
}

/// What an assessment wants measures to be at certain nodes and below, or anywhere
/// when none is named: what is due first comes first. Also how many are left out as
/// too many.
pub fn set_aims(now: &Supposed<'_>, nodes: &[ItemIndex]) -> (Vec<Aim>, usize) {
    let targets = now.assessment.targets.iter().filter_map(|target| {
        let node = now.model.find(&target.node.value)?;
        let measure = now.model.measure(&target.measure.value)?;
        let goal = Goal {
            measure,
            node,
            at_least: wanted_number(now.model, measure, &target.at_least.value)?,
        };
        let by = target.by.as_ref().and_then(|by| Date::parse(&by.value));
        looked_at(now, nodes, node).then_some((goal, by, &target.because))
    });
    let mut wanted: Vec<_> = targets.collect();
    wanted.sort_by_key(|(goal, by, _)| (by.is_none(), *by, goal.node, goal.measure));
    let more = wanted.len().saturating_sub(MOST_AIMS);
    wanted.truncate(MOST_AIMS);
    // Each is looked at once from here, and once from where other targets lead.
    let goals = 2 * wanted.len();
    let aims = wanted.into_iter().map(|(goal, by, because)| Aim {
        found: reach_among(now, &goal, goals),
        goal,
        by,
        because: because.clone(),
        set: true,
    });
    (aims.collect(), more)
}

/// Whether an item is among what is looked at, or below it.
pub(super) fn looked_at(now: &Supposed<'_>, nodes: &[ItemIndex], item: ItemIndex) -> bool {
    nodes.is_empty() || nodes.iter().any(|node| now.model.within(item, *node))
}
