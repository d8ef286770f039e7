use std::sync::Arc;

use super::{Job, block_entries, rank};
use crate::text::{RepoPath, SourceFile, Span};
use crate::yaml::{self, Edits, Entry, Node};

/// The keys of a head and of a part, in their canonical order.
const FILE: [&str; 15] = [
    "rungs",
    "model",
    "model_digest",
    "unit",
    "node",
    "status",
    "as_of",
    "assessed",
    "assessors",
    "scope",
    "targets",
    "baselines",
    "answers",
    "retired",
    "overrides",
];
/// The keys of an answer.
const ANSWER: [&str; 10] = [
    "answer",
    "na",
    "because",
    "evidence",
    "owner",
    "target",
    "impact",
    "effort",
    "supported_by",
    "review",
];

/// The keys of a waiver.
const WAIVER: [&str; 9] = [
    "rungs",
    "rule",
    "unit",
    "node",
    "item",
    "reason",
    "owner",
    "expires",
    "fingerprint",
];

/// The text of a waiver with keys in canonical order.
pub(super) fn reorder_waiver(file: &SourceFile) -> Option<String> {
    pass(file.path(), file.text().to_owned(), |text, root, edits| {
        sort_keys(text, root, edits, &WAIVER);
    })
}

/// The keys of a file in an order. What stands above the first is about the file
/// and stays there.
fn sort_keys(text: &str, root: &Node<'_>, edits: &mut Edits, order: &[&str]) {
    let first = root.entries().first();
    let start = first.map_or(0, |entry| entry.key_span.start as usize);
    sort_entries(text, root, start, edits, |entry| rank(order, &entry.key));
}

/// The text with keys in canonical order and answers in that of the model: from
/// the inside out, each pass over the text that the one before left.
pub(super) fn reorder(job: &Job<'_>, text: String) -> Option<String> {
    let path = job.file.path();
    let text = pass(path, text, |text, root, edits| {
        for entry in root.get("answers").map(Node::entries).unwrap_or_default() {
            let key = |entry: &Entry<'_>| rank(&ANSWER, &entry.key);
            sort_entries(text, &entry.value, entry.key_span.end as usize, edits, key);
        }
    })?;
    let text = pass(path, text, |text, root, edits| {
        if let Some(answers) = root.entry("answers") {
            let key =
                |entry: &Entry<'_>| job.model.find(&entry.key).map_or(usize::MAX, |item| item.0);
            sort_entries(
                text,
                &answers.value,
                answers.key_span.end as usize,
                edits,
                key,
            );
        }
    })?;
    pass(path, text, |text, root, edits| {
        sort_keys(text, root, edits, &FILE);
    })
}

fn pass(
    path: &RepoPath,
    text: String,
    sort: impl Fn(&str, &Node<'_>, &mut Edits),
) -> Option<String> {
    let file = Arc::new(SourceFile::new(path.clone(), text));
    let parsed = yaml::parse(&file);
    let mut edits = Edits::default();
    sort(file.text(), parsed.root.as_ref()?, &mut edits);
    edits.apply(file.text())
}

/// Puts the entries of a mapping into order, each with the comments above it and
/// on its lines. `after` is where the region of the first entry can begin.
fn sort_entries(
    text: &str,
    node: &Node<'_>,
    after: usize,
    edits: &mut Edits,
    key: impl Fn(&Entry<'_>) -> usize,
) {
    let entries = node.entries();
    if entries.is_sorted_by_key(&key) {
        return;
    }
    let slots = match block_entries(text, node) {
        Some(entries) => chunks(text, entries, after),
        None => flow_slots(text, node),
    };
    let Some(slots) = slots else { return };
    let mut order: Vec<usize> = (0..slots.len()).collect();
    order.sort_by_key(|at| entries.get(*at).map(&key));
    for (slot, from) in slots.iter().zip(order) {
        if let Some(from) = slots.get(from).filter(|from| *from != slot) {
            edits.replace(*slot, text.get(from.range()).unwrap_or_default());
        }
    }
}

/// The lines of each entry of a mapping in block style below a key, comments
/// above it included; nothing where entries share lines.
pub(crate) fn entry_lines(text: &str, below: &Entry<'_>) -> Option<Vec<Span>> {
    let entries = below.value.entries();
    let alone = |entry: &Entry<'_>| {
        let before = text
            .get(..entry.key_span.start as usize)
            .unwrap_or_default();
        let line = before
            .rfind('\n')
            .map_or(before, |at| before.get(at..).unwrap_or_default());
        line.trim().is_empty()
    };
    let block = entries.iter().all(alone);
    let lines = block.then(|| chunks(text, entries, below.key_span.end as usize))?;
    lines.filter(|_| {
        !text
            .get(below.value.span.range())
            .is_some_and(|all| all.starts_with('{'))
    })
}

/// The lines of each key of a file, comments above it included.
pub(crate) fn top_lines(text: &str, root: &Node<'_>) -> Option<Vec<Span>> {
    let entries = root.entries();
    let start = entries.first()?.key_span.start as usize;
    chunks(text, entries, start)
}

/// The lines of each entry, from the comments above it to the end of its last
/// line, without the line end.
fn chunks(text: &str, entries: &[Entry<'_>], after: usize) -> Option<Vec<Span>> {
    let line_start = |at: usize| {
        text.get(..at)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |at| at + 1)
    };
    let line_end = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.find(['\r', '\n']).map_or(text.len(), |end| at + end)
    };
    let after_line = |at: usize| {
        let end = line_end(at);
        let rest = text.get(end..).unwrap_or_default();
        let ending = if rest.starts_with("\r\n") {
            2
        } else {
            usize::from(!rest.is_empty())
        };
        end + ending
    };
    let mut slots = Vec::new();
    let first = entries.first()?;
    let mut start = if after >= first.key_span.start as usize {
        line_start(first.key_span.start as usize)
    } else {
        after_line(after)
    };
    let column = first.key_span.start as usize - line_start(first.key_span.start as usize);
    for entry in entries {
        let last = entry.value.span.end.max(entry.key_span.end) as usize;
        let end = with_comments(text, line_end(last), column);
        slots.push(Span::new(start, end));
        start = after_line(end);
    }
    Some(slots)
}

/// The end of an entry with the comments below it that are indented deeper than
/// its key: they belong to it and not to what follows.
fn with_comments(text: &str, end: usize, column: usize) -> usize {
    let mut kept = end;
    let mut at = end;
    for line in text
        .get(end..)
        .unwrap_or_default()
        .split_inclusive('\n')
        .skip(1)
    {
        if at == end {
            at += text
                .get(end..)
                .and_then(|rest| rest.find('\n'))
                .map_or(0, |newline| newline + 1);
        }
        let content = line.trim();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if content.starts_with('#') && indent > column {
            kept = at + line.trim_end_matches(['\n', '\r']).len();
        } else if !content.is_empty() {
            break;
        }
        at += line.len();
    }
    kept
}

/// The entries of a mapping in braces on lines without comments.
fn flow_slots(text: &str, node: &Node<'_>) -> Option<Vec<Span>> {
    let whole = text.get(node.span.range())?;
    let plain = whole.starts_with('{') && !whole.contains(['#', '\n']);
    let slot = |entry: &Entry<'_>| {
        Span::new(
            entry.key_span.start as usize,
            entry.value.span.end.max(entry.key_span.end) as usize,
        )
    };
    plain.then(|| node.entries().iter().map(slot).collect())
}
