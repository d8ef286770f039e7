use super::Engine;
use crate::model::{Rule, Target};
use crate::value::Rational;

/// Whether a measure is what it was wanted to be; one without a value is not.
/// Nothing where the target names nothing there is.
pub fn measure_reached(engine: &Engine<'_>, target: &Target) -> Option<bool> {
    let model = engine.model;
    let node = model.find(&target.node.value)?;
    let position = model.measure(&target.measure.value)?;
    let wanted = match model.measures.get(position)?.rule {
        Rule::Attain(_) => Rational::from_count(model.level(&target.at_least.value)?),
        _ => Rational::parse(&target.at_least.value)?,
    };
    let value = engine.value(position, node);
    Some(value.is_some_and(|value| value.number >= wanted))
}
