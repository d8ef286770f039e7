use indexmap::IndexMap;
use serde::Serialize;

use super::{Change, DepartingChange, DueReport, GoalReport, LeftOutTarget, PlanValue, StepReport};
use crate::lint::Head;
use crate::report::ModelReport;

/// The plan of one assessment.
#[derive(Debug, Clone, Serialize)]
pub struct PlannedAssessment {
    /// Its path; nothing where only the branch has it.
    pub path: Option<String>,
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// Whether its meaning is broken, so that it has no numbers.
    pub broken: bool,
    /// Why there is no way from here to the branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incomparable: Option<String>,
    /// Its model, when it was found.
    pub model: Option<ModelReport>,
    /// The measures shown first.
    pub headline: Vec<String>,
    /// The nodes whose measures are followed: the root, those that were asked for,
    /// and those that goals are about.
    pub nodes: Vec<PlanNode>,
    /// What measures are wanted to be.
    pub goals: Vec<GoalReport>,
    /// Targets of measures that are too many to look at, those that are due last.
    #[serde(skip_serializing_if = "none")]
    pub more_goals: usize,
    /// What to do, the next first.
    pub steps: Vec<StepReport>,
    /// What is still to be reached, by day, what has no day last; nothing where the
    /// steps do not come from targets.
    pub due: Option<Vec<DueReport>>,
    /// How many targets are met; nothing where the steps do not come from targets.
    pub met: Option<usize>,
    /// Targets of practices that are not looked at.
    pub left_out: Vec<LeftOutTarget>,
    /// What is worse on the branch.
    pub worse: Vec<DepartingChange>,
    /// What else on the branch moves numbers and is no step.
    pub other: Vec<DepartingChange>,
}

/// A node whose measures are followed.
#[derive(Debug, Clone, Serialize)]
pub struct PlanNode {
    /// Its id; the model's id for the root.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// How each measure stands.
    pub measures: IndexMap<String, StandingReport>,
}

/// One measure at one node: before the first step and after the last.
#[derive(Debug, Clone, Serialize)]
pub struct StandingReport {
    /// What the answers come to now, judgements aside.
    pub now: Option<PlanValue>,
    /// With all steps taken.
    pub after: Option<PlanValue>,
    /// The difference; nothing where a side has no value.
    pub delta: Option<Change>,
    /// What the branch's answers come to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub there: Option<Option<PlanValue>>,
    /// What is shown elsewhere, where a judgement makes that something else than what
    /// the answers come to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<PlanValue>,
}

impl PlannedAssessment {
    /// One without numbers.
    pub fn broken(path: &str, head: Option<&Head>) -> Self {
        Self {
            broken: true,
            ..Self::bare(Some(path), head.map(|head| head.unit.as_str()))
        }
    }

    /// One that cannot be set beside the branch.
    pub fn incomparable(path: Option<&str>, unit: Option<&str>, why: String) -> Self {
        Self {
            incomparable: Some(why),
            ..Self::bare(path, unit)
        }
    }

    fn bare(path: Option<&str>, unit: Option<&str>) -> Self {
        Self {
            path: path.map(str::to_owned),
            unit: unit.map(str::to_owned),
            broken: false,
            incomparable: None,
            model: None,
            headline: Vec::new(),
            nodes: Vec::new(),
            goals: Vec::new(),
            more_goals: 0,
            steps: Vec::new(),
            due: None,
            met: None,
            left_out: Vec::new(),
            worse: Vec::new(),
            other: Vec::new(),
        }
    }
}

fn none(count: &usize) -> bool {
    *count == 0
}
