use std::ops::Range;
use std::rc::Rc;

use super::Engine;
use super::attain::{Judged, NoLevel, found, stands, unjudged};
use super::combine::{Missing, Total, contribution, passes};
use crate::model::{Attain, Combine, Function, ItemIndex, Over, State};

/// More practices than this are looked at node by node: the totals of every
/// measure would take more memory than they save time.
const MOST_PRACTICES: usize = 2_000;
/// Counts of one ladder, for the same reason.
const MOST_COUNTS: usize = 200_000;

/// Running totals over all practices of a model, in their order: what stands
/// below a node is the difference of two of them, so every practice is looked at
/// once however many nodes stand above it.
#[derive(Clone)]
pub(super) enum Tally {
    /// Of a measure that pools practices.
    Pool(Rc<Pool>),
    /// Of a measure that wants something of practices, level by level.
    Ladder(Rc<Ladder>),
    /// Of one that is looked at node by node.
    None,
}

/// Running totals of a combination; those before the first practice come first.
pub(super) struct Pool {
    totals: Vec<Total>,
    /// How many practices say that there is no value.
    missing: Vec<u32>,
}

/// Running counts of an `attain` rule: for each practice a row of counts.
pub(super) struct Ladder {
    counts: Vec<u32>,
    width: usize,
}

impl Pool {
    /// The totals of a rule that pools practices; nothing for other rules.
    pub(super) fn of(engine: &Engine<'_>, rule: &Combine, own: usize) -> Option<Self> {
        let adds = !matches!(
            rule.function,
            Function::Min | Function::Max | Function::Progress
        );
        let leaves = engine.model.practices();
        let pools = rule.over == Over::Leaves && rule.of.is_none_or(|of| of == own);
        if !adds || !pools || leaves.len() > MOST_PRACTICES {
            return None;
        }
        let (mut total, mut failed) = (Total::default(), 0);
        let mut pool = Self {
            totals: vec![total.clone()],
            missing: vec![failed],
        };
        for leaf in leaves {
            let part = if passes(engine, &rule.filter, *leaf) {
                contribution(engine, rule, *leaf)
            } else {
                Ok(None)
            };
            match part {
                Ok(Some(part)) => total.add(rule.function, part),
                Ok(None) => {}
                Err(Missing) => failed += 1,
            }
            pool.totals.push(total.clone());
            pool.missing.push(failed);
        }
        Some(pool)
    }

    /// What a stretch of practices adds up to.
    pub(super) fn between(&self, range: &Range<usize>) -> Result<Total, Missing> {
        if self.missing.get(range.start) != self.missing.get(range.end) {
            return Err(Missing);
        }
        let ends = self.totals.get(range.end).zip(self.totals.get(range.start));
        Ok(ends.map_or_else(Total::default, |(end, start)| end.without(start)))
    }
}

/// Counts of each level: practices that carry it, that do not meet it, that do
/// not meet what a lower level must have.
const OF_LEVEL: usize = 3;

impl Ladder {
    /// The counts of a rule that looks at practices; nothing for other rules.
    pub(super) fn of(engine: &Engine<'_>, rule: &Attain) -> Option<Self> {
        let leaves = engine.model.practices();
        // One column more says what is wanted at all, another what is applicable.
        let width = rule.levels.len() * OF_LEVEL + 2;
        let fits = leaves.len() <= MOST_PRACTICES && leaves.len() * width <= MOST_COUNTS;
        if rule.children || rule.of.is_some() || !rule.thresholds.is_empty() || !fits {
            return None;
        }
        let mut row = vec![0_u32; width];
        let mut counts = row.clone();
        counts.reserve(leaves.len() * width);
        let same = rule.at == rule.below;
        for leaf in leaves {
            count(engine, rule, *leaf, same, &mut row);
            counts.extend_from_slice(&row);
        }
        Some(Self { counts, width })
    }

    fn row(&self, at: usize) -> &[u32] {
        let start = at * self.width;
        self.counts
            .get(start..start + self.width)
            .unwrap_or_default()
    }

    /// How each level is judged over a stretch of practices. It does not name
    /// those in the way.
    pub(super) fn between(
        &self,
        rule: &Attain,
        range: &Range<usize>,
    ) -> Result<Vec<Judged>, NoLevel> {
        let (start, end) = (self.row(range.start), self.row(range.end));
        let any = |at: usize| start.get(at) != end.get(at);
        let mut judged = unjudged(rule);
        for (position, step) in judged.iter_mut().enumerate() {
            let at = position * OF_LEVEL;
            step.empty &= !any(at);
            step.own = !any(at + 1);
            step.below = !any(at + 2);
        }
        found(judged, any(self.width - 2), any(self.width - 1))
    }
}

/// Adds a practice to the counts of its level.
fn count(engine: &Engine<'_>, rule: &Attain, leaf: ItemIndex, same: bool, row: &mut [u32]) {
    let level = engine.model.item(leaf).level;
    let position = rule.levels.iter().position(|known| Some(*known) == level);
    let Some(position) = position else { return };
    let width = row.len();
    let state = engine.resolved.state(leaf);
    let (own, below) = match state {
        State::OutOfScope => (true, true),
        _ => stands(engine, rule, leaf, same),
    };
    let applies = matches!(state, State::Value(_) | State::Unanswered);
    let first = position * OF_LEVEL;
    let counted = [
        (first, state != State::OutOfScope),
        (first + 1, !own),
        (first + 2, !below),
        (width - 2, true),
        (width - 1, applies),
    ];
    for (at, counts) in counted {
        if let Some(count) = row.get_mut(at).filter(|_| counts) {
            *count += 1;
        }
    }
}
