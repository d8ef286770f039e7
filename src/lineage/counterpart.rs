use std::collections::HashMap;

use crate::model::{ItemIndex, Mapping, MappingRow, Model, Relation};

/// What the nodes and practices of one version are called in another.
pub(super) struct Counterparts<'c> {
    old: &'c Model,
    new: &'c Model,
    rows: HashMap<&'c str, &'c MappingRow>,
}

impl<'c> Counterparts<'c> {
    pub(super) fn new(old: &'c Model, new: &'c Model, mapping: &'c Mapping) -> Self {
        let rows = mapping.by_earlier();
        Self { old, new, rows }
    }

    /// Whether a node that no row is about is still the node of that id: an id
    /// alone says nothing. Half of its practices went there; of a node below the
    /// root, which is a whole subject, any did.
    fn same_node(&self, old: ItemIndex, new: ItemIndex) -> bool {
        if self.new.item(new).leaf {
            return false;
        }
        let carried = self.old.leaves(old).filter(|leaf| {
            let row = self.rows.get(self.old.item(*leaf).id.as_str());
            let to = row.filter(|row| row.relation.carries());
            let mut to = to.iter().flat_map(|row| &row.to);
            to.any(|(id, _)| self.new.find(id).is_some_and(|to| self.new.within(to, new)))
        });
        let (carried, all) = (carried.count(), self.old.leaves(old).count());
        carried * 2 >= all || (carried > 0 && self.old.item(old).depth == 1)
    }

    /// Whether a node or practice asks exactly what it asked before: a judgement
    /// of it can stand.
    pub(super) fn unchanged(&self, id: &str) -> bool {
        let (Some(old), Some(new)) = (self.old.find(id), self.of(id)) else {
            return false;
        };
        let Some(new) = self.new.find(&new) else {
            return false;
        };
        let plain = self.old.leaves(old).all(|leaf| {
            let row = self.rows.get(self.old.item(leaf).id.as_str());
            let row = row.filter(|row| row.relation.carries() && !row.relation.needs_review());
            let to = row.and_then(|row| self.new.find(&row.to.first()?.0));
            to.is_some_and(|to| self.new.within(to, new))
        });
        plain && self.old.leaves(old).count() == self.new.leaves(new).count()
    }

    /// The id under the later version; nothing when there is no single counterpart.
    /// Half of what became one is not the whole: what was said of the part would
    /// be said of more.
    pub(super) fn of(&self, id: &str) -> Option<String> {
        let item = self.old.find(id)?;
        if item == ItemIndex::ROOT {
            return Some(self.new.item(ItemIndex::ROOT).id.clone());
        }
        let id = &self.old.item(item).id;
        let Some(row) = self.rows.get(id.as_str()) else {
            let inner = !self.old.item(item).leaf;
            let there = self.new.ids.get(id).copied().filter(|_| inner)?;
            return self.same_node(item, there).then(|| id.clone());
        };
        match row.to.as_slice() {
            [(only, _)] if row.relation.carries() && row.relation != Relation::Merged => {
                Some(only.clone())
            }
            _ => None,
        }
    }
}
