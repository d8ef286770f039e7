use std::cmp::Reverse;

use super::Supposed;
use crate::model::{Answer, ItemIndex, State, priority};
use crate::value::Date;

/// A practice that is to have a better answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The practice.
    pub item: ItemIndex,
    /// What it is now.
    pub from: State,
    /// The answer that it is to have, as its position on the scale.
    pub to: usize,
    /// How soon it should be worked on, 6 first.
    pub priority: Option<u8>,
    /// What it would bring, 1 to 3.
    pub impact: Option<u8>,
    /// What it would take, 1 to 3.
    pub effort: Option<u8>,
    /// Who is responsible.
    pub owner: Option<String>,
    /// The day of its target.
    pub due: Option<Date>,
    /// The answer that its target asks for.
    pub target: Option<usize>,
    /// The positions of the goals that ask for it.
    pub goals: Vec<usize>,
}

impl Step {
    /// A step from what there is, with what is said about it: by those who say
    /// something, the first one first.
    pub fn new(now: &Supposed<'_>, item: ItemIndex, to: usize, said: &[Option<&Answer>]) -> Self {
        let said = || said.iter().copied().flatten();
        let impact = said().find_map(|answer| answer.impact);
        let effort = said().find_map(|answer| answer.effort);
        let by = said().find_map(|answer| answer.target.as_ref()?.by.as_ref());
        Self {
            item,
            from: now.state(item),
            to,
            priority: priority(impact, effort),
            impact,
            effort,
            owner: said().find_map(|answer| Some(answer.owner.as_ref()?.value.clone())),
            due: by.and_then(|by| Date::parse(&by.value)),
            target: now.target(item),
            goals: Vec::new(),
        }
    }
}

/// In the order of the road: by priority, then what is due first, then what takes
/// less, then as the model has them. What is not rated or has no day comes last.
pub(super) fn in_order(steps: &mut [Step]) {
    steps.sort_by_key(|step| {
        (
            Reverse(step.priority),
            step.due.is_none(),
            step.due,
            step.effort.unwrap_or(u8::MAX),
            step.item,
        )
    });
}

/// How soon a practice is chosen where several would do, the least first: by
/// priority, then by effort, then by id.
pub(super) fn preference(now: &Supposed<'_>, item: ItemIndex) -> (Reverse<Option<u8>>, u8, String) {
    let said = now.said(item);
    let (impact, effort) = said.map_or((None, None), |answer| (answer.impact, answer.effort));
    (
        Reverse(priority(impact, effort)),
        effort.unwrap_or(u8::MAX),
        now.model.item(item).id.clone(),
    )
}
