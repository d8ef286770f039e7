use std::collections::BTreeSet;

use super::{Altered, Figures, Moved, Step};
use crate::model::{Model, ModelRef};
use crate::project::Library;

/// What of the steps is looked at. Steps are given newest first, so that a practice can
/// be followed to the names it had before.
#[derive(Debug)]
pub struct Narrowing<'n> {
    units: &'n [String],
    nodes: &'n [String],
    /// The practices by all the names they have had so far.
    items: BTreeSet<String>,
    /// The units, nodes and practices that no step was about so far.
    unmet_units: BTreeSet<&'n str>,
    unmet_ids: BTreeSet<&'n str>,
    library: &'n Library,
}

impl<'n> Narrowing<'n> {
    /// Units by their ids; nodes and practices by ids of the models that a library has.
    /// What is empty narrows nothing.
    pub fn new(
        units: &'n [String],
        nodes: &'n [String],
        items: &'n [String],
        library: &'n Library,
    ) -> Self {
        let ids = nodes.iter().chain(items);
        Self {
            units,
            nodes,
            items: items.iter().cloned().collect(),
            unmet_units: units.iter().map(String::as_str).collect(),
            unmet_ids: ids.map(String::as_str).collect(),
            library,
        }
    }

    /// Whether anything is left out.
    pub fn narrows(&self) -> bool {
        !self.units.is_empty() || !self.nodes.is_empty() || !self.items.is_empty()
    }

    /// The units that no assessment of the steps given so far was of.
    pub fn unmet_units(&self) -> impl Iterator<Item = &'n str> {
        self.unmet_units.iter().copied()
    }

    /// The nodes and practices that no model of the steps given so far had.
    pub fn unmet_ids(&self) -> impl Iterator<Item = &'n str> {
        self.unmet_ids.iter().copied()
    }

    fn meet(&mut self, one: &Moved) {
        if let Some(unit) = &one.unit {
            self.unmet_units.remove(unit.as_str());
        }
        if self.unmet_ids.is_empty() {
            return;
        }
        for id in one.ids() {
            self.unmet_ids.remove(id);
        }
        let library = self.library;
        for model in one
            .models()
            .filter_map(|reference| library.find(&reference))
        {
            self.unmet_ids.retain(|id| model.find(id).is_none());
        }
    }

    /// What is left of a step.
    pub fn step(&mut self, step: Step) -> Step {
        let mut left = step;
        if !self.narrows() {
            return left;
        }
        left.notes.clear();
        left.moved.iter().for_each(|one| self.meet(one));
        let units = self.units;
        let of_unit = |one: &Moved| {
            units.is_empty() || one.unit.as_ref().is_some_and(|unit| units.contains(unit))
        };
        left.moved.retain(of_unit);
        if self.nodes.is_empty() && self.items.is_empty() {
            return left;
        }
        for one in &mut left.moved {
            self.narrow(one);
        }
        let says = |one: &Moved| {
            !one.changes.is_empty()
                || one.values.iter().any(|figures| figures.depth > 0)
                || one.broken.is_some()
        };
        left.moved.retain(says);
        left
    }

    fn narrow(&mut self, one: &mut Moved) {
        let named = one.model.as_deref().and_then(ModelRef::parse);
        let model = named.and_then(|reference| self.library.find(&reference));
        let nodes = self.nodes;
        let within = |id: &str| match &model {
            Some(model) => within(model, id, nodes),
            None => nodes.iter().any(|node| node == id),
        };
        if !self.items.is_empty() {
            for (is, was) in &one.renamed {
                if self.items.contains(is) {
                    self.items.insert(was.clone());
                }
            }
        }
        let items = &self.items;
        let asked = |change: &Altered| {
            let ids = [&change.item, &change.base_item];
            let mut ids = ids.into_iter().flatten();
            ids.any(|id| items.contains(id) || !nodes.is_empty() && within(id))
        };
        one.changes.retain(asked);
        one.values.retain(|figures: &Figures| {
            figures.depth == 0 || !nodes.is_empty() && within(&figures.node)
        });
        one.values
            .retain(|figures| figures.depth > 0 || one.headline.contains(&figures.measure));
    }
}

/// Whether an item of a model is one of some nodes, or below one.
fn within(model: &Model, id: &str, nodes: &[String]) -> bool {
    let Some(item) = model.find(id) else {
        return nodes.iter().any(|node| node == id);
    };
    nodes
        .iter()
        .filter_map(|node| model.find(node))
        .any(|node| model.within(item, node))
}
