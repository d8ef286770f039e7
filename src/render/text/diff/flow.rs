use unicode_width::UnicodeWidthStr;

use crate::render::comparison::{Phrase, Tone};
use crate::render::escape;
use crate::render::paint::{Look, Paint};

/// A word of one tone, whether a space stands before it, and whether a line can
/// end there: what an arrow joins stays together.
struct Word {
    text: String,
    tone: Tone,
    spaced: bool,
    breaks: bool,
}

/// The colour of a tone.
pub(super) fn paint(tone: Tone) -> Option<Paint> {
    match tone {
        Tone::Plain => None,
        Tone::Strong => Some(Paint::Strong),
        Tone::Faint => Some(Paint::Faint),
        Tone::Good | Tone::Added => Some(Paint::Good),
        Tone::Care => Some(Paint::Middling),
        Tone::Bad | Tone::Removed => Some(Paint::Bad),
    }
}

/// Pieces on one line.
pub(in crate::render::text) fn line(phrases: &[Phrase], look: &Look) -> String {
    flow(phrases, usize::MAX, "", "", look)
}

/// As many columns as pieces take on one line.
pub(in crate::render::text) fn width(phrases: &[Phrase]) -> usize {
    let plain = Look {
        colour: false,
        width: 0,
        quiet: false,
    };
    line(phrases, &plain).width()
}

/// Pieces on lines of so many columns: the first after its beginning, the others
/// after the indent, both given without colours of their own.
pub(in crate::render::text) fn flow(
    phrases: &[Phrase],
    width: usize,
    first: &str,
    indent: &str,
    look: &Look,
) -> String {
    let words = words(phrases);
    let mut out = first.to_owned();
    let mut column = first.width();
    let mut begun = false;
    let mut run: Option<(Tone, String)> = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let after = words.get(at + 1..).unwrap_or_default();
        let glued = after.iter().take_while(|next| !next.breaks);
        let glued = glued.map(|next| next.text.width() + usize::from(next.spaced));
        let wide: usize = word.text.width() + glued.sum::<usize>();
        let space = usize::from(begun && word.spaced);
        let turn = begun && word.breaks && column.saturating_add(space + wide) > width;
        if turn {
            close(&mut run, &mut out, look);
            out.push('\n');
            out.push_str(indent);
            column = indent.width();
        }
        let space = if turn || space == 0 { "" } else { " " };
        match &mut run {
            Some((tone, text)) if *tone == word.tone => {
                text.push_str(space);
                text.push_str(&word.text);
            }
            _ => {
                close(&mut run, &mut out, look);
                out.push_str(space);
                run = Some((word.tone, word.text.clone()));
            }
        }
        column += space.len() + word.text.width();
        begun = true;
        at += 1;
    }
    close(&mut run, &mut out, look);
    out
}

fn close(run: &mut Option<(Tone, String)>, out: &mut String, look: &Look) {
    if let Some((tone, text)) = run.take() {
        match paint(tone) {
            Some(paint) => out.push_str(&look.paint(paint, &text)),
            None => out.push_str(&text),
        }
    }
}

/// The words of all pieces; removed and added ones stand in brackets, which say
/// without colour what they are.
fn words(phrases: &[Phrase]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut spaced = false;
    for phrase in phrases {
        let text = phrase.text.replace(['\n', '\t'], " ");
        let shown = escape::terminal(&text);
        let brackets = match phrase.tone {
            Tone::Removed => Some(("[-", "-]")),
            Tone::Added => Some(("{+", "+}")),
            _ => None,
        };
        spaced |= shown.starts_with(' ');
        let mut parts: Vec<String> = shown
            .split(' ')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        if let Some((open, end)) = brackets.filter(|_| !parts.is_empty()) {
            parts
                .first_mut()
                .into_iter()
                .for_each(|part| part.insert_str(0, open));
            parts
                .last_mut()
                .into_iter()
                .for_each(|part| part.push_str(end));
        }
        let some = !parts.is_empty();
        for (at, text) in parts.into_iter().enumerate() {
            let spaced_here = spaced || at > 0;
            let joined = text == "→" || words.last().is_some_and(|word| word.text == "→");
            words.push(Word {
                text,
                tone: phrase.tone,
                spaced: spaced_here,
                breaks: spaced_here && !joined,
            });
            spaced = false;
        }
        spaced = shown.ends_with(' ') || (spaced && !some);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::flow;
    use crate::render::comparison::{Tone, plain, toned};
    use crate::render::paint::Look;

    #[test]
    fn words_stay_within_the_width_and_keep_their_marks() {
        let look = Look {
            colour: false,
            width: 20,
            quiet: false,
        };
        let said = [
            plain("we look at "),
            toned(Tone::Removed, "every alert "),
            toned(Tone::Added, "all alerts\nof the day "),
            plain("(twice), "),
            toned(Tone::Bad, "x"),
            plain("."),
        ];
        assert_eq!(
            flow(&said, 20, "- ", "  ", &look),
            "- we look at [-every\n  alert-] {+all\n  alerts of the\n  day+} (twice), x."
        );
    }
}
