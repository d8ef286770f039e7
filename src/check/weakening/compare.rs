use std::cmp::Ordering;

use crate::model::Spanned;

/// A difference in words, and whether less is asked.
pub(super) enum Compared {
    Same,
    Weaker(String),
    Changed(String),
}

impl Compared {
    pub(super) fn sort_into(self, weaker: &mut Vec<String>, changed: &mut Vec<String>) {
        match self {
            Self::Same => {}
            Self::Weaker(said) => weaker.push(said),
            Self::Changed(said) => changed.push(said),
        }
    }
}

/// Compares what two gates say under one key. What cannot be put in an order may
/// ask less, and is taken so.
pub(super) fn compare(
    base: &Option<Spanned<String>>,
    head: &Option<Spanned<String>>,
    order: impl Fn(&str, &str) -> Option<Ordering>,
    words: impl Fn(&str, &str) -> String,
) -> Compared {
    let text = |said: &Option<Spanned<String>>| {
        let words = said
            .as_ref()
            .map(|said| said.value.split_whitespace().collect::<Vec<_>>());
        words.map(|words| words.join(" "))
    };
    let (was, is) = (text(base), text(head));
    if was == is {
        return Compared::Same;
    }
    let order = was
        .as_deref()
        .zip(is.as_deref())
        .and_then(|(was, is)| order(was, is));
    let said = words(
        was.as_deref().unwrap_or("nothing"),
        is.as_deref().unwrap_or("nothing"),
    );
    match order {
        Some(Ordering::Equal) => Compared::Same,
        Some(Ordering::Less) => Compared::Changed(said),
        Some(Ordering::Greater) | None => Compared::Weaker(said),
    }
}

/// Sorts words by an order from what was to what is.
pub(super) fn note(
    order: Ordering,
    weaker: &mut Vec<String>,
    changed: &mut Vec<String>,
    words: impl Fn() -> String,
) {
    match order {
        Ordering::Equal => {}
        Ordering::Greater => weaker.push(words()),
        Ordering::Less => changed.push(words()),
    }
}
