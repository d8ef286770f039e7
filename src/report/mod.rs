//! What commands have to say, as plain structures with 1-based positions and
//! exact numbers as texts: version 1 of the JSON output.
//!
//! Nothing here computes or judges; nothing here knows a medium.

mod audit;
mod blame;
mod catalog;
mod check;
mod diff;
mod excerpt;
mod explain;
mod explain_rule;
mod finding;
mod import;
mod log;
mod measure;
mod measure_words;
mod metrics;
mod migrate;
mod model_diff;
mod model_show;
mod models;
mod plan;
mod reconcile;
mod roll_up;
mod score;
mod targets;
mod tool;
mod trend;
mod turned;
mod validate;

pub use audit::{
    AnchorReport, AuditAsked, AuditFinding, AuditKind, AuditReport, AuditedChange, AuditedCommit,
    AuditedCounts, RelatedCommit, audit_report,
};
pub use blame::{BlameReport, BlamedItem, BrokenAssessment, blamed_item};
pub use catalog::{find_rule, rules};
#[cfg(test)]
pub(crate) use check::sample as check_sample;
pub use check::{
    Asked, CheckCounts, CheckFinding, CheckReport, CheckedReport, GateReport, ListedWaivers,
    PassReport, PolicyReport, RuleReport, Verdict, WaivedReport, WaiverCounts, WaiverReport,
    WaiversReport, check_report,
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
    ExplainedMeasure, ExplainedPlace, ExplainedStep, Explanation, Said, Subject, explain_node,
};
pub use explain_rule::{ExplainedRule, explain_rule};
pub use finding::{Counts, Finding, RelatedPlace};
pub use import::{
    AnswerCounts, Difference, Figure, ImportReport, Reconciled, WorkbookCells, WorkbookFigure,
};
#[cfg(test)]
pub(crate) use log::log_sample;
pub use log::{
    Followed, LogCounts, LogEntry, LogReport, LoggedAssessment, LoggedCause, LoggedMeasure,
    LoggedValue, PersonReport, SeriesPoint, SeriesTarget, TimeAxis, TrendSeries, log_entry,
    person_report, trend_series,
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
#[cfg(test)]
pub(crate) use plan::sample as plan_sample;
pub use plan::{
    BranchReport, Change as PlanChange, DepartingChange, DueReport, GoalReport, LeftOutTarget,
    PlanNode, PlanReport, PlanValue, Planned, PlannedAssessment, PlannedBranch, StandingReport,
    StepReport, WayItem, WayReport, WorthReport, plan_assessment, plan_branch,
};
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
pub use trend::{AtPace, TrendChange, TrendReport, TrendTarget, TrendValue, Wanted, trend_report};
pub use turned::Turned;
pub use validate::{ValidateReport, ValidatedAssessment, ValidatedModel};
