use serde::{Deserialize, Serialize};

use crate::diff::{Direction, Field};
use crate::model::ModelRef;
use crate::score::Figure;

/// What one commit did, held against one of its parents.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The assessments that are not the same, by unit and model, then by path.
    pub moved: Vec<Moved>,
    /// What a reader has to know, each a fragment, such as that the configuration
    /// cannot be read at this commit.
    pub notes: Vec<String>,
}

/// What one commit did to one assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// Its head after the commit; nothing when it is gone.
    pub path: Option<String>,
    /// Its head before; nothing when it is new.
    pub base_path: Option<String>,
    /// The model after, as `id@version`, where it was found; that before where
    /// the assessment is gone.
    pub model: Option<String>,
    /// The model before, where it is another one or its content is.
    pub base_model: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// Why it has no numbers after the commit: the first thing that breaks it, with
    /// its place.
    pub broken: Option<String>,
    /// Whether it had no numbers before.
    pub base_broken: bool,
    /// The commit that it is held against, where that is not the parent, because
    /// the assessment was broken there, or was not there.
    pub since: Option<String>,
    /// Why its numbers cannot be held against those before, where they cannot.
    pub incomparable: Option<String>,
    /// What its files did, in words; no change in maturity.
    pub files: Option<String>,
    /// The ids of the measures shown first.
    pub headline: Vec<String>,
    /// The measures shown first at the root, moved or not, then every other measure
    /// that is not what it was, node by node.
    pub values: Vec<Figures>,
    /// What is said otherwise than before, in the model's order.
    pub changes: Vec<Altered>,
    /// What the measures shown first moved by at the root, and why, where more than
    /// answers moved them.
    pub causes: Vec<Cause>,
    /// Practices that have another id than before and are the same, as `(is, was)`.
    pub renamed: Vec<(String, String)>,
    /// Practices that the model has and that before did not have.
    pub came: Vec<String>,
    /// How many practices are answered after the commit, in its first state only.
    pub answered: usize,
}

impl Moved {
    /// The id of its model, whichever the version.
    pub fn model_id(&self) -> Option<&str> {
        self.model.as_deref().map(ModelRef::id_of)
    }
}

/// What became of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone, or a draft now.
    Removed,
    /// It says something else, or has other numbers.
    Changed,
    /// It says the same in other files.
    Moved,
    /// It says the same, in other bytes.
    Unchanged,
    /// It was gone, or a draft, and is back; it is held against its last state.
    Returned,
}

/// A measure at a node, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The node's id after the commit, or before where it is gone.
    pub node: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// The measure's id.
    pub measure: String,
    /// Before; nothing without a value, the node, or a state that can be compared.
    pub from: Option<Figure>,
    /// After; nothing without a value or the node.
    pub to: Option<Figure>,
}

impl Figures {
    /// Whether it is not what it was.
    pub fn moved(&self) -> bool {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => !from.same_as(to),
            (None, None) => false,
            _ => true,
        }
    }
}

/// One thing that an assessment says otherwise than before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Altered {
    /// The item's id after the commit, or before where it is gone; nothing for the
    /// assessment as a whole.
    pub item: Option<String>,
    /// The item's id before, where it is another one.
    pub base_item: Option<String>,
    /// What of it changed.
    pub field: Field,
    /// What it was; nothing when it was not there.
    pub from: Option<String>,
    /// What it is; nothing when it is not there.
    pub to: Option<String>,
    /// Whether it became better.
    pub direction: Direction,
    /// Whether a practice became worse, was lost to scope or not applicable, or is
    /// gone.
    pub regression: bool,
    /// Where it stands after the commit, or stood before where it is gone.
    pub path: Option<String>,
    /// The line there, from 1.
    pub line: Option<u32>,
    /// What is said in favour of an answer that moved.
    pub grounds: Option<Grounds>,
}

/// A part of the difference of a measure at the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The measure's id.
    pub measure: String,
    /// What was replaced: `model`, `rule`, `scope`, `targets`, `answers`, `overrides` or
    /// `time`.
    pub ingredient: String,
    /// The exact part.
    pub exact: String,
    /// The same with its sign and unit, as people read it.
    pub shown: String,
}

/// What is said in favour of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The rationale, or why it is not applicable.
    pub because: Option<String>,
    /// Whether that is said in other words than before.
    pub fresh: bool,
    /// Pieces of evidence that it rests on.
    pub evidence: usize,
}
