//! What commands have to say, as plain structures with 1-based positions and
//! exact numbers as texts: version 1 of the JSON output.
//!
//! Nothing here computes or judges; nothing here knows a medium.

mod catalog;
mod check;
mod diff;
mod excerpt;
mod explain;
mod finding;
mod import;
mod measure;
mod measure_words;
mod metrics;
mod migrate;
mod model_diff;
mod model_show;
mod models;
mod reconcile;
mod roll_up;
mod score;
mod targets;
mod tool;
mod turned;
mod validate;

pub use catalog::{find_rule, rules};
pub use check::{
    Asked, CheckCounts, CheckFinding, CheckReport, CheckedReport, GateReport, PassReport,
    PolicyReport, Verdict, WaivedReport, WaiverCounts, WaiverReport, check_report,
};
#[cfg(test)]
pub(crate) use diff::sample;
pub use diff::{
    AssessmentStatus, BlockedLevel, ChangeCounts, ChangeDirection, ChangeReport, Compared,
    CompletenessReport, CountedPractices, DiffReport, DiffedAssessment, EvidenceReport, Explained,
    ItemPart, LineLinks, MovedDenominator, MovedPractices, MovementReport, PartReport,
    RestatedMeasure, SideReport, StatusCounts, WordKind, WordRun, compare_assessment,
};
pub use excerpt::Excerpt;
pub use explain::{
    ExplainedMeasure, ExplainedPlace, ExplainedRule, ExplainedStep, Explanation, Said, Subject,
    explain_node, explain_rule,
};
pub use finding::{Counts, Finding, RelatedPlace};
pub use import::{
    AnswerCounts, Difference, Figure, ImportReport, Reconciled, WorkbookCells, WorkbookFigure,
};
pub use measure::{MeasureReport, OverriddenReport};
pub use measure_words::MeasureWords;
pub use metrics::{MetricReport, PreviousReport, observe_claim, observe_nodes};
pub use migrate::{
    FateCounts, MigrateReport, MigratedAnswer, MigratedAssessment, MigratedFile, RestatedNode,
    migrated,
};
pub use model_diff::{
    DenominatorNodeReport, DenominatorReport, DiffedItem, DiffedModel, DomainReport, ItemChange,
    LevelReport, MeaningReport, ModelDiffReport, Moved, NearestItem, RelationCount, SharedIds,
    WrittenMapping,
};
pub use model_show::{
    Extent, ModelShowReport, ShownAnswer, ShownBand, ShownDetails, ShownEdge, ShownGuidance,
    ShownItem, ShownLevel, ShownMetric, ShownModel, ShownScale, ShownSteps, ShownWording,
};
pub use models::{ListedModel, ModelsReport};
pub use reconcile::{
    AgreementReport, ComparedAssessor, ComparedNode, ComparedPair, ComparedPractice, ComparedScope,
    ExactNumber, LeftOut, MergedReport, OutForAssessor, ReconcileReport, SpreadReport, VoteReport,
};
pub use roll_up::{MemberReport, RollUp, Rolled, roll_ups};
pub use score::{
    ModelReport, NodeReport, ScoreReport, ScoredAssessment, Target as ScoreTarget, score_assessment,
};
pub use targets::TargetsReport;
pub use tool::Tool;
pub use turned::Turned;
pub use validate::{ValidateReport, ValidatedAssessment, ValidatedModel};
