mod lower;
mod proven;
mod search;
mod sum;
mod trials;

use self::lower::{lowered, thinned};
use self::search::Searched;
use self::trials::Trials;
use super::{Raise, Supposed};
use crate::model::ItemIndex;
use crate::score::Outcome;
use crate::value::Rational;

/// Practices looked at over all trials for the goals of one plan; from there on what
/// was found so far stands. A model of 200 practices takes a thousandth of it.
const MOST_LOOKED_AT: usize = 50_000_000;

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

/// What is known of the number of practices on a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// No smaller number would do.
    Smallest,
    /// None of them can be left out, but others might be fewer.
    NoneToSpare,
    /// They do; there are too many to try which of them are needed.
    Enough,
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
        /// What is known of their number.
        claim: Claim,
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
/// - for sums, taking the greatest gain first, see `sum.rs`;
/// - for the least and the greatest of nodes, and for levels of nodes, since such
///   nodes share no practice: each is a goal of its own;
/// - for a single practice;
/// - for whatever only rises with its answers, when each practice that was found
///   is missed even with all others at their best.
///
/// Whatever is found is scored before it is said.
pub fn reach(now: &Supposed<'_>, goal: &Goal) -> Found {
    reach_among(now, goal, 1)
}

/// The same for one of several goals of one plan, which share what may be tried.
pub(super) fn reach_among(now: &Supposed<'_>, goal: &Goal, goals: usize) -> Found {
    let mut trials = Trials::new(now, goal, MOST_LOOKED_AT / goals.max(1));
    if trials.reach(&[]) {
        return Found::Reached;
    }
    let raises = proven::raises(now, goal);
    if let Some(raises) = raises.filter(|raises| trials.reach(raises)) {
        return Found::By {
            raises: lowered(&mut trials, raises),
            claim: Claim::Smallest,
        };
    }
    match search::raises(&mut trials) {
        Searched::Short(best, proven) => Found::Never { best, proven },
        Searched::Reached(raises, smallest) => {
            let raises = lowered(&mut trials, raises);
            let (raises, thinnest) = thinned(&mut trials, raises);
            // Nothing is less than one.
            let claim = match smallest || raises.len() == 1 {
                true => Claim::Smallest,
                false if thinnest => Claim::NoneToSpare,
                false => Claim::Enough,
            };
            Found::By { raises, claim }
        }
    }
}
