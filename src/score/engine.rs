use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::tally::{Ladder, Pool, Tally};
use super::{Completeness, Member, Outcome, Overridden, Scored, ScoredNode, attain, combine};
use crate::model::{Assessment, ItemIndex, Measure, Model, Resolved, Rule, State};
use crate::value::Rational;

/// Computes measures at nodes, each once.
pub struct Engine<'e> {
    /// The yardstick.
    pub model: &'e Model,
    /// The answers.
    pub resolved: Cow<'e, Resolved>,
    /// What the answers stand in; a unit that only rolls up has none.
    pub(super) assessment: Option<&'e Assessment>,
    /// The units that count in this one.
    pub(super) members: Vec<Member<'e>>,
    /// Each practice's score after polarity, where it has one.
    scores: Vec<Option<Rational>>,
    overrides: Vec<Judgement>,
    known: RefCell<Memory>,
    tallies: RefCell<Vec<Option<Tally>>>,
    at_targets: OnceCell<Option<Box<Engine<'e>>>>,
}

/// An override that names a measure and a node there are.
struct Judgement {
    position: usize,
    node: ItemIndex,
    measure: usize,
    outcome: Outcome,
}

/// What has been computed: for each measure and item the position of a value.
struct Memory {
    slots: Vec<u32>,
    values: Vec<Option<Outcome>>,
}

/// Nothing is known of a slot.
const UNKNOWN: u32 = 0;
/// It is being computed: a measure that needs itself has no value.
const PENDING: u32 = 1;

/// All measures of an assessment at all nodes that are no practices.
pub fn score(model: &Model, assessment: &Assessment, resolved: &Resolved) -> Scored {
    Engine::new(model, assessment, resolved).scored()
}

impl<'e> Engine<'e> {
    /// Prepares an assessment for computing.
    pub fn new(model: &'e Model, assessment: &'e Assessment, resolved: &'e Resolved) -> Self {
        Self {
            assessment: Some(assessment),
            overrides: judgements(model, assessment),
            ..Self::of(model, Cow::Borrowed(resolved))
        }
    }

    /// What other answers to the same assessment would come to: its targets and
    /// baselines count, its judgements do not, since they are about what is.
    pub fn supposing(model: &'e Model, assessment: &'e Assessment, answers: Resolved) -> Self {
        Self {
            assessment: Some(assessment),
            ..Self::of(model, Cow::Owned(answers))
        }
    }

    /// A unit that others count in: measures over units combine theirs; its own
    /// answers, if it has any, are looked at by an engine of their own.
    pub fn roll_up(model: &'e Model, members: Vec<Member<'e>>) -> Self {
        Self {
            members,
            ..Self::of(model, Cow::Owned(Resolved::unanswered(model)))
        }
    }

    fn of(model: &'e Model, resolved: Cow<'e, Resolved>) -> Self {
        let scores = (0..model.items.len()).map(|item| score_of(model, &resolved, ItemIndex(item)));
        Self {
            model,
            scores: scores.collect(),
            resolved,
            assessment: None,
            members: Vec::new(),
            overrides: Vec::new(),
            known: RefCell::new(Memory {
                slots: vec![UNKNOWN; model.measures.len() * model.items.len()],
                values: Vec::new(),
            }),
            tallies: RefCell::new(vec![None; model.measures.len()]),
            at_targets: OnceCell::new(),
        }
    }

    /// The units that count in this one; none for a unit that has answers.
    pub fn members(&self) -> &[Member<'e>] {
        &self.members
    }

    /// The same answers with every target of an answer reached, and without
    /// judgements, which are about what is; nothing when no answer has a target.
    pub fn at_targets(&self) -> Option<&Engine<'e>> {
        let build = || {
            let assessment = self.assessment?;
            let reached = self.resolved.at_targets(self.model, assessment)?;
            Some(Box::new(Self::of(self.model, Cow::Owned(reached))))
        };
        self.at_targets.get_or_init(build).as_deref()
    }

    /// All measures at all nodes that are no practices.
    pub fn scored(&self) -> Scored {
        let inner = (0..self.model.items.len())
            .map(ItemIndex)
            .filter(|index| !self.model.item(*index).leaf);
        let nodes = inner.map(|item| ScoredNode {
            item,
            completeness: Completeness::of(self.model, &self.resolved, item),
            measures: (0..self.model.measures.len())
                .map(|measure| self.value(measure, item))
                .collect(),
        });
        Scored {
            nodes: nodes.collect(),
        }
    }

    /// What a measure says about a node, overrides applied.
    pub fn value(&self, measure: usize, node: ItemIndex) -> Option<Outcome> {
        let slot = measure * self.model.items.len() + node.0;
        {
            let known = self.known.borrow();
            match *known.slots.get(slot)? {
                UNKNOWN => {}
                PENDING => return None,
                at => return known.values.get(at as usize - 2).cloned().flatten(),
            }
        }
        self.mark(slot, PENDING);
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
        self.remember(slot, value.clone());
        value
    }

    fn mark(&self, slot: usize, mark: u32) {
        if let Some(place) = self.known.borrow_mut().slots.get_mut(slot) {
            *place = mark;
        }
    }

    fn remember(&self, slot: usize, value: Option<Outcome>) {
        let mut known = self.known.borrow_mut();
        known.values.push(value);
        // Models are limited to far fewer items times measures than 2^32.
        let at = u32::try_from(known.values.len() + 1).unwrap_or(UNKNOWN);
        if let Some(place) = known.slots.get_mut(slot) {
            *place = at;
        }
    }

    fn computed(&self, measure: usize, node: ItemIndex) -> Option<Outcome> {
        let position = measure;
        let measure: &Measure = self.model.measures.get(position)?;
        let outcome = match &measure.rule {
            Rule::Combine(rule) => combine::value(self, rule, position, node),
            Rule::Attain(rule) => attain::value(self, rule, position, node),
            Rule::Pick(item) => self.picked(item.unwrap_or(node)),
            Rule::Band { of } => self.value(*of, node).map(|of| Outcome::number(of.number)),
        }?;
        Some(banded(self.model, measure, outcome))
    }

    /// The running totals of a measure, made on first use.
    pub(super) fn tally(&self, measure: usize) -> Tally {
        if let Some(Some(known)) = self.tallies.borrow().get(measure) {
            return known.clone();
        }
        let rule = self.model.measures.get(measure);
        let tally = match rule.map(|measure| &measure.rule) {
            Some(Rule::Combine(rule)) => {
                let pool = Pool::of(self, rule, measure);
                pool.map_or(Tally::None, |pool| Tally::Pool(Rc::new(pool)))
            }
            Some(Rule::Attain(rule)) => {
                let ladder = Ladder::of(self, rule);
                ladder.map_or(Tally::None, |ladder| Tally::Ladder(Rc::new(ladder)))
            }
            _ => Tally::None,
        };
        if let Some(slot) = self.tallies.borrow_mut().get_mut(measure) {
            *slot = Some(tally.clone());
        }
        tally
    }

    fn picked(&self, item: ItemIndex) -> Option<Outcome> {
        self.leaf_score(item).cloned().map(Outcome::number)
    }

    /// A practice's score after polarity, when it has one.
    pub fn leaf_score(&self, item: ItemIndex) -> Option<&Rational> {
        self.scores.get(item.0)?.as_ref()
    }
}

/// The score of a practice after polarity: source of the mirror image is the
/// CTI-MM, whose indicators are deficiencies.
fn score_of(model: &Model, resolved: &Resolved, item: ItemIndex) -> Option<Rational> {
    let State::Value(choice) = resolved.state(item) else {
        return None;
    };
    model.score_of_choice(item, choice)
}

fn judgements(model: &Model, assessment: &Assessment) -> Vec<Judgement> {
    let judgements = assessment.overrides.iter().enumerate();
    let judgements = judgements.filter_map(|(position, judged)| {
        let node = model.find(&judged.node.value)?;
        let measure = model.measure(&judged.measure.value)?;
        let outcome = written_value(model, measure, &judged.value.value)?;
        Some(Judgement {
            position,
            node,
            measure,
            outcome,
        })
    });
    judgements.collect()
}

fn banded(model: &Model, measure: &Measure, mut outcome: Outcome) -> Outcome {
    let band = measure.band.and_then(|band| model.bands.get(band));
    outcome.band = band.and_then(|band| band.position(&outcome.number));
    outcome
}

/// A value of a measure as files write it: the id of a level for a measure that
/// yields levels, else a number.
pub fn written_value(model: &Model, measure: usize, written: &str) -> Option<Outcome> {
    let measure = model.measures.get(measure)?;
    let outcome = match measure.rule {
        Rule::Attain(_) => Outcome::level(model.level(written)?),
        _ => Outcome::number(Rational::parse(written)?),
    };
    Some(banded(model, measure, outcome))
}
