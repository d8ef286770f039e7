use std::ops::Add;

use crate::model::{ItemIndex, Model, Resolved, Rule, State};

/// How many practices of a node are in which state. Stands beside every number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completeness {
    /// With an answer.
    pub answered: usize,
    /// Without one yet.
    pub unanswered: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Out of scope.
    pub out_of_scope: usize,
}

impl Completeness {
    /// Counts the practices of a node.
    pub fn of(model: &Model, resolved: &Resolved, node: ItemIndex) -> Self {
        Self::among(resolved, model.leaves(node))
    }

    /// Counts the practices of a node that a measure looks at.
    pub fn looked_at(model: &Model, resolved: &Resolved, node: ItemIndex, rule: &Rule) -> Self {
        let passes = |leaf: &ItemIndex| match rule {
            Rule::Combine(rule) => rule.filter.admits(model.item(*leaf)),
            Rule::Attain(_) | Rule::Pick(_) | Rule::Band { .. } => true,
        };
        Self::among(resolved, model.leaves(node).filter(passes))
    }

    fn among(resolved: &Resolved, leaves: impl Iterator<Item = ItemIndex>) -> Self {
        let mut counts = Self::default();
        for leaf in leaves {
            match resolved.state(leaf) {
                State::Value(_) => counts.answered += 1,
                State::Unanswered => counts.unanswered += 1,
                State::NotApplicable => counts.not_applicable += 1,
                State::OutOfScope => counts.out_of_scope += 1,
            }
        }
        counts
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.answered + self.unanswered + self.not_applicable + self.out_of_scope
    }

    /// Those that an answer can be expected of.
    pub fn applicable(self) -> usize {
        self.answered + self.unanswered
    }
}

impl Add for Completeness {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            answered: self.answered + other.answered,
            unanswered: self.unanswered + other.unanswered,
            not_applicable: self.not_applicable + other.not_applicable,
            out_of_scope: self.out_of_scope + other.out_of_scope,
        }
    }
}
