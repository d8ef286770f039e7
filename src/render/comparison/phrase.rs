/// How a piece of a sentence is meant; no medium says it by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Tone {
    Plain,
    Strong,
    Faint,
    Good,
    Care,
    Bad,
    /// Words that are gone.
    Removed,
    /// Words that are new.
    Added,
}

/// A piece of a sentence, not escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Phrase {
    pub(in crate::render) text: String,
    pub(in crate::render) tone: Tone,
}

/// A piece without a tone.
pub(in crate::render) fn plain(text: impl Into<String>) -> Phrase {
    toned(Tone::Plain, text)
}

/// A piece with one.
pub(in crate::render) fn toned(tone: Tone, text: impl Into<String>) -> Phrase {
    Phrase {
        text: text.into(),
        tone,
    }
}

/// What pieces say, without their tones.
pub(in crate::render) fn plain_text(phrases: &[Phrase]) -> String {
    phrases.iter().map(|phrase| phrase.text.as_str()).collect()
}

/// Pieces with something between each two.
pub(in crate::render) fn joined(pieces: Vec<Vec<Phrase>>, between: &str) -> Vec<Phrase> {
    let mut out = Vec::new();
    for piece in pieces {
        if !out.is_empty() {
            out.push(plain(between));
        }
        out.extend(piece);
    }
    out
}
