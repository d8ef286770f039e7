use std::collections::BTreeMap;

use super::{Item, ItemIndex, Model};
use crate::value::Rational;

/// A named rule that turns answers into a number or a level for a node.
#[derive(Debug, Clone)]
pub struct Measure {
    /// The measure's id.
    pub id: String,
    /// A title for people; the id when the model gives none.
    pub title: String,
    /// How it is computed.
    pub rule: Rule,
    /// The position of the band that labels its numbers.
    pub band: Option<usize>,
    /// Whether it is rungs' reading of the model and not its publisher's rule.
    pub derived: bool,
}

impl Measure {
    /// Whether its numbers are shares of one, which people read as percentages.
    pub fn is_share(&self) -> bool {
        matches!(&self.rule, Rule::Combine(rule) if rule.function.is_relative() && rule.range.is_none())
    }

    /// Where a number lies between the lowest and the highest it could be, from 0
    /// to 1, for a measure that has such bounds.
    pub fn filled(&self, number: &Rational) -> Option<f64> {
        match &self.rule {
            Rule::Combine(rule) if rule.function.is_relative() => match &rule.range {
                None => Some(number.to_f64()),
                Some((low, high)) => (number - low)
                    .checked_div(&(high - low))
                    .map(|share| share.to_f64()),
            },
            _ => None,
        }
    }
}

/// The operators. Their semantics stand in the guide, chapter "Scoring".
#[derive(Debug, Clone)]
pub enum Rule {
    /// A number out of numbers.
    Combine(Combine),
    /// The highest level whose conditions hold.
    Attain(Attain),
    /// The answer of one item, or of the node itself.
    Pick(Option<ItemIndex>),
    /// The label of another measure's number.
    Band {
        /// The position of the other measure.
        of: usize,
    },
}

/// Options of `combine`.
#[derive(Debug, Clone)]
pub struct Combine {
    /// What is done with the numbers.
    pub function: Function,
    /// Which numbers.
    pub over: Over,
    /// Which leaves count.
    pub filter: Where,
    /// Whether weights count.
    pub weighted: bool,
    /// Weights by item, instead of those of the items.
    pub weights: BTreeMap<ItemIndex, Rational>,
    /// What the weights of certain items are multiplied by.
    pub multipliers: BTreeMap<ItemIndex, Rational>,
    /// What an item that is not applicable contributes.
    pub na: Substitute,
    /// What an unanswered item contributes.
    pub unanswered: Substitute,
    /// Where a share is mapped to, from its lowest to its highest value.
    pub range: Option<(Rational, Rational)>,
    /// The position of the measure whose values at the nodes are combined; this
    /// one when absent.
    pub of: Option<usize>,
}

impl Combine {
    /// What an item weighs here.
    pub fn weight_of(&self, model: &Model, item: ItemIndex) -> Rational {
        if !self.weighted {
            return Rational::ONE;
        }
        let own = self.weights.get(&item);
        let weight = own.unwrap_or(&model.item(item).weight);
        match self.multipliers.get(&item) {
            Some(factor) => weight * factor,
            None => weight.clone(),
        }
    }
}

/// What `combine` does with the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// Their sum, times weights.
    Sum,
    /// Their weighted mean.
    Mean,
    /// Points over the points there could be.
    Ratio,
    /// The lowest.
    Min,
    /// The highest.
    Max,
    /// How much of what is wanted is reached: 1 − Σ max(0, target − value) / Σ
    /// target, over what has a target. Source: OWASP SAMM, "percent to target".
    ToTarget,
    /// How much of the way from a baseline to a target is done: (value −
    /// baseline) / (target − baseline). Source: OWASP SAMM, "progress to date".
    Progress,
}

impl Function {
    /// Whether its result is a share, from 0 to 1 unless a range says otherwise.
    pub fn is_relative(self) -> bool {
        matches!(self, Self::Ratio | Self::ToTarget | Self::Progress)
    }
}

/// Which numbers `combine` takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// The scores of all practices below the node.
    Leaves,
    /// The values of the nodes one below.
    Children,
    /// The values of all nodes of a kind below the node.
    Descendants(String),
    /// The values of the member units at the same node.
    Units,
}

/// What takes the place of a score that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Substitute {
    /// Nothing: the item is left out.
    Exclude,
    /// The lowest score of the scale, after polarity.
    Zero,
    /// The highest score of the scale, after polarity.
    Full,
    /// The measure has no value.
    Fail,
}

/// Which leaves a measure looks at; empty parts let everything through.
#[derive(Debug, Clone, Default)]
pub struct Where {
    /// Allowed values by facet.
    pub facets: BTreeMap<String, Vec<String>>,
    /// The position of the only scale.
    pub scale: Option<usize>,
    /// The positions of allowed levels.
    pub levels: Vec<usize>,
}

impl Where {
    /// Whether a practice is looked at.
    pub fn admits(&self, item: &Item) -> bool {
        let facets = self.facets.iter().all(|(facet, allowed)| {
            let value = item.facets.get(facet);
            value.is_some_and(|value| allowed.contains(value))
        });
        let scale = self.scale.is_none_or(|scale| item.scale == Some(scale));
        let of_levels = |level| self.levels.contains(&level);
        let level = self.levels.is_empty() || item.level.is_some_and(of_levels);
        facets && scale && level
    }
}

/// Options of `attain`.
#[derive(Debug, Clone)]
pub struct Attain {
    /// The levels in order, as positions in the model's levels.
    pub levels: Vec<usize>,
    /// The first of them, when no item of the model carries it: it is always held.
    pub ground: Option<usize>,
    /// What an item of the level itself must have.
    pub at: Required,
    /// What an item of a lower level must have.
    pub below: Required,
    /// Whether lower levels count at all.
    pub cumulative: bool,
    /// Whether an item that is not applicable stands in the way.
    pub na_blocks: bool,
    /// Whether an unanswered item stands in the way.
    pub unanswered_blocks: bool,
    /// What a level without items does.
    pub empty: Empty,
    /// The level that is held whatever the answers are.
    pub floor: Option<usize>,
    /// For each level the least that named nodes must have, instead of the
    /// levels of the items.
    pub thresholds: Vec<(usize, Vec<(ItemIndex, Rational)>)>,
    /// The position of the measure that the children or the named nodes are
    /// looked at by; their answers when absent.
    pub of: Option<usize>,
    /// Whether the nodes one below are looked at instead of the practices.
    pub children: bool,
}

/// The answer an item must at least have, by scale.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Required {
    /// The score wanted on each scale; nothing where the scale is not in reach.
    pub scores: Vec<Option<Rational>>,
    /// The number wanted of a measure, when nodes are looked at by one.
    pub number: Option<Rational>,
}

/// What a level does that no item of the node carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// It is held.
    Pass,
    /// It is not held itself; higher ones may be.
    Fail,
    /// Neither it nor any above is held.
    Stop,
}
