use super::{Raise, Step, Supposed};
use crate::model::ItemIndex;
use crate::score::{Engine, Outcome};

/// Practices looked at over all steps together: the most that is scored again one
/// step at a time. A model of 200 practices and 2 measures takes 80,000.
const MOST_LOOKED_AT: usize = 50_000_000;

/// What each measure is at each node that is watched, by node and measure.
pub type Stage = Vec<Vec<Option<Outcome>>>;

/// A step and what there is after it.
#[derive(Debug, Clone)]
pub struct Walked {
    /// The step.
    pub step: Step,
    /// What there is after it and all steps before; nothing where the steps are
    /// too many to be scored one by one.
    pub after: Option<Stage>,
}

/// Steps in their order, with what each leads to.
#[derive(Debug, Clone)]
pub struct Road {
    /// Before the first step.
    pub start: Stage,
    /// The steps.
    pub steps: Vec<Walked>,
    /// After the last step.
    pub end: Stage,
}

impl Road {
    /// Walks steps one after another and scores after each of them.
    pub fn walk(now: &Supposed<'_>, nodes: &[ItemIndex], steps: Vec<Step>) -> Self {
        let each = now.model.items.len() * (now.model.measures.len() + 1);
        let most = MOST_LOOKED_AT / each.max(1);
        let mut here = now.clone();
        let start = stage(&here.engine(), nodes);
        let mut end = start.clone();
        let mut walked = Vec::with_capacity(steps.len());
        let last = steps.len();
        for (at, step) in steps.into_iter().enumerate() {
            here.raise(Raise {
                item: step.item,
                to: step.to,
            });
            let one_by_one = at < most;
            if one_by_one || at + 1 == last {
                end = stage(&here.engine(), nodes);
            }
            walked.push(Walked {
                step,
                after: one_by_one.then(|| end.clone()),
            });
        }
        Self {
            start,
            steps: walked,
            end,
        }
    }
}

/// Every measure at some nodes.
pub(super) fn stage(engine: &Engine<'_>, nodes: &[ItemIndex]) -> Stage {
    let measures = engine.model.measures.len();
    let mut stage = Vec::with_capacity(nodes.len());
    for node in nodes {
        let values = (0..measures).map(|measure| engine.value(measure, *node));
        stage.push(values.collect());
    }
    stage
}
