use super::Span;

/// A place as editors show it: both numbers start at 1, columns count
/// characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// Byte offsets of line starts, to turn byte positions into lines.
///
/// A line ends at `\n`, `\r\n` or a lone `\r`, as in YAML.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_line_feed = |at: usize| bytes.get(at) == Some(&b'\n');
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|at| is_line_feed(*at) || !is_line_feed(*at + 1));
        let next = ends.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
        let starts = std::iter::once(0).chain(next).collect();
        Self { starts }
    }

    /// The line and column of a byte offset in `text`, the text indexed.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied();
        let before = text.get(start.unwrap_or(0) as usize..offset as usize);
        let column = before.map_or(0, |text| text.chars().count());
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX).max(1),
            column: u32::try_from(column).unwrap_or(u32::MAX - 1) + 1,
        }
    }

    /// The bytes of a line (from 1) without its end, empty past the last line.
    pub fn line(&self, text: &str, line: u32) -> Span {
        let index = line.saturating_sub(1) as usize;
        let Some(start) = self.starts.get(index) else {
            return Span::at(text.len());
        };
        let start = *start as usize;
        let end = self
            .starts
            .get(index + 1)
            .map_or(text.len(), |next| *next as usize);
        let kept = text.get(start..end).unwrap_or_default();
        Span::new(start, start + kept.trim_end_matches(['\n', '\r']).len())
    }

    /// How many lines there are, counting an empty last one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: a text has at least one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (1..=4)
            .map(|n| &text[index.line(text, n).range()])
            .collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
    }

    #[test]
    fn columns_count_characters() {
        let text = "x: äb";
        let position = LineIndex::new(text).position(text, 5);
        assert_eq!((position.line, position.column), (1, 5));
    }
}
