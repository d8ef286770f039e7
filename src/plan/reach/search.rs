use std::cmp::Reverse;

use super::trials::{Trials, without};
use crate::model::{ItemIndex, Model, Rule};
use crate::plan::Raise;
use crate::plan::step::preference;
use crate::score::{Outcome, rises};
use crate::value::Rational;

/// What a search comes to.
pub(super) enum Searched {
    /// These practices reach the goal; whether no smaller number would.
    Reached(Vec<Raise>, bool),
    /// Nothing does. The best that was found, and whether there is nothing better.
    Short(Option<Outcome>, bool),
}

/// A way to a goal whatever the rule is: every practice at its best, and then as
/// many taken back as the goal allows, those that bring least first.
pub(super) fn raises(trials: &mut Trials<'_, '_>) -> Searched {
    let (now, goal) = (trials.now, trials.goal);
    let only_rises = rises(&now.engine(), goal.measure, goal.node);
    let mut kept = candidates(trials);
    let mut missed = each_missed(trials, &kept);
    if !only_rises {
        (kept, missed) = best(trials, kept, missed);
    }
    if !trials.reach(&kept) {
        let (before, after) = (trials.outcome(&[]), trials.outcome(&kept));
        let number = |outcome: &Option<Outcome>| outcome.as_ref().map(|it| it.number.clone());
        let fell = number(&before) > number(&after);
        return Searched::Short(if fell { before } else { after }, only_rises);
    }
    let reaches = |value: &Option<Rational>| value.as_ref().is_some_and(|it| *it >= goal.at_least);
    let mut order: Vec<(Raise, Option<Rational>)> = kept.iter().copied().zip(missed).collect();
    order.sort_by_cached_key(|(raise, without)| {
        let last = Reverse(preference(now, raise.item));
        (Reverse(without.clone()), last)
    });
    let mut optional = 0;
    for (raise, missed) in order {
        // What is missed even with all others at their best is in every way to the
        // goal.
        if !reaches(&missed) {
            continue;
        }
        let fewer: Vec<Raise> = kept.iter().copied().filter(|one| *one != raise).collect();
        if trials.more() && trials.reach(&fewer) {
            kept = fewer;
        } else {
            optional += 1;
        }
    }
    let needed = only_rises && optional == 0 && trials.more();
    Searched::Reached(kept, needed)
}

/// Every practice that could move the measure, at its best.
fn candidates(trials: &Trials<'_, '_>) -> Vec<Raise> {
    let (now, goal) = (trials.now, trials.goal);
    let elsewhere = picked(now.model, goal.measure);
    let mut items: Vec<ItemIndex> = now.model.leaves(goal.node).chain(elsewhere).collect();
    items.sort_unstable();
    items.dedup();
    items
        .into_iter()
        .filter_map(|item| now.best(item))
        .collect()
}

/// What the measure would be without each of some practices. Where no more can be
/// tried, the rest is taken for what is needed.
fn each_missed(trials: &mut Trials<'_, '_>, raises: &[Raise]) -> Vec<Option<Rational>> {
    let each = (0..raises.len()).map(|at| match trials.more() {
        true => trials.number(&without(raises, at)),
        false => None,
    });
    each.collect()
}

/// Takes back what lowers the measure until nothing does. So the mean of what is
/// answered comes to its highest: what lies below it also lies below what it becomes
/// without it.
fn best(
    trials: &mut Trials<'_, '_>,
    mut kept: Vec<Raise>,
    mut missed: Vec<Option<Rational>>,
) -> (Vec<Raise>, Vec<Option<Rational>>) {
    while trials.more() {
        let all = trials.number(&kept);
        let lowers = kept.iter().zip(&missed);
        let fewer: Vec<Raise> = lowers
            .filter(|(_, without)| **without <= all)
            .map(|(raise, _)| *raise)
            .collect();
        if fewer.len() == kept.len() || trials.number(&fewer) <= all {
            break;
        }
        missed = each_missed(trials, &fewer);
        kept = fewer;
    }
    (kept, missed)
}

/// The practice that a measure looks at wherever it stands.
fn picked(model: &Model, measure: usize) -> Option<ItemIndex> {
    let mut next = Some(measure);
    // A chain of measures is never longer than there are measures.
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
