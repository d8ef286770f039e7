use std::cmp::Reverse;

use super::{Found, Goal, holds};
use crate::model::{ItemIndex, Model, Rule};
use crate::plan::step::preference;
use crate::plan::{Raise, Supposed};
use crate::score::{Outcome, rises};
use crate::value::Rational;

/// Practices looked at over all trials together; from there on what was found so
/// far stands.
const MOST_LOOKED_AT: usize = 100_000_000;

/// A way to a goal whatever the rule is: every practice at its best, and then as
/// many taken back as the goal allows, those that bring least first.
pub(super) fn raises(now: &Supposed<'_>, goal: &Goal) -> Found {
    let only_rises = rises(&now.engine(), goal.measure, goal.node);
    let mut search = Search::new(now, goal);
    let mut kept = search.candidates();
    let mut missed = search.each_missed(&kept);
    if !only_rises {
        (kept, missed) = search.best(kept, missed);
    }
    if !holds(&now.with(&kept), goal) {
        let engine = now.with(&kept).engine();
        let best = engine.value(goal.measure, goal.node);
        let before = now.engine().value(goal.measure, goal.node);
        let number = |outcome: &Option<Outcome>| search.number(outcome);
        return Found::Never {
            best: if number(&before) > number(&best) {
                before
            } else {
                best
            },
            proven: only_rises,
        };
    }
    // What is missed even with all others at their best is in every way to the goal.
    let reaches = |value: &Option<Rational>| value.as_ref().is_some_and(|it| *it >= goal.at_least);
    let mut order: Vec<(Raise, Option<Rational>)> = kept.iter().copied().zip(missed).collect();
    order.sort_by_cached_key(|(raise, without)| {
        (
            Reverse(without.clone()),
            Reverse(preference(now, raise.item)),
        )
    });
    let mut spare = 0;
    for (raise, without) in order {
        if !reaches(&without) {
            continue;
        }
        let fewer: Vec<Raise> = kept.iter().copied().filter(|one| *one != raise).collect();
        if search.allows_more() && search.reaches(&fewer) {
            kept = fewer;
        } else {
            spare += 1;
        }
    }
    // Nothing is less than one.
    let needed = only_rises && spare == 0 && search.allows_more();
    Found::By {
        smallest: needed || kept.len() == 1,
        raises: kept,
    }
}

struct Search<'s> {
    now: &'s Supposed<'s>,
    goal: &'s Goal,
    left: usize,
}

impl<'s> Search<'s> {
    fn new(now: &'s Supposed<'s>, goal: &'s Goal) -> Self {
        Self {
            now,
            goal,
            left: MOST_LOOKED_AT / now.model.items.len().max(1),
        }
    }

    fn number(&self, outcome: &Option<Outcome>) -> Option<Rational> {
        outcome.as_ref().map(|outcome| outcome.number.clone())
    }

    /// Every practice that could move the measure, at its best.
    fn candidates(&self) -> Vec<Raise> {
        let model = self.now.model;
        let elsewhere = picked(model, self.goal.measure);
        let mut items: Vec<ItemIndex> = model.leaves(self.goal.node).chain(elsewhere).collect();
        items.sort_unstable();
        items.dedup();
        items
            .into_iter()
            .filter_map(|item| self.now.best(item))
            .collect()
    }

    fn value(&mut self, raises: &[Raise]) -> Option<Rational> {
        self.left = self.left.saturating_sub(1);
        let engine = self.now.with(raises).engine();
        self.number(&engine.value(self.goal.measure, self.goal.node))
    }

    fn allows_more(&self) -> bool {
        self.left > 0
    }

    fn reaches(&mut self, raises: &[Raise]) -> bool {
        self.value(raises)
            .is_some_and(|value| value >= self.goal.at_least)
    }

    /// What the measure would be without each of some practices. Where no more can
    /// be tried, the rest is taken for what is needed.
    fn each_missed(&mut self, raises: &[Raise]) -> Vec<Option<Rational>> {
        let without = |at: usize| {
            let (before, after) = (raises.get(..at), raises.get(at + 1..));
            [before.unwrap_or_default(), after.unwrap_or_default()].concat()
        };
        let each = (0..raises.len()).map(|at| match self.allows_more() {
            true => self.value(&without(at)),
            false => None,
        });
        each.collect()
    }

    /// Takes back what lowers the measure until nothing does. So the mean of what
    /// is answered comes to its highest: what lies below it also lies below what it
    /// becomes without it.
    fn best(
        &mut self,
        mut kept: Vec<Raise>,
        mut missed: Vec<Option<Rational>>,
    ) -> (Vec<Raise>, Vec<Option<Rational>>) {
        while self.allows_more() {
            let all = self.value(&kept);
            let lowers = kept.iter().zip(&missed);
            let fewer: Vec<Raise> = lowers
                .filter(|(_, without)| **without <= all)
                .map(|(raise, _)| *raise)
                .collect();
            if fewer.len() == kept.len() || self.value(&fewer) <= all {
                break;
            }
            missed = self.each_missed(&fewer);
            kept = fewer;
        }
        (kept, missed)
    }
}

/// The practice that a measure looks at wherever it stands.
fn picked(model: &Model, measure: usize) -> Option<ItemIndex> {
    let mut next = Some(measure);
    for _ in 0..=model.measures.len() {
        let measure = model.measures.get(next?)?;
        next = match &measure.rule {
            Rule::Pick(item) => return *item,
            Rule::Combine(rule) => rule.of,
            Rule::Attain(rule) => rule.of,
            Rule::Band { of } => Some(*of),
        };
    }
    None
}
