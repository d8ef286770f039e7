mod answer;
mod entry;
mod evidence;
mod head;
mod scope;

use std::collections::HashMap;

pub use evidence::piece_of_evidence;

use super::{Alignment, Change, Side, Subject};
use crate::model::{ItemIndex, State};

/// What changed between two sides of an assessment: its head first, then items in
/// the order of the head's model, those that are gone after the items that stood
/// before them, then what neither model asks. Order, spelling and place in the
/// files are no change.
pub fn changes(base: &Side<'_>, head: &Side<'_>, alignment: &Alignment) -> Vec<Change> {
    let mut changes = Vec::new();
    head::compare(base, head, alignment, &mut changes);
    scope::compare(base, head, alignment, &mut changes);
    for (earlier, later) in practices(base, head, alignment) {
        answer::compare(base, head, earlier, later, alignment, &mut changes);
    }
    head::retired(base, head, &mut changes);
    changes
}

/// The practices without an answer that only one of the models asks, by the item of
/// that side: no change of an answer, and yet counted otherwise.
pub fn unanswered(base: &Side<'_>, head: &Side<'_>, alignment: &Alignment) -> Vec<Subject> {
    if alignment.same_model {
        return Vec::new();
    }
    let open = |side: &Side<'_>, of: ItemIndex| side.resolved.state(of) == State::Unanswered;
    let pairs = practices(base, head, alignment).into_iter();
    let alone = pairs.filter(|pair| match *pair {
        (Some(earlier), None) => open(base, earlier),
        (None, Some(later)) => open(head, later),
        _ => false,
    });
    alone.map(|(earlier, later)| item(earlier, later)).collect()
}

/// The practices of both sides, paired where they are the same, in the order of
/// the head's model; a practice that is gone comes after the one before it.
fn practices(
    base: &Side<'_>,
    head: &Side<'_>,
    alignment: &Alignment,
) -> Vec<(Option<ItemIndex>, Option<ItemIndex>)> {
    let gone = |item: &ItemIndex| alignment.head_of(*item).is_none();
    let mut pairs = Vec::new();
    let mut after: HashMap<Option<ItemIndex>, Vec<ItemIndex>> = HashMap::new();
    let mut last = None;
    for item in base.model.practices() {
        if gone(item) {
            after.entry(last).or_default().push(*item);
        } else {
            last = alignment.head_of(*item);
        }
    }
    let gone_after = |place: Option<ItemIndex>| {
        let of_place = after.get(&place).into_iter().flatten();
        of_place.map(|item| (Some(*item), None))
    };
    pairs.extend(gone_after(None));
    for item in head.model.practices() {
        pairs.push((alignment.base_of(*item), Some(*item)));
        pairs.extend(gone_after(Some(*item)));
    }
    pairs
}

/// The subject of a change to an item.
fn item(base: Option<ItemIndex>, head: Option<ItemIndex>) -> Subject {
    Subject::Item { base, head }
}
