use crate::diff::{Change, Direction, Field, Subject};
use crate::model::{At, Spanned};

/// Something that an assessment says under a key of its own, to be compared with
/// what the other side says under the same key.
pub(super) struct Entry<K> {
    pub(super) key: K,
    pub(super) subject: Subject,
    pub(super) said: String,
    pub(super) at: At,
}

/// Compares entries by their keys: what is only at base is gone, what is only at
/// head is new. `direction` judges from the earlier to the later.
pub(super) fn compare<K: PartialEq>(
    field: Field,
    base: &[Entry<K>],
    head: &[Entry<K>],
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
    for later in head {
        let mut there = base.iter().zip(&mut used);
        let there = there.find(|(earlier, used)| !**used && earlier.key == later.key);
        let earlier = there.map(|(earlier, used)| {
            *used = true;
            earlier
        });
        change(earlier, Some(later));
    }
    let gone = base.iter().zip(&used).filter(|(_, used)| !**used);
    for (earlier, _) in gone {
        change(Some(earlier), None);
    }
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
