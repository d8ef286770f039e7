use crate::text::Span;

/// Replacements in a text, by byte span: everything outside them, comments and
/// layout included, stays as it is.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Span, String)>);

impl Edits {
    /// Replaces a span. Spans of one set of edits must not overlap.
    pub fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with all replacements made; nothing when spans overlap or lie
    /// outside the text.
    pub fn apply(mut self, text: &str) -> Option<String> {
        self.0.sort_by_key(|(span, _)| *span);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (span, replacement) in &self.0 {
            out.push_str(text.get(done..span.start as usize)?);
            out.push_str(replacement);
            done = span.end as usize;
        }
        out.push_str(text.get(done..)?);
        Some(out)
    }
}
