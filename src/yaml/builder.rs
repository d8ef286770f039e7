use std::borrow::Cow;
use std::sync::Arc;

use saphyr_parser::{Event, ScalarStyle, Tag};

use super::mapping::{EntryProblem, OpenMapping};
use super::offsets::Offsets;
use super::{Node, Parsed, Value, limits, rules, scalar};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::text::{SourceFile, Span};

/// Puts parser events together to a tree, with an explicit stack, and collects
/// what the dialect does not allow.
pub(super) struct Builder<'a> {
    file: &'a Arc<SourceFile>,
    offsets: Offsets<'a>,
    open: Vec<Open<'a>>,
    root: Option<Node<'a>>,
    documents: usize,
    nodes: usize,
    pub(super) findings: Vec<Diagnostic>,
}

/// How long a text in quotes is, up to the quote that ends it.
fn quoted(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let Some((_, quote)) = characters.next() else {
        return 0;
    };
    while let Some((at, found)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if found == quote && !(quote == '\'' && next == Some('\'')) {
            return at + 1;
        }
        // What stands for a quote, or could.
        if (quote == '"' && found == '\\') || found == quote {
            characters.next();
        }
    }
    text.len()
}

/// A container whose end has not come yet.
enum Open<'a> {
    Sequence { start: Span, items: Vec<Node<'a>> },
    Mapping(OpenMapping<'a>),
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: &'a Arc<SourceFile>) -> Self {
        Self {
            file,
            offsets: Offsets::new(file.text()),
            open: Vec::new(),
            root: None,
            documents: 0,
            nodes: 0,
            findings: Vec::new(),
        }
    }

    pub(super) fn byte(&self, index: usize) -> usize {
        self.offsets.byte(index)
    }

    /// The word that starts at a byte.
    pub(super) fn word_from(&self, at: usize) -> Span {
        let rest = self.file.text().get(at..).unwrap_or_default();
        let length = rest
            .find(|found: char| found.is_whitespace() || ",]}".contains(found))
            .unwrap_or(rest.len());
        Span::new(at, at + length)
    }

    pub(super) fn finish(mut self, complete: bool) -> Parsed<'a> {
        let end = self.file.text().len();
        if complete && self.root.is_none() {
            self.root = Some(Node {
                span: Span::new(0, end.min(1)),
                value: Value::Null,
            });
        }
        Parsed {
            root: self.root.filter(|_| complete),
            findings: self.findings,
        }
    }

    /// Takes the next event; false when there is no use in going on.
    pub(super) fn take(&mut self, event: Event<'a>, place: saphyr_parser::Span) -> bool {
        let span = Span::new(self.byte(place.start.index()), self.byte(place.end.index()));
        match event {
            Event::DocumentStart(_) => return self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                self.decorations(span, anchor, tag.as_deref());
                return self.scalar(text, style, span);
            }
            Event::Alias(_) => {
                self.refuse(
                    &rules::ALIAS,
                    span,
                    "aliases are not allowed",
                    "write the value itself",
                );
                self.place(Node {
                    span,
                    value: Value::Null,
                });
            }
            Event::SequenceStart(anchor, tag) => {
                self.decorations(span, anchor, tag.as_deref());
                self.open.push(Open::Sequence {
                    start: span,
                    items: Vec::new(),
                });
                return self.within_limits(span);
            }
            Event::MappingStart(anchor, tag) => {
                self.decorations(span, anchor, tag.as_deref());
                self.open.push(Open::Mapping(OpenMapping::new(span)));
                return self.within_limits(span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        self.findings.len() < limits::MOST_FINDINGS
    }

    fn document(&mut self, span: Span) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            self.refuse(
                &rules::DOCUMENTS,
                span,
                "a second document starts here; one file holds one document",
                "use one file for each",
            );
            return false;
        }
        true
    }

    fn within_limits(&mut self, span: Span) -> bool {
        self.nodes += 1;
        if self.open.len() > limits::MOST_DEPTH {
            let message = format!("nested deeper than {}", limits::MOST_DEPTH);
            self.refuse(&rules::DEPTH, span, message, "flatten it");
            return false;
        }
        if self.nodes > limits::MOST_NODES {
            let message = format!("more than {} values in one file", limits::MOST_NODES);
            self.refuse(&rules::SIZE, span, message, "split the file");
            return false;
        }
        true
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, span: Span) -> bool {
        if text.len() > limits::MOST_SCALAR_BYTES {
            let message = format!(
                "a value of {} bytes; at most {} are allowed",
                text.len(),
                limits::MOST_SCALAR_BYTES
            );
            self.refuse(
                &rules::SIZE,
                span,
                message,
                "keep long material in a file of its own and name it as evidence",
            );
            return false;
        }
        let span = self.trimmed(span, style);
        let value = match style {
            ScalarStyle::Plain => scalar::plain(text),
            _ => Value::String(text),
        };
        if let Value::Number(written) = &value
            && crate::value::Rational::parse(written).is_none()
        {
            let bare = written.trim_start_matches(['-', '+', '.']).to_lowercase();
            let message = if matches!(bare.as_str(), "inf" | "nan") {
                format!("`{written}` is not a finite number")
            } else {
                format!("`{written}` is a number that readers disagree about")
            };
            self.refuse(
                &rules::NUMBER,
                span,
                message,
                format!("write a plain decimal, or \"{written}\" when it is text"),
            );
        }
        self.place(Node { span, value });
        self.within_limits(span)
    }

    /// A span without the line ends, spaces and comments that the parser counts
    /// to a scalar.
    fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        let text = self.file.slice(span);
        let kept = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted(text),
            _ => text.trim_end().len(),
        };
        Span::new(span.start as usize, span.start as usize + kept)
    }

    fn decorations(&mut self, span: Span, anchor: usize, tag: Option<&Tag>) {
        if anchor > 0 {
            let place = self.mark_before(span, '&');
            self.refuse(
                &rules::ANCHOR,
                place,
                "anchors are not allowed",
                "write the value itself at each place",
            );
        }
        if let Some(tag) = tag {
            let place = self.mark_before(span, '!');
            let written = self.file.slice(place).to_owned();
            let shown = if written.starts_with('!') {
                written
            } else {
                tag.to_string()
            };
            self.refuse(
                &rules::TAG,
                place,
                format!("the tag `{shown}` is not allowed"),
                "leave it out; quote the value when it is text",
            );
        }
    }

    /// The word that starts with `mark`, at the start of a node or just before it.
    fn mark_before(&self, span: Span, mark: char) -> Span {
        if self.file.slice(span).starts_with(mark) {
            return self.word_from(span.start as usize);
        }
        let before = self
            .file
            .text()
            .get(..span.start as usize)
            .unwrap_or_default();
        match before.trim_end().rfind(|found: char| found.is_whitespace()) {
            Some(space)
                if before
                    .get(space + 1..)
                    .is_some_and(|word| word.starts_with(mark)) =>
            {
                self.word_from(space + 1)
            }
            _ => span,
        }
    }

    fn refuse(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = Place::Text(Arc::clone(self.file), span);
        self.findings
            .push(Diagnostic::new(rule, place, message).help(help));
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let (start, value) = match open {
            Open::Sequence { start, items } => (start, Value::Sequence(items)),
            Open::Mapping(mapping) => (mapping.start, Value::Mapping(mapping.entries)),
        };
        let last = match &value {
            Value::Mapping(entries) => entries
                .last()
                .map(|entry| entry.value.span.end.max(entry.key_span.end)),
            Value::Sequence(items) => items.last().map(|item| item.span.end),
            _ => None,
        };
        let last = last.unwrap_or(start.start).max(start.start) as usize;
        // The parser reports ends where the next token starts.
        let flow = self.file.slice(start.to(end)).starts_with(['{', '[']);
        let end = if flow { self.closing(last) } else { last };
        let span = Span::new(start.start as usize, end);
        self.place(Node { span, value });
    }

    /// The byte after the bracket that closes a flow container whose last value
    /// ends at a byte, comments between them passed over.
    fn closing(&self, last: usize) -> usize {
        let rest = self.file.text().get(last..).unwrap_or_default();
        let mut comment = false;
        for (at, found) in rest.char_indices() {
            match found {
                '\n' | '\r' => comment = false,
                '#' => comment = true,
                '}' | ']' if !comment => return last + at + 1,
                _ => {}
            }
        }
        self.file.text().len()
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node<'a>) {
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping(mapping)) => {
                if let Some(problem) = mapping.place(node) {
                    self.entry_problem(problem);
                }
            }
        }
    }

    fn entry_problem(&mut self, problem: EntryProblem<'a>) {
        match problem {
            EntryProblem::NotText(node) => {
                let written = self.file.slice(node.span);
                let help = match node.as_written().or(node.as_bool().map(|_| written)) {
                    Some(_) => format!("quote it: \"{written}\""),
                    None => "give the key a name".to_owned(),
                };
                self.refuse(
                    &rules::KEY,
                    node.span,
                    format!("a key must be a text, and this is {}", node.kind()),
                    help,
                );
            }
            EntryProblem::TooLong(span) => {
                let message = format!("a key longer than {} bytes", limits::MOST_KEY_BYTES);
                self.refuse(
                    &rules::SIZE,
                    span,
                    message,
                    "keys are names, keep them short",
                );
            }
            EntryProblem::Merge(span) => {
                self.refuse(
                    &rules::MERGE_KEY,
                    span,
                    "merge keys are not allowed",
                    "write the keys themselves",
                );
            }
            EntryProblem::Duplicate { key, first, second } => {
                let place = |span| Place::Text(Arc::clone(self.file), span);
                let line = self.file.position(first.start).line;
                let message =
                    format!("the key `{key}` stands twice in this mapping, first on line {line}");
                let finding = Diagnostic::new(&rules::DUPLICATE_KEY, place(second), message)
                    .label("again here")
                    .related(place(first), "first here")
                    .help("keep one of the two");
                self.findings.push(finding);
            }
        }
    }
}
