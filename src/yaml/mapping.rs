use std::borrow::Cow;
use std::collections::HashMap;

use super::{Entry, Node, Value, limits};
use crate::text::Span;

/// Mappings larger than this look their keys up in a table.
const SMALL_MAPPING: usize = 12;

/// A mapping whose end has not come yet.
pub(super) struct OpenMapping<'a> {
    pub(super) start: Span,
    pub(super) entries: Vec<Entry<'a>>,
    /// Where each key stands in `entries`, once there are many.
    places: HashMap<Cow<'a, str>, usize>,
    key: Key<'a>,
}

enum Key<'a> {
    /// The next node is a key.
    Wanted,
    /// The next node is this key's value.
    Read(Cow<'a, str>, Span),
    /// The next node belongs to a key that was refused.
    Refused,
}

pub(super) enum EntryProblem<'a> {
    NotText(Node<'a>),
    TooLong(Span),
    Merge(Span),
    Duplicate {
        key: Cow<'a, str>,
        first: Span,
        second: Span,
    },
}

impl<'a> OpenMapping<'a> {
    pub(super) fn new(start: Span) -> Self {
        Self {
            start,
            entries: Vec::new(),
            places: HashMap::new(),
            key: Key::Wanted,
        }
    }

    /// Takes the next node as key or value.
    pub(super) fn place(&mut self, node: Node<'a>) -> Option<EntryProblem<'a>> {
        match std::mem::replace(&mut self.key, Key::Wanted) {
            Key::Refused => None,
            Key::Read(key, key_span) => self.insert(Entry {
                key,
                key_span,
                value: node,
            }),
            Key::Wanted => {
                self.key = Key::Refused;
                match node.value {
                    Value::String(key) if key == "<<" => Some(EntryProblem::Merge(node.span)),
                    Value::String(key) if key.len() > limits::MOST_KEY_BYTES => {
                        Some(EntryProblem::TooLong(node.span))
                    }
                    Value::String(key) => {
                        self.key = Key::Read(key, node.span);
                        None
                    }
                    _ => Some(EntryProblem::NotText(node)),
                }
            }
        }
    }

    /// Adds an entry; a second of the same key is left out.
    fn insert(&mut self, entry: Entry<'a>) -> Option<EntryProblem<'a>> {
        if let Some(first) = self.find(&entry.key) {
            return Some(EntryProblem::Duplicate {
                first,
                second: entry.key_span,
                key: entry.key,
            });
        }
        if self.entries.len() >= SMALL_MAPPING {
            self.places.insert(entry.key.clone(), self.entries.len());
        }
        self.entries.push(entry);
        if self.entries.len() == SMALL_MAPPING {
            let keys = self.entries.iter().enumerate();
            self.places = keys.map(|(at, entry)| (entry.key.clone(), at)).collect();
        }
        None
    }

    fn find(&self, key: &str) -> Option<Span> {
        let at = if self.entries.len() < SMALL_MAPPING {
            self.entries.iter().position(|entry| entry.key == key)
        } else {
            self.places.get(key).copied()
        };
        at.and_then(|at| self.entries.get(at))
            .map(|entry| entry.key_span)
    }
}
