//! YAML text to a tree in which every key and value knows its place.
//!
//! The dialect is YAML 1.2 core without what makes a review lie: no anchors,
//! aliases, merge keys, tags, duplicate or non-string keys, one document. One
//! parse feeds schema validation, typed models and diagnostics. This layer
//! knows no kind of file.

mod builder;
mod edit;
mod emit;
mod keys;
mod limits;
mod mapping;
mod node;
mod offsets;
mod parse;
mod rules;
mod scalar;
mod write;

pub use edit::Edits;
pub use emit::{comment as emit_comment, scalar as emit_scalar, text as emit_text};
pub use keys::keys_to;
pub use limits::{MOST_BYTES, MOST_DEPTH};
pub use node::{Entry, Node, Value};
pub use parse::{Parsed, parse};
pub use rules::RULES;
pub use write::Written;
