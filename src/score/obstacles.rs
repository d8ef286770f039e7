use super::Engine;
use super::attain::{self, Verdict};
use crate::model::{Attain, ItemIndex, Rule};

/// The items that stand in the way of a level at a node, in the model's order;
/// none where it is held, where nothing there is applicable, or where the measure
/// yields no levels.
pub fn obstacles(
    engine: &Engine<'_>,
    measure: usize,
    node: ItemIndex,
    level: usize,
) -> Vec<ItemIndex> {
    let Some(rule) = attaining(engine, measure) else {
        return Vec::new();
    };
    let Ok(judged) = attain::judge(engine, rule, node) else {
        return Vec::new();
    };
    let mut lower: Vec<ItemIndex> = Vec::new();
    for (step, verdict) in judged.iter().zip(attain::verdicts(rule, &judged)) {
        if step.level == level {
            let mut found = match verdict {
                Verdict::Fails | Verdict::LowerFails => [&lower[..], &step.blocking].concat(),
                Verdict::Held | Verdict::Empty | Verdict::Ended => Vec::new(),
            };
            found.sort_unstable();
            found.dedup();
            return found;
        }
        if rule.cumulative {
            // Where levels above want the same of these items, what fails here
            // fails there too.
            let other = rule.at != rule.below && rule.thresholds.is_empty();
            lower.extend(if other {
                &step.blocking_above
            } else {
                &step.blocking
            });
        }
    }
    Vec::new()
}

/// The level just above another that a measure can yield.
pub fn next_level(engine: &Engine<'_>, measure: usize, level: usize) -> Option<usize> {
    let rule = attaining(engine, measure)?;
    let of_thresholds = rule.thresholds.iter().map(|(level, _)| level);
    let levels = rule.levels.iter().chain(of_thresholds);
    levels.copied().filter(|other| *other > level).min()
}

fn attaining<'e>(engine: &Engine<'e>, measure: usize) -> Option<&'e Attain> {
    match &engine.model.measures.get(measure)?.rule {
        Rule::Attain(rule) => Some(rule),
        _ => None,
    }
}
