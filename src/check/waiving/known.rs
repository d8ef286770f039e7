use std::collections::{BTreeMap, BTreeSet};
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
    /// The models of each unit.
    of_units: BTreeMap<String, Vec<Arc<Model>>>,
    /// The models of all of them.
    all: Vec<Arc<Model>>,
    /// Other versions of them, in which items may have stood.
    others: Option<Vec<Arc<Model>>>,
}

impl KnownNames {
    /// Those of a project with these assessments. Unless they are all there are,
    /// units are not judged.
    pub fn of(project: &Project, heads: &[Head], all: bool) -> Self {
        let declared = project.config.units.iter().map(|unit| unit.id.clone());
        let units = heads.iter().map(|head| head.unit.clone()).chain(declared);
        let mut known = Self {
            units: all.then(|| units.collect()),
            ..Self::default()
        };
        let references: BTreeSet<&ModelRef> = heads.iter().map(|head| &head.model).collect();
        let found = references
            .iter()
            .filter_map(|one| project.library.find(one));
        known.all = found.collect();
        let pairs: BTreeSet<(&str, &ModelRef)> = heads
            .iter()
            .map(|head| (head.unit.as_str(), &head.model))
            .collect();
        for (unit, reference) in pairs {
            let mut models = known.all.iter();
            if let Some(model) = models.find(|model| model.reference == *reference) {
                let of_unit = known.of_units.entry(unit.to_owned()).or_default();
                of_unit.push(Arc::clone(model));
            }
        }
        known
    }

    /// Whether there may be a unit.
    pub(super) fn has_unit(&self, unit: &str) -> bool {
        self.units.as_ref().is_none_or(|units| units.contains(unit))
    }

    /// The unit that is called nearly so.
    pub(super) fn nearest_unit(&self, unit: &str) -> Option<String> {
        let units = self.units.as_ref()?;
        nearest(unit, units.iter().map(String::as_str)).map(str::to_owned)
    }

    /// Whether the models of a unit, or of all, may have an item; where there is
    /// none to ask, that is so. What a change removes may stand in another version
    /// of them. Another spelling is none: a change could make it one of something
    /// else.
    pub(super) fn has_item(&mut self, project: &Project, unit: Option<&str>, id: &str) -> bool {
        let models = self.models(unit);
        let has = |model: &Arc<Model>| {
            let item = model.find(id);
            item.is_some_and(|item| model.item(item).id == id)
        };
        if models.is_empty() || models.iter().any(has) {
            return true;
        }
        let names: BTreeSet<String> = models.iter().map(|one| one.reference.id.clone()).collect();
        let others = self.other_versions(project);
        let mut others = others
            .iter()
            .filter(|model| names.contains(&model.reference.id));
        others.any(has)
    }

    fn other_versions(&mut self, project: &Project) -> &[Arc<Model>] {
        let all = &self.all;
        self.others.get_or_insert_with(|| {
            let names = project.library.names();
            let references = names.iter().filter_map(|name| ModelRef::parse(name));
            let other = |one: &ModelRef| {
                let known = all.iter().any(|model| model.reference == *one);
                !known && all.iter().any(|model| model.reference.id == one.id)
            };
            let others = references.filter(other);
            others
                .filter_map(|one| project.library.find(&one))
                .collect()
        })
    }

    /// The item of the models of a unit that is called nearly so, or has this as
    /// another spelling.
    pub(super) fn nearest_item(&self, unit: Option<&str>, id: &str) -> Option<String> {
        let mut models = self.models(unit).iter();
        if let Some((model, item)) = models.find_map(|model| Some((model, model.find(id)?))) {
            return Some(model.item(item).id.clone());
        }
        let ids = self.models(unit).iter().flat_map(|model| &model.items);
        nearest(id, ids.map(|item| item.id.as_str())).map(str::to_owned)
    }

    /// Whether a node holds an item, or is it, in every model of a unit that has
    /// the item.
    pub(super) fn holds(&self, unit: Option<&str>, node: &str, id: &str) -> bool {
        let mut asked = self.models(unit).iter().filter_map(|model| {
            let item = model.find(id)?;
            let node = model.find(node);
            Some(node.is_some_and(|node| model.within(item, node)))
        });
        asked.next() == Some(true) && asked.all(|holds| holds)
    }

    /// The models of a unit, or of all.
    fn models(&self, unit: Option<&str>) -> &[Arc<Model>] {
        match unit {
            None => &self.all,
            Some(unit) => self
                .of_units
                .get(unit)
                .map(Vec::as_slice)
                .unwrap_or_default(),
        }
    }
}
