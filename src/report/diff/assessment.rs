use serde::Serialize;

use super::{ChangeReport, MovementReport};
use crate::report::{MeasureReport, ModelReport};

/// One assessment, side by side.
#[derive(Debug, Clone, Serialize)]
pub struct DiffedAssessment {
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// The path of its head at head; nothing when it is removed.
    pub path: Option<String>,
    /// The path of its head at base; nothing when it is added.
    pub base_path: Option<String>,
    /// Whether it is new, gone, changed, moved or the same.
    pub status: AssessmentStatus,
    /// What its files did, in words, such as `split into 3 files`; no change in
    /// maturity.
    pub files: Option<String>,
    /// The model at head, when it was found.
    pub model: Option<ModelReport>,
    /// The model at base, where it is another one or its content is.
    pub base_model: Option<ModelReport>,
    /// Whether numbers of the sides can be subtracted.
    pub comparable: bool,
    /// Why they cannot, where they cannot.
    pub incomparable: Option<String>,
    /// Whether it has no numbers at head, because its meaning is broken.
    pub broken: bool,
    /// The same at base.
    pub base_broken: bool,
    /// Whether it is a draft at head, which is not scored.
    pub draft: bool,
    /// The same at base.
    pub base_draft: bool,
    /// How many changes there are.
    pub counts: ChangeCounts,
    /// How much is answered at base, at the root.
    pub base_completeness: Option<CompletenessReport>,
    /// How much is answered at head, at the root.
    pub completeness: Option<CompletenessReport>,
    /// The measures shown first.
    pub headline: Vec<String>,
    /// What the measures shown first say at the root and the nodes one below, on
    /// each side, moved or not; the root first.
    pub restated: Vec<RestatedMeasure>,
    /// What changed: the head of the assessment first, then items in the model's
    /// order.
    pub changes: Vec<ChangeReport>,
    /// The measures that moved, node by node from the root down.
    pub measures: Vec<MovementReport>,
}

/// What happened to an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AssessmentStatus {
    /// Only at head.
    Added,
    /// Only at base.
    Removed,
    /// On both sides, with changes.
    Changed,
    /// On both sides, in other files, without changes.
    Moved,
    /// The same on both sides.
    Unchanged,
}

/// How many changes there are of which sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ChangeCounts {
    /// All changes.
    pub all: usize,
    /// Practices that became better.
    pub up: usize,
    /// Practices that became worse, were lost to scope or not applicable, or are
    /// gone.
    pub regressions: usize,
    /// Pieces of evidence that are new.
    pub evidence_added: usize,
    /// Pieces of evidence that are gone.
    pub evidence_removed: usize,
    /// Nodes and practices that went out of scope or became not applicable.
    pub scope_cuts: usize,
    /// Practices that are new in the model and unanswered; no changes of their own.
    pub unanswered_added: usize,
    /// Unanswered practices that the model does not ask any more; no changes of
    /// their own.
    pub unanswered_removed: usize,
}

/// How many practices of a node are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CompletenessReport {
    /// With an answer.
    pub answered: usize,
    /// Without one yet.
    pub unanswered: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Out of scope.
    pub out_of_scope: usize,
    /// All of them.
    pub total: usize,
}

/// What one of the measures shown first says about a node on each side.
#[derive(Debug, Clone, Serialize)]
pub struct RestatedMeasure {
    /// The node's id.
    pub node: String,
    /// Its title.
    pub title: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// The measure's id.
    pub measure: String,
    /// At base; nothing without a value or without the node.
    pub from: Option<MeasureReport>,
    /// At head; nothing without a value or without the node.
    pub to: Option<MeasureReport>,
}
