use super::{Found, Goal, Supposed, reach};
use crate::model::ItemIndex;
use crate::score::wanted_number;
use crate::value::Date;

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
/// when none is named: what is due first comes first.
pub fn set_aims(now: &Supposed<'_>, nodes: &[ItemIndex]) -> Vec<Aim> {
    let targets = now.assessment.targets.iter().filter_map(|target| {
        let node = now.model.find(&target.node.value)?;
        let measure = now.model.measure(&target.measure.value)?;
        let goal = Goal {
            measure,
            node,
            at_least: wanted_number(now.model, measure, &target.at_least.value)?,
        };
        Some(Aim {
            found: reach(now, &goal),
            goal,
            by: target.by.as_ref().and_then(|by| Date::parse(&by.value)),
            because: target.because.clone(),
            set: true,
        })
        .filter(|_| looked_at(now, nodes, node))
    });
    let mut aims: Vec<Aim> = targets.collect();
    aims.sort_by_key(|aim| (aim.by.is_none(), aim.by, aim.goal.node, aim.goal.measure));
    aims
}

/// Whether an item is among what is looked at, or below it.
pub(super) fn looked_at(now: &Supposed<'_>, nodes: &[ItemIndex], item: ItemIndex) -> bool {
    nodes.is_empty() || nodes.iter().any(|node| now.model.within(item, *node))
}
