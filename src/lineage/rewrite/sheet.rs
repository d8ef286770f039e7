use super::Unwritable;
use crate::format::entry_lines;
use crate::lineage::Plan;
use crate::model::{ItemIndex, Model};
use crate::text::Span;
use crate::yaml::{Edits, Entry, Node, emit_comment};

/// One file of an assessment, taken apart.
pub(super) struct Sheet<'s, 'a> {
    /// The position of the file; the head is 0.
    pub(super) position: usize,
    pub(super) text: &'s str,
    pub(super) root: &'s Node<'a>,
    /// The entry `answers`, when the file has it.
    pub(super) answers: Option<&'s Entry<'a>>,
    /// The answers with their lines, comments above them included.
    pub(super) entries: Vec<(&'s Entry<'a>, Span)>,
    /// The position of its first answer among those of the assessment.
    first: usize,
    /// Whether nodes stand above their practices as comments.
    pub(super) has_headings: bool,
    /// Whether practices are listed that nothing is said about.
    pub(super) lists_unanswered: bool,
}

/// One answer in its file.
#[derive(Clone, Copy)]
pub(super) struct Source<'s, 'a> {
    pub(super) sheet: &'s Sheet<'s, 'a>,
    pub(super) entry: &'s Entry<'a>,
    /// Its lines, comments above it included.
    pub(super) lines: Span,
    /// Its key.
    pub(super) key: Span,
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
    ) -> Result<Self, Unwritable> {
        let file = plan.assessment.files.get(position);
        let text = file.map_or("", |file| file.text());
        let refused = |start, message: &str| unwritable(position, start, message);
        let root = root.ok_or_else(|| refused(0, "the file cannot be read"))?;
        if text
            .get(root.span.range())
            .is_some_and(|whole| whole.starts_with('{'))
        {
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
        let headings = headings(plan.old);
        let heading = |line: &str| headings.contains(&line.trim().to_owned());
        Ok(Self {
            position,
            text,
            root,
            answers,
            has_headings: text.lines().any(heading),
            lists_unanswered: entries.iter().any(|(entry, _)| entry.value.is_null()),
            entries,
            first,
        })
    }

    /// An answer by its position in the assessment, when it stands here.
    pub(super) fn entry(&'s self, answer: usize) -> Option<Source<'s, 'a>> {
        let (entry, lines) = self.entries.get(answer.checked_sub(self.first)?)?;
        Some(Source {
            sheet: self,
            entry,
            lines: *lines,
            key: entry.key_span,
        })
    }

    /// Puts new entries in the place of the answers, and retired ones below.
    pub(super) fn replace_answers(&self, body: &str, retired: &str, edits: &mut Edits) {
        let old = self
            .root
            .entry("retired")
            .filter(|old| !old.value.entries().is_empty());
        let mut after = String::new();
        if let (Some(old), false) = (old, retired.is_empty()) {
            let end = self.line_end(old.value.span.end);
            edits.replace(
                Span::at(end),
                format!("\n{}", retired.trim_end_matches('\n')),
            );
        } else if !retired.is_empty() {
            after = format!("\nretired:\n{retired}");
        }
        let span = match (self.answers, self.entries.first(), self.entries.last()) {
            (Some(answers), Some(_), Some((_, last))) => {
                let start = self.line_end(answers.key_span.end) + 1;
                Some(Span::new(start, last.end as usize))
            }
            _ => None,
        };
        match span {
            Some(span) => edits.replace(span, format!("{body}{after}").trim_end_matches('\n')),
            None => {
                let at = self.root.entry("overrides");
                let at = at.map_or(self.text.len(), |entry| entry.key_span.start as usize);
                let before = self.text.get(..at).unwrap_or_default();
                let gap = if before.is_empty() || before.ends_with('\n') {
                    ""
                } else {
                    "\n"
                };
                let text = format!("{gap}{after}");
                if !text.is_empty() {
                    edits.replace(Span::at(at), text);
                }
            }
        }
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

    pub(super) fn unwritable(&self, start: u32, message: &str) -> Unwritable {
        unwritable(self.position, start, message)
    }
}

fn unwritable(file: usize, start: u32, message: &str) -> Unwritable {
    Unwritable {
        file,
        start,
        message: message.to_owned(),
        help: "put it in block style, one answer to a line, and migrate again".to_owned(),
    }
}

/// The comments that name a model's nodes above their practices.
pub(super) fn headings(model: &Model) -> Vec<String> {
    let nodes = (0..model.items.len()).map(|item| model.item(ItemIndex(item)));
    let nodes = nodes.filter(|node| !node.leaf);
    nodes
        .map(|node| format!("# {} {}", node.id, emit_comment(&node.title)))
        .collect()
}
