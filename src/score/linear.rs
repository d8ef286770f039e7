use std::collections::BTreeMap;

use super::combine::{self, Part};
use super::{Engine, Outcome};
use crate::model::{Combine, Function, ItemIndex, Over, Rule};
use crate::value::Rational;

/// What one practice brings to a value that adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The practice.
    pub item: ItemIndex,
    /// What a point of its score is worth in the value.
    pub worth: Rational,
    /// Its score after polarity, or what takes its place.
    pub score: Rational,
}

/// The practices that a value is a weighted sum of; nothing where the rule does
/// not add up, where the value was judged, or where there is none. Two such lists
/// with the same worths have the same denominator, so the values differ by what
/// their scores differ by.
pub fn shares(engine: &Engine<'_>, measure: usize, node: ItemIndex) -> Option<Vec<Share>> {
    let mut found = BTreeMap::new();
    add(engine, measure, node, &Rational::ONE, &mut found)?;
    let share = |(item, (worth, score))| Share { item, worth, score };
    Some(found.into_iter().map(share).collect())
}

type Found = BTreeMap<ItemIndex, (Rational, Rational)>;

fn add(
    engine: &Engine<'_>,
    measure: usize,
    node: ItemIndex,
    factor: &Rational,
    found: &mut Found,
) -> Option<()> {
    let definition = engine.model.measures.get(measure)?;
    let Rule::Combine(rule) = &definition.rule else {
        return None;
    };
    let outcome = engine.value(measure, node)?;
    let plain = outcome.overridden.is_none() && rule.over != Over::Units;
    let parts = combine::parts(engine, rule, definition, node).ok()?;
    let whole = denominator(rule, &parts).filter(|_| plain)?;
    let each = factor.checked_div(&whole)?;
    // Parts are practices' own scores, and not values of a measure at nodes.
    let pooled = rule.over == Over::Leaves || engine.model.item(node).leaf;
    let scores = pooled && rule.of.is_none_or(|of| of == measure);
    for part in parts {
        let worth = &each * &part.weight;
        if scores {
            let own = found.entry(part.item);
            let own = own.or_insert_with(|| (Rational::ZERO, part.score.clone()));
            own.0 = &own.0 + &worth;
        } else {
            add(engine, rule.of.unwrap_or(measure), part.item, &worth, found)?;
        }
    }
    Some(())
}

/// What a weighted sum is divided by; nothing for what is no sum.
fn denominator(rule: &Combine, parts: &[Part]) -> Option<Rational> {
    let sum = |each: &dyn Fn(&Part) -> Rational| {
        parts
            .iter()
            .fold(Rational::ZERO, |total, part| &total + &each(part))
    };
    match rule.function {
        Function::Sum => Some(Rational::ONE),
        Function::Mean => Some(sum(&|part| part.weight.clone())),
        Function::Ratio => {
            let possible = sum(&|part| &part.weight * &(&part.high - &part.low));
            match &rule.range {
                Some((low, high)) => possible.checked_div(&(high - low)),
                None => Some(possible),
            }
        }
        Function::Min | Function::Max | Function::ToTarget | Function::Progress => None,
    }
}

/// Whether two values rest on the same points.
pub fn same_points(one: Option<&Outcome>, other: Option<&Outcome>) -> bool {
    let possible = |outcome: Option<&Outcome>| Some(outcome?.points.as_ref()?.possible.clone());
    possible(one) == possible(other)
}
