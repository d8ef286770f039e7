use serde::Serialize;

use super::Excerpt;
use crate::diagnostic::{Diagnostic, Level, Place};

/// A finding with its place in lines and columns, both from 1.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// `deny`, `warn` or `note`.
    pub level: &'static str,
    /// The file.
    pub path: Option<String>,
    /// The first line.
    pub line: Option<u32>,
    /// The first column, in characters.
    pub column: Option<u32>,
    /// The last line.
    pub end_line: Option<u32>,
    /// The column just past the last character.
    pub end_column: Option<u32>,
    /// Sheet and cell, for a finding in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// The remedy.
    pub help: Option<String>,
    /// Other places that matter.
    pub related: Vec<RelatedPlace>,
    /// The lines of the place.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
    /// What stands under the place.
    #[serde(skip)]
    pub label: String,
}

/// Another place that matters to a finding.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedPlace {
    /// The file.
    pub path: Option<String>,
    /// The line.
    pub line: Option<u32>,
    /// The column.
    pub column: Option<u32>,
    /// What it is.
    pub message: String,
    /// The lines of the place.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

impl From<&Diagnostic> for Finding {
    fn from(finding: &Diagnostic) -> Self {
        let ends = match &finding.place {
            Place::Text(file, span) => Some((file.position(span.start), file.position(span.end))),
            _ => None,
        };
        Self {
            rule: finding.rule.id,
            level: finding.level.word(),
            path: finding.place.path().map(ToString::to_string),
            line: ends.map(|(start, _)| start.line),
            column: ends.map(|(start, _)| start.column),
            end_line: ends.map(|(_, end)| end.line),
            end_column: ends.map(|(_, end)| end.column),
            place: match &finding.place {
                Place::Cell { cell, .. } => Some(cell.clone()),
                _ => None,
            },
            message: finding.message.clone(),
            help: finding.help.clone(),
            related: finding
                .related
                .iter()
                .map(|(place, text)| related(place, text))
                .collect(),
            excerpt: excerpt(&finding.place),
            label: finding.label.clone(),
        }
    }
}

fn related(place: &Place, text: &str) -> RelatedPlace {
    let start = match place {
        Place::Text(file, span) => Some(file.position(span.start)),
        _ => None,
    };
    RelatedPlace {
        path: place.path().map(ToString::to_string),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        message: text.to_owned(),
        excerpt: excerpt(place),
    }
}

fn excerpt(place: &Place) -> Option<Excerpt> {
    match place {
        Place::Text(file, span) => Some(Excerpt::new(file, *span)),
        _ => None,
    }
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// That fail the run.
    pub deny: usize,
    /// That should be mended.
    pub warn: usize,
    /// That are worth knowing.
    pub note: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.level {
                Level::Deny => counts.deny += 1,
                Level::Warn => counts.warn += 1,
                Level::Note => counts.note += 1,
                Level::Allow => {}
            }
        }
        counts
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether there is one at a level or above.
    pub fn reach(self, level: Level) -> bool {
        self.deny > 0
            || (level <= Level::Warn && self.warn > 0)
            || (level <= Level::Note && self.note > 0)
    }
}
