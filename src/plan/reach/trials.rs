use super::Goal;
use crate::plan::{Raise, Supposed};
use crate::score::Outcome;
use crate::value::Rational;

/// Answers that are tried for a goal, and how many more may be.
pub(super) struct Trials<'t, 's> {
    pub(super) now: &'t Supposed<'s>,
    pub(super) goal: &'t Goal,
    left: usize,
}

impl<'t, 's> Trials<'t, 's> {
    /// So many practices may be looked at over all trials.
    pub(super) fn new(now: &'t Supposed<'s>, goal: &'t Goal, most: usize) -> Self {
        Self {
            now,
            goal,
            left: most / now.model.items.len().max(1),
        }
    }

    /// Whether everything was tried that was asked for so far.
    pub(super) fn more(&self) -> bool {
        self.left > 0
    }

    /// What the goal's measure comes to with some answers raised.
    pub(super) fn outcome(&mut self, raises: &[Raise]) -> Option<Outcome> {
        self.left = self.left.saturating_sub(1);
        let engine = self.now.with(raises).engine();
        engine.value(self.goal.measure, self.goal.node)
    }

    /// The same as a number.
    pub(super) fn number(&mut self, raises: &[Raise]) -> Option<Rational> {
        self.outcome(raises).map(|outcome| outcome.number)
    }

    /// Whether they reach the goal.
    pub(super) fn reach(&mut self, raises: &[Raise]) -> bool {
        let number = self.number(raises);
        number.is_some_and(|number| number >= self.goal.at_least)
    }
}

/// Some practices without the one at a position.
pub(super) fn without(raises: &[Raise], at: usize) -> Vec<Raise> {
    let (before, after) = (raises.get(..at), raises.get(at + 1..));
    [before.unwrap_or_default(), after.unwrap_or_default()].concat()
}
