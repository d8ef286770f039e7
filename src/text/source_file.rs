use std::sync::OnceLock;

use super::{LineIndex, Position, RepoPath, Span};

/// One file's text under the path that findings name.
#[derive(Debug)]
pub struct SourceFile {
    path: RepoPath,
    text: String,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// A file as read; a byte-order mark at its start is not part of the text.
    pub fn new(path: RepoPath, text: String) -> Self {
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Self {
            path,
            text,
            lines: OnceLock::new(),
        }
    }

    /// The path that findings name.
    pub fn path(&self) -> &RepoPath {
        &self.path
    }

    /// The text without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span, empty when the span lies outside.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line index, made on first use: most files never need it.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }
}
