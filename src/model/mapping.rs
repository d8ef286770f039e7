use std::collections::HashMap;
use std::sync::Arc;

use super::{Model, ModelRef, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{SourceFile, Span, nearest};

/// Rows of a mapping: more than two models together can have items.
const MOST_ROWS: usize = 40_000;

/// What became of the items of one model version in another.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The file it was read from.
    pub file: Arc<SourceFile>,
    /// The version that answers come from, and where it is named.
    pub from: (ModelRef, Span),
    /// The version that answers go to, and where it is named.
    pub to: (ModelRef, Span),
    /// The digest of the first, when the file says it.
    pub from_digest: Option<(String, Span)>,
    /// The digest of the second, when the file says it.
    pub to_digest: Option<(String, Span)>,
    /// The rows in the order of the file.
    pub rows: Vec<MappingRow>,
}

/// What became of one item, or of a few together.
#[derive(Debug, Clone)]
pub struct MappingRow {
    /// Where the row stands.
    pub span: Span,
    /// What happened.
    pub relation: Relation,
    /// The items of the earlier version.
    pub from: Vec<(String, Span)>,
    /// The items of the later version.
    pub to: Vec<(String, Span)>,
    /// Why they belong together, or do not.
    pub because: Option<String>,
}

/// What happened to an item between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same id and the same meaning.
    Same,
    /// The same meaning under another id.
    Renamed,
    /// The same meaning under another node.
    Moved,
    /// The same practice in other words.
    Reworded,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// Near, and not the same.
    Related,
    /// Gone.
    Dropped,
    /// Not there before.
    New,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 9] = [
        Self::Same,
        Self::Renamed,
        Self::Moved,
        Self::Reworded,
        Self::Split,
        Self::Merged,
        Self::Related,
        Self::Dropped,
        Self::New,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Reworded => "reworded",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Related => "related",
            Self::Dropped => "dropped",
            Self::New => "new",
        }
    }

    /// The relation of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|relation| relation.word() == word)
    }

    /// Whether an answer to the earlier items is one to the later items.
    pub fn carries(self) -> bool {
        !matches!(self, Self::Related | Self::Dropped | Self::New)
    }

    /// Whether a person has to confirm a carried answer.
    pub fn needs_review(self) -> bool {
        matches!(self, Self::Reworded | Self::Split | Self::Merged)
    }

    /// Whether a row may have so many earlier and later items.
    fn fits(self, from: usize, to: usize) -> bool {
        match self {
            Self::Same | Self::Renamed | Self::Moved | Self::Reworded => from == 1 && to == 1,
            Self::Split => from == 1 && to >= 2,
            Self::Merged => from >= 2 && to == 1,
            Self::Related => from >= 1 && to >= 1,
            Self::Dropped => from >= 1 && to == 0,
            Self::New => from == 0 && to >= 1,
        }
    }

    fn shape(self) -> &'static str {
        match self {
            Self::Same | Self::Renamed | Self::Moved | Self::Reworded => "one item on each side",
            Self::Split => "one item in `from` and several in `to`",
            Self::Merged => "several items in `from` and one in `to`",
            Self::Related => "items on both sides",
            Self::Dropped => "items in `from` only",
            Self::New => "items in `to` only",
        }
    }
}

impl Mapping {
    /// The rows by the earlier items that stand in them.
    pub fn by_earlier(&self) -> HashMap<&str, &MappingRow> {
        let mut rows = HashMap::new();
        for row in &self.rows {
            for (id, _) in &row.from {
                rows.entry(id.as_str()).or_insert(row);
            }
        }
        rows
    }

    fn finding(
        &self,
        rule: &'static crate::diagnostic::Rule,
        span: Span,
        message: String,
    ) -> Diagnostic {
        Diagnostic::new(rule, Place::Text(Arc::clone(&self.file), span), message)
    }

    /// What is wrong with it beyond its schema, with the two models where they
    /// are there.
    pub fn check(&self, from: Option<&Model>, to: Option<&Model>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        if self.from.0 == self.to.0 {
            let message = format!("the mapping leads from {} to itself", self.from.0);
            let finding = self.finding(&rules::MAPPING_REFERENCE, self.to.1, message);
            findings.push(finding.help("name the later version under `to`"));
        }
        for ((reference, span), model) in [(&self.from, from), (&self.to, to)] {
            if model.is_none() {
                let message = format!("there is no model {reference}");
                let finding = self.finding(&rules::MAPPING_REFERENCE, *span, message);
                findings.push(finding.help("add its file under `models:` of rungs.yaml"));
            }
        }
        for (digest, model) in [(&self.from_digest, from), (&self.to_digest, to)] {
            if let (Some((said, span)), Some(model)) = (digest, model)
                && *said != model.digest.to_string()
            {
                let message = format!(
                    "the mapping was made for another content of {}: its digest is {}",
                    model.reference, model.digest
                );
                let finding = self.finding(&rules::MAPPING_DIGEST, *span, message);
                findings.push(finding.help("look at the mapping again, then write that digest"));
            }
        }
        self.check_rows(from, to, &mut findings);
        findings
    }

    fn check_rows(&self, from: Option<&Model>, to: Option<&Model>, findings: &mut Vec<Diagnostic>) {
        if let Some(row) = self.rows.get(MOST_ROWS) {
            let message = format!("a mapping has at most {MOST_ROWS} rows");
            findings.push(self.finding(&rules::MAPPING_ROW, row.span, message));
            return;
        }
        let (mut left, mut right) = (HashMap::new(), HashMap::new());
        for row in &self.rows {
            if !row.relation.fits(row.from.len(), row.to.len()) {
                let message = format!(
                    "`{}` wants {}, found {} and {}",
                    row.relation.word(),
                    row.relation.shape(),
                    row.from.len(),
                    row.to.len()
                );
                findings.push(self.finding(&rules::MAPPING_ROW, row.span, message));
            }
            if row.relation == Relation::Same
                && row.from.first().map(|(id, _)| id) != row.to.first().map(|(id, _)| id)
            {
                let message = "`same` wants the same id on both sides".to_owned();
                let finding = self.finding(&rules::MAPPING_ROW, row.span, message);
                findings.push(finding.help("call it `renamed` or `moved`"));
            }
            if let Some((node, span)) = mixed(row, from, to) {
                let message = format!("a row wants practices only, or none: `{node}` is a node");
                let finding = self.finding(&rules::MAPPING_ROW, span, message);
                findings.push(finding.help("map the practices below it"));
            }
            let sides = [(&row.from, from, &mut left), (&row.to, to, &mut right)];
            for (ids, model, seen) in sides {
                for (id, span) in ids {
                    self.check_id(id, *span, model, seen, findings);
                }
            }
        }
    }

    fn check_id(
        &self,
        id: &str,
        span: Span,
        model: Option<&Model>,
        seen: &mut HashMap<String, Span>,
        findings: &mut Vec<Diagnostic>,
    ) {
        if let Some(first) = seen.insert(id.to_owned(), span) {
            let message = format!("`{id}` stands in two rows");
            let place = Place::Text(Arc::clone(&self.file), first);
            let finding = self.finding(&rules::MAPPING_ROW, span, message);
            findings.push(finding.related(place, "the other row"));
        }
        let Some(model) = model.filter(|model| !model.ids.contains_key(id)) else {
            return;
        };
        let close = nearest(id, model.ids.keys().map(String::as_str));
        let message = format!("{} has no item `{id}`", model.reference);
        let finding = self.finding(&rules::MAPPING_REFERENCE, span, message);
        findings.push(finding.maybe_help(close.map(|close| format!("did you mean `{close}`?"))));
    }
}

/// A node that stands in one row with practices, which answers cannot go to or
/// come from.
fn mixed<'r>(
    row: &'r MappingRow,
    from: Option<&Model>,
    to: Option<&Model>,
) -> Option<(&'r str, Span)> {
    let ids = [(&row.from, from), (&row.to, to)];
    let items = ids.into_iter().flat_map(|(ids, model)| {
        ids.iter().filter_map(move |(id, span)| {
            let model = model?;
            let leaf = model.item(*model.ids.get(id)?).leaf;
            Some((id.as_str(), *span, leaf))
        })
    });
    let items: Vec<(&str, Span, bool)> = items.collect();
    let practices = items.iter().any(|(_, _, leaf)| *leaf);
    let node = items.iter().find(|(_, _, leaf)| !leaf);
    node.filter(|_| practices).map(|(id, span, _)| (*id, *span))
}
