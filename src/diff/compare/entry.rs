use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use crate::diff::{Change, Direction, Field, Subject};
use crate::model::{At, Spanned};
use crate::value::Rational;

/// Something that an assessment says under a key of its own, to be compared with
/// what the other side says under the same key.
pub(super) struct Entry<K> {
    pub(super) key: K,
    pub(super) subject: Subject,
    pub(super) said: String,
    pub(super) at: At,
}

/// Compares entries by their keys: what is only at base is gone, what is only at
/// head is new. Of several with one key those that say the same belong together,
/// wherever they stand. `direction` judges from the earlier to the later.
pub(super) fn compare<'e, K: Eq + Hash>(
    field: Field,
    base: &'e [Entry<K>],
    head: &'e [Entry<K>],
    direction: impl Fn(Option<&Entry<K>>, Option<&Entry<K>>) -> Direction,
    changes: &mut Vec<Change>,
) {
    let mut change = |earlier: Option<&Entry<K>>, later: Option<&Entry<K>>| {
        let Some(subject) = later.or(earlier).map(|entry| entry.subject.clone()) else {
            return;
        };
        if earlier.map(|entry| &entry.said) != later.map(|entry| &entry.said) {
            changes.push(Change {
                subject,
                field,
                from: earlier.map(|entry| entry.said.clone()),
                to: later.map(|entry| entry.said.clone()),
                direction: direction(earlier, later),
                regression: false,
                base_at: earlier.map(|entry| entry.at),
                head_at: later.map(|entry| entry.at),
            });
        }
    };
    let mut used = vec![false; base.len()];
    let mut partners: Vec<Option<&Entry<K>>> = vec![None; head.len()];
    for alike in [true, false] {
        let mut there: HashMap<(&K, &str), VecDeque<usize>> = HashMap::new();
        let said = |entry: &'e Entry<K>| if alike { entry.said.as_str() } else { "" };
        let free = base
            .iter()
            .enumerate()
            .filter(|(at, _)| !used.get(*at).copied().unwrap_or(true));
        for (at, entry) in free {
            there
                .entry((&entry.key, said(entry)))
                .or_default()
                .push_back(at);
        }
        let open = head
            .iter()
            .zip(&mut partners)
            .filter(|(_, partner)| partner.is_none());
        for (later, partner) in open {
            let first = there.get_mut(&(&later.key, said(later)));
            let Some(at) = first.and_then(VecDeque::pop_front) else {
                continue;
            };
            *partner = base.get(at);
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
    }
    for (later, partner) in head.iter().zip(partners) {
        change(partner, Some(later));
    }
    let gone = base.iter().zip(&used).filter(|(_, used)| !**used);
    for (earlier, _) in gone {
        change(Some(earlier), None);
    }
}

/// A number as it is written shortest, so that `0.50` is `0.5`; anything else as
/// it is.
pub(super) fn amount(written: &str) -> String {
    let number = Rational::parse(written).and_then(|number| number.to_decimal());
    number.unwrap_or_else(|| written.to_owned())
}

/// The place from a key to the end of what stands under it.
pub(super) fn whole(key: At, value: At) -> At {
    if key.file != value.file || value.span.end < key.span.start {
        return key;
    }
    let mut whole = key;
    whole.span.end = value.span.end;
    whole
}

/// The text of something that may be there.
pub(super) fn text(spanned: Option<&Spanned<String>>) -> Option<String> {
    spanned.map(|spanned| spanned.value.clone())
}
