use super::Engine;
use super::engine::written_value;
use crate::model::{ItemIndex, Lookup, Model};
use crate::value::Rational;

/// The number that a value of a measure stands for, as files write it: the id of
/// a level where the measure yields levels, else a number.
pub fn wanted_number(model: &Model, measure: usize, written: &str) -> Option<Rational> {
    Some(written_value(model, measure, written)?.number)
}

impl Engine<'_> {
    /// What a practice's answer is wanted to be, as its score after polarity.
    pub fn target_score(&self, item: ItemIndex) -> Option<Rational> {
        let answer = self.resolved.answer(self.assessment?, item)?;
        let written = &answer.target.as_ref()?.answer.value.text;
        match self.model.scale_of(item)?.look_up(written) {
            Lookup::Found(choice) => self.model.score_of_choice(item, choice),
            _ => None,
        }
    }

    /// What a measure at a node is wanted to be: the target that the assessment
    /// sets for it, else what it would be with every target of an answer below
    /// reached.
    pub fn target(&self, measure: usize, node: ItemIndex) -> Option<Rational> {
        let set = self.assessment?.targets.iter().find(|target| {
            self.model.find(&target.node.value) == Some(node)
                && self.model.measure(&target.measure.value) == Some(measure)
        });
        if let Some(set) = set {
            let value = written_value(self.model, measure, &set.at_least.value)?;
            return Some(value.number);
        }
        let mut below = self.model.leaves(node);
        if !below.any(|leaf| self.target_score(leaf).is_some()) {
            return None;
        }
        Some(self.at_targets()?.value(measure, node)?.number)
    }

    /// What a measure at a node was when progress began to be counted.
    pub(super) fn baseline(&self, measure: usize, node: ItemIndex) -> Option<Rational> {
        let baseline = self.assessment?.baselines.iter().find(|baseline| {
            self.model.find(&baseline.node.value) == Some(node)
                && self.model.measure(&baseline.measure.value) == Some(measure)
        })?;
        let value = written_value(self.model, measure, &baseline.value.value)?;
        Some(value.number)
    }
}
