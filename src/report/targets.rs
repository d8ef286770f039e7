use serde::Serialize;

use super::NodeReport;
use super::measure::measure_report;
use crate::model::{Assessment, ItemIndex, State};
use crate::score::Engine;

/// How many practices of a node are wanted to have a certain answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TargetsReport {
    /// Practices in scope with a target.
    pub set: usize,
    /// Those of them that have an answer as good as it.
    pub met: usize,
}

/// Adds to nodes what their practices are wanted to be: how many targets are
/// met, and what each measure would be with all of them reached.
pub(super) fn add_targets(engine: &Engine<'_>, assessment: &Assessment, nodes: &mut [NodeReport]) {
    let model = engine.model;
    let Some(reached) = engine.at_targets() else {
        return;
    };
    for node in nodes {
        let Some(item) = model.find(&node.id) else {
            continue;
        };
        if model.item(item).leaf {
            leaf_target(engine, assessment, item, node);
            continue;
        }
        let targets = targets_below(engine, item);
        if targets.set == 0 {
            continue;
        }
        node.targets = Some(targets);
        for (position, measure) in model.measures.iter().enumerate() {
            let outcome = reached.value(position, item);
            let slot = node.measures.get_mut(&measure.id).and_then(Option::as_mut);
            if let (Some(report), Some(outcome)) = (slot, outcome) {
                let then = measure_report(model, &[], measure, &outcome);
                report.at_target = Some(then.value);
                report.at_target_shown = Some(then.shown);
            }
        }
    }
}

fn targets_below(engine: &Engine<'_>, node: ItemIndex) -> TargetsReport {
    let mut targets = TargetsReport { set: 0, met: 0 };
    for leaf in engine.model.leaves(node) {
        let Some(wanted) = engine.target_score(leaf) else {
            continue;
        };
        match engine.resolved.state(leaf) {
            State::OutOfScope | State::NotApplicable => continue,
            State::Value(_) | State::Unanswered => targets.set += 1,
        }
        let met = engine
            .leaf_score(leaf)
            .is_some_and(|score| *score >= wanted);
        targets.met += usize::from(met);
    }
    targets
}

fn leaf_target(
    engine: &Engine<'_>,
    assessment: &Assessment,
    leaf: ItemIndex,
    node: &mut NodeReport,
) {
    let answer = engine.resolved.answer(assessment, leaf);
    let target = answer.and_then(|answer| answer.target.as_ref());
    let Some(wanted) = engine.target_score(leaf) else {
        return;
    };
    let scale = engine.model.scale_of(leaf);
    let key = scale.zip(target).and_then(|(scale, target)| {
        match scale.look_up(&target.answer.value.text) {
            crate::model::Lookup::Found(choice) => scale.choices.get(choice),
            _ => None,
        }
    });
    node.target = key.map(|choice| choice.key.clone());
    node.gap = engine.leaf_score(leaf).map(|score| {
        let gap = &wanted - score;
        gap.max(crate::value::Rational::ZERO).to_string()
    });
}
