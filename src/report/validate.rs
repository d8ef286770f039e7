use serde::Serialize;

use super::{Counts, Finding, Tool};

/// The result of `validate`.
#[derive(Debug, Clone, Serialize)]
pub struct ValidateReport {
    /// `rungs/validate/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The revision looked at; nothing for the work tree.
    pub revision: Option<String>,
    /// What was found, sorted by place.
    pub findings: Vec<Finding>,
    /// How many of each level, those cut off included.
    pub counts: Counts,
    /// The assessments looked at.
    pub assessments: Vec<ValidatedAssessment>,
    /// How many other files were named and looked at.
    #[serde(skip)]
    pub other_files: usize,
    /// The models looked at, when it was models that were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<ValidatedModel>,
    /// Where the project lies in its repository, for a forge that names files
    /// from there: empty, or a path with a slash at its end.
    #[serde(skip)]
    pub place_in_repository: String,
}

/// An assessment that was looked at.
#[derive(Debug, Clone, Serialize)]
pub struct ValidatedAssessment {
    /// Its path.
    pub path: String,
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// Its model as `id@version`, when it can be told.
    pub model: Option<String>,
    /// `final` or `draft`, when it can be told.
    pub status: Option<&'static str>,
    /// Whether its meaning is broken.
    pub broken: bool,
}

/// A model that was looked at.
#[derive(Debug, Clone, Serialize)]
pub struct ValidatedModel {
    /// Its path.
    pub path: String,
    /// `id@version`, when it can be told.
    pub model: Option<String>,
    /// Its digest; nothing when it cannot be used.
    pub digest: Option<String>,
}

impl ValidateReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/validate/1";
}
