use crate::model::ItemIndex;
use crate::score::Points;

/// A node's figures: ours beside the file's own.
#[derive(Debug, Clone)]
pub struct Reconciliation {
    /// The node.
    pub node: ItemIndex,
    /// Ours; nothing when nothing there is applicable.
    pub ours: Option<Points>,
    /// The file's own.
    pub theirs: Figures,
    /// Why they differ; empty when they agree.
    pub faults: Vec<Fault>,
}

/// Figures as a file shows them.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Points earned, as shown.
    pub points: String,
    /// Points there could be, as shown.
    pub possible: String,
    /// The share, when it is a number.
    pub share: Option<f64>,
    /// The share as shown, an error included.
    pub shown: String,
    /// The cells of points, possible points and share.
    pub cells: [String; 3],
}

/// One reason why figures differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The cell at fault.
    pub cell: String,
    /// What it holds.
    pub found: Option<String>,
    /// What it should hold.
    pub expected: Option<String>,
    /// Why that is wrong, and by how much.
    pub reason: String,
    /// By how much it moves the points earned, away from the true ones.
    pub points: f64,
    /// By how much it moves the points there could be.
    pub possible: f64,
}

impl Reconciliation {
    /// Whether both sides say the same.
    pub fn agrees(&self) -> bool {
        match &self.ours {
            Some(ours) => {
                ours.earned.to_string() == self.theirs.points
                    && ours.possible.to_string() == self.theirs.possible
            }
            None => self.theirs.possible == "0" || self.theirs.possible == "N/A",
        }
    }
}
