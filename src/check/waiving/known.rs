use std::collections::BTreeSet;
use std::sync::Arc;

use crate::lint::Head;
use crate::model::{Model, ModelRef};
use crate::project::Project;
use crate::text::nearest;

/// The units and items that a waiver can be for.
#[derive(Debug, Default)]
pub struct KnownNames {
    /// Nothing where not all of them can be told.
    units: Option<BTreeSet<String>>,
    /// The models of the assessments, with the unit of each.
    models: Vec<(String, Arc<Model>)>,
    /// Other versions of them, in which items may have stood.
    others: Vec<(String, Arc<Model>)>,
}

impl KnownNames {
    /// Those of a project with these assessments. Unless they are all there are,
    /// units are not judged.
    pub fn of(project: &Project, heads: &[Head], all: bool) -> Self {
        let declared = project.config.units.iter().map(|unit| unit.id.clone());
        let units = heads.iter().map(|head| head.unit.clone()).chain(declared);
        let mut pairs: Vec<(&str, &ModelRef)> = heads
            .iter()
            .map(|head| (head.unit.as_str(), &head.model))
            .collect();
        pairs.sort();
        pairs.dedup();
        let mut known = Self {
            units: all.then(|| units.collect()),
            ..Self::default()
        };
        for (unit, reference) in pairs {
            if let Some(model) = project.library.find(reference) {
                known.models.push((unit.to_owned(), model));
            }
        }
        known
    }

    /// With the other versions of the models, to be asked for where a name is not
    /// found in them: what a change removes may stand in an earlier one.
    fn with_others(&mut self, project: &Project) {
        let names = project.library.names();
        let all = names.iter().filter_map(|name| ModelRef::parse(name));
        let all: Vec<ModelRef> = all.collect();
        for (unit, model) in &self.models {
            let own = &model.reference;
            let of = all.iter().filter(|one| one.id == own.id && *one != own);
            let found = of.filter_map(|one| project.library.find(one));
            self.others.extend(found.map(|model| (unit.clone(), model)));
        }
    }

    /// Whether there may be a unit.
    pub fn has_unit(&self, unit: &str) -> bool {
        self.units.as_ref().is_none_or(|units| units.contains(unit))
    }

    /// The unit that is called nearly so.
    pub fn nearest_unit(&self, unit: &str) -> Option<String> {
        let units = self.units.as_ref()?;
        nearest(unit, units.iter().map(String::as_str)).map(str::to_owned)
    }

    /// Whether the models of a unit, or of all, may have an item; where there is
    /// none to ask, that is so.
    pub fn has_item(&mut self, project: &Project, unit: Option<&str>, id: &str) -> bool {
        let of = |models: &[(String, Arc<Model>)]| {
            let mut models = models.iter().filter(|(of, _)| is_of(of, unit));
            models.any(|(_, model)| model.find(id).is_some())
        };
        if !self.models.iter().any(|(of, _)| is_of(of, unit)) || of(&self.models) {
            return true;
        }
        if self.others.is_empty() {
            self.with_others(project);
        }
        of(&self.others)
    }

    /// The item of the models of a unit that is called nearly so.
    pub fn nearest_item(&self, unit: Option<&str>, id: &str) -> Option<String> {
        let models = self.models.iter().filter(|(of, _)| is_of(of, unit));
        let ids = models.flat_map(|(_, model)| model.items.iter());
        nearest(id, ids.map(|item| item.id.as_str())).map(str::to_owned)
    }

    /// The ids that a name stands for in the models of a unit: itself, and what it
    /// is another spelling of.
    pub fn ids(&self, unit: Option<&str>, name: &str) -> Vec<String> {
        let models = self.models.iter().chain(&self.others);
        let models = models.filter(|(of, _)| is_of(of, unit));
        let found = models.filter_map(|(_, model)| {
            let item = model.find(name)?;
            Some(model.item(item).id.clone())
        });
        let mut ids: Vec<String> = found.chain([name.to_owned()]).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// Whether a node holds an item, or is it, in every model of a unit that has
    /// the item.
    pub fn holds(&self, unit: Option<&str>, node: &str, id: &str) -> bool {
        let models = self.models.iter().filter(|(of, _)| is_of(of, unit));
        let mut asked = models.filter_map(|(_, model)| {
            let item = model.find(id)?;
            Some(
                model
                    .find(node)
                    .is_some_and(|node| model.within(item, node)),
            )
        });
        asked.next() == Some(true) && asked.all(|holds| holds)
    }
}

fn is_of(of: &str, unit: Option<&str>) -> bool {
    unit.is_none_or(|unit| unit == of)
}
