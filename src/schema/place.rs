use crate::text::Span;
use crate::yaml::{Entry, Node, Value};

/// A node that a JSON Pointer leads to, and the entry that holds it.
pub(super) struct Found<'t, 'a> {
    pub(super) node: &'t Node<'a>,
    pub(super) entry: Option<&'t Entry<'a>>,
}

/// Follows a JSON Pointer (RFC 6901) as far as the tree goes.
pub(super) fn follow<'t, 'a>(root: &'t Node<'a>, pointer: &str) -> Found<'t, 'a> {
    let mut found = Found {
        node: root,
        entry: None,
    };
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let next = match &found.node.value {
            Value::Mapping(entries) => {
                entries
                    .iter()
                    .find(|entry| entry.key == step)
                    .map(|entry| Found {
                        node: &entry.value,
                        entry: Some(entry),
                    })
            }
            Value::Sequence(items) => step
                .parse::<usize>()
                .ok()
                .and_then(|at| items.get(at))
                .map(|node| Found { node, entry: None }),
            _ => None,
        };
        match next {
            Some(next) => found = next,
            None => break,
        }
    }
    found
}

impl Found<'_, '_> {
    /// Where to point when something is missing from the node: at its key, at
    /// the first key in it, or at its own start.
    pub(super) fn head(&self) -> Span {
        let first = self.node.entries().first();
        self.entry
            .map(|entry| entry.key_span)
            .or(first.map(|entry| entry.key_span))
            .unwrap_or(self.node.span)
    }

    /// Where to point when the value is wrong: at the value, or at its key when
    /// the value is nothing or a whole block.
    pub(super) fn value(&self) -> Span {
        let empty = self.node.span.start == self.node.span.end;
        match (&self.node.value, self.entry) {
            (Value::Mapping(_) | Value::Sequence(_), Some(entry)) => entry.key_span,
            (_, Some(entry)) if empty => entry.key_span,
            (Value::Mapping(_), None) => self.head(),
            _ => self.node.span,
        }
    }
}
