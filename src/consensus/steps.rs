use crate::model::{Model, Scale};
use crate::value::Rational;

/// The step of each answer on its scale: the position of its score among the
/// scale's different scores, from 0.
pub(super) struct Steps(Vec<Vec<usize>>);

impl Steps {
    pub(super) fn new(model: &Model) -> Self {
        Self(model.scales.iter().map(of_scale).collect())
    }

    /// The step of an answer.
    pub(super) fn of(&self, scale: usize, choice: usize) -> usize {
        let steps = self.0.get(scale);
        steps
            .and_then(|steps| steps.get(choice))
            .copied()
            .unwrap_or(0)
    }

    /// The step of an answer as a share of the scale's.
    pub(super) fn share(&self, scale: usize, choice: usize) -> Rational {
        let most = self.0.get(scale).and_then(|steps| steps.iter().max());
        let most = Rational::from_count(most.copied().unwrap_or(0));
        let step = Rational::from_count(self.of(scale, choice));
        step.checked_div(&most).unwrap_or_default()
    }
}

fn of_scale(scale: &Scale) -> Vec<usize> {
    let mut scores: Vec<&Rational> = scale.choices.iter().map(|choice| &choice.score).collect();
    scores.sort();
    scores.dedup();
    let step = |score: &Rational| scores.partition_point(|other| *other < score);
    let choices = scale.choices.iter();
    choices.map(|choice| step(&choice.score)).collect()
}
