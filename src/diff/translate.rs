//! The words of the base said about the head's model.

use std::collections::BTreeMap;

use super::{Alignment, Side};
use crate::model::{
    Answer, Assessment, Attain, Combine, ItemIndex, Lookup, Measure, Model, OutOfScope, Required,
    Rule, Spanned, Wanted, Where, Written,
};
use crate::value::Rational;

/// The base's answers, scope, targets and judgements as they would stand under
/// the head's model. What it does not ask is left out.
pub(super) fn assessment(base: &Side<'_>, to: &Model, alignment: &Alignment) -> Assessment {
    let there = |node: &mut Spanned<String>| {
        let item = base.model.find(&node.value);
        let there = item.and_then(|item| alignment.head_of(item));
        if let Some(there) = there {
            *node = renamed(node, to, there);
        }
        there.is_some()
    };
    let mut assessment = base.assessment.clone();
    assessment.out_of_scope = scope(base, to, alignment);
    assessment.targets.retain_mut(|one| there(&mut one.node));
    assessment.baselines.retain_mut(|one| there(&mut one.node));
    assessment.overrides.retain_mut(|one| there(&mut one.node));
    assessment.answers = answers(base, to, alignment);
    assessment
}

fn renamed(id: &Spanned<String>, to: &Model, item: ItemIndex) -> Spanned<String> {
    Spanned {
        value: to.item(item).id.clone(),
        at: id.at,
    }
}

/// A node that the head's model does not have stands for its practices.
fn scope(base: &Side<'_>, to: &Model, alignment: &Alignment) -> Vec<OutOfScope> {
    let mut out = Vec::new();
    for entry in &base.assessment.out_of_scope {
        let Some(node) = base.model.find(&entry.id.value) else {
            continue;
        };
        let there: Vec<ItemIndex> = match alignment.head_of(node) {
            Some(there) => vec![there],
            None => {
                let leaves = base.model.leaves(node);
                leaves.filter_map(|leaf| alignment.head_of(leaf)).collect()
            }
        };
        out.extend(there.into_iter().map(|item| OutOfScope {
            id: renamed(&entry.id, to, item),
            reason: entry.reason.clone(),
        }));
    }
    out
}

fn answers(base: &Side<'_>, to: &Model, alignment: &Alignment) -> Vec<Answer> {
    let items = base.resolved.answers.iter().enumerate();
    let answers = items.filter_map(|(item, position)| {
        let answer = base.assessment.answers.get((*position)?)?;
        let there = alignment.head_of(ItemIndex(item))?;
        let written = |written: &Spanned<Written>| {
            Some(Spanned {
                value: translated(base.model, ItemIndex(item), to, there, &written.value)?,
                at: written.at,
            })
        };
        Some(Answer {
            id: renamed(&answer.id, to, there),
            answer: answer.answer.as_ref().and_then(written),
            target: answer.target.as_ref().and_then(|target| {
                Some(Wanted {
                    answer: written(&target.answer)?,
                    by: target.by.clone(),
                })
            }),
            ..answer.clone()
        })
    });
    answers.collect()
}

/// An answer on another scale: by its key, else the highest that is worth no more.
fn translated(
    from: &Model,
    item: ItemIndex,
    to: &Model,
    there: ItemIndex,
    written: &Written,
) -> Option<Written> {
    let Lookup::Found(choice) = from.scale_of(item)?.look_up(&written.text) else {
        return None;
    };
    let choice = from.scale_of(item)?.choices.get(choice)?;
    let scale = to.scale_of(there)?;
    let by_key = scale.choices.iter().find(|other| other.key == choice.key);
    // The highest that claims no more than was said.
    let not_above = scale
        .choices
        .iter()
        .filter(|other| other.score <= choice.score);
    let by_score = not_above.max_by(|one, other| one.score.cmp(&other.score));
    let lowest = || {
        scale
            .choices
            .iter()
            .min_by(|one, other| one.score.cmp(&other.score))
    };
    let found = by_key.or(by_score).or_else(lowest)?;
    Some(Written {
        text: found.key.clone(),
        number: false,
    })
}

/// The head's items, levels and scales with the base's measures and bands; nothing
/// when a measure is about something that the head's model does not have.
pub(super) fn model(from: &Model, to: &Model, alignment: &Alignment) -> Option<Model> {
    let names = Names {
        from,
        to,
        alignment,
    };
    let measures = from.measures.iter().map(|measure| {
        Some(Measure {
            rule: names.rule(&measure.rule)?,
            ..measure.clone()
        })
    });
    Some(Model {
        measures: measures.collect::<Option<Vec<Measure>>>()?,
        bands: from.bands.clone(),
        headline: from.headline.clone(),
        ..to.clone()
    })
}

/// Positions in one model as positions in the other.
struct Names<'n> {
    from: &'n Model,
    to: &'n Model,
    alignment: &'n Alignment,
}

impl Names<'_> {
    fn rule(&self, rule: &Rule) -> Option<Rule> {
        Some(match rule {
            Rule::Combine(rule) => Rule::Combine(Combine {
                filter: self.filter(&rule.filter)?,
                weights: self.weights(&rule.weights),
                multipliers: self.weights(&rule.multipliers),
                ..rule.clone()
            }),
            Rule::Attain(rule) => Rule::Attain(self.attain(rule)?),
            Rule::Pick(Some(item)) => Rule::Pick(Some(self.alignment.head_of(*item)?)),
            Rule::Pick(None) | Rule::Band { .. } => rule.clone(),
        })
    }

    fn filter(&self, filter: &Where) -> Option<Where> {
        let scale = match filter.scale {
            Some(scale) => Some(self.scale(scale)?),
            None => None,
        };
        let levels = filter.levels.iter().map(|level| self.level(*level));
        Some(Where {
            scale,
            levels: levels.collect::<Option<Vec<usize>>>()?,
            facets: filter.facets.clone(),
        })
    }

    /// Weights of items that are gone weigh nothing any more.
    fn weights(&self, weights: &BTreeMap<ItemIndex, Rational>) -> BTreeMap<ItemIndex, Rational> {
        let there = |(item, weight): (&ItemIndex, &Rational)| {
            Some((self.alignment.head_of(*item)?, weight.clone()))
        };
        weights.iter().filter_map(there).collect()
    }

    fn attain(&self, rule: &Attain) -> Option<Attain> {
        let position = |level: Option<usize>| match level {
            Some(level) => self.level(level).map(Some),
            None => Some(None),
        };
        let levels = rule.levels.iter().map(|level| self.level(*level));
        let thresholds = rule.thresholds.iter().map(|(level, wanted)| {
            let wanted = wanted
                .iter()
                .map(|(item, least)| Some((self.alignment.head_of(*item)?, least.clone())));
            Some((self.level(*level)?, wanted.collect::<Option<Vec<_>>>()?))
        });
        // The ground is a level that no item carries, and here items may.
        let carried = |level: &usize| self.to.items.iter().any(|item| item.level == Some(*level));
        Some(Attain {
            levels: levels.collect::<Option<Vec<usize>>>()?,
            ground: position(rule.ground)?.filter(|level| !carried(level)),
            floor: position(rule.floor)?,
            at: self.required(&rule.at)?,
            below: self.required(&rule.below)?,
            thresholds: thresholds.collect::<Option<Vec<_>>>()?,
            ..rule.clone()
        })
    }

    /// What is wanted on each scale; a scale that the base does not have cannot be
    /// judged by its rule.
    fn required(&self, required: &Required) -> Option<Required> {
        if required.scores.iter().all(Option::is_none) {
            return Some(Required {
                scores: vec![None; self.to.scales.len()],
                number: required.number.clone(),
            });
        }
        let scores = self.to.scales.iter().map(|scale| {
            let there = |other: &crate::model::Scale| other.id == scale.id;
            let position = self.from.scales.iter().position(there)?;
            required.scores.get(position).cloned()
        });
        Some(Required {
            scores: scores.collect::<Option<Vec<_>>>()?,
            number: required.number.clone(),
        })
    }

    fn level(&self, level: usize) -> Option<usize> {
        self.to.level(&self.from.levels.get(level)?.id)
    }

    fn scale(&self, scale: usize) -> Option<usize> {
        let id = &self.from.scales.get(scale)?.id;
        self.to.scales.iter().position(|other| other.id == *id)
    }
}
