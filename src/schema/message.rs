use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationErrorKind as Violation};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value as JsonValue;

use super::place::{Found, follow};
use super::{Kind, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{SourceFile, Span, nearest};
use crate::yaml::{Node, Value};

/// What the messages are about.
pub(super) struct Scene<'s, 'a> {
    pub(super) kind: Kind,
    pub(super) file: &'s Arc<SourceFile>,
    pub(super) root: &'s Node<'a>,
}

/// A violation as findings, one for each key or value that is wrong.
pub(super) fn diagnostics(scene: &Scene<'_, '_>, error: &ValidationError<'_>) -> Vec<Diagnostic> {
    let found = follow(scene.root, error.instance_path().as_str());
    match error.kind() {
        Violation::AdditionalProperties { unexpected }
        | Violation::UnevaluatedProperties { unexpected } => unexpected
            .iter()
            .take(super::MOST_VIOLATIONS)
            .map(|key| unknown_key(scene, &found, key, error.schema_path().as_str()))
            .collect(),
        Violation::AnyOf { context }
        | Violation::OneOfNotValid { context }
        | Violation::OneOfMultipleValid { context } => alternatives(scene, &found, context),
        Violation::PropertyNames { error } => {
            let key = error.instance().as_str().unwrap_or_default().to_owned();
            let entry = found.node.entries().iter().find(|entry| entry.key == key);
            let span = entry.map_or_else(|| found.head(), |entry| entry.key_span);
            let expected = expectation(error.kind());
            vec![finding(
                scene,
                span,
                format!("expected {expected}, found `{key}`"),
            )]
        }
        Violation::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            vec![finding(
                scene,
                found.head(),
                format!("the key `{name}` is missing"),
            )]
        }
        // That it is empty is said once, by its least length.
        Violation::Pattern { .. } if found.node.as_str() == Some("") => Vec::new(),
        kind => vec![wrong_value(scene, &found, kind)],
    }
}

fn finding(scene: &Scene<'_, '_>, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(
        &rules::SCHEMA,
        Place::Text(Arc::clone(scene.file), span),
        message,
    )
}

fn unknown_key(
    scene: &Scene<'_, '_>,
    found: &Found<'_, '_>,
    key: &str,
    schema_path: &str,
) -> Diagnostic {
    let span = found
        .node
        .entry(key)
        .map_or_else(|| found.head(), |entry| entry.key_span);
    let holder = schema_path
        .rsplit_once('/')
        .map_or("", |(holder, _)| holder);
    let schema = scene.kind.schema();
    let known: Vec<&str> = schema
        .pointer(&format!("{holder}/properties"))
        .and_then(JsonValue::as_object)
        .map(|properties| properties.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let comma = key.contains(' ') && found.node.get(key).is_some_and(Node::is_null);
    let help = match nearest(key, known.iter().copied()) {
        _ if comma => "quote a text that holds a comma: `{na: \"bought, not made\"}`".to_owned(),
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("known keys here: {}", listed(&known)),
    };
    finding(scene, span, format!("unknown key `{key}`")).help(help)
}

/// Speaks of the alternative that the file most likely meant; where each lacks
/// one key, of those keys.
fn alternatives(
    scene: &Scene<'_, '_>,
    found: &Found<'_, '_>,
    branches: &[Vec<ValidationError<'static>>],
) -> Vec<Diagnostic> {
    let missing: Vec<&str> = branches
        .iter()
        .filter_map(|errors| match errors.as_slice() {
            [error] => match error.kind() {
                Violation::Required { property } => property.as_str(),
                _ => None,
            },
            _ => None,
        })
        .collect();
    if !missing.is_empty() && missing.len() == branches.len() {
        let message = format!("expected the key {}", one_of(&missing));
        return vec![finding(scene, found.head(), message)];
    }
    let constants: Vec<&str> = branches
        .iter()
        .flatten()
        .filter_map(|error| match error.kind() {
            Violation::Constant { expected_value } => expected_value.as_str(),
            _ => None,
        })
        .collect();
    if constants.len() >= branches.len() {
        return vec![not_among(scene, found, &constants)];
    }
    let misfit = |errors: &&Vec<ValidationError<'static>>| {
        let other = |error: &&ValidationError<'_>| {
            matches!(
                error.kind(),
                Violation::Constant { .. } | Violation::Type { .. }
            )
        };
        (errors.iter().filter(other).count(), errors.len())
    };
    let likely = branches
        .iter()
        .filter(|errors| !errors.is_empty())
        .min_by_key(misfit);
    likely.map_or_else(
        || {
            vec![finding(
                scene,
                found.value(),
                "more than one alternative fits".to_owned(),
            )]
        },
        |errors| {
            errors
                .iter()
                .flat_map(|error| diagnostics(scene, error))
                .collect()
        },
    )
}

/// No alternative has the constant that stands in the file.
fn not_among(scene: &Scene<'_, '_>, found: &Found<'_, '_>, constants: &[&str]) -> Diagnostic {
    let entry = found.node.entries().iter().find(|entry| {
        let text = entry.value.as_str();
        entry.key == "rule" || text.is_some_and(|text| constants.contains(&text))
    });
    let written = entry.and_then(|entry| entry.value.as_str());
    let span = entry.map_or_else(|| found.value(), |entry| entry.value.span);
    let message = match written {
        Some(written) => format!("expected {}, found `{written}`", one_of(constants)),
        None => format!("expected the key `rule`, one of {}", listed(constants)),
    };
    let close = written.and_then(|written| nearest(written, constants.iter().copied()));
    finding(scene, span, message).maybe_help(close.map(|close| format!("did you mean `{close}`?")))
}

fn wrong_value(scene: &Scene<'_, '_>, found: &Found<'_, '_>, kind: &Violation) -> Diagnostic {
    let shown = shown(found.node);
    let message = format!("expected {}, found {shown}", expectation(kind));
    finding(scene, found.value(), message).maybe_help(remedy(found.node, kind))
}

/// What a violated keyword wants, as the object of "expected".
fn expectation(kind: &Violation) -> String {
    match kind {
        Violation::Type { kind } => types(kind),
        Violation::Enum { options } => one_of(&texts(options)),
        Violation::Constant { expected_value } => format!("`{}`", plain(expected_value)),
        Violation::Pattern { pattern } => pattern_in_words(pattern),
        Violation::Minimum { limit } => format!("{limit} or more"),
        Violation::Maximum { limit } => format!("{limit} or less"),
        Violation::ExclusiveMinimum { limit } => format!("more than {limit}"),
        Violation::ExclusiveMaximum { limit } => format!("less than {limit}"),
        Violation::MinLength { .. } => "a text that is not empty".to_owned(),
        Violation::MaxLength { limit } => format!("a text of at most {limit} characters"),
        Violation::MinItems { limit } | Violation::MinProperties { limit } => {
            format!("at least {limit} in it")
        }
        Violation::MaxItems { limit } | Violation::MaxProperties { limit } => {
            format!("at most {limit} in it")
        }
        Violation::UniqueItems => "no item twice".to_owned(),
        other => format!("a value that satisfies `{}`", other.keyword()),
    }
}

fn remedy(node: &Node<'_>, kind: &Violation) -> Option<String> {
    match kind {
        Violation::Type { kind } => {
            let text_wanted = match kind {
                TypeKind::Single(wanted) => *wanted == JsonType::String,
                TypeKind::Multiple(wanted) => wanted.contains(JsonType::String),
            };
            let number_wanted = match kind {
                TypeKind::Single(wanted) => *wanted == JsonType::Number,
                TypeKind::Multiple(_) => false,
            };
            let written = match &node.value {
                Value::String(text) if number_wanted && plain_decimal(text) => {
                    return Some(format!("write it without quotes: {text}"));
                }
                Value::Number(text) => text.as_ref(),
                Value::Bool(true) => "true",
                Value::Bool(false) => "false",
                _ => return None,
            };
            text_wanted.then(|| format!("write it in quotes when it is text: \"{written}\""))
        }
        Violation::Enum { options } => {
            let close = nearest(node.as_str()?, texts(options))?;
            Some(format!("did you mean `{close}`?"))
        }
        _ => None,
    }
}

/// Whether a text reads as a plain decimal number.
fn plain_decimal(text: &str) -> bool {
    let shaped = |found: char| found.is_ascii_digit() || matches!(found, '.' | '-');
    text.chars().all(shaped) && text.parse::<f64>().is_ok()
}

fn types(kind: &TypeKind) -> String {
    let word = |kind: JsonType| match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Null => "nothing",
        JsonType::Number => "a number",
        JsonType::Object => "a mapping",
        JsonType::String => "a text",
    };
    match kind {
        TypeKind::Single(kind) => word(*kind).to_owned(),
        TypeKind::Multiple(kinds) => {
            let mut words: Vec<&str> = kinds.iter().map(word).collect();
            words.sort_unstable_by_key(|word| (*word == "nothing", *word != "a text"));
            let last = words.pop().unwrap_or_default();
            format!("{} or {last}", words.join(", "))
        }
    }
}

/// The patterns that the schemas use, in words.
fn pattern_in_words(pattern: &str) -> String {
    let words = match pattern {
        "^[A-Za-z0-9][A-Za-z0-9._-]*$" => "an id of letters, digits, `.`, `_` and `-`",
        "^[A-Za-z0-9][A-Za-z0-9._+-]*$" => "a version such as `1.3`",
        "^[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9._+-]*$" => "a model as `id@version`",
        "^sha256:[0-9a-f]{64}$" => "a digest, `sha256:` and 64 hexadecimal digits",
        "^[^\\n\\r]+$" => "one line of text",
        "^[a-z0-9]+(-[a-z0-9]+)*$" => "a rule's id such as `evidence-expired`",
        other => return format!("a text of the form `{other}`"),
    };
    words.to_owned()
}

fn shown(node: &Node<'_>) -> String {
    match &node.value {
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) if text.contains('\n') => "a text of several lines".to_owned(),
        Value::String(text) if text.chars().count() > 60 => {
            format!("`{}…`", text.chars().take(59).collect::<String>())
        }
        Value::String(text) => format!("`{text}`"),
        Value::Number(text) => format!("the number {text}"),
        Value::Bool(value) => value.to_string(),
        _ => node.kind().to_owned(),
    }
}

fn texts(options: &JsonValue) -> Vec<&str> {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    options.iter().filter_map(JsonValue::as_str).collect()
}

fn plain(value: &JsonValue) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

fn one_of(words: &[&str]) -> String {
    match words {
        [only] => format!("`{only}`"),
        [first, second] => format!("`{first}` or `{second}`"),
        words => format!("one of {}", listed(words)),
    }
}
