use std::rc::Rc;

use super::Engine;
use crate::model::{Function, Measure, Model, Over, Rule};
use crate::value::Rational;

/// A unit that counts in another one.
pub struct Member<'e> {
    /// Its id.
    pub unit: String,
    /// How much it counts; at least 0.
    pub weight: Rational,
    /// Its numbers; nothing when it has no assessment that counts.
    pub engine: Option<Rc<Engine<'e>>>,
}

/// Whether a measure says something about a unit that only rolls up: it combines
/// units, or it is made of a measure that does.
pub fn rolls_up(model: &Model, measure: &Measure) -> bool {
    let mut next = Some(measure);
    // A chain of measures is never longer than there are measures.
    for _ in 0..=model.measures.len() {
        let of = match next.map(|measure| &measure.rule) {
            Some(Rule::Combine(rule)) if rule.over == Over::Units => return true,
            // Targets and baselines stand in assessments.
            Some(Rule::Combine(rule)) if rule.function == Function::Progress => None,
            Some(Rule::Combine(rule)) => rule.of,
            Some(Rule::Attain(rule)) => rule.of,
            Some(Rule::Band { of }) => Some(*of),
            Some(Rule::Pick(_)) | None => None,
        };
        next = of.and_then(|of| model.measures.get(of));
    }
    false
}
