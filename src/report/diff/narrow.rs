use super::{
    AssessmentStatus, ChangeCounts, ChangeDirection, DiffReport, DiffedAssessment, MovementReport,
};

impl DiffReport {
    /// Leaves only what became worse: regressions, lost evidence, scope cuts,
    /// lowered targets, measures that fell, and assessments that are gone. What the
    /// whole of such an assessment did stays, whichever way it went: next to what
    /// fell, its silence would say that it stood still.
    pub fn only_regressions(&mut self) {
        let fell = |movement: &MovementReport| movement.direction == ChangeDirection::Down;
        for assessment in &mut self.assessments {
            assessment
                .changes
                .retain(|change| change.direction == ChangeDirection::Down || change.regression);
        }
        self.assessments
            .retain(|assessment| worse(assessment) || assessment.measures.iter().any(fell));
        for assessment in &mut self.assessments {
            assessment
                .measures
                .retain(|movement| fell(movement) || movement.headline && movement.depth == 0);
        }
        self.narrowed.push("regressions".to_owned());
    }

    /// Counts what all assessments together say.
    pub fn count_changes(&mut self) {
        let all = self.assessments.iter().map(|one| one.counts);
        self.changes = all.fold(ChangeCounts::default(), |sum, one| ChangeCounts {
            all: sum.all + one.all,
            up: sum.up + one.up,
            regressions: sum.regressions + one.regressions,
            evidence_added: sum.evidence_added + one.evidence_added,
            evidence_removed: sum.evidence_removed + one.evidence_removed,
            scope_cuts: sum.scope_cuts + one.scope_cuts,
            unanswered_added: sum.unanswered_added + one.unanswered_added,
            unanswered_removed: sum.unanswered_removed + one.unanswered_removed,
        });
        for one in &self.assessments {
            let counts = &mut self.counts;
            let count = match one.status {
                AssessmentStatus::Added => &mut counts.added,
                AssessmentStatus::Removed => &mut counts.removed,
                AssessmentStatus::Changed => &mut counts.changed,
                AssessmentStatus::Moved => &mut counts.moved,
                AssessmentStatus::Unchanged => &mut counts.unchanged,
            };
            *count += 1;
            counts.broken += usize::from(one.broken || one.base_broken);
        }
    }
}

fn worse(assessment: &DiffedAssessment) -> bool {
    assessment.status == AssessmentStatus::Removed
        || assessment.broken
        || assessment.base_broken
        || assessment.draft
        || assessment.incomparable.is_some()
        || !assessment.changes.is_empty()
}
