mod assessment;
mod build;
mod due;
mod goal;
#[cfg(test)]
pub(crate) mod sample;
mod step;
mod value;

pub use assessment::{PlanNode, PlannedAssessment, StandingReport};
pub use build::{Planned, PlannedBranch, plan_assessment, plan_branch};
pub use due::{DueReport, LeftOutTarget};
pub use goal::{GoalReport, WayItem, WayReport};
pub use step::{DepartingChange, StepReport, WorthReport};
pub use value::{Change, PlanValue};

use serde::Serialize;

use super::Tool;

/// The result of `plan`.
#[derive(Debug, Clone, Serialize)]
pub struct PlanReport {
    /// `rungs/plan/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The revision looked at; nothing for the work tree.
    pub revision: Option<String>,
    /// The day that counts as today.
    pub as_of: String,
    /// Where the steps come from: `targets`, `reach` or `branch`.
    pub source: &'static str,
    /// The branch that holds the plan.
    pub branch: Option<BranchReport>,
    /// What a reader has to know about the plan as a whole; each a sentence without
    /// its full stop.
    pub notes: Vec<String>,
    /// The assessments, sorted by path.
    pub assessments: Vec<PlannedAssessment>,
}

/// A branch, or any other revision, whose answers are the plan.
#[derive(Debug, Clone, Serialize)]
pub struct BranchReport {
    /// As it was named.
    pub name: String,
    /// The commit.
    pub revision: String,
}

impl PlanReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/plan/1";
}
