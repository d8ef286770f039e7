use crate::model::ItemIndex;
use crate::score::{Completeness, Outcome};
use crate::value::Rational;

/// A measure at a node that is not what it was.
#[derive(Debug, Clone)]
pub struct Movement {
    /// The node at base.
    pub base_node: Option<ItemIndex>,
    /// The node at head.
    pub head_node: Option<ItemIndex>,
    /// The measure's id.
    pub measure: String,
    /// At base.
    pub from: Option<Outcome>,
    /// At head.
    pub to: Option<Outcome>,
    /// The difference, and where it comes from; nothing where either side has no
    /// value.
    pub parts: Option<Parts>,
    /// The part of the answers by practice of the head's model, where the rule
    /// adds up and its denominator did not move; the largest first.
    pub items: Vec<(ItemIndex, Rational)>,
    /// The practices below the node that the measure looks at, at base and at head,
    /// where not as many of them count.
    pub practices: Option<(Completeness, Completeness)>,
    /// The items of the head's model that made a level move.
    pub by: Vec<ItemIndex>,
    /// What stands in the way of the next level.
    pub next: Option<Obstructed>,
}

/// A level that is not held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstructed {
    /// The position of the level in the head's model.
    pub level: usize,
    /// The items in its way.
    pub by: Vec<ItemIndex>,
}

/// What is replaced, one after the other, to get from base to head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ingredient {
    /// Items, levels, weights and scales.
    Model,
    /// The measures.
    Rule,
    /// What is out of scope, and flips into and out of not applicable.
    Scope,
    /// What targets and baselines are set.
    Targets,
    /// Values, and what is unanswered.
    Answers,
    /// Recorded judgements.
    Overrides,
    /// The day; no rule looks at it yet.
    Time,
}

impl Ingredient {
    /// Every ingredient, in the order they are replaced in.
    pub const ALL: [Self; 7] = [
        Self::Model,
        Self::Rule,
        Self::Scope,
        Self::Targets,
        Self::Answers,
        Self::Overrides,
        Self::Time,
    ];

    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Rule => "rule",
            Self::Scope => "scope",
            Self::Targets => "targets",
            Self::Answers => "answers",
            Self::Overrides => "overrides",
            Self::Time => "time",
        }
    }
}

/// A difference and the parts it is made of, which add up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The difference.
    pub delta: Rational,
    /// The part of each ingredient, in their order; nothing where the step has no
    /// value and counts in the next one that has.
    pub each: [Option<Rational>; 7],
    /// Whether the part of the rule counts in that of the model before it, because
    /// the base's measures cannot be computed on the head's items.
    pub rule_in_model: bool,
}

impl Parts {
    /// The parts of a walk from the base's value through one value after each
    /// ingredient; `rule_runs` says whether the base's measures could be computed
    /// on the head's items. Nothing where either end has no value.
    pub(super) fn of(
        from: &Rational,
        steps: [Option<Rational>; 7],
        rule_runs: bool,
    ) -> Option<Self> {
        let to = steps.last()?.clone()?;
        let mut last = from.clone();
        let mut each: [Option<Rational>; 7] = Default::default();
        for (at, step) in steps.into_iter().enumerate() {
            let rule = at == Ingredient::Rule as usize;
            let Some(value) = step.filter(|_| rule_runs || !rule) else {
                continue;
            };
            if let Some(part) = each.get_mut(at) {
                *part = Some(&value - &last);
            }
            last = value;
        }
        let delta = &to - from;
        Some(Self {
            delta,
            each,
            rule_in_model: !rule_runs,
        })
    }

    /// The ingredients whose part counts in another one.
    pub fn merged(&self) -> Vec<Ingredient> {
        let parts = Ingredient::ALL.into_iter().zip(&self.each);
        let merged = parts.filter(|(_, part)| part.is_none());
        merged.map(|(ingredient, _)| ingredient).collect()
    }
}
