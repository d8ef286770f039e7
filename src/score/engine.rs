use std::cell::RefCell;

use super::{Completeness, Outcome, Overridden, Scored, ScoredNode, attain, combine};
use crate::model::{Assessment, ItemIndex, Measure, Model, Resolved, Rule, State};
use crate::value::Rational;

/// Computes measures at nodes, each once.
pub struct Engine<'e> {
    /// The yardstick.
    pub model: &'e Model,
    /// The answers.
    pub resolved: &'e Resolved,
    overrides: Vec<Judgement>,
    known: RefCell<Vec<Known>>,
}

/// An override that names a measure and a node there are.
struct Judgement {
    position: usize,
    node: ItemIndex,
    measure: usize,
    outcome: Outcome,
}

#[derive(Clone)]
enum Known {
    Not,
    /// Being computed: a measure that needs itself has no value.
    Pending,
    Value(Option<Outcome>),
}

/// All measures of an assessment at all nodes that are no practices.
pub fn score(model: &Model, assessment: &Assessment, resolved: &Resolved) -> Scored {
    let engine = Engine::new(model, assessment, resolved);
    let inner = (0..model.items.len())
        .map(ItemIndex)
        .filter(|index| !model.item(*index).leaf);
    let nodes = inner.map(|item| ScoredNode {
        item,
        completeness: Completeness::of(model, resolved, item),
        measures: (0..model.measures.len())
            .map(|measure| engine.value(measure, item))
            .collect(),
    });
    Scored {
        nodes: nodes.collect(),
    }
}

impl<'e> Engine<'e> {
    /// Prepares an assessment for computing.
    pub fn new(model: &'e Model, assessment: &Assessment, resolved: &'e Resolved) -> Self {
        let overrides = assessment
            .overrides
            .iter()
            .enumerate()
            .filter_map(|(position, judged)| {
                let node = model.find(&judged.node.value)?;
                let measure = model.measure(&judged.measure.value)?;
                let outcome = judged_value(model, measure, &judged.value.value)?;
                Some(Judgement {
                    position,
                    node,
                    measure,
                    outcome,
                })
            });
        Self {
            model,
            resolved,
            overrides: overrides.collect(),
            known: RefCell::new(vec![Known::Not; model.measures.len() * model.items.len()]),
        }
    }

    /// What a measure says about a node, overrides applied.
    pub fn value(&self, measure: usize, node: ItemIndex) -> Option<Outcome> {
        let slot = measure * self.model.items.len() + node.0;
        match self.known.borrow().get(slot)? {
            Known::Value(value) => return value.clone(),
            Known::Pending => return None,
            Known::Not => {}
        }
        self.remember(slot, Known::Pending);
        let computed = self.computed(measure, node);
        let judged = self
            .overrides
            .iter()
            .find(|judged| judged.node == node && judged.measure == measure);
        let value = match judged {
            None => computed,
            Some(judged) => Some(Outcome {
                overridden: Some(Overridden {
                    position: judged.position,
                    computed: computed.map(Box::new),
                }),
                ..judged.outcome.clone()
            }),
        };
        self.remember(slot, Known::Value(value.clone()));
        value
    }

    fn remember(&self, slot: usize, known: Known) {
        if let Some(place) = self.known.borrow_mut().get_mut(slot) {
            *place = known;
        }
    }

    fn computed(&self, measure: usize, node: ItemIndex) -> Option<Outcome> {
        let measure: &Measure = self.model.measures.get(measure)?;
        let outcome = match &measure.rule {
            Rule::Combine(rule) => combine::value(self, rule, measure, node),
            Rule::Attain(rule) => attain::value(self, rule, node),
            Rule::Pick(item) => self.picked(item.unwrap_or(node)),
            Rule::Band { of } => self.value(*of, node).map(|of| Outcome::number(of.number)),
        }?;
        Some(self.banded(measure, outcome))
    }

    fn banded(&self, measure: &Measure, mut outcome: Outcome) -> Outcome {
        let band = measure.band.and_then(|band| self.model.bands.get(band));
        outcome.band = band.and_then(|band| band.position(&outcome.number));
        outcome
    }

    fn picked(&self, item: ItemIndex) -> Option<Outcome> {
        self.leaf_score(item).map(Outcome::number)
    }

    /// A practice's score after polarity, when it has one.
    pub fn leaf_score(&self, item: ItemIndex) -> Option<Rational> {
        let State::Value(choice) = self.resolved.state(item) else {
            return None;
        };
        let scale = self.model.scale_of(item)?;
        let score = &scale.choices.get(choice)?.score;
        Some(if self.model.item(item).negative {
            &(scale.highest() + scale.lowest()) - score
        } else {
            score.clone()
        })
    }
}

/// A judgement's value: the id of a level for a measure that yields levels,
/// else a number.
fn judged_value(model: &Model, measure: usize, written: &str) -> Option<Outcome> {
    let measure = model.measures.get(measure)?;
    let outcome = match measure.rule {
        Rule::Attain(_) => Outcome::level(model.level(written)?),
        _ => Outcome::number(Rational::parse(written)?),
    };
    let band = measure.band.and_then(|band| model.bands.get(band));
    let band = band.and_then(|band| band.position(&outcome.number));
    Some(Outcome { band, ..outcome })
}
