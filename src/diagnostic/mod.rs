//! Findings as data: which rule, how grave, where, what to do about it.
//!
//! This layer knows no rule: rules live beside what they check, and
//! `report::catalog` gathers them. It prints nothing.

mod level;
mod levels;
mod rule;

use std::sync::Arc;

pub use level::Level;
pub use levels::Levels;
pub use rule::{Rule, RuleDocs};

use crate::text::{RepoPath, SourceFile, Span};

/// Findings kept in one run; more are counted, not shown.
pub const MOST_FINDINGS: usize = 10_000;

/// Where a finding is.
#[derive(Debug, Clone)]
pub enum Place {
    /// A stretch of a file's text.
    Text(Arc<SourceFile>, Span),
    /// A file as a whole, whose text may be unreadable.
    File(RepoPath),
    /// A cell of a workbook.
    Cell {
        /// The workbook.
        file: RepoPath,
        /// Sheet and cell, such as `Domain 2 - THREAT!D14`.
        cell: String,
    },
    /// The run as a whole.
    Nowhere,
}

impl Place {
    /// The path of the file, when there is one.
    pub fn path(&self) -> Option<&RepoPath> {
        match self {
            Self::Text(file, _) => Some(file.path()),
            Self::File(path) | Self::Cell { file: path, .. } => Some(path),
            Self::Nowhere => None,
        }
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// The level it has in this run; set by [`Levels::apply`].
    pub level: Level,
    /// What was found and what was expected: one lower-case fragment.
    pub message: String,
    /// What the underline says, shorter than the message; may be empty.
    pub label: String,
    /// Where.
    pub place: Place,
    /// Other places that matter, each with its own short text.
    pub related: Vec<(Place, String)>,
    /// How to mend it, when that can be said.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding of a rule at a place.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            message: message.into(),
            label: String::new(),
            place,
            related: Vec::new(),
            help: None,
        }
    }

    /// With a short text under the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a remedy when there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// With another place that matters.
    #[must_use]
    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push((place, text.into()));
        self
    }

    /// The order of findings in a run: by file, place, then rule and message.
    pub fn order(&self) -> (Option<&RepoPath>, u32, u32, &str, &str) {
        let span = match &self.place {
            Place::Text(_, span) => *span,
            _ => Span::default(),
        };
        (
            self.place.path(),
            span.start,
            span.end,
            self.rule.id,
            &self.message,
        )
    }
}

/// Sorts findings and drops exact repetitions.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings.dedup_by(|a, b| a.order() == b.order());
}
