use std::cmp::Reverse;

use super::trials::{Trials, without};
use crate::plan::Raise;
use crate::plan::step::preference;

/// The same practices with answers no higher than needed, the last to be chosen
/// spared first.
pub(super) fn lowered(trials: &mut Trials<'_, '_>, mut raises: Vec<Raise>) -> Vec<Raise> {
    raises.sort_by_cached_key(|raise| Reverse(preference(trials.now, raise.item)));
    for at in 0..raises.len() {
        let Some(raise) = raises.get(at).copied() else {
            continue;
        };
        let mut lower = trials.now.better(raise.item);
        let end = lower.iter().position(|choice| *choice == raise.to);
        lower.truncate(end.unwrap_or(0));
        // Halving finds the least answer of a rule that rises; of any other rule it
        // finds one that does, as each is tried.
        while trials.more() && !lower.is_empty() {
            let middle = lower.len() / 2;
            let Some(to) = lower.get(middle).copied() else {
                break;
            };
            let mut tried = raises.clone();
            if let Some(slot) = tried.get_mut(at) {
                slot.to = to;
            }
            if trials.reach(&tried) {
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

/// The same practices without those that can be left out, the last to be chosen
/// first, and whether that is all of them.
pub(super) fn thinned(trials: &mut Trials<'_, '_>, mut raises: Vec<Raise>) -> (Vec<Raise>, bool) {
    let mut at = raises.len();
    while at > 0 {
        at -= 1;
        if !trials.more() {
            return (raises, false);
        }
        let fewer = without(&raises, at);
        if trials.reach(&fewer) {
            // Where a rule falls with its answers, one that was needed beside this one
            // may be needed no more.
            raises = fewer;
            at = raises.len();
        }
    }
    (raises, true)
}
