use similar::{ChangeTag, TextDiff};

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// On which side it stands.
    pub kind: RunKind,
    /// The words with the space between them.
    pub text: String,
}

/// On which side words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// On both.
    Same,
    /// At base only.
    Removed,
    /// At head only.
    Added,
}

/// Prose longer than this is not compared word by word, in bytes.
const LONGEST: usize = 20_000;

/// Prose compared word by word; what is too long stands as a whole.
pub fn words(from: &str, to: &str) -> Vec<Run> {
    let run = |kind, text: &str| Run {
        kind,
        text: text.to_owned(),
    };
    if from.len() + to.len() > LONGEST {
        return vec![run(RunKind::Removed, from), run(RunKind::Added, to)];
    }
    let mut runs: Vec<Run> = Vec::new();
    for change in TextDiff::from_words(from, to).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => RunKind::Same,
            ChangeTag::Delete => RunKind::Removed,
            ChangeTag::Insert => RunKind::Added,
        };
        match runs.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => runs.push(run(kind, change.value())),
        }
    }
    joined(&runs)
}

/// How much two lines of prose have in common, from 0 to 1, the same from either
/// side; of what is too long to compare nothing.
pub(super) fn likeness(one: &str, other: &str) -> f32 {
    if one.len() + other.len() > LONGEST {
        return 0.0;
    }
    let (first, second) = (one.min(other), one.max(other));
    let words = |text: &'_ str| -> Vec<String> {
        let words = text.split_whitespace();
        words.map(str::to_lowercase).collect()
    };
    let (first, second) = (words(first), words(second));
    let parts = similar::capture_diff_slices(similar::Algorithm::Myers, &first, &second);
    let same = parts
        .iter()
        .filter(|part| part.tag() == similar::DiffTag::Equal);
    let same: usize = same.map(|part| part.old_range().len()).sum();
    let all = first.len() + second.len();
    2.0 * same as f32 / all.max(1) as f32
}

/// Words that were replaced one by one are one replacement: nothing but blanks
/// stands between them.
fn joined(runs: &[Run]) -> Vec<Run> {
    let keeps = |run: &Run| run.kind == RunKind::Same && !run.text.trim().is_empty();
    let mut out = Vec::new();
    for group in runs.chunk_by(|one, other| !keeps(one) && !keeps(other)) {
        let side = |without: RunKind| -> String {
            let runs = group.iter().filter(|run| run.kind != without);
            runs.map(|run| run.text.as_str()).collect()
        };
        let changes = group.iter().filter(|run| run.kind != RunKind::Same);
        let (removed, added) = (side(RunKind::Added), side(RunKind::Removed));
        if changes.count() < 3 || removed.trim().is_empty() || added.trim().is_empty() {
            out.extend_from_slice(group);
            continue;
        }
        for (kind, text) in [(RunKind::Removed, removed), (RunKind::Added, added)] {
            out.push(Run { kind, text });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Run, RunKind, words};

    #[test]
    fn the_runs_of_a_side_are_its_text() {
        let (from, to) = ("alerts reach us a day late", "alerts reach us the same day");
        let runs = words(from, to);
        let side = |without: RunKind| -> String {
            let runs = runs.iter().filter(|run| run.kind != without);
            runs.map(|run| run.text.as_str()).collect()
        };
        assert_eq!(side(RunKind::Added), from);
        assert_eq!(side(RunKind::Removed), to);
        assert!(runs.iter().any(|run| run.kind == RunKind::Same));
    }

    #[test]
    fn what_is_replaced_word_by_word_is_one_replacement() {
        let runs = words("loaded once a week, so late", "loaded every night, so late");
        let changed: Vec<(RunKind, &str)> = runs.iter().map(shown).collect();
        assert_eq!(
            changed,
            [
                (RunKind::Same, "loaded"),
                (RunKind::Removed, "once a week,"),
                (RunKind::Added, "every night,"),
                (RunKind::Same, "so late"),
            ]
        );
    }

    fn shown(run: &Run) -> (RunKind, &str) {
        (run.kind, run.text.trim())
    }
}
