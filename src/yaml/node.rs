use std::borrow::Cow;

use crate::text::Span;

/// A value and its place. Texts are borrowed from the file where they can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// Where the value stands.
    pub span: Span,
    /// What it is.
    pub value: Value<'a>,
}

/// What a node is, by the rules of the YAML 1.2 core schema.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing, `null` or `~`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(Cow<'a, str>),
    /// A text.
    String(Cow<'a, str>),
    /// A list.
    Sequence(Vec<Node<'a>>),
    /// Keys and values in the order of the file, without duplicates.
    Mapping(Vec<Entry<'a>>),
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Node<'a> {
    /// The value of a key, when this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key, when this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The entries of a mapping; nothing for any other value.
    pub fn entries(&self) -> &[Entry<'a>] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The values of a sequence; nothing for any other value.
    pub fn items(&self) -> &[Node<'a>] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text, when this is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a string or a number as it is written.
    pub fn as_written(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) | Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, when this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether this is nothing.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// What it is in a person's words, such as `a list`.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// Whether two trees say the same, wherever and however they are written.
    /// The order of keys does not count.
    pub fn same_value(&self, other: &Node<'_>) -> bool {
        match (&self.value, &other.value) {
            (Value::Mapping(ours), Value::Mapping(theirs)) => {
                ours.len() == theirs.len()
                    && ours.iter().all(|entry| {
                        other
                            .get(&entry.key)
                            .is_some_and(|value| entry.value.same_value(value))
                    })
            }
            (Value::Sequence(ours), Value::Sequence(theirs)) => {
                ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| a.same_value(b))
            }
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) | (Value::String(a), Value::String(b)) => a == b,
            _ => false,
        }
    }
}
