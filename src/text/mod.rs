//! Where things stand: files, byte spans, lines and columns.
//!
//! This layer knows text and nothing else: no YAML, no models, no disk.

mod line_index;
mod nearest;
mod repo_path;
mod source_file;
mod span;

pub use line_index::{LineIndex, Position};
pub use nearest::nearest;
pub use repo_path::{RepoPath, RepoPathError};
pub use source_file::SourceFile;
pub use span::Span;
