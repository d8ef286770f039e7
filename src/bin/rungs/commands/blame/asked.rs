use std::sync::Arc;

use rungs::history::{Facet, Said, said};
use rungs::model::{ItemIndex, Model};
use rungs::project::Material;

use super::Arguments;
use crate::failure::Failure;

impl Arguments {
    /// The nodes and practices that are asked for.
    fn ids(&self) -> impl Iterator<Item = &String> {
        self.node.iter().chain(&self.item)
    }
}

/// Whether one of the models at least has each id that is asked for.
///
/// # Errors
/// When none has it.
pub(super) fn check_ids(arguments: &Arguments, models: &[Arc<Model>]) -> Result<(), Failure> {
    let unknown = |id: &&String| models.iter().all(|model| model.find(id).is_none());
    let Some(id) = arguments.ids().find(unknown) else {
        return Ok(());
    };
    let items = models.iter().flat_map(|model| &model.items);
    let failure = Failure::new(format!("there is no node or practice `{id}`"));
    Err(failure.near(id, items.map(|item| item.id.as_str())))
}

/// What an assessment says of what is asked for.
pub(super) fn wanted(arguments: &Arguments, material: &Material) -> Vec<Said> {
    let model = &material.model;
    let mut found = said(material);
    if arguments.ids().next().is_none() {
        return found;
    }
    let nodes = arguments.ids().filter_map(|id| model.find(id));
    let nodes: Vec<ItemIndex> = nodes.collect();
    let within = |id: &str| {
        let item = model.find(id);
        item.is_some_and(|item| nodes.iter().any(|node| model.within(item, *node)))
    };
    found.retain(|said| within(&said.item));
    if !arguments.item.is_empty() {
        // What is not said any more has had a life, too.
        let practices = model.practices().iter().map(|item| &model.item(*item).id);
        for item in practices.filter(|item| within(item)) {
            let there = |facet: &Facet| {
                found
                    .iter()
                    .any(|said| said.item == *item && said.facet == *facet)
            };
            let missing: Vec<Facet> = Facet::ALL.into_iter().filter(|one| !there(one)).collect();
            found.extend(missing.into_iter().map(|facet| Said::nothing(item, facet)));
        }
    }
    found
}
