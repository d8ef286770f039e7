use std::sync::Arc;

use super::{Kind, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{SourceFile, Span, nearest};
use crate::yaml::{Node, Value};

/// The format version this rungs reads and writes, for every kind.
pub const FORMAT_VERSION: &str = "1";

/// The kind that a file says it is.
///
/// # Errors
/// A finding when it does not say so, or says something that is not read here.
pub fn kind_of(file: &Arc<SourceFile>, root: &Node<'_>) -> Result<Kind, Box<Diagnostic>> {
    let finding = |span: Span, message: String, help: String| {
        let place = Place::Text(Arc::clone(file), span);
        Box::new(Diagnostic::new(&rules::FILE_KIND, place, message).help(help))
    };
    let start = root
        .entries()
        .first()
        .map_or(root.span, |entry| entry.key_span);
    if !matches!(root.value, Value::Mapping(_)) {
        let message = format!(
            "expected a mapping with the key `rungs`, found {}",
            found(root)
        );
        return Err(finding(start, message, start_with()));
    }
    let Some(entry) = root.entry("rungs") else {
        return Err(finding(
            start,
            "the key `rungs`, which says what kind of file this is, is missing".to_owned(),
            start_with(),
        ));
    };
    let span = entry.value.span;
    let Some((word, version)) = entry.value.as_str().and_then(|text| text.split_once('/')) else {
        let message =
            "`rungs` must be a kind and a format version, such as `assessment/1`".to_owned();
        return Err(finding(span, message, start_with()));
    };
    let Some(kind) = Kind::from_word(word) else {
        let close = nearest(word, Kind::ALL.map(Kind::word));
        let help = close.map_or_else(start_with, |close| format!("did you mean `{close}/1`?"));
        return Err(finding(
            span,
            format!("`{word}` is not a kind of file that rungs knows"),
            help,
        ));
    };
    if version != FORMAT_VERSION {
        let message = format!(
            "format version `{version}` of {word} files is not known; this rungs reads `{word}/{FORMAT_VERSION}`"
        );
        return Err(finding(
            span,
            message,
            "use a newer rungs, or write the file in format version 1".to_owned(),
        ));
    }
    Ok(kind)
}

fn found(root: &Node<'_>) -> &'static str {
    match root.value {
        Value::Null => "an empty file",
        _ => root.kind(),
    }
}

fn start_with() -> String {
    let kinds = Kind::ALL.map(|kind| format!("{}/1", kind.word()));
    format!(
        "start the file with `rungs: <kind>`, one of {}",
        kinds.join(", ")
    )
}

/// The finding for a file of one kind where another is expected.
pub fn other_kind(
    file: &Arc<SourceFile>,
    root: &Node<'_>,
    expected: Kind,
    found: Kind,
) -> Diagnostic {
    let span = root.get("rungs").map_or(root.span, |node| node.span);
    let place = Place::Text(Arc::clone(file), span);
    let message = format!(
        "expected a file of kind `{}` here, found `{}`",
        expected.word(),
        found.word()
    );
    Diagnostic::new(&rules::FILE_KIND, place, message)
}
