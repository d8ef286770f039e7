use super::Engine;
use super::attain::{self, Verdict};
use crate::model::{Attain, Empty, ItemIndex, Rule};
use crate::value::Rational;

/// What an item must at least be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// The item.
    pub item: ItemIndex,
    /// The least score of a practice, or the least value at a node.
    pub least: Rational,
    /// The position of the measure that the value is one of; a practice's score
    /// when absent.
    pub of: Option<usize>,
}

/// What has to change for exactly this level to be held at a node: each item that
/// stands in its way, once, with what it must at least be. Nothing where no answers
/// would bring it, as where a practice in the way is not applicable.
pub fn needed(
    engine: &Engine<'_>,
    measure: usize,
    node: ItemIndex,
    level: usize,
) -> Option<Vec<Needed>> {
    let rule = attaining(engine, measure)?;
    let judged = attain::judge(engine, rule, node).ok()?;
    let mut needed: Vec<Needed> = Vec::new();
    for step in &judged {
        let own = step.level == level;
        if step.empty && (rule.empty == Empty::Stop || own && rule.empty == Empty::Fail) {
            return None;
        }
        if !own && !rule.cumulative {
            continue;
        }
        // Thresholds know no `below`.
        let as_own = own || rule.at == rule.below || !rule.thresholds.is_empty();
        let blocking = if as_own {
            &step.blocking
        } else {
            &step.blocking_above
        };
        for item in blocking {
            let least = least_at(engine, rule, step.level, *item, as_own)?.clone();
            let known = needed.iter_mut().find(|known| known.item == *item);
            match known {
                Some(known) => known.least = least.max(known.least.clone()),
                None => needed.push(Needed {
                    item: *item,
                    least,
                    of: rule.of,
                }),
            }
        }
        if own {
            return Some(needed);
        }
    }
    None
}

/// What a level wants of an item, its own or one of a lower level.
fn least_at<'r>(
    engine: &Engine<'_>,
    rule: &'r Attain,
    level: usize,
    item: ItemIndex,
    own: bool,
) -> Option<&'r Rational> {
    if rule.thresholds.is_empty() {
        let required = if own { &rule.at } else { &rule.below };
        return attain::least(engine, rule, required, item);
    }
    let (_, wanted) = rule.thresholds.iter().find(|(at, _)| *at == level)?;
    let wanted = wanted.iter().find(|(other, _)| *other == item);
    wanted.map(|(_, least)| least)
}

/// The levels that a measure can yield, from low to high.
pub fn levels(engine: &Engine<'_>, measure: usize) -> Vec<usize> {
    let Some(rule) = attaining(engine, measure) else {
        return Vec::new();
    };
    let of_thresholds = rule.thresholds.iter().map(|(level, _)| *level);
    let mut levels: Vec<usize> = rule.levels.iter().copied().chain(of_thresholds).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

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
    levels(engine, measure)
        .into_iter()
        .find(|other| *other > level)
}

fn attaining<'e>(engine: &Engine<'e>, measure: usize) -> Option<&'e Attain> {
    match &engine.model.measures.get(measure)?.rule {
        Rule::Attain(rule) => Some(rule),
        _ => None,
    }
}
