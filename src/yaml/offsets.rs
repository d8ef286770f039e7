/// How many characters lie between two remembered places.
const STEP: usize = 128;

/// Turns the parser's character indices into byte offsets.
pub(super) struct Offsets<'a> {
    text: &'a str,
    /// The byte offset of every `STEP`th character; empty for ASCII text, where
    /// both are the same.
    marks: Vec<usize>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STEP)
                .map(|(byte, _)| byte)
                .collect()
        };
        Self { text, marks }
    }

    /// The byte offset of a character index; the text's end past the last one.
    pub(super) fn byte(&self, index: usize) -> usize {
        if self.marks.is_empty() {
            return index.min(self.text.len());
        }
        let Some(start) = self.marks.get(index / STEP) else {
            return self.text.len();
        };
        let rest = self.text.get(*start..).unwrap_or_default();
        rest.char_indices()
            .nth(index % STEP)
            .map_or(self.text.len(), |(byte, _)| start + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn characters_become_bytes() {
        let text = "ä".repeat(300) + "b";
        let offsets = Offsets::new(&text);
        assert_eq!(offsets.byte(0), 0);
        assert_eq!(offsets.byte(129), 258);
        assert_eq!(offsets.byte(300), 600);
        assert_eq!(offsets.byte(301), 601);
        assert_eq!(offsets.byte(9999), 601);
    }
}
