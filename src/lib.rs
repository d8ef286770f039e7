//! Maturity assessments as code.

pub mod diagnostic;
pub mod format;
pub mod import;
pub mod lint;
pub mod model;
pub mod project;
pub mod render;
pub mod report;
pub mod schema;
pub mod score;
pub mod source;
pub mod text;
pub mod value;
pub mod yaml;
