use super::entry::{self, Entry};
use super::item;
use crate::diff::{Alignment, Change, Direction, Field, Side};
use crate::model::ItemIndex;

/// Compares which nodes are out of scope, and why.
pub(super) fn compare(
    base: &Side<'_>,
    head: &Side<'_>,
    alignment: &Alignment,
    changes: &mut Vec<Change>,
) {
    type Key = (Option<ItemIndex>, Option<ItemIndex>);
    let entries = |side: &Side<'_>, pair: &dyn Fn(ItemIndex) -> Key| -> Vec<Entry<Key>> {
        let nodes = side.assessment.out_of_scope.iter();
        let entries = nodes.filter_map(|out| {
            let key = pair(side.model.find(&out.id.value)?);
            Some(Entry {
                key,
                subject: item(key.0, key.1),
                said: out.reason.clone(),
                at: out.id.at,
            })
        });
        entries.collect()
    };
    let earlier = entries(base, &|node| (Some(node), alignment.head_of(node)));
    let later = entries(head, &|node| (alignment.base_of(node), Some(node)));
    let direction = |was: Option<&Entry<Key>>, is: Option<&Entry<Key>>| match (was, is) {
        (None, Some(_)) => Direction::Down,
        (Some(_), None) => Direction::Up,
        _ => Direction::Neither,
    };
    entry::compare(Field::Scope, &earlier, &later, direction, changes);
}
