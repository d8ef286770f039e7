use super::sheet::{Source, headings};
use crate::lineage::Plan;
use crate::model::{ItemIndex, Model};
use crate::yaml::{Value, emit_comment, emit_scalar};

/// How far answers are indented in what rungs writes.
const INDENT: usize = 2;
/// The longest mark that stands on one line.
const SHORT: usize = 100;

/// An answer under an item of the new model, its comments with it.
pub(super) fn carried(
    plan: &Plan<'_>,
    source: Source<'_, '_>,
    to: ItemIndex,
    review: Option<&str>,
) -> String {
    let new = plan.new.item(to);
    let mut entry = Pieces::new(plan.old, source);
    let old = plan.old.find(&source.entry.key);
    let old_title = old.map_or(String::new(), |old| emit_comment(&plan.old.item(old).title));
    let stale = format!("# {old_title}");
    if let Some(rest) = entry.comment.strip_suffix(&stale) {
        entry.comment = format!("{rest}# {}", emit_comment(&new.title));
    }
    let marked = source.entry.value.get("review").is_some();
    let was = old.map_or_else(
        || source.entry.key.to_string(),
        |old| plan.old.item(old).id.clone(),
    );
    let mark = review
        .filter(|_| !marked)
        .map(|why| Mark { was: &was, why });
    entry.key = emit_scalar(&new.id);
    entry.write(mark.as_ref())
}

/// An answer that is kept under its old id and the version that asked it.
pub(super) fn retired(plan: &Plan<'_>, source: Source<'_, '_>) -> String {
    let old = plan.old.find(&source.entry.key);
    let id = old.map_or_else(
        || source.entry.key.to_string(),
        |old| plan.old.item(old).id.clone(),
    );
    let mut entry = Pieces::new(plan.old, source);
    entry.key = emit_scalar(&format!("{id}@{}", plan.old.reference.version));
    entry.write(None)
}

/// A practice that nothing is said about.
pub(super) fn unanswered(model: &Model, item: ItemIndex) -> String {
    let item = model.item(item);
    format!(
        "  {}: # {}",
        emit_scalar(&item.id),
        emit_comment(&item.title)
    )
}

/// A mark that a person has to confirm an answer.
struct Mark<'m> {
    was: &'m str,
    why: &'m str,
}

impl Mark<'_> {
    /// In braces.
    fn inline(&self) -> String {
        let was = emit_scalar(self.was);
        format!("{{was: {was}, why: {}}}", quoted_in_flow(self.why))
    }

    /// As a key on lines of its own, so far indented; in braces where it is short.
    fn lines(&self, indent: usize) -> Vec<String> {
        let pad = " ".repeat(indent);
        let short = format!("{pad}review: {}", self.inline());
        if short.len() <= SHORT {
            return vec![short];
        }
        vec![
            format!("{pad}review:"),
            format!("{pad}  was: {}", emit_scalar(self.was)),
            format!("{pad}  why: {}", emit_scalar(self.why)),
        ]
    }
}

/// A text inside braces, where a comma would end a plain one.
fn quoted_in_flow(text: &str) -> String {
    let scalar = emit_scalar(text);
    let plain = !scalar.starts_with(['"', '\'']);
    if plain && scalar.contains([',', '{', '}', '[', ']']) {
        format!("\"{}\"", scalar.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        scalar
    }
}

/// An answer's text in pieces: comments above, key, value, comment on its line,
/// and the lines below.
struct Pieces<'s> {
    above: Vec<&'s str>,
    key: String,
    value: Shape<'s>,
    comment: String,
    below: &'s str,
    indent: usize,
}

/// How a value is laid out.
enum Shape<'s> {
    /// Nothing.
    Empty,
    /// A scalar or braces on the key's line.
    Inline { text: &'s str, braces: bool },
    /// Keys on lines of their own, so far indented.
    Block { indent: usize },
}

impl<'s> Pieces<'s> {
    fn new(old: &Model, source: Source<'s, '_>) -> Self {
        let sheet = source.sheet;
        let text = sheet.text;
        let part = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
        let line = sheet.line_start(source.key.start);
        let headings = headings(old);
        let above = part(source.lines.start as usize, line)
            .lines()
            .map(str::trim);
        let above =
            above.filter(|line| !line.is_empty() && !headings.iter().any(|known| known == line));
        let value = &source.entry.value;
        let (shape, from) = match &value.value {
            Value::Null if value.span.start == value.span.end => (Shape::Empty, source.key.end),
            Value::Mapping(entries) if !starts_with_brace(text, value.span.start) => {
                let first = entries
                    .first()
                    .map_or(value.span.start, |first| first.key_span.start);
                let indent = first as usize - sheet.line_start(first);
                (Shape::Block { indent }, source.key.end)
            }
            _ => {
                let inline = part(value.span.start as usize, value.span.end as usize);
                let braces = inline.starts_with('{');
                (
                    Shape::Inline {
                        text: inline,
                        braces,
                    },
                    value.span.end,
                )
            }
        };
        let line_end = sheet.line_end(from);
        let rest = part(from as usize, line_end);
        let rest = if matches!(shape, Shape::Inline { .. }) {
            rest
        } else {
            rest.trim_start().strip_prefix(':').unwrap_or(rest)
        };
        Self {
            above: above.collect(),
            key: String::new(),
            value: shape,
            comment: rest.trim().to_owned(),
            below: part(
                (line_end + 1).min(source.lines.end as usize),
                source.lines.end as usize,
            ),
            indent: source.key.start as usize - line,
        }
    }

    /// The entry, indented as answers are, with a mark for review when one is
    /// asked for.
    fn write(&self, review: Option<&Mark<'_>>) -> String {
        let pad = " ".repeat(INDENT);
        let inner = " ".repeat(INDENT * 2);
        let mut lines: Vec<String> = self
            .above
            .iter()
            .map(|line| format!("{pad}{line}"))
            .collect();
        let comment = match self.comment.is_empty() {
            true => String::new(),
            false => format!(" {}", self.comment),
        };
        let key = &self.key;
        match (&self.value, review) {
            (Shape::Empty, _) => lines.push(format!("{pad}{key}:{comment}")),
            (Shape::Inline { text, .. }, None) => {
                lines.push(format!("{pad}{key}: {text}{comment}"));
            }
            (Shape::Inline { text, braces: true }, Some(mark)) => {
                let open = text.trim_end().strip_suffix('}').unwrap_or(text).trim_end();
                let comma = if open.ends_with(['{', ',']) { "" } else { "," };
                lines.push(format!(
                    "{pad}{key}: {open}{comma} review: {}}}{comment}",
                    mark.inline()
                ));
            }
            (Shape::Inline { text, .. }, Some(mark)) => {
                lines.push(format!("{pad}{key}:{comment}"));
                lines.push(format!("{inner}answer: {text}"));
                lines.extend(mark.lines(INDENT * 2));
            }
            (Shape::Block { indent }, mark) => {
                lines.push(format!("{pad}{key}:{comment}"));
                lines.extend(self.below.lines().map(|line| self.shifted(line)));
                let deep = indent + INDENT - self.indent;
                lines.extend(mark.into_iter().flat_map(|mark| mark.lines(deep)));
                return lines.join("\n");
            }
        }
        lines.extend(self.below.lines().map(|line| self.shifted(line)));
        lines.join("\n")
    }

    /// A line below the key, moved with it.
    fn shifted(&self, line: &str) -> String {
        if line.trim().is_empty() {
            return String::new();
        }
        let own = line.len() - line.trim_start_matches(' ').len();
        let moved = (own + INDENT).saturating_sub(self.indent);
        format!("{}{}", " ".repeat(moved), line.trim_start_matches(' '))
    }
}

fn starts_with_brace(text: &str, at: u32) -> bool {
    text.get(at as usize..)
        .is_some_and(|rest| rest.starts_with('{'))
}
