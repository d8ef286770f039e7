use super::Unwritable;
use super::patch::Patches;
use super::sheet::{INDENT, Source};
use crate::lineage::{Carried, Plan};
use crate::model::{ItemIndex, Model};
use crate::yaml::{Value, emit_comment, emit_scalar};

/// The longest mark that stands on one line.
const SHORT: usize = 100;

/// An answer under an item of the new model, its comments with it.
pub(super) fn carried(
    plan: &Plan<'_>,
    source: Source<'_, '_>,
    (to, carried): (ItemIndex, &Carried),
    indent: usize,
) -> Result<String, Unwritable> {
    let new = plan.new.item(to);
    let (was, title) = earlier(plan, source);
    let review = carried.review.as_deref();
    let mut mark = review.map(|why| Mark { was: &was, why });
    let mut patches = Patches::default();
    if plan.lost_metric(carried.answer).is_some() {
        patches.comment_claim(plan, source)?;
    }
    if let Some(known) = source.entry.value.entry("review")
        && let Some(mark) = mark.take()
    {
        patches.join_review(plan, source, known, &mark);
    }
    let mut entry = Pieces::new(source, &title, &patches);
    if entry.comment == title {
        entry.comment = format!("# {}", emit_comment(&new.title));
    }
    Ok(entry.write(&emit_scalar(&new.id), indent, mark.as_ref()))
}

/// An answer that is kept under its old id and the version that asked it.
pub(super) fn retired(plan: &Plan<'_>, source: Source<'_, '_>, indent: usize) -> String {
    let (_, title) = earlier(plan, source);
    let key = emit_scalar(&retired_id(plan, source));
    Pieces::new(source, &title, &Patches::default()).write(&key, indent, None)
}

/// The key of an answer among the retired ones.
pub(super) fn retired_id(plan: &Plan<'_>, source: Source<'_, '_>) -> String {
    let (id, _) = earlier(plan, source);
    format!("{id}@{}", plan.old.reference.version)
}

/// Whether a person wrote comments around an answer.
pub(super) fn remarked(plan: &Plan<'_>, source: Source<'_, '_>) -> bool {
    let (_, title) = earlier(plan, source);
    let entry = Pieces::new(source, &title, &Patches::default());
    let beside = !entry.comment.is_empty() && entry.comment != title;
    beside || !entry.above.is_empty() || !entry.below.trim().is_empty()
}

/// The id of an answer's item, and the comment that gives its title.
fn earlier(plan: &Plan<'_>, source: Source<'_, '_>) -> (String, String) {
    let item = plan.old.find(&source.entry.key);
    let item = item.map(|item| plan.old.item(item));
    let id = item.map_or(source.entry.key.as_ref(), |item| item.id.as_str());
    let title = item.map_or(String::new(), |item| emit_comment(&item.title));
    (id.to_owned(), format!("# {title}"))
}

/// A practice that nothing is said about.
pub(super) fn unanswered(model: &Model, item: ItemIndex, indent: usize) -> String {
    let item = model.item(item);
    format!(
        "{}{}: # {}",
        " ".repeat(indent),
        emit_scalar(&item.id),
        emit_comment(&item.title)
    )
}

/// A mark that a person has to confirm an answer.
pub(super) struct Mark<'m> {
    pub(super) was: &'m str,
    pub(super) why: &'m str,
}

impl Mark<'_> {
    /// In braces.
    pub(super) fn inline(&self) -> String {
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
pub(super) fn quoted_in_flow(text: &str) -> String {
    let scalar = emit_scalar(text);
    let plain = !scalar.starts_with(['"', '\'']);
    if plain && scalar.contains([',', '{', '}', '[', ']']) {
        format!("\"{}\"", scalar.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        scalar
    }
}

/// An answer's text in pieces: comments above, value, comment on its line, and
/// the lines below.
struct Pieces {
    above: Vec<String>,
    value: Shape,
    comment: String,
    below: String,
    indent: usize,
}

/// How a value is laid out.
enum Shape {
    /// Nothing.
    Empty,
    /// A scalar or braces on the key's line.
    Inline { text: String, braces: bool },
    /// Keys on lines of their own, so far indented.
    Block { indent: usize },
}

impl Pieces {
    fn new(source: Source<'_, '_>, title: &str, patches: &Patches) -> Self {
        let sheet = source.sheet;
        let key = source.entry.key_span;
        let part = |start: usize, end: usize| sheet.text.get(start..end).unwrap_or_default();
        let line = sheet.line_start(key.start);
        let above = part(source.lines.start as usize, line)
            .lines()
            .map(str::trim);
        let above = above.filter(|line| !line.is_empty() && !sheet.headings.contains(*line));
        let mut above: Vec<String> = above.map(str::to_owned).collect();
        let value = shape(source, patches);
        let inline = matches!(value, Shape::Inline { .. });
        let span = source.entry.value.span;
        let from = if inline { span.end } else { key.end };
        let line_end = sheet.line_end(from);
        let rest = part(from as usize, line_end);
        let colon = |rest: &str| {
            rest.trim_start()
                .strip_prefix(':')
                .unwrap_or(rest)
                .trim()
                .to_owned()
        };
        let mut comment = match inline {
            true => rest.trim().to_owned(),
            false => colon(rest),
        };
        if inline {
            // A comment between the key and a value on the next line.
            let between = colon(part(key.end as usize, span.start as usize));
            for line in between.lines().map(str::trim) {
                match line.is_empty() {
                    true => {}
                    false if line == title && comment.is_empty() => comment = title.to_owned(),
                    false if line == title => {}
                    false => above.push(line.to_owned()),
                }
            }
        }
        above.extend(patches.above.iter().cloned());
        let lines_end = source.lines.end as usize;
        Self {
            above,
            value,
            comment,
            below: patches.apply(sheet.text, (line_end + 1).min(lines_end), lines_end),
            indent: key.start as usize - line,
        }
    }

    /// The entry under a key, so far indented, with a mark for review when one is
    /// asked for.
    fn write(&self, key: &str, to: usize, review: Option<&Mark<'_>>) -> String {
        let pad = " ".repeat(to);
        let above = self.above.iter();
        let mut lines: Vec<String> = above.map(|line| format!("{pad}{line}")).collect();
        let comment = match self.comment.is_empty() {
            true => String::new(),
            false => format!(" {}", self.comment),
        };
        let mut marks = Vec::new();
        match (&self.value, review) {
            (Shape::Empty, _) => lines.push(format!("{pad}{key}:{comment}")),
            (Shape::Inline { text, .. }, None) => {
                let text = self.all_shifted(text, to);
                lines.push(format!("{pad}{key}: {text}{comment}"));
            }
            (Shape::Inline { text, braces: true }, Some(mark)) => {
                let text = marked(&self.all_shifted(text, to), mark);
                lines.push(format!("{pad}{key}: {text}{comment}"));
            }
            (Shape::Inline { text, .. }, Some(mark)) => {
                let inner = to + INDENT;
                let text = self.all_shifted(text, inner);
                lines.push(format!("{pad}{key}:{comment}"));
                lines.push(format!("{}answer: {text}", " ".repeat(inner)));
                lines.extend(mark.lines(inner));
            }
            (Shape::Block { indent }, mark) => {
                lines.push(format!("{pad}{key}:{comment}"));
                let deep = indent + to - self.indent;
                marks = mark.map_or(Vec::new(), |mark| mark.lines(deep));
            }
        }
        lines.extend(self.below.lines().map(|line| self.shifted(line, to)));
        lines.extend(marks);
        lines.join("\n")
    }

    /// A value that may go on in further lines, moved with its key.
    fn all_shifted(&self, text: &str, to: usize) -> String {
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or_default().to_owned();
        lines.fold(first, |all, line| {
            format!("{all}\n{}", self.shifted(line, to))
        })
    }

    /// A line below the key, moved with it.
    fn shifted(&self, line: &str, to: usize) -> String {
        let content = line.trim_start_matches(' ');
        let own = line.len() - content.len();
        // Spaces count where they stand deeper than a text of several lines.
        if content.is_empty() && own <= self.indent {
            return String::new();
        }
        let moved = (own + to).saturating_sub(self.indent);
        format!("{}{content}", " ".repeat(moved))
    }
}

fn shape(source: Source<'_, '_>, patches: &Patches) -> Shape {
    let value = &source.entry.value;
    let text = source.sheet.text.get(value.span.range());
    let text = text.unwrap_or_default();
    let braces = text.starts_with('{');
    match &value.value {
        Value::Null if text.is_empty() => Shape::Empty,
        Value::Mapping(entries) if !braces => {
            let first = entries.first();
            let first = first.map_or(value.span.start, |first| first.key_span.start);
            Shape::Block {
                indent: first as usize - source.sheet.line_start(first),
            }
        }
        _ => {
            let (start, end) = (value.span.start as usize, value.span.end as usize);
            let text = patches.apply(source.sheet.text, start, end);
            Shape::Inline { text, braces }
        }
    }
}

/// Braces with a mark in them: at the end, or at the start where a comment could
/// swallow it.
fn marked(braces: &str, mark: &Mark<'_>) -> String {
    let mark = mark.inline();
    if braces.contains(['#', '\n']) {
        let rest = braces.strip_prefix('{').unwrap_or(braces);
        return format!("{{review: {mark}, {}", rest.trim_start_matches(' '));
    }
    let open = braces.trim_end().strip_suffix('}').unwrap_or(braces);
    let open = open.trim_end();
    let comma = if open.ends_with(['{', ',']) { "" } else { "," };
    format!("{open}{comma} review: {mark}}}")
}
