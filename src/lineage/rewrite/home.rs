use std::collections::HashSet;

use crate::lineage::Plan;
use crate::lineage::counterpart::Counterparts;
use crate::model::{ItemIndex, Model};

/// Which file of an assessment an item belongs into.
pub(super) struct Homes<'p> {
    plan: &'p Plan<'p>,
    /// The files of parts with their nodes, under the new model.
    parts: Vec<(usize, ItemIndex)>,
    /// The same under the old one.
    earlier: Vec<(usize, ItemIndex)>,
    /// The nodes of the new model that are out of scope.
    out: Vec<ItemIndex>,
}

impl<'p> Homes<'p> {
    pub(super) fn new(plan: &'p Plan<'p>, counterparts: &Counterparts<'_>) -> Self {
        let later = |id: &str| plan.new.find(&counterparts.of(id)?);
        let parts = plan.assessment.parts.iter();
        let placed = parts.map(|(file, node)| (*file as usize, node.value.as_str()));
        let out = plan.assessment.out_of_scope.iter();
        Self {
            plan,
            parts: placed
                .clone()
                .filter_map(|(file, id)| Some((file, later(id)?)))
                .collect(),
            earlier: placed
                .filter_map(|(file, id)| Some((file, plan.old.find(id)?)))
                .collect(),
            out: out.filter_map(|node| later(&node.id.value)).collect(),
        }
    }

    /// The file of an answer that stands in another now: that one, if it may hold
    /// the item.
    pub(super) fn of_answer(&self, item: ItemIndex, file: usize) -> usize {
        let mut parts = self.parts.iter();
        let holds =
            |(part, node): &(usize, ItemIndex)| *part == file && self.plan.new.within(item, *node);
        if file == 0 || parts.any(holds) {
            return file;
        }
        home(&self.parts, self.plan.new, item)
    }

    /// The practices of the new model in files that list all of theirs, which go
    /// on doing so.
    pub(super) fn listed(&self) -> Vec<(ItemIndex, usize)> {
        let (old, new) = (self.plan.old, self.plan.new);
        let answers = self.plan.assessment.answers.iter();
        let answered: HashSet<ItemIndex> = answers
            .filter_map(|answer| old.find(&answer.id.value))
            .collect();
        let outside = self.plan.assessment.out_of_scope.iter();
        let outside: Vec<ItemIndex> = outside
            .filter_map(|node| old.find(&node.id.value))
            .collect();
        let within = |model: &Model, item, nodes: &[ItemIndex]| {
            nodes.iter().any(|node| model.within(item, *node))
        };
        let mut full = HashSet::new();
        let mut sparse = HashSet::new();
        for leaf in old.leaves(ItemIndex::ROOT) {
            let file = home(&self.earlier, old, leaf);
            if answered.contains(&leaf) {
                full.insert(file);
            } else if !within(old, leaf, &outside) {
                sparse.insert(file);
            }
        }
        let leaves = new.leaves(ItemIndex::ROOT);
        let leaves = leaves.filter(|leaf| !within(new, *leaf, &self.out));
        let leaves = leaves.map(|leaf| (leaf, home(&self.parts, new, leaf)));
        leaves
            .filter(|(_, file)| full.contains(file) && !sparse.contains(file))
            .collect()
    }
}

/// The part that an item belongs into, else the head.
fn home(parts: &[(usize, ItemIndex)], model: &Model, item: ItemIndex) -> usize {
    let part = parts.iter().find(|(_, node)| model.within(item, *node));
    part.map_or(0, |(file, _)| *file)
}
