use serde::Serialize;

use super::{Counts, Finding, Tool};
use crate::import::{Fault, Imported, ReadFrom, Reconciliation};
use crate::model::{ItemIndex, Model, Resolved};
use crate::score::Completeness;

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
    /// Where the answers stood, when that is not plain.
    pub read: Vec<ReadCount>,
    /// The source's own figures beside ours.
    pub reconciliation: Vec<Reconciled>,
    /// What is left to do by hand, and what was left alone.
    pub hints: Vec<String>,
}

/// How many answers one place had.
#[derive(Debug, Clone, Serialize)]
pub struct ReadCount {
    /// The sheet and its column.
    pub place: String,
    /// The answers there.
    pub answers: usize,
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
    /// How far below the root, which is 0.
    #[serde(skip)]
    pub depth: usize,
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

impl ImportReport {
    /// The report on an import, before anything is written.
    pub fn new(
        importer: &'static str,
        source: &str,
        unit: &str,
        imported: &Imported,
        resolved: &Resolved,
    ) -> Self {
        let model = &imported.model;
        let counts = Completeness::of(model, resolved, ItemIndex::ROOT);
        Self {
            schema: Self::SCHEMA,
            tool: Tool::SELF,
            importer,
            source: source.to_owned(),
            unit: unit.to_owned(),
            model: model.reference.to_string(),
            written: Vec::new(),
            findings: imported.findings.iter().map(Finding::from).collect(),
            counts: Counts::of(&imported.findings),
            answers: AnswerCounts {
                answered: counts.answered,
                unanswered: counts.unanswered,
                not_applicable: counts.not_applicable,
                out_of_scope: counts.out_of_scope,
                total: counts.total(),
            },
            read: imported.read.iter().map(read_count).collect(),
            hints: Vec::new(),
            reconciliation: imported
                .reconciliation
                .iter()
                .map(|node| reconciled(model, node))
                .collect(),
        }
    }
}

fn read_count(read: &ReadFrom) -> ReadCount {
    ReadCount {
        place: read.place.clone(),
        answers: read.answers,
    }
}

fn reconciled(model: &Model, node: &Reconciliation) -> Reconciled {
    let item = model.item(node.node);
    let ours = node.ours.as_ref();
    let share = ours.and_then(|points| points.earned.checked_div(&points.possible));
    let [points, max, share_cell] = node.theirs.cells.clone().map(Some);
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Reconciled {
        node: item.id.clone(),
        title: item.title.clone(),
        depth: item.depth,
        ours: Figure {
            points: ours.map_or("0".to_owned(), |points| points.earned.to_string()),
            max: ours.map_or("0".to_owned(), |points| points.possible.to_string()),
            number: share.and_then(|share| share.rounded(6).parse().ok()),
        },
        workbook: WorkbookFigure {
            points: some(&node.theirs.points),
            max: some(&node.theirs.possible),
            number: node.theirs.share.map(|share| (share * 1e6).round() / 1e6),
            cells: WorkbookCells {
                points,
                max,
                share: share_cell,
            },
            shown: node.theirs.shown.clone(),
        },
        agrees: node.agrees(),
        differences: node.faults.iter().map(difference).collect(),
    }
}

fn difference(fault: &Fault) -> Difference {
    Difference {
        cell: fault.cell.clone(),
        found: fault.found.clone(),
        expected: fault.expected.clone(),
        reason: fault.reason.clone(),
    }
}
