use std::borrow::Cow;
use std::collections::HashMap;

use super::Job;
use crate::model::{ItemIndex, Lookup};
use crate::schema::Kind;
use crate::text::Span;
use crate::yaml::{Edits, Entry, Node, Value, emit_scalar};

/// Spellings to replace, and the digest to write.
pub(super) struct Replacements {
    texts: HashMap<Span, String>,
    digest: Option<String>,
    /// Where a new line with the digest goes, and how lines end there.
    insert: Option<(usize, &'static str)>,
    /// Whether the file is written in braces, where texts stand in quotes.
    json: bool,
}

/// What stands in a file in another spelling than the canonical one.
pub(super) fn replacements(job: &Job<'_>, root: &Node<'_>) -> Replacements {
    let mut texts = HashMap::new();
    let answers = root.get("answers").map(Node::entries).unwrap_or_default();
    for entry in answers {
        let Some(item) = job.model.find(&entry.key) else {
            continue;
        };
        let id = &job.model.item(item).id;
        if entry.key != id.as_str() {
            texts.insert(entry.key_span, id.clone());
        }
        let target = entry
            .value
            .get("target")
            .and_then(|target| target.get("answer"));
        for node in [Some(&entry.value), entry.value.get("answer"), target]
            .into_iter()
            .flatten()
        {
            texts.extend(key_of(job, item, node).map(|key| (node.span, key)));
        }
    }
    let mut replacements = Replacements {
        texts,
        digest: None,
        insert: None,
        json: job.file.slice(root.span).starts_with('{'),
    };
    if job.kind == Kind::Assessment {
        replacements.digest(job, root);
    }
    replacements
}

/// The key of an answer that is written as an alias or a score.
fn key_of(job: &Job<'_>, item: ItemIndex, node: &Node<'_>) -> Option<String> {
    let written = node.as_written()?;
    let scale = job.model.scale_of(item)?;
    let Lookup::Found(choice) = scale.look_up(written) else {
        return None;
    };
    let key = &scale.choices.get(choice)?.key;
    (key != written || node.as_str().is_none()).then(|| key.clone())
}

impl Replacements {
    fn digest(&mut self, job: &Job<'_>, root: &Node<'_>) {
        let digest = job.model.digest.to_string();
        match root.get("model_digest") {
            Some(node) if job.accept_model && node.as_str() != Some(&digest) => {
                self.texts.insert(node.span, digest);
            }
            Some(_) => {}
            // In braces, or indented, there is no line of its own to add.
            None if !starts_line(job.file.text(), root) => {}
            None => {
                let text = job.file.text();
                let end = root.get("model").map_or(0, |model| model.span.end as usize);
                let rest = text.get(end..).unwrap_or_default();
                let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
                let line_end = rest.find(['\r', '\n']).map_or(text.len(), |at| end + at);
                self.insert = Some((line_end, ending));
                self.digest = Some(digest);
            }
        }
    }

    /// The text with every replacement made.
    pub(super) fn edits(&self, text: &str) -> Option<String> {
        let mut edits = Edits::default();
        for (span, spelling) in &self.texts {
            let quoted = self.json;
            let digest = spelling.starts_with("sha256:");
            let written = match (quoted, digest) {
                (true, _) => format!("\"{spelling}\""),
                (false, true) => spelling.clone(),
                (false, false) => emit_scalar(spelling),
            };
            edits.replace(*span, written);
        }
        if let (Some((at, ending)), Some(digest)) = (self.insert, &self.digest) {
            edits.replace(Span::at(at), format!("{ending}model_digest: {digest}"));
        }
        edits.apply(text)
    }

    /// The tree that the edited text must hold.
    pub(super) fn expected<'a>(&self, root: &Node<'a>) -> Node<'a> {
        let mut expected = self.replaced(root);
        if let (Some(digest), Value::Mapping(entries)) = (&self.digest, &mut expected.value) {
            entries.push(Entry {
                key: Cow::Borrowed("model_digest"),
                key_span: Span::default(),
                value: Node {
                    span: Span::default(),
                    value: Value::String(Cow::Owned(digest.clone())),
                },
            });
        }
        expected
    }

    fn replaced<'a>(&self, node: &Node<'a>) -> Node<'a> {
        let value = match (&node.value, self.texts.get(&node.span)) {
            (Value::String(_) | Value::Number(_), Some(text)) => {
                Value::String(Cow::Owned(text.clone()))
            }
            (Value::Sequence(items), _) => {
                Value::Sequence(items.iter().map(|item| self.replaced(item)).collect())
            }
            (Value::Mapping(entries), _) => Value::Mapping(
                entries
                    .iter()
                    .map(|entry| self.replaced_entry(entry))
                    .collect(),
            ),
            (other, _) => other.clone(),
        };
        Node {
            span: node.span,
            value,
        }
    }

    fn replaced_entry<'a>(&self, entry: &Entry<'a>) -> Entry<'a> {
        let key = self.texts.get(&entry.key_span);
        Entry {
            key: key.map_or_else(|| entry.key.clone(), |key| Cow::Owned(key.clone())),
            key_span: entry.key_span,
            value: self.replaced(&entry.value),
        }
    }
}

/// Whether the first key stands at the start of a line.
fn starts_line(text: &str, root: &Node<'_>) -> bool {
    let Some(model) = root.entry("model") else {
        return false;
    };
    let before = text
        .get(..model.key_span.start as usize)
        .unwrap_or_default();
    before.is_empty() || before.ends_with(['\n', '\r'])
}
