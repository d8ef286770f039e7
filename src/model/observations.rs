use std::sync::Arc;

use super::{At, ModelRef, Spanned};
use crate::diagnostic::Place;
use crate::text::SourceFile;
use crate::value::Rational;

/// Values of a model's metrics, as they were observed in one unit: one file.
#[derive(Debug, Clone)]
pub struct Observations {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where they were observed.
    pub unit: Spanned<String>,
    /// The model and the version that names the metrics.
    pub model: Spanned<ModelRef>,
    /// The values in the order of the file.
    pub values: Vec<Observation>,
}

/// One observed value.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The metric's id, as written.
    pub metric: Spanned<String>,
    /// The day, as written.
    pub date: Spanned<String>,
    /// The value.
    pub value: Spanned<Rational>,
}

impl Observations {
    /// A place in the file.
    pub fn place(&self, at: At) -> Place {
        Place::Text(Arc::clone(&self.file), at.span)
    }
}
