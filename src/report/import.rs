use serde::Serialize;

use super::{Counts, Finding, Tool};

/// The result of `import`.
#[derive(Debug, Clone, Serialize)]
pub struct ImportReport {
    /// `rungs/import/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The importer's id.
    pub importer: &'static str,
    /// The file that was read.
    pub source: String,
    /// The unit it was imported for.
    pub unit: String,
    /// The model as `id@version`.
    pub model: String,
    /// The files that were written.
    pub written: Vec<String>,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// How many of each level.
    pub counts: Counts,
    /// How many answers of each state.
    pub answers: AnswerCounts,
    /// The source's own figures beside ours.
    pub reconciliation: Vec<Reconciled>,
}

impl ImportReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/import/1";
}

/// How many practices are in which state.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct AnswerCounts {
    /// With an answer.
    pub answered: usize,
    /// Without one.
    pub unanswered: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Out of scope.
    pub out_of_scope: usize,
    /// All.
    pub total: usize,
}

/// A node's figures, the source's and ours.
#[derive(Debug, Clone, Serialize)]
pub struct Reconciled {
    /// The node.
    pub node: String,
    /// Its title.
    pub title: String,
    /// Ours.
    pub ours: Figure,
    /// The source's.
    pub workbook: WorkbookFigure,
    /// Whether they are the same.
    pub agrees: bool,
    /// Where and why they differ.
    pub differences: Vec<Difference>,
}

/// Points of points and their share.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// Points earned.
    pub points: String,
    /// Points there could be.
    pub max: String,
    /// Their share rounded to six decimals, when there is one.
    pub number: Option<f64>,
}

/// What a source says itself, in its own terms.
#[derive(Debug, Clone, Serialize)]
pub struct WorkbookFigure {
    /// Points earned, or what stands in their place.
    pub points: Option<String>,
    /// Points there could be, or what stands in their place.
    pub max: Option<String>,
    /// The share, when it is a number.
    pub number: Option<f64>,
    /// Where these stand.
    pub cells: WorkbookCells,
    /// The share as the sheet shows it, errors included.
    #[serde(skip)]
    pub shown: String,
}

/// The cells of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct WorkbookCells {
    /// Of the points.
    pub points: Option<String>,
    /// Of the points there could be.
    pub max: Option<String>,
    /// Of the share.
    pub share: Option<String>,
}

/// One reason for a difference.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// The cell at fault.
    pub cell: String,
    /// What it holds.
    pub found: Option<String>,
    /// What it should hold.
    pub expected: Option<String>,
    /// Why it is wrong.
    pub reason: String,
}
