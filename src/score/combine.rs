use super::{Engine, Outcome, Points};
use crate::model::{Combine, Function, ItemIndex, Measure, Over, State, Substitute, Where};
use crate::value::Rational;

/// One number that goes into a combination.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The item it comes from.
    pub(super) item: ItemIndex,
    /// The number, after polarity.
    pub(super) score: Rational,
    /// The lowest it could be.
    pub(super) low: Rational,
    /// The highest it could be.
    pub(super) high: Rational,
    /// Its weight, above 0.
    pub(super) weight: Rational,
}

/// The value of a combination at a node.
pub(super) fn value(
    engine: &Engine<'_>,
    rule: &Combine,
    measure: &Measure,
    node: ItemIndex,
) -> Option<Outcome> {
    let parts = parts(engine, rule, measure, node)?;
    if parts.is_empty() {
        return None;
    }
    match rule.function {
        Function::Sum => Some(Outcome::number(weighted(&parts, |part| part.score.clone()))),
        Function::Mean => mean(&parts).map(Outcome::number),
        Function::Ratio => ratio(&parts, rule),
        Function::Min => parts
            .into_iter()
            .map(|part| part.score)
            .min()
            .map(Outcome::number),
        Function::Max => parts
            .into_iter()
            .map(|part| part.score)
            .max()
            .map(Outcome::number),
    }
}

fn weighted(parts: &[Part], of: impl Fn(&Part) -> Rational) -> Rational {
    parts.iter().fold(Rational::ZERO, |sum, part| {
        &sum + &(&part.weight * &of(part))
    })
}

fn mean(parts: &[Part]) -> Option<Rational> {
    let weights = weighted(parts, |_| Rational::ONE);
    weighted(parts, |part| part.score.clone()).checked_div(&weights)
}

/// Pooled points over the points there could be, mapped to the rule's range.
fn ratio(parts: &[Part], rule: &Combine) -> Option<Outcome> {
    let earned = weighted(parts, |part| &part.score - &part.low);
    let possible = weighted(parts, |part| &part.high - &part.low);
    let share = earned.checked_div(&possible)?;
    let number = match &rule.range {
        Some((low, high)) => low + &(&share * &(high - low)),
        None => share,
    };
    Some(Outcome {
        points: Some(Points { earned, possible }),
        ..Outcome::number(number)
    })
}

/// The numbers that a combination takes at a node; nothing when one of them is
/// missing and the rule says that the measure then has no value.
pub(super) fn parts(
    engine: &Engine<'_>,
    rule: &Combine,
    measure: &Measure,
    node: ItemIndex,
) -> Option<Vec<Part>> {
    let model = engine.model;
    if model.item(node).leaf {
        // Its weight counts where it is combined with others, once.
        let mut own = leaf_parts(engine, rule, std::iter::once(node))?;
        own.iter_mut().for_each(|part| part.weight = Rational::ONE);
        return Some(own);
    }
    match &rule.over {
        Over::Leaves => leaf_parts(engine, rule, model.leaves(node)),
        Over::Children => node_parts(engine, rule, measure, model.children(node)),
        Over::Descendants(kind) => {
            let of_kind = model
                .below(node)
                .filter(|item| model.item(*item).kind == *kind);
            node_parts(engine, rule, measure, of_kind)
        }
    }
}

fn leaf_parts(
    engine: &Engine<'_>,
    rule: &Combine,
    leaves: impl Iterator<Item = ItemIndex>,
) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for leaf in leaves.filter(|leaf| passes(engine, &rule.filter, *leaf)) {
        match contribution(engine, rule, leaf) {
            Contribution::Part(part) => parts.push(part),
            Contribution::Nothing => {}
            Contribution::Fails => return None,
        }
    }
    Some(parts)
}

/// What a practice brings to a combination.
enum Contribution {
    Part(Part),
    Nothing,
    Fails,
}

fn contribution(engine: &Engine<'_>, rule: &Combine, leaf: ItemIndex) -> Contribution {
    let weight = weight(engine, rule, leaf);
    let Some(scale) = engine.model.scale_of(leaf) else {
        return Contribution::Nothing;
    };
    if weight.is_zero() {
        return Contribution::Nothing;
    }
    let (low, high) = (scale.lowest().clone(), scale.highest().clone());
    let substitute = match engine.resolved.state(leaf) {
        State::OutOfScope => Substitute::Exclude,
        State::NotApplicable => rule.na,
        State::Unanswered => rule.unanswered,
        State::Value(_) => {
            return match engine.leaf_score(leaf) {
                Some(score) => Contribution::Part(Part {
                    item: leaf,
                    score,
                    low,
                    high,
                    weight,
                }),
                None => Contribution::Nothing,
            };
        }
    };
    let score = match substitute {
        Substitute::Exclude => return Contribution::Nothing,
        Substitute::Fail => return Contribution::Fails,
        Substitute::Zero => low.clone(),
        Substitute::Full => high.clone(),
    };
    Contribution::Part(Part {
        item: leaf,
        score,
        low,
        high,
        weight,
    })
}

/// Values of nodes: one without a value is absent; where the rule says that the
/// unanswered fails, it fails when something in it is unanswered.
fn node_parts(
    engine: &Engine<'_>,
    rule: &Combine,
    measure: &Measure,
    nodes: impl Iterator<Item = ItemIndex>,
) -> Option<Vec<Part>> {
    let own = engine
        .model
        .measures
        .iter()
        .position(|other| other.id == measure.id);
    let of = rule.of.or(own)?;
    let (low, high) = rule
        .range
        .clone()
        .unwrap_or((Rational::ZERO, Rational::ONE));
    let mut parts = Vec::new();
    for node in nodes {
        let weight = weight(engine, rule, node);
        if weight.is_zero() {
            continue;
        }
        match engine.value(of, node) {
            Some(outcome) => parts.push(Part {
                item: node,
                score: outcome.number,
                low: low.clone(),
                high: high.clone(),
                weight,
            }),
            None => {
                let mut leaves = engine
                    .model
                    .leaves(node)
                    .filter(|leaf| passes(engine, &rule.filter, *leaf));
                let unanswered =
                    leaves.any(|leaf| engine.resolved.state(leaf) == State::Unanswered);
                if rule.unanswered == Substitute::Fail && unanswered {
                    return None;
                }
            }
        }
    }
    Some(parts)
}

fn weight(engine: &Engine<'_>, rule: &Combine, item: ItemIndex) -> Rational {
    if !rule.weighted {
        return Rational::ONE;
    }
    let own = || engine.model.item(item).weight.clone();
    rule.weights.get(&item).cloned().unwrap_or_else(own)
}

/// Whether a practice is among those that a measure looks at.
pub(super) fn passes(engine: &Engine<'_>, filter: &Where, leaf: ItemIndex) -> bool {
    let item = engine.model.item(leaf);
    let facets = filter.facets.iter().all(|(facet, allowed)| {
        item.facets
            .get(facet)
            .is_some_and(|value| allowed.contains(value))
    });
    let scale = filter.scale.is_none_or(|scale| item.scale == Some(scale));
    let level = filter.levels.is_empty()
        || item
            .level
            .is_some_and(|level| filter.levels.contains(&level));
    facets && scale && level
}
