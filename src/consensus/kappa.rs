use std::collections::BTreeMap;

use super::Practice;
use super::steps::Steps;
use crate::model::{Model, State};
use crate::value::Rational;

/// What two assessors said on one scale.
#[derive(Default)]
struct Table {
    /// Practices on which both voted.
    count: Rational,
    /// What each of the two said, in all.
    said: [Said; 2],
    /// The sum of the weights of their differences.
    observed: Rational,
}

/// What one assessor said on one scale: enough to compare all values with all
/// values of another without going through them.
#[derive(Default)]
struct Said {
    values: Rational,
    sum: Rational,
    squares: Rational,
    not_applicable: Rational,
}

/// Cohen's kappa of two assessors with quadratic weights: one minus the
/// difference there is over the difference to be expected if each gave the same
/// answers to practices at random. Practices are compared with those of their
/// own scale only. No value where no difference is to be expected.
pub(super) fn kappa(
    model: &Model,
    steps: &Steps,
    practices: &[Practice],
    first: usize,
    second: usize,
) -> Option<Rational> {
    let mut tables: BTreeMap<usize, Table> = BTreeMap::new();
    for practice in practices {
        let Some(scale) = model.item(practice.item).scale else {
            continue;
        };
        let vote = |rater: usize| match practice.states.get(rater)? {
            State::Value(choice) => Some(Some(steps.share(scale, *choice))),
            State::NotApplicable => Some(None),
            State::Unanswered | State::OutOfScope => None,
        };
        if let (Some(a), Some(b)) = (vote(first), vote(second)) {
            tables.entry(scale).or_default().add(a, b);
        }
    }
    let observed: Rational = tables.values().map(|table| table.observed.clone()).sum();
    let expected: Rational = tables.values().filter_map(Table::expected).sum();
    Some(&Rational::ONE - &observed.checked_div(&expected)?)
}

impl Table {
    fn add(&mut self, a: Option<Rational>, b: Option<Rational>) {
        // A difference weighs the square of its share of the scale; all, when
        // it is between a value and not applicable.
        let weight = match (&a, &b) {
            (Some(a), Some(b)) => square(&(a - b)),
            (None, None) => Rational::ZERO,
            _ => Rational::ONE,
        };
        self.count = &self.count + &Rational::ONE;
        self.observed = &self.observed + &weight;
        for (said, vote) in self.said.iter_mut().zip([a, b]) {
            said.add(vote);
        }
    }

    /// The weights of each vote of one with each of the other, over their count:
    /// the sum of all (a - b)² is written out, so that it takes no pairs.
    fn expected(&self) -> Option<Rational> {
        let [a, b] = &self.said;
        let twice = &Rational::from_int(2) * &(&a.sum * &b.sum);
        let squares = &(&a.squares * &b.values) + &(&a.values * &b.squares);
        let mixed = &(&a.not_applicable * &b.values) + &(&a.values * &b.not_applicable);
        (&(&squares - &twice) + &mixed).checked_div(&self.count)
    }
}

impl Said {
    fn add(&mut self, vote: Option<Rational>) {
        match vote {
            Some(value) => {
                self.values = &self.values + &Rational::ONE;
                self.squares = &self.squares + &square(&value);
                self.sum = &self.sum + &value;
            }
            None => self.not_applicable = &self.not_applicable + &Rational::ONE,
        }
    }
}

fn square(number: &Rational) -> Rational {
    number * number
}
