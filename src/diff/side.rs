use crate::model::{Assessment, Model, Resolved};

/// An assessment with its model, at one place.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// The yardstick.
    pub model: &'s Model,
    /// The answers.
    pub assessment: &'s Assessment,
    /// The answers matched to the yardstick.
    pub resolved: &'s Resolved,
}
