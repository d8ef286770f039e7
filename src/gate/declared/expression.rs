use super::rules::GATE_EXPRESSION;
use super::{Findings, Known};
use crate::gate::expression::{Sizes, problem};
use crate::model::{At, GateDeclaration, Spanned};
use crate::text::Span;

/// Whether an expression can be read, names what is there, and is bounded on the
/// largest model of an assessment here.
pub(super) fn check(declared: &GateDeclaration, known: &Known, findings: &mut Findings<'_>) {
    let Some(text) = declared.require.as_ref() else {
        return;
    };
    let models = known.models.iter().map(|model| Sizes::of_model(model));
    let sizes = models.fold(Sizes::default(), Sizes::or);
    if let Some(problem) = problem(&text.value, sizes) {
        let at = place(text, problem.offset, findings);
        let message = format!("the expression cannot be used: {}", problem.message);
        findings.add(&GATE_EXPRESSION, at, message, problem.help);
    }
}

/// Where a part of an expression stands in the file; all of it where it is folded,
/// escaped or over several lines.
fn place(text: &Spanned<String>, offset: usize, findings: &Findings<'_>) -> At {
    let Span { start, end } = text.at.span;
    let written = findings.file.slice(text.at.span);
    let before = match written.strip_prefix(['"', '\'']) {
        Some(inner) if inner.starts_with(text.value.as_str()) => 1,
        None if written.trim_end() == text.value => 0,
        _ => return text.at,
    };
    let part = start as usize + before + offset;
    let rest = text.value.get(offset..).unwrap_or_default();
    let word = rest.find(|next: char| !next.is_alphanumeric() && next != '_');
    let length = match word.unwrap_or(rest.len()) {
        0 => rest.chars().next().map_or(0, char::len_utf8),
        length => length,
    };
    At {
        span: Span::new(part.min(end as usize), (part + length).min(end as usize)),
        ..text.at
    }
}
