use std::collections::BTreeSet;

use super::{History, Moment, Moved, Timeline};
use crate::model::ModelRef;
use crate::project::{Library, Project};
use crate::source::git::GitError;

/// What the assessments of a history were about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The units.
    pub units: BTreeSet<String>,
    /// The ids of the nodes and practices of their models.
    pub ids: BTreeSet<String>,
}

impl Timeline {
    /// What assessments were about at any commit of the walk, those included that are gone.
    /// This computes every step.
    ///
    /// # Errors
    /// When something that is needed is not in this clone.
    pub fn known(
        &mut self,
        history: &History<'_>,
        done: &(dyn Fn() + Sync),
    ) -> Result<Known, GitError> {
        let touches = 0..self.walk.touches.len();
        let all: Vec<(usize, usize)> = touches.map(|touch| (touch, 0)).collect();
        self.prepare(history, &all, done)?;
        let mut known = Known::default();
        let mut models = BTreeSet::new();
        let steps = all
            .iter()
            .filter_map(|(touch, parent)| self.step(*touch, *parent));
        for moved in steps.flat_map(|step| &step.moved) {
            known.units.extend(moved.unit.clone());
            known.ids.extend(moved.ids().map(str::to_owned));
            models.extend(moved.models());
        }
        known.add(&models, &history.newest.library);
        let mut read = BTreeSet::new();
        for moment in self.moments() {
            let Some(paths) = self.paths.places().nth(moment.place) else {
                continue;
            };
            if read.insert((moment.place, paths.governing(&moment.at).to_vec())) {
                let tree = history.repository.tree(moment.tree)?;
                if let Some(Ok(then)) = Project::standing_in(&tree, paths.place()) {
                    known.add(&models, &then.library);
                }
            }
        }
        Ok(known)
    }

    /// What stood there after the commits and before them.
    fn moments(&self) -> impl Iterator<Item = Moment> {
        let touches = self.walk.touches.iter().enumerate();
        touches.flat_map(|(touch, one)| {
            let before = |parent| self.before((touch, parent));
            let parents = (0..one.parents.len()).filter_map(before);
            let parents: Vec<Moment> = parents.collect();
            self.after(touch).into_iter().chain(parents)
        })
    }
}

impl Known {
    fn add(&mut self, models: &BTreeSet<ModelRef>, library: &Library) {
        for model in models
            .iter()
            .filter_map(|reference| library.find(reference))
        {
            self.ids
                .extend(model.items.iter().map(|item| item.id.clone()));
        }
    }
}

impl Moved {
    /// The models before and after that are named.
    pub(super) fn models(&self) -> impl Iterator<Item = ModelRef> {
        let named = [&self.base_model, &self.model].into_iter().flatten();
        named.filter_map(|name| ModelRef::parse(name))
    }

    /// The ids that something is told about.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        let changes = self.changes.iter();
        let changed = changes.flat_map(|change| [&change.item, &change.base_item]);
        let nodes = self.values.iter().map(|figures| figures.node.as_str());
        changed.flatten().map(String::as_str).chain(nodes)
    }
}
