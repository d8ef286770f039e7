use crate::text::{SourceFile, Span};

/// Lines shown of a place that spans many.
const MOST_LINES: u32 = 4;
/// Bytes of a line that are shown; more is cut around the place.
const MOST_BYTES: usize = 400;

/// Some lines of a file with a place in them.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// The lines, without the last line's end.
    pub text: String,
    /// The number of the first line.
    pub first_line: u32,
    /// The place, as bytes in `text`.
    pub place: std::ops::Range<usize>,
    /// Whether a long line was cut, so that columns in it are not the file's.
    pub cut: bool,
}

impl Excerpt {
    /// The lines that a span lies on.
    pub fn new(file: &SourceFile, span: Span) -> Self {
        let first = file.position(span.start).line;
        let last = file
            .position(span.end.max(span.start))
            .line
            .min(first + MOST_LINES - 1);
        let start = file.lines().line(file.text(), first).start as usize;
        let end = file.lines().line(file.text(), last).end as usize;
        let from = span.range().start.clamp(start, end);
        let to = span.range().end.clamp(from, end);
        let whole = (start, end);
        let (start, end) = cut(file.text(), start, end, from);
        let to = to.min(end);
        Self {
            text: file.text().get(start..end).unwrap_or_default().to_owned(),
            first_line: first,
            place: from - start..to - start,
            cut: whole != (start, end),
        }
    }
}

/// A window of an overlong stretch around a place, on character bounds.
fn cut(text: &str, start: usize, end: usize, place: usize) -> (usize, usize) {
    if end - start <= MOST_BYTES {
        return (start, end);
    }
    let mut from = place.saturating_sub(MOST_BYTES / 4).max(start);
    let mut to = (from + MOST_BYTES).min(end);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    (from, to)
}
