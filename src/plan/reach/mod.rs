mod proven;
mod search;
mod sum;

use std::cmp::Reverse;

use super::step::preference;
use super::{Raise, Supposed};
use crate::model::ItemIndex;
use crate::score::Outcome;
use crate::value::Rational;

/// A measure at a node that is wanted to be something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The position of the measure.
    pub measure: usize,
    /// The node.
    pub node: ItemIndex,
    /// The least that it shall be; a level's number is its position.
    pub at_least: Rational,
}

/// A way to a goal.
#[derive(Debug, Clone)]
pub enum Found {
    /// It is reached already.
    Reached,
    /// These practices reach it with these answers.
    By {
        /// The practices, in the order in which they would be chosen.
        raises: Vec<Raise>,
        /// Whether no smaller number of practices would do. Else none of them can
        /// be left out, but others might be fewer.
        smallest: bool,
    },
    /// It cannot be reached.
    Never {
        /// The most that was found.
        best: Option<Outcome>,
        /// Whether there is nothing better.
        proven: bool,
    },
}

impl Found {
    /// The practices to raise.
    pub fn raises(&self) -> &[Raise] {
        match self {
            Self::By { raises, .. } => raises,
            Self::Reached | Self::Never { .. } => &[],
        }
    }
}

/// The fewest practices that reach a goal, with the least answers that do. What is
/// not applicable or out of scope stays so, and no answer is lowered.
///
/// The number is proven to be the smallest
/// - for levels, each wants certain answers of certain practices, which is a list
///   and no choice; where a level above is easier, the shorter list is taken;
/// - for sums, see [`sum`];
/// - for the least and the greatest of nodes, and for levels of nodes, since such
///   nodes share no practice: each is a goal of its own;
/// - for a single practice;
/// - for whatever only rises with its answers, when each practice that was found
///   is missed even with all others at their best.
///
/// Whatever is found is scored before it is said.
pub fn reach(now: &Supposed<'_>, goal: &Goal) -> Found {
    if holds(now, goal) {
        return Found::Reached;
    }
    let raises = proven::raises(now, goal);
    if let Some(raises) = raises.filter(|raises| holds(&now.with(raises), goal)) {
        return Found::By {
            raises: lowered(now, goal, raises),
            smallest: true,
        };
    }
    match search::raises(now, goal) {
        Found::By { raises, smallest } => Found::By {
            raises: lowered(now, goal, raises),
            smallest,
        },
        found => found,
    }
}

fn holds(supposed: &Supposed<'_>, goal: &Goal) -> bool {
    let value = supposed.engine().value(goal.measure, goal.node);
    value.is_some_and(|value| value.number >= goal.at_least)
}

/// The same practices with answers no higher than needed, the last to be chosen
/// spared first.
fn lowered(now: &Supposed<'_>, goal: &Goal, mut raises: Vec<Raise>) -> Vec<Raise> {
    raises.sort_by_cached_key(|raise| Reverse(preference(now, raise.item)));
    for at in 0..raises.len() {
        let Some(raise) = raises.get(at).copied() else {
            continue;
        };
        let mut lower = now.better(raise.item);
        let end = lower.iter().position(|choice| *choice == raise.to);
        lower.truncate(end.unwrap_or(0));
        // Halving finds the least answer of a rule that rises; of any other rule it
        // finds one that does, as each is tried.
        while !lower.is_empty() {
            let middle = lower.len() / 2;
            let Some(to) = lower.get(middle).copied() else {
                break;
            };
            let mut tried = raises.clone();
            if let Some(slot) = tried.get_mut(at) {
                slot.to = to;
            }
            if holds(&now.with(&tried), goal) {
                raises = tried;
                lower.truncate(middle);
            } else {
                lower.drain(..=middle);
            }
        }
    }
    raises.reverse();
    raises
}
