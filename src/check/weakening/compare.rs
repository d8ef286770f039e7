use std::cmp::Ordering;

use crate::model::Spanned;

/// What a gate asks less, and what it asks otherwise, in words.
#[derive(Default)]
pub(super) struct Differences {
    pub(super) weaker: Vec<String>,
    pub(super) changed: Vec<String>,
}

impl Differences {
    /// Sorts words by an order from what was to what is.
    pub(super) fn note(&mut self, order: Ordering, words: impl Fn() -> String) {
        match order {
            Ordering::Equal => {}
            Ordering::Greater => self.weaker.push(words()),
            Ordering::Less => self.changed.push(words()),
        }
    }

    /// Compares what two gates say under one key. What cannot be put in an order
    /// may ask less, and is taken so; what was not said was not asked.
    pub(super) fn compare(
        &mut self,
        base: &Option<Spanned<String>>,
        head: &Option<Spanned<String>>,
        order: impl Fn(&str, &str) -> Option<Ordering>,
        words: impl Fn(&str, &str) -> String,
    ) {
        let text = |said: &Option<Spanned<String>>| {
            let words = said.as_ref().map(|said| said.value.split_whitespace());
            words.map(|words| words.collect::<Vec<_>>().join(" "))
        };
        let (was, is) = (text(base), text(head));
        if was == is {
            return;
        }
        let both = was.as_deref().zip(is.as_deref());
        let order = match was {
            None => Some(Ordering::Less),
            Some(_) => both.and_then(|(was, is)| order(was, is)),
        };
        let nothing = |said: &Option<String>| said.clone().unwrap_or("nothing".to_owned());
        let said = words(&nothing(&was), &nothing(&is));
        self.note(order.unwrap_or(Ordering::Greater), || said.clone());
    }
}
