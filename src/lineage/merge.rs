use std::collections::HashMap;

use super::carry::{Carried, Fate, Planner, Told, says_nothing, why};
use crate::model::{ItemIndex, Lookup, MappingRow};
use crate::text::Span;
use crate::value::Rational;

impl Planner<'_, '_> {
    /// Several items became one: in doubt the lower answer is taken, as the
    /// CTI-CMM asks, and a person confirms it. The others are kept.
    pub(super) fn merge(&mut self, merged: Vec<(&MappingRow, usize)>) {
        let mut rows: Vec<(&MappingRow, Vec<usize>)> = Vec::new();
        let mut known: HashMap<Span, usize> = HashMap::new();
        for (row, position) in merged {
            let at = *known.entry(row.span).or_insert_with(|| {
                rows.push((row, Vec::new()));
                rows.len() - 1
            });
            if let Some((_, positions)) = rows.get_mut(at) {
                positions.push(position);
            }
        }
        for (row, positions) in rows {
            if let Some(to) = self.later(row).first().copied() {
                self.merge_row(row, &positions, to);
            }
        }
    }

    fn merge_row(&mut self, row: &MappingRow, positions: &[usize], to: ItemIndex) {
        let silent = |at: usize| self.answer(at).is_none_or(says_nothing);
        let unfit: HashMap<usize, String> = positions
            .iter()
            .filter_map(|at| Some((*at, self.unmergeable(*at, to)?)))
            .collect();
        let fitting = positions.iter().copied();
        let fitting = fitting.filter(|at| !silent(*at) && !unfit.contains_key(at));
        // A value goes before "not applicable", and that before no answer.
        let chosen = fitting.min_by_key(|at| {
            let score = self.later_score(*at, to);
            let na = self.answer(*at).is_some_and(|answer| answer.na.is_some());
            (score.is_none(), !na, score)
        });
        // Where none says anything, the first stands for all.
        let listed = positions.iter().copied().find(|at| silent(*at));
        let listed = listed.filter(|_| chosen.is_none());
        let ids: Vec<&str> = row.from.iter().map(|(id, _)| id.as_str()).collect();
        let ids = ids.join(", ");
        for position in positions.iter().copied() {
            let fate = match (self.answer(position).is_none_or(says_nothing), chosen) {
                (true, _) => Fate::Empty,
                (false, Some(chosen)) if chosen == position => Fate::ToConfirm,
                (false, _) => Fate::Retired,
            };
            let review =
                (fate == Fate::ToConfirm).then(|| why(row.relation, &ids, row.because.as_deref()));
            if review.is_some() || listed == Some(position) {
                let answer = position;
                self.plan.carried.insert(to, Carried { answer, review });
            }
            let because = if fate == Fate::Retired {
                self.plan.retired.push(position);
                let lower = || format!("the lower answer of {ids} counts");
                Some(unfit.get(&position).cloned().unwrap_or_else(lower))
            } else {
                row.because.clone()
            };
            self.plan.told.push(Told {
                answer: position,
                to: (fate != Fate::Retired).then_some(to).into_iter().collect(),
                relation: row.relation,
                fate,
                because,
            });
        }
    }

    /// Why an answer cannot be compared with others that become one with it. One
    /// that is bad news where the later item's is good news says the opposite.
    fn unmergeable(&self, position: usize, to: ItemIndex) -> Option<String> {
        let item = self.resolved.items.get(position).copied().flatten()?;
        let turned = self.plan.old.item(item).negative != self.plan.new.item(to).negative;
        let value = self.answer(position)?.answer.is_some();
        if turned && value {
            return Some("a yes to it was the opposite of a yes now".to_owned());
        }
        self.unfit(position, to)
    }

    /// The score of an answer as one to the later item, after polarity.
    fn later_score(&self, position: usize, to: ItemIndex) -> Option<Rational> {
        let item = self.resolved.items.get(position).copied().flatten()?;
        let written = &self.answer(position)?.answer.as_ref()?.value.text;
        let scale = self.plan.new.scale_of(to)?;
        match scale.look_up(self.key(item, written)) {
            Lookup::Found(choice) => self.plan.new.score_of_choice(to, choice),
            _ => None,
        }
    }
}
