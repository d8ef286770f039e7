use super::Plan;
use super::carry::{Fate, why};
use crate::model::ItemIndex;

impl Plan<'_> {
    /// Marks carried answers that rest on a metric which the new model does not
    /// have: a person says which one supports them now, if any.
    pub(super) fn mark_unsupported(&mut self) {
        let lost: Vec<(ItemIndex, usize, String)> = self
            .carried
            .iter()
            .filter_map(|(to, carried)| {
                let metric = self.lost_metric(carried.answer)?;
                let reason = format!(
                    "{} has no metric `{metric}`: name another, or drop the comment it became",
                    self.new.reference
                );
                Some((*to, carried.answer, reason))
            })
            .collect();
        for (to, answer, reason) in lost {
            let Some(told) = self.told.iter_mut().find(|told| told.answer == answer) else {
                continue;
            };
            let Some(carried) = self.carried.get_mut(&to) else {
                continue;
            };
            carried.review = Some(match &carried.review {
                Some(known) => format!("{known}; {reason}"),
                None => why(told.relation, "", Some(&reason)),
            });
            // A split answer is told once, and marked under each of its items.
            if !told
                .because
                .as_deref()
                .is_some_and(|known| known.ends_with(&reason))
            {
                told.because = Some(match &told.because {
                    Some(known) => format!("{}; {reason}", known.trim()),
                    None => reason,
                });
            }
            told.fate = Fate::ToConfirm;
        }
    }

    /// Which claims were turned into comments, in words.
    pub(super) fn unsupported(&self) -> Vec<String> {
        let mut answers: Vec<usize> = self.carried.values().map(|one| one.answer).collect();
        answers.sort_unstable();
        answers.dedup();
        let lost = answers.into_iter().filter_map(|answer| {
            let metric = self.lost_metric(answer)?;
            let id = &self.assessment.answers.get(answer)?.id.value;
            Some(format!("supported_by: {metric} of {id}"))
        });
        lost.collect()
    }

    /// The metric that supports an answer, where the new model does not have it.
    pub(super) fn lost_metric(&self, answer: usize) -> Option<&str> {
        let answer = self.assessment.answers.get(answer)?;
        let metric = &answer.supported_by.as_ref()?.metric.value;
        self.new.metric(metric).is_none().then_some(metric)
    }
}
