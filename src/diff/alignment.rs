use std::collections::{HashMap, HashSet};
use std::fmt;

use super::Side;
use crate::model::{ItemIndex, Mapping, Model, Relation};
use crate::text::Span;

/// Which item of one model is which of the other.
#[derive(Debug, Clone)]
pub struct Alignment {
    to_head: Vec<Option<ItemIndex>>,
    to_base: Vec<Option<ItemIndex>>,
    /// What a mapping says of items that are not the same on both sides.
    kin: HashMap<Place, Kin>,
    /// Whether both sides have the same model, down to its digest.
    pub same_model: bool,
}

/// An item of the base's model, or of the head's.
type Place = (bool, ItemIndex);

/// Items as a mapping names them.
type Ids<'r> = &'r [(String, Span)];

/// What items have to do with an item that has no counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// What happened, from base to head.
    pub relation: Relation,
    /// The items of the other side, by their ids.
    pub others: Vec<String>,
}

/// Why numbers of two sides cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotComparable {
    from: String,
    to: String,
}

impl fmt::Display for NotComparable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(formatter, "there is no mapping from {from} to {to}")
    }
}

impl Alignment {
    /// Matches the items of two sides: by id, or other spellings of one, where
    /// they have one version of a model; else by a mapping between the versions,
    /// in either direction.
    ///
    /// # Errors
    /// When the versions differ and there is no mapping.
    pub fn new(
        base: &Side<'_>,
        head: &Side<'_>,
        mapping: Option<&Mapping>,
    ) -> Result<Self, NotComparable> {
        let (from, to) = (base.model, head.model);
        if from.reference == to.reference {
            return Ok(Self {
                same_model: from.digest == to.digest,
                ..Self::by_id(from, to)
            });
        }
        let mapping = mapping.ok_or_else(|| NotComparable {
            from: from.reference.to_string(),
            to: to.reference.to_string(),
        })?;
        Ok(Self::by_mapping(from, to, mapping))
    }

    fn by_id(from: &Model, to: &Model) -> Self {
        let mut aligned = Self::empty(from, to);
        aligned.pair(ItemIndex::ROOT, ItemIndex::ROOT);
        for (at, item) in from.items.iter().enumerate().skip(1) {
            let there = to.ids.get(&item.id);
            if let Some(there) = there.filter(|there| to.item(**there).leaf == item.leaf) {
                aligned.pair(ItemIndex(at), *there);
            }
        }
        // Another spelling counts where no item has it as its id; in an order that
        // is the same from either side.
        let mut spelled = Vec::new();
        for (at, item) in from.items.iter().enumerate().skip(1) {
            let base = ItemIndex(at);
            let names = item.aliases.iter().chain([&item.id]);
            for head in names.filter_map(|name| to.find(name)) {
                let other = &to.item(head).id;
                if to.item(head).leaf == item.leaf && aligned.free(base, head) {
                    let (less, more) = (other.min(&item.id), other.max(&item.id));
                    spelled.push((less, more, base, head));
                }
            }
        }
        spelled.sort();
        for (_, _, base, head) in spelled {
            aligned.pair(base, head);
        }
        aligned
    }

    fn by_mapping(from: &Model, to: &Model, mapping: &Mapping) -> Self {
        let mut aligned = Self::empty(from, to);
        aligned.pair(ItemIndex::ROOT, ItemIndex::ROOT);
        let forward = mapping.from.0 == from.reference;
        let mut named = [HashSet::new(), HashSet::new()];
        for row in &mapping.rows {
            let (earlier, later) = if forward {
                (&row.from, &row.to)
            } else {
                (&row.to, &row.from)
            };
            aligned.relate(from, to, (earlier, later), towards(row.relation, forward));
            for (named, side) in named.iter_mut().zip([earlier, later]) {
                named.extend(side.iter().map(|(id, _)| id.as_str()));
            }
            let ([(earlier, _)], [(later, _)]) = (&earlier[..], &later[..]) else {
                continue;
            };
            let items = from.find(earlier).zip(to.find(later));
            if let Some((earlier, later)) = items.filter(|_| row.relation.carries()) {
                aligned.pair(earlier, later);
            }
        }
        // Mappings are about practices; nodes above them keep their ids, unless a
        // row says something else.
        for (at, item) in from.items.iter().enumerate().skip(1) {
            let said = named.iter().any(|named| named.contains(item.id.as_str()));
            let unsaid = !item.leaf && !said;
            let there = to.ids.get(&item.id).filter(|there| !to.item(**there).leaf);
            if let Some(there) = there.filter(|_| unsaid) {
                aligned.pair(ItemIndex(at), *there);
            }
        }
        aligned
    }

    fn empty(from: &Model, to: &Model) -> Self {
        Self {
            to_head: vec![None; from.items.len()],
            to_base: vec![None; to.items.len()],
            kin: HashMap::new(),
            same_model: false,
        }
    }

    fn free(&self, base: ItemIndex, head: ItemIndex) -> bool {
        self.head_of(base).is_none() && self.base_of(head).is_none()
    }

    /// The first pair of an item stays.
    fn pair(&mut self, base: ItemIndex, head: ItemIndex) {
        let slots = self
            .to_head
            .get_mut(base.0)
            .zip(self.to_base.get_mut(head.0));
        if let Some((to_head @ None, to_base @ None)) = slots {
            *to_head = Some(head);
            *to_base = Some(base);
        }
    }

    /// Remembers what a row says of items that are not one and the same.
    fn relate(
        &mut self,
        from: &Model,
        to: &Model,
        (earlier, later): (Ids<'_>, Ids<'_>),
        relation: Relation,
    ) {
        let ids = |ids: Ids<'_>| ids.iter().map(|(id, _)| id.clone()).collect();
        let sides = [(true, from, earlier, later), (false, to, later, earlier)];
        for (base, model, own, others) in sides {
            for item in own.iter().filter_map(|(id, _)| model.find(id)) {
                let others = ids(others);
                self.kin.insert((base, item), Kin { relation, others });
            }
        }
    }

    /// What became of an item at base that has no counterpart, as a mapping says.
    pub fn became(&self, base: ItemIndex) -> Option<&Kin> {
        self.kin
            .get(&(true, base))
            .filter(|kin| !kin.others.is_empty())
    }

    /// Where an item at head came from that has no counterpart, as a mapping says.
    pub fn came_from(&self, head: ItemIndex) -> Option<&Kin> {
        self.kin
            .get(&(false, head))
            .filter(|kin| !kin.others.is_empty())
    }

    /// The item at head that an item at base is.
    pub fn head_of(&self, base: ItemIndex) -> Option<ItemIndex> {
        self.to_head.get(base.0).copied().flatten()
    }

    /// The item at base that an item at head is.
    pub fn base_of(&self, head: ItemIndex) -> Option<ItemIndex> {
        self.to_base.get(head.0).copied().flatten()
    }
}

/// What happened seen from base to head, where a mapping may lead back.
fn towards(relation: Relation, forward: bool) -> Relation {
    match (relation, forward) {
        (Relation::Split, false) => Relation::Merged,
        (Relation::Merged, false) => Relation::Split,
        (Relation::Dropped, false) => Relation::New,
        (Relation::New, false) => Relation::Dropped,
        (relation, _) => relation,
    }
}
