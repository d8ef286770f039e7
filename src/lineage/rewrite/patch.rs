use super::Unwritable;
use super::entry::{Mark, quoted_in_flow};
use super::sheet::Source;
use crate::lineage::Plan;
use crate::text::Span;
use crate::yaml::{Entry, emit_scalar};

/// What changes inside an answer that is carried over, besides its key and its
/// comments: its text stays as a person wrote it everywhere else.
#[derive(Default)]
pub(super) struct Patches {
    edits: Vec<(Span, String)>,
    /// Comments that go above the answer, since there is no room in it.
    pub(super) above: Vec<String>,
}

impl Patches {
    /// A part of a text with the changes that lie in it.
    pub(super) fn apply(&self, text: &str, start: usize, end: usize) -> String {
        let mut out = String::new();
        let mut done = start;
        let mut edits: Vec<&(Span, String)> = self.edits.iter().collect();
        edits.sort_by_key(|(span, _)| *span);
        for (span, replacement) in edits {
            let (from, to) = (span.start as usize, span.end as usize);
            if from < done || to > end {
                continue;
            }
            out.push_str(text.get(done..from).unwrap_or_default());
            out.push_str(replacement);
            done = to;
        }
        out.push_str(text.get(done..end).unwrap_or_default());
        out
    }

    /// Turns the claim that a metric supports the answer into a comment.
    ///
    /// # Errors
    /// When it stands in braces of several lines or with comments.
    pub(super) fn comment_claim(
        &mut self,
        plan: &Plan<'_>,
        source: Source<'_, '_>,
    ) -> Result<(), Unwritable> {
        let (sheet, value) = (source.sheet, &source.entry.value);
        let Some(claim) = value.entry("supported_by") else {
            return Ok(());
        };
        let head = format!("# not carried over to {}:", plan.new.reference);
        let end = claim.value.span.end.max(claim.key_span.end);
        let part = |span: Span| sheet.text.get(span.range()).unwrap_or_default();
        let braces = part(value.span);
        if !braces.starts_with('{') {
            let (from, to) = (sheet.line_start(claim.key_span.start), sheet.line_end(end));
            let lines = sheet.text.get(from..to).unwrap_or_default();
            let pad = claim.key_span.start as usize - from;
            let (indent, _) = lines.split_at_checked(pad).unwrap_or_default();
            let mut out = format!("{indent}{head}");
            for line in lines.lines() {
                let line = line.strip_prefix(indent).unwrap_or(line);
                out.push_str(&format!("\n{indent}# {line}"));
            }
            self.edits.push((Span::new(from, to), out));
            return Ok(());
        }
        if braces.contains(['#', '\n']) {
            let message = format!(
                "`supported_by` names a metric that {} does not have, in braces with other things",
                plan.new.reference
            );
            let help = "put each of them on a line of its own, and migrate again";
            return Err(sheet.unwritable(claim.key_span.start, &message, help));
        }
        self.above.push(head);
        let said = part(claim.value.span);
        self.above.push(format!("# supported_by: {said}"));
        self.edits
            .push((without(value.entries(), claim, end), String::new()));
        Ok(())
    }

    /// Adds a mark to one that is there: both reasons stand, and the item that
    /// the answer was first given to.
    pub(super) fn join_review(
        &mut self,
        plan: &Plan<'_>,
        source: Source<'_, '_>,
        review: &Entry<'_>,
        mark: &Mark<'_>,
    ) {
        let node = &review.value;
        let text = source.sheet.text;
        let flow = text.get(node.span.range());
        let flow = flow.is_some_and(|flow| flow.starts_with('{'));
        let scalar = |why: &str| match flow {
            true => quoted_in_flow(why),
            false => emit_scalar(why),
        };
        let version = &plan.old.reference.version;
        let why = format!("then, of {}@{version}, {}", mark.was, mark.why);
        let was = node.entry("was");
        match (node.entry("why"), was) {
            (Some(known), _) => {
                let before = known.value.as_str().unwrap_or_default().trim();
                let why = match before.is_empty() {
                    true => why,
                    false => format!("{before}; {why}"),
                };
                self.edits.push(scalar_of(text, known, &scalar(&why)));
            }
            (None, Some(was)) => {
                let (start, end) = (was.key_span.start, was.value.span.end);
                let (at, before) = match flow {
                    true => (end as usize, ", ".to_owned()),
                    false => {
                        let pad = start as usize - source.sheet.line_start(start);
                        (source.sheet.line_end(end), format!("\n{}", " ".repeat(pad)))
                    }
                };
                let text = format!("{before}why: {}", scalar(&why));
                self.edits.push((Span::at(at), text));
            }
            (None, None) => self.edits.push((node.span, mark.inline())),
        }
    }
}

/// Puts a scalar on one line in the place of an entry's, whatever its layout was.
fn scalar_of(text: &str, entry: &Entry<'_>, scalar: &str) -> (Span, String) {
    let span = entry.value.span;
    let (key, start) = (entry.key_span.end as usize, span.start as usize);
    let between = text.get(key..start).unwrap_or_default();
    let header = between.trim_start().strip_prefix(':').unwrap_or(between);
    let comment = header.find('#').and_then(|at| header.get(at..));
    let comment = comment.map(|comment| format!(" {}", comment.trim()));
    let old = text.get(span.range()).unwrap_or_default();
    let end = if old.ends_with('\n') { "\n" } else { "" };
    if header.trim_start().starts_with(['|', '>']) {
        let comment = comment.unwrap_or_default();
        let all = Span::new(key, span.end as usize);
        return (all, format!(": {scalar}{comment}{end}"));
    }
    let space = if between.is_empty() { ": " } else { "" };
    (span, format!("{space}{scalar}{end}"))
}

/// Where an entry stands between braces, with the comma that goes with it.
fn without(entries: &[Entry<'_>], gone: &Entry<'_>, end: u32) -> Span {
    let (start, end) = (gone.key_span.start as usize, end as usize);
    let after = entries
        .iter()
        .find(|entry| entry.key_span.start as usize > start);
    let before = entries
        .iter()
        .rfind(|entry| (entry.key_span.start as usize) < start);
    match (after, before) {
        (Some(after), _) => Span::new(start, after.key_span.start as usize),
        (None, Some(before)) => {
            let from = before.value.span.end.max(before.key_span.end);
            Span::new(from as usize, end)
        }
        (None, None) => Span::new(start, end),
    }
}
