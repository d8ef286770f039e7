use std::collections::HashSet;

use super::Unwritable;
use crate::format::{entry_lines, top_lines};
use crate::lineage::Plan;
use crate::model::{ItemIndex, Model};
use crate::text::Span;
use crate::yaml::{Edits, Entry, Node, emit_comment};

/// How far answers are indented below their key in what rungs writes.
pub(super) const INDENT: usize = 2;
/// What to do about answers that share lines.
const ALONE: &str = "put it in block style, one answer to a line, and migrate again";

/// One file of an assessment, taken apart.
pub(super) struct Sheet<'s, 'a> {
    /// The position of the file; the head is 0.
    pub(super) position: usize,
    pub(super) text: &'s str,
    pub(super) root: &'s Node<'a>,
    /// The entry `answers`, when the file has it.
    answers: Option<&'s Entry<'a>>,
    /// The answers with their lines, comments above them included.
    pub(super) entries: Vec<(&'s Entry<'a>, Span)>,
    /// The position of its first answer among those of the assessment.
    pub(super) first: usize,
    /// The comments that may name nodes above their practices.
    pub(super) headings: &'s HashSet<String>,
    /// Whether nodes stand above their practices as comments.
    pub(super) has_headings: bool,
}

/// One answer in its file.
#[derive(Clone, Copy)]
pub(super) struct Source<'s, 'a> {
    pub(super) sheet: &'s Sheet<'s, 'a>,
    pub(super) entry: &'s Entry<'a>,
    /// Its lines, comments above it included.
    pub(super) lines: Span,
}

impl<'s, 'a> Sheet<'s, 'a> {
    /// Takes a file apart.
    ///
    /// # Errors
    /// When its answers do not each stand on lines of their own.
    pub(super) fn new(
        plan: &'s Plan<'_>,
        position: usize,
        root: Option<&'s Node<'a>>,
        first: usize,
        headings: &'s HashSet<String>,
    ) -> Result<Self, Unwritable> {
        let file = plan.assessment.files.get(position);
        let text = file.map_or("", |file| file.text());
        let refused = |start, message: &str| unwritable(position, start, message, ALONE);
        let root = root.ok_or_else(|| refused(0, "the file cannot be read"))?;
        if in_braces(text, root) {
            return Err(refused(root.span.start, "the file is written in braces"));
        }
        let answers = root.entry("answers");
        let mut entries = Vec::new();
        if let Some(answers) = answers.filter(|answers| !answers.value.entries().is_empty()) {
            let lines = entry_lines(text, answers);
            let lines = lines.ok_or_else(|| {
                refused(
                    answers.value.span.start,
                    "the answers do not each stand on lines of their own",
                )
            })?;
            entries = answers.value.entries().iter().zip(lines).collect();
        }
        Ok(Self {
            position,
            text,
            root,
            answers,
            has_headings: text.lines().any(|line| headings.contains(line.trim())),
            headings,
            entries,
            first,
        })
    }

    /// An answer by its position in the assessment, when it stands here.
    pub(super) fn source(&'s self, answer: usize) -> Option<Source<'s, 'a>> {
        let (entry, lines) = self.entries.get(answer.checked_sub(self.first)?)?;
        Some(Source {
            sheet: self,
            entry,
            lines: *lines,
        })
    }

    /// How far its answers are indented.
    pub(super) fn indent(&self) -> usize {
        self.root.entries().first().map_or(0, |first| {
            first.key_span.start as usize - self.line_start(first.key_span.start)
        }) + INDENT
    }

    /// How far what is retired is indented.
    pub(super) fn retired_indent(&self) -> usize {
        let retired = self.root.get("retired");
        let retired = retired.filter(|retired| !in_braces(self.text, retired));
        let first = retired.and_then(|retired| retired.entries().first());
        first.map_or_else(
            || self.indent(),
            |first| first.key_span.start as usize - self.line_start(first.key_span.start),
        )
    }

    /// Puts new entries in the place of the answers, and retired ones below.
    ///
    /// # Errors
    /// When there are retired ones already, laid out so that none can be added.
    pub(super) fn replace_answers(
        &self,
        body: &str,
        retired: &str,
        edits: &mut Edits,
    ) -> Result<(), Unwritable> {
        let (body, retired) = (body.trim_end_matches('\n'), retired.trim_end_matches('\n'));
        let pad = " ".repeat(self.indent() - INDENT);
        let mut text = String::new();
        if !body.is_empty() {
            if self.answers.is_none() {
                text.push_str(&format!("\n{pad}answers:"));
            }
            text.push_str(&format!("\n{body}"));
        }
        let known = self.root.entry("retired");
        match known {
            _ if retired.is_empty() => {}
            Some(known) => self.add_retired(known, retired, edits)?,
            None => text.push_str(&format!("\n{pad}retired:\n{retired}")),
        }
        let span = match (self.answers, self.entries.last()) {
            (Some(answers), Some((_, last))) => {
                Span::new(self.line_end(answers.key_span.end), last.end as usize)
            }
            (Some(answers), None) => {
                if !body.is_empty() {
                    self.opened(answers, edits);
                }
                Span::at(self.line_end(answers.value.span.end.max(answers.key_span.end)))
            }
            (None, _) => Span::at(self.end_of_head()),
        };
        edits.replace(span, text);
        Ok(())
    }

    /// Adds to the answers that were retired before.
    fn add_retired(
        &self,
        known: &Entry<'_>,
        retired: &str,
        edits: &mut Edits,
    ) -> Result<(), Unwritable> {
        let value = &known.value;
        let refused = |message: &str| {
            let help = "put each of them on a line of its own, and migrate again";
            unwritable(self.position, value.span.start, message, help)
        };
        let entries = value.entries();
        if entries.is_empty() {
            self.opened(known, edits);
            let end = self.line_end(value.span.end.max(known.key_span.end));
            edits.replace(Span::at(end), format!("\n{retired}"));
            return Ok(());
        }
        if !in_braces(self.text, value) {
            let lines = entry_lines(self.text, known).unwrap_or_default();
            let last = lines.last().filter(|_| lines.len() == entries.len());
            let last = last.ok_or_else(|| refused("the retired answers share lines"))?;
            edits.replace(Span::at(last.end as usize), format!("\n{retired}"));
            return Ok(());
        }
        let part = |span: Span| self.text.get(span.range()).unwrap_or_default();
        if part(value.span).contains('#') {
            return Err(refused("the retired answers stand in braces with comments"));
        }
        let mut text = ":".to_owned();
        let pad = " ".repeat(self.retired_indent());
        for entry in entries {
            let (key, value) = (part(entry.key_span), part(entry.value.span));
            text.push_str(&format!("\n{pad}{key}: {value}"));
        }
        let span = Span::new(known.key_span.end as usize, value.span.end as usize);
        edits.replace(span, format!("{text}\n{retired}"));
        Ok(())
    }

    /// Takes away what stands for nothing after a key, so that lines can follow.
    fn opened(&self, entry: &Entry<'_>, edits: &mut Edits) {
        let value = entry.value.span;
        if value.end > entry.key_span.end && value.end > value.start {
            let span = Span::new(entry.key_span.end as usize, value.end as usize);
            edits.replace(span, ":");
        }
    }

    /// Where the last key ends that goes before the answers.
    fn end_of_head(&self) -> usize {
        let lines = top_lines(self.text, self.root).unwrap_or_default();
        let entries = self.root.entries().iter().zip(lines);
        let before = |(entry, lines): (&Entry<'_>, Span)| {
            let after = matches!(entry.key.as_ref(), "retired" | "overrides");
            (!after).then_some(lines.end as usize)
        };
        entries.filter_map(before).max().unwrap_or(self.text.len())
    }

    /// Where the line of a byte ends.
    pub(super) fn line_end(&self, at: u32) -> usize {
        let rest = self.text.get(at as usize..).unwrap_or_default();
        let end = rest.find('\n').unwrap_or(rest.len());
        at as usize + end
    }

    /// Where the line of a byte starts.
    pub(super) fn line_start(&self, at: u32) -> usize {
        let before = self.text.get(..at as usize).unwrap_or_default();
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    pub(super) fn unwritable(&self, start: u32, message: &str, help: &str) -> Unwritable {
        unwritable(self.position, start, message, help)
    }
}

fn unwritable(file: usize, start: u32, message: &str, help: &str) -> Unwritable {
    Unwritable {
        file,
        start,
        message: message.to_owned(),
        help: help.to_owned(),
    }
}

fn in_braces(text: &str, node: &Node<'_>) -> bool {
    let whole = text.get(node.span.range());
    whole.is_some_and(|whole| whole.starts_with('{'))
}

/// The comments that name a model's nodes above their practices.
pub(super) fn headings(model: &Model) -> HashSet<String> {
    let nodes = (0..model.items.len()).map(|item| model.item(ItemIndex(item)));
    let nodes = nodes.filter(|node| !node.leaf);
    nodes
        .map(|node| format!("# {} {}", node.id, emit_comment(&node.title)))
        .collect()
}
