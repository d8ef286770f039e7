use super::Engine;
use crate::model::{Combine, Function, ItemIndex, Rule, State, Substitute};

/// Whether raising answers below a node never lowers a measure there, whichever
/// and however many are raised. What is unanswered and left out of the reckoning
/// can pull a value down once it is answered, and a range can turn a share around.
pub fn rises(engine: &Engine<'_>, measure: usize, node: ItemIndex) -> bool {
    let open = unanswered(engine, node);
    let mut first = true;
    chain(engine, measure, |rule| {
        let outermost = std::mem::replace(&mut first, false);
        match rule {
            Rule::Combine(rule) => {
                // Where a node has no value for want of answers, what it counts in
                // leaves it out; only the measure itself may fail.
                let left_out = rule.unanswered == Substitute::Exclude
                    || rule.unanswered == Substitute::Fail && !outermost;
                upright(rule) && !(open && left_out)
            }
            Rule::Attain(rule) => rule.unanswered_blocks || !open,
            Rule::Pick(_) | Rule::Band { .. } => true,
        }
    })
}

/// Whether the same practices count in a measure at a node whichever of them are
/// raised, so that what a share is taken of stays.
pub fn counts_alike(engine: &Engine<'_>, measure: usize, node: ItemIndex) -> bool {
    let open = unanswered(engine, node);
    chain(engine, measure, |rule| match rule {
        Rule::Combine(rule) => {
            !open || matches!(rule.unanswered, Substitute::Zero | Substitute::Full)
        }
        Rule::Attain(_) | Rule::Pick(_) | Rule::Band { .. } => true,
    })
}

fn unanswered(engine: &Engine<'_>, node: ItemIndex) -> bool {
    let mut leaves = engine.model.leaves(node);
    leaves.any(|leaf| engine.resolved.state(leaf) == State::Unanswered)
}

/// Whether more points are more, and not a share turned around or a way that
/// leads down.
fn upright(rule: &Combine) -> bool {
    let forwards = rule.range.as_ref().is_none_or(|(low, high)| low <= high);
    forwards && rule.function != Function::Progress
}

/// Whether all rules of a measure, and of those that it is made of, pass.
fn chain(engine: &Engine<'_>, measure: usize, mut passes: impl FnMut(&Rule) -> bool) -> bool {
    let mut next = Some(measure);
    // A chain of measures is never longer than there are measures.
    for _ in 0..=engine.model.measures.len() {
        let Some(measure) = next.and_then(|at| engine.model.measures.get(at)) else {
            return true;
        };
        if !passes(&measure.rule) {
            return false;
        }
        next = match &measure.rule {
            Rule::Combine(rule) => rule.of,
            Rule::Attain(rule) => rule.of,
            Rule::Band { of } => Some(*of),
            Rule::Pick(_) => None,
        };
        if next.is_some_and(|of| {
            engine
                .model
                .measures
                .get(of)
                .is_some_and(|other| other.id == measure.id)
        }) {
            return true;
        }
    }
    false
}
