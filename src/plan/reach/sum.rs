use std::cmp::Reverse;

use crate::model::ItemIndex;
use crate::plan::step::preference;
use crate::plan::{Goal, Raise, Supposed};
use crate::score::{Engine, counts_alike, shares};
use crate::value::Rational;

/// Whether a measure at a node adds up, and the fewest practices that reach a goal
/// if it does.
pub(super) enum Sum {
    /// These practices with these answers.
    Reached(Vec<Raise>),
    /// All of them do not reach it.
    OutOfReach,
    /// It does not add up.
    Other,
}

/// The fewest practices that lift a weighted sum to what is wanted.
///
/// Where the same practices count whatever they answer, the value is Σ wᵢ·sᵢ plus
/// something fixed, so raising practice i to its best answer adds gᵢ = wᵢ·(best −
/// now) whatever else is raised, and no answer of it adds more. k practices
/// therefore add at most the sum of the k greatest gᵢ; taking the greatest first
/// reaches the goal with the fewest. Gains that are alike are taken by priority,
/// then by effort, then by id.
pub(super) fn raises(now: &Supposed<'_>, engine: &Engine<'_>, goal: &Goal) -> Sum {
    let value = engine.value(goal.measure, goal.node);
    let shares = shares(engine, goal.measure, goal.node);
    let alike = counts_alike(engine, goal.measure, goal.node);
    let (Some(value), Some(shares), true) = (value, shares, alike) else {
        return Sum::Other;
    };
    let gain = |item: ItemIndex, worth: &Rational, score: &Rational| {
        let best = now.best(item)?;
        let gain = worth * &(&now.model.score_of_choice(item, best.to)? - score);
        (gain > Rational::ZERO).then_some((gain, best))
    };
    let gains = shares
        .iter()
        .filter_map(|share| gain(share.item, &share.worth, &share.score));
    let mut gains: Vec<(Rational, Raise)> = gains.collect();
    gains.sort_by_cached_key(|(gain, raise)| (Reverse(gain.clone()), preference(now, raise.item)));
    let mut sum = value.number;
    let mut raises = Vec::new();
    for (gain, raise) in gains {
        if sum >= goal.at_least {
            break;
        }
        sum = &sum + &gain;
        raises.push(raise);
    }
    if sum >= goal.at_least {
        Sum::Reached(raises)
    } else {
        Sum::OutOfReach
    }
}
