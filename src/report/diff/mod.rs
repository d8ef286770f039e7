mod assessment;
mod build;
mod change;
mod changes;
mod movement;
mod movements;
mod narrow;
#[cfg(test)]
pub(crate) mod sample;
mod scope_cuts;

pub use assessment::{
    AssessmentStatus, ChangeCounts, CompletenessReport, DiffedAssessment, RestatedMeasure,
};
pub use build::{Compared, compare_assessment};
pub(super) use change::Counted;
pub use change::{ChangeDirection, ChangeReport, EvidenceReport, WordKind, WordRun};
pub(super) use changes::counted;
pub use movement::{
    BlockedLevel, CountedPractices, Explained, ItemPart, MovedDenominator, MovedPractices,
    MovementReport, PartReport,
};

use serde::Serialize;

use super::{Finding, Tool};

/// The result of `diff`.
#[derive(Debug, Clone, Serialize)]
pub struct DiffReport {
    /// `rungs/diff/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The day that counts as today on both sides.
    pub as_of: String,
    /// What is compared with.
    pub base: SideReport,
    /// What is looked at.
    pub head: SideReport,
    /// What a reader has to know about the comparison as a whole, such as that
    /// one side's configuration is broken; each a sentence without its full stop.
    pub notes: Vec<String>,
    /// What is wrong on either side, so that something has no numbers.
    pub findings: Vec<Finding>,
    /// How many assessments have which status.
    pub counts: StatusCounts,
    /// How many changes there are in all assessments shown.
    pub changes: ChangeCounts,
    /// What was asked to be left out, such as `only THREAT`; nothing when all is
    /// shown.
    pub narrowed: Vec<String>,
    /// The assessments that are not the same on both sides, sorted by unit, then
    /// model; the unchanged too when they were asked for.
    pub assessments: Vec<DiffedAssessment>,
    /// How to get this comparison again, as a command line.
    pub reproduce: String,
}

impl DiffReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/diff/1";

    /// Whether anything differs: what `--exit-code` answers.
    pub fn differs(&self) -> bool {
        let counts = &self.counts;
        counts.added + counts.removed + counts.changed + counts.moved > 0
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct SideReport {
    /// The full id of the commit; nothing for the work tree, the index, files on
    /// disk and the time before the first commit.
    pub revision: Option<String>,
    /// What it is called: a branch, a short id, `work tree`, `index`, a path.
    pub name: String,
    /// Why it was taken, such as `merge base of HEAD and origin/main`.
    pub why: Option<String>,
    /// What stands before `path#L12` in an address that shows a line of this side
    /// at the forge, and what stands between; nothing when no forge is known.
    #[serde(skip)]
    pub links: Option<LineLinks>,
}

/// How a forge's address of a line is made.
#[derive(Debug, Clone)]
pub struct LineLinks {
    /// What stands before the percent-encoded path.
    pub before: String,
    /// What stands after the path, with `{line}` and `{end}` for the lines.
    pub after: String,
}

/// How many assessments have which status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StatusCounts {
    /// Only at head.
    pub added: usize,
    /// Only at base.
    pub removed: usize,
    /// On both sides, with changes.
    pub changed: usize,
    /// On both sides, in other files, without changes.
    pub moved: usize,
    /// The same on both sides.
    pub unchanged: usize,
    /// Without numbers on a side, because its meaning is broken there.
    pub broken: usize,
}

#[cfg(test)]
mod tests {
    use super::{AssessmentStatus, sample};

    #[test]
    fn what_is_printed_as_json_is_valid_against_the_schema() {
        let schema = include_str!("../../../schema/report-diff.v1.schema.json");
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&serde_json::from_str(schema).unwrap())
            .unwrap();
        let held = |value: &serde_json::Value| {
            let errors = validator.iter_errors(value);
            errors
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect::<Vec<_>>()
        };
        for report in [
            sample::one(),
            sample::nothing(),
            sample::several(),
            sample::restated(),
            sample::report(vec![sample::only(AssessmentStatus::Added)]),
        ] {
            let value = serde_json::to_value(&report).unwrap();
            assert_eq!(held(&value), Vec::<String>::new());
        }
        // Sides that cannot be compared have no difference; nothing has more keys.
        let mut value = serde_json::to_value(sample::one()).unwrap();
        value["assessments"][0]["comparable"] = false.into();
        assert!(!held(&value).is_empty());
        let mut value = serde_json::to_value(sample::one()).unwrap();
        value["assessments"][0]["changes"][0]["more"] = 1.into();
        assert!(!held(&value).is_empty());
    }
}
