//! Foreign files to assessments, and a foreign tool's own figures beside the
//! true ones.
//!
//! Input is bytes that nobody vouches for. Nothing is guessed in silence: what
//! cannot be read or placed is a finding that names its cell.

mod cti_cmm;
mod cti_mm;
mod draft;
pub mod formula;
mod reconcile;
mod rules;
mod wording;
pub mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use cti_mm::MOST_CONTROLS;
pub use draft::{Draft, DraftAnswer, DraftTarget};
pub use reconcile::{Fault, Figures, Reconciliation};
pub use rules::RULES;
pub use wording::wording_to_yaml;

use crate::diagnostic::Diagnostic;
use crate::model::{Model, ModelRef};
use crate::text::RepoPath;

/// A reader of one foreign format.
#[derive(Debug)]
pub struct Importer {
    /// Its id on the command line.
    pub id: &'static str,
    /// What it reads, in a few words.
    pub about: &'static str,
    /// The editions that one file may hold, the one that is read unless another
    /// is named first; empty where there is only one.
    pub editions: &'static [&'static str],
    /// Reads it.
    ///
    /// # Errors
    /// When the file is not what the importer reads; nothing can be said about
    /// its content then.
    pub run: fn(&Input<'_>) -> Result<Imported, Refusal>,
}

/// Every importer.
pub static IMPORTERS: &[&Importer] = &[&cti_cmm::IMPORTER, &cti_mm::IMPORTER];

/// What an importer is given.
pub struct Input<'i> {
    /// The file's bytes.
    pub bytes: &'i [u8],
    /// The path that findings name.
    pub file: RepoPath,
    /// Whose answers these are.
    pub unit: &'i str,
    /// The edition to read, one of the importer's.
    pub edition: Option<&'i str>,
    /// Finds a model by id and version.
    pub model: &'i dyn Fn(&ModelRef) -> Option<Arc<Model>>,
}

/// Why a file is not what an importer reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was found: a lower-case fragment.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// What an importer made of a file.
#[derive(Debug)]
pub struct Imported {
    /// The model the answers are for.
    pub model: Arc<Model>,
    /// The model's own file, when the model comes out of what was read.
    pub model_file: Option<ModelFile>,
    /// The answers.
    pub draft: Draft,
    /// Where the answers stood, when that is not plain.
    pub read: Vec<ReadFrom>,
    /// What could not be read as it stands.
    pub findings: Vec<Diagnostic>,
    /// The file's own figures beside ours, parents before children.
    pub reconciliation: Vec<Reconciliation>,
    /// The publisher's wording by item, as the file has it.
    pub wording: BTreeMap<String, String>,
}

/// A model about to be written beside the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFile {
    /// Its path below the project's root.
    pub path: String,
    /// The file's text.
    pub text: String,
}

/// How many answers came from one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFrom {
    /// Sheet and column, such as `All Levels!F`.
    pub place: String,
    /// The answers there.
    pub answers: usize,
}
