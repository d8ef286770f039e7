//! Lets the JSON Schema validator read our tree as it is, without a copy.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use serde_json::{Map, Number, Value as JsonValue};

use crate::yaml::{Entry, Node, Value};

/// Our tree as a JSON representation.
pub(super) struct Tree;

/// A node of the tree, or a key that is checked as a text.
#[derive(Clone, Copy)]
pub(super) enum Ref<'a> {
    Node(&'a Node<'a>),
    Text(&'a str),
}

impl Json for Tree {
    type Node<'a> = Ref<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // A lookup walks the keys, so a pass over the members is never dearer.
    const KEYS_PER_LOOKUP: usize = 4;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), text: &str, run: impl FnOnce(Ref<'_>) -> T) -> T {
        run(Ref::Text(text))
    }
}

impl<'a> JsonNode<'a, Tree> for Ref<'a> {
    type Object = Members<'a>;
    type Array = Items<'a>;
    type Number = Written<'a>;

    fn as_object(&self) -> Option<Members<'a>> {
        match self {
            Ref::Node(Node {
                value: Value::Mapping(entries),
                ..
            }) => Some(Members(entries)),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Items<'a>> {
        match self {
            Ref::Node(Node {
                value: Value::Sequence(items),
                ..
            }) => Some(Items(items)),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Ref::Node(Node {
                value: Value::String(text),
                ..
            }) => Some(Cow::Borrowed(text)),
            Ref::Text(text) => Some(Cow::Borrowed(text)),
            Ref::Node(_) => None,
        }
    }

    fn as_number(&self) -> Option<Written<'a>> {
        match self {
            Ref::Node(Node {
                value: Value::Number(text),
                ..
            }) => Some(Written(text)),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            Ref::Node(node) => node.as_bool(),
            Ref::Text(_) => None,
        }
    }

    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn is_number(&self) -> bool {
        self.json_type() == JsonType::Number
    }

    fn json_type(&self) -> JsonType {
        let Ref::Node(node) = self else {
            return JsonType::String;
        };
        match node.value {
            Value::Null => JsonType::Null,
            Value::Bool(_) => JsonType::Boolean,
            Value::Number(_) => JsonType::Number,
            Value::String(_) => JsonType::String,
            Value::Sequence(_) => JsonType::Array,
            Value::Mapping(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &JsonValue) -> bool {
        match (self.as_string(), expected) {
            (Some(ours), JsonValue::String(theirs)) => ours == theirs.as_str(),
            (Some(_), _) => false,
            _ => jsonschema::json::cmp::equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, JsonValue> {
        Cow::Owned(match self {
            Ref::Node(node) => to_json(node),
            Ref::Text(text) => JsonValue::from(*text),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        let address = match self {
            Ref::Node(node) => std::ptr::from_ref::<Node<'_>>(node).addr(),
            Ref::Text(text) => text.as_ptr().addr(),
        };
        Some(NodeIdentity::new(address))
    }
}

/// The tree as plain JSON; a number that JSON cannot hold becomes null.
fn to_json(node: &Node<'_>) -> JsonValue {
    match &node.value {
        Value::Null => JsonValue::Null,
        Value::Bool(value) => JsonValue::Bool(*value),
        Value::Number(text) => Written(text).to_number().into_owned().into(),
        Value::String(text) => JsonValue::from(text.as_ref()),
        Value::Sequence(items) => items.iter().map(to_json).collect(),
        Value::Mapping(entries) => {
            let members = entries
                .iter()
                .map(|entry| (entry.key.to_string(), to_json(&entry.value)));
            JsonValue::Object(members.collect::<Map<_, _>>())
        }
    }
}

/// The keys and values of a mapping.
pub(super) struct Members<'a>(&'a [Entry<'a>]);

impl<'a> Object<'a, Tree> for Members<'a> {
    type Node = Ref<'a>;
    type MemberName = &'a str;
    type MembersIter = MembersIter<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &String) -> Option<Ref<'a>> {
        let entry = self.0.iter().find(|entry| entry.key == key.as_str())?;
        Some(Ref::Node(&entry.value))
    }

    fn members(&self) -> MembersIter<'a> {
        MembersIter(self.0.iter())
    }
}

/// Walks the keys and values of a mapping.
pub(super) struct MembersIter<'a>(std::slice::Iter<'a, Entry<'a>>);

impl<'a> Iterator for MembersIter<'a> {
    type Item = (&'a str, Ref<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0
            .next()
            .map(|entry| (entry.key.as_ref(), Ref::Node(&entry.value)))
    }
}

/// The values of a sequence.
pub(super) struct Items<'a>(&'a [Node<'a>]);

impl<'a> Array<'a, Tree> for Items<'a> {
    type Node = Ref<'a>;
    type ElementsIter = std::iter::Map<std::slice::Iter<'a, Node<'a>>, fn(&'a Node<'a>) -> Ref<'a>>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Self::ElementsIter {
        self.0.iter().map(Ref::Node)
    }
}

/// A number as it is written.
pub(super) struct Written<'a>(&'a str);

impl JsonNumber for Written<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, Number> {
        let whole = self.as_i64().map(Number::from);
        let number = whole.or_else(|| self.as_f64().and_then(Number::from_f64));
        Cow::Owned(number.unwrap_or_else(|| Number::from(0)))
    }
}
