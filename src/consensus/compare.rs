use super::kappa::kappa;
use super::steps::Steps;
use super::{Practice, ScopeDifference, Verdict, scope};
use crate::model::{Assessment, ItemIndex, Model, Resolved, State};
use crate::value::Rational;

/// One assessor's answers.
#[derive(Debug, Clone)]
pub struct Rater<'r> {
    /// What the assessor is called.
    pub name: String,
    /// The answers.
    pub assessment: &'r Assessment,
    /// The answers matched to the model, which is that of all assessors.
    pub resolved: &'r Resolved,
}

/// What several assessors say, compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Every practice, those to discuss first.
    pub practices: Vec<Practice>,
    /// Each node that is no practice, the root first.
    pub nodes: Vec<NodeAgreement>,
    /// Each two assessors.
    pub pairs: Vec<Pair>,
    /// The mean of the pairs' kappas; nothing where none has a value.
    pub kappa: Option<Rational>,
    /// Nodes about whose scope they differ.
    pub scope: Vec<ScopeDifference>,
}

/// How often assessors say the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Practices on which all votes are the same.
    pub same: usize,
    /// Practices with two votes or more.
    pub compared: usize,
}

/// How often assessors say the same in one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeAgreement {
    /// The node.
    pub node: ItemIndex,
    /// How often they do.
    pub agreement: Agreement,
    /// Its practices.
    pub total: usize,
    /// Its practices by how far the answers are apart.
    pub apart: usize,
    /// Those that are not applicable for some only.
    pub applicability: usize,
    /// Those with fewer than two votes, of those that are in scope for somebody.
    pub not_compared: usize,
}

/// Two assessors beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The position of the first.
    pub first: usize,
    /// The position of the second.
    pub second: usize,
    /// How often they say the same.
    pub agreement: Agreement,
    /// Their weighted kappa, where it is defined.
    pub kappa: Option<Rational>,
}

impl Agreement {
    /// The share of the compared practices; nothing where there is none.
    pub fn share(self) -> Option<Rational> {
        Rational::from_count(self.same).checked_div(&Rational::from_count(self.compared))
    }

    fn of<'p>(verdicts: impl Iterator<Item = &'p Verdict>) -> Self {
        verdicts.fold(Self::default(), |counts, verdict| Self {
            same: counts.same + usize::from(*verdict == Verdict::Same),
            compared: counts.compared + usize::from(verdict.compared()),
        })
    }
}

/// Compares what assessors say about the practices of a model.
pub fn compare(model: &Model, raters: &[Rater<'_>]) -> Comparison {
    let states = |leaf: ItemIndex| -> Vec<State> {
        let states = raters.iter().map(|rater| rater.resolved.state(leaf));
        states.collect()
    };
    let steps = Steps::new(model);
    let leaves = model.leaves(ItemIndex::ROOT);
    let mut practices: Vec<Practice> = leaves
        .map(|leaf| Practice::new(model, &steps, leaf, states(leaf)))
        .collect();
    let nodes = nodes(model, &practices);
    let pairs = pairs(model, &steps, &practices, raters.len());
    let kappas: Vec<&Rational> = pairs
        .iter()
        .filter_map(|pair| pair.kappa.as_ref())
        .collect();
    let sum: Rational = kappas.iter().map(|kappa| (*kappa).clone()).sum();
    let kappa = sum.checked_div(&Rational::from_count(kappas.len()));
    // The sort keeps the model's order among those of one verdict.
    practices.sort_by_key(|practice| practice.verdict);
    Comparison {
        practices,
        nodes,
        pairs,
        kappa,
        scope: scope::differences(model, raters),
    }
}

impl Comparison {
    /// Whether there is something to discuss.
    pub fn differs(&self) -> bool {
        !self.scope.is_empty() || self.practices.iter().any(|one| one.verdict.differs())
    }
}

fn nodes(model: &Model, practices: &[Practice]) -> Vec<NodeAgreement> {
    let mut by_item = vec![Verdict::OutOfScope; model.items.len()];
    for practice in practices {
        if let Some(verdict) = by_item.get_mut(practice.item.0) {
            *verdict = practice.verdict;
        }
    }
    let inner = (0..model.items.len()).map(ItemIndex);
    let inner = inner.filter(|node| !model.item(*node).leaf);
    let node = |node: ItemIndex| {
        let leaves = model.leaves(node);
        let verdicts: Vec<Verdict> = leaves
            .filter_map(|leaf| by_item.get(leaf.0).copied())
            .collect();
        let count = |wanted: &[Verdict]| {
            let counted = verdicts.iter().filter(|verdict| wanted.contains(verdict));
            counted.count()
        };
        NodeAgreement {
            node,
            agreement: Agreement::of(verdicts.iter()),
            total: verdicts.len(),
            apart: count(&[Verdict::Apart]),
            applicability: count(&[Verdict::Applicability]),
            not_compared: count(&[Verdict::Alone, Verdict::Unrated]),
        }
    };
    inner.map(node).collect()
}

fn pairs(model: &Model, steps: &Steps, practices: &[Practice], raters: usize) -> Vec<Pair> {
    let all = (0..raters).flat_map(|first| (first + 1..raters).map(move |other| (first, other)));
    let pair = |(first, second): (usize, usize)| {
        let of_both = practices.iter().map(|practice| {
            let state = |rater: usize| practice.states.get(rater).copied().unwrap_or_default();
            let states = vec![state(first), state(second)];
            Practice::new(model, steps, practice.item, states).verdict
        });
        let verdicts: Vec<Verdict> = of_both.collect();
        Pair {
            first,
            second,
            agreement: Agreement::of(verdicts.iter()),
            kappa: kappa(model, steps, practices, first, second),
        }
    };
    all.map(pair).collect()
}
