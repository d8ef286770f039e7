//! What a change says, in words.

use super::said;
use crate::render::comparison::{self, Happened};
use crate::report::{ChangeReport, WordKind, WordRun};

/// Words kept on each side of words that changed.
const AROUND: usize = 6;
/// Runs of words shown.
const MOST_RUNS: usize = 40;

/// What a change is about: the item with its title, or the head of the file.
pub(super) fn subject(change: &ChangeReport) -> String {
    let title = change.title.as_deref().map(said::name).unwrap_or_default();
    let Some(item) = &change.item else {
        return "the assessment".to_owned();
    };
    let item = match &change.base_item {
        Some(base) => format!("**{}** (was {})", said::name(item), said::name(base)),
        None => format!("**{}**", said::name(item)),
    };
    format!("{item} {title}").trim_end().to_owned()
}

/// What it was and what it is.
pub(super) fn happened(change: &ChangeReport) -> String {
    if !change.words.is_empty() {
        return runs(&change.words);
    }
    match comparison::happened(change) {
        Some(Happened::Turned { of, from, to }) => {
            let of = of.map_or(String::new(), |piece| format!("{}: ", said::prose(piece)));
            format!("{of}{} → {}", said::prose(from), said::prose(to))
        }
        Some(Happened::Flipped { word, said: "" }) => word.to_owned(),
        Some(Happened::Flipped { word, said }) => format!("{word}: {}", said::prose(said)),
        None => "changed".to_owned(),
    }
}

/// Prose word by word, with what stays the same cut to what is near a change.
fn runs(words: &[WordRun]) -> String {
    let last = words.len().saturating_sub(1);
    let mut out = String::new();
    for (at, run) in words.iter().enumerate().take(MOST_RUNS) {
        let text = said::folded(&run.text);
        if text.is_empty() {
            continue;
        }
        let shown = match run.kind {
            WordKind::Same => said::prose(&near(&text, at == 0, at == last)),
            WordKind::Removed => format!("<del>{}</del>", said::prose(&text)),
            WordKind::Added => format!("<ins>{}</ins>", said::prose(&text)),
        };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&shown);
    }
    if words.len() > MOST_RUNS {
        out.push_str(" …");
    }
    out
}

fn near(text: &str, first: bool, last: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let keep = if first || last { AROUND } else { 2 * AROUND };
    if words.len() <= keep + 1 {
        return text.to_owned();
    }
    let start = words.get(..AROUND).unwrap_or_default().join(" ");
    let end = words
        .get(words.len() - AROUND..)
        .unwrap_or_default()
        .join(" ");
    match (first, last) {
        (true, true) => format!("{start} …"),
        (true, false) => format!("… {end}"),
        (false, true) => format!("{start} …"),
        (false, false) => format!("{start} … {end}"),
    }
}
