//! Foreign files to assessments.

use crate::diagnostic::Rule;

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[];
