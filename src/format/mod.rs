//! The canonical form of assessments and waivers: keys instead of scores and aliases, the
//! order of the model, the model's digest. Comments and prose stay as they are.
//!
//! It edits the text that a person wrote and never writes a file anew; the
//! result is read again and compared before anybody may replace the file.

mod canonical;
mod list;
mod order;

pub use list::{with_entry, without_entries};
pub(crate) use order::{entry_lines, top_lines};

use std::sync::Arc;

use crate::model::Model;
use crate::schema::Kind;
use crate::text::SourceFile;
use crate::yaml::{self, Node};

/// What to format, and how.
pub struct Job<'j> {
    /// The file: the head or a part of the assessment.
    pub file: &'j Arc<SourceFile>,
    /// Its kind.
    pub kind: Kind,
    /// The model.
    pub model: &'j Model,
    /// Whether a digest of another content is replaced by the model's.
    pub accept_model: bool,
}

/// Why a file was left alone: its canonical form would not have said the same,
/// which is found before the file is touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfaithful;

/// The file in canonical form.
///
/// # Errors
/// When the result would not hold the same values and comments.
pub fn format(job: &Job<'_>) -> Result<String, Unfaithful> {
    let parsed = yaml::parse(job.file);
    let root = parsed.root.as_ref().ok_or(Unfaithful)?;
    let replacements = canonical::replacements(job, root);
    let text = replacements.edits(job.file.text()).ok_or(Unfaithful)?;
    let text = order::reorder(job, text).ok_or(Unfaithful)?;
    faithful(job.file, text, &replacements.expected(root))
}

/// The file of a waiver in canonical form.
///
/// # Errors
/// When the result would not hold the same values and comments.
pub fn format_waiver(file: &Arc<SourceFile>) -> Result<String, Unfaithful> {
    let parsed = yaml::parse(file);
    let root = parsed.root.as_ref().ok_or(Unfaithful)?;
    let text = order::reorder_waiver(file).ok_or(Unfaithful)?;
    faithful(file, text, root)
}

/// A text in place of a file's, when it holds the values that it must and the
/// file's comments.
fn faithful(
    file: &Arc<SourceFile>,
    text: String,
    expected: &Node<'_>,
) -> Result<String, Unfaithful> {
    let result = Arc::new(SourceFile::new(file.path().clone(), text));
    let again = yaml::parse(&result);
    let found = again.root.as_ref();
    let same = again.findings.len() == yaml::parse(file).findings.len()
        && found.is_some_and(|found| expected.same_value(found))
        && comments(file.text()) == comments(result.text());
    if same {
        Ok(result.text().to_owned())
    } else {
        Err(Unfaithful)
    }
}

/// The comment lines of a text, in the order of their texts.
fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with('#'))
        .collect();
    comments.sort_unstable();
    comments
}

/// The position of a key in a canonical order; unknown ones come last.
fn rank(order: &[&str], key: &str) -> usize {
    order
        .iter()
        .position(|known| *known == key)
        .unwrap_or(order.len())
}

/// The entries of a mapping whose keys each start their own line.
fn block_entries<'n, 'a>(text: &str, node: &'n Node<'a>) -> Option<&'n [yaml::Entry<'a>]> {
    let entries = node.entries();
    let starts_line = |entry: &yaml::Entry<'_>| {
        let before = text
            .get(..entry.key_span.start as usize)
            .unwrap_or_default();
        let line = before
            .rfind(['\n', '\r'])
            .map_or(before, |at| before.get(at + 1..).unwrap_or_default());
        line.bytes().all(|byte| byte == b' ')
    };
    let braces = text
        .get(node.span.range())
        .is_some_and(|whole| whole.starts_with('{'));
    (!braces && entries.len() > 1 && entries.iter().all(starts_line)).then_some(entries)
}
