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
            let there = self.new.ids.get(id).copied();
            let there = there.is_some_and(|there| !self.new.item(there).leaf);
            return (inner && there).then(|| id.clone());
        };
        match row.to.as_slice() {
            [(only, _)] if row.relation.carries() && row.relation != Relation::Merged => {
                Some(only.clone())
            }
            _ => None,
        }
    }
}
