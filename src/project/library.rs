use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::built_in_models;
use crate::model::{Mapping, Model, ModelRef, Texts};
use crate::text::RepoPath;

/// The models and publishers' texts that a project can use: its own and those
/// built in.
#[derive(Debug, Clone, Default)]
pub struct Library {
    own: BTreeMap<ModelRef, Arc<Model>>,
    texts: BTreeMap<ModelRef, Texts>,
    broken: BTreeSet<ModelRef>,
    pub(super) mappings: Vec<Arc<Mapping>>,
    paths: BTreeMap<ModelRef, RepoPath>,
}

/// A model that there is.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// Its id and version.
    pub reference: ModelRef,
    /// Its file; nothing for a built-in one.
    pub path: Option<RepoPath>,
    /// The model; nothing when it cannot be used.
    pub model: Option<Arc<Model>>,
}

impl Library {
    /// A model by id and version, the project's own or a built-in one; nothing
    /// where it is broken or stands twice with different contents.
    pub fn find(&self, reference: &ModelRef) -> Option<Arc<Model>> {
        if self.broken.contains(reference) {
            return None;
        }
        if let Some(own) = self.own.get(reference) {
            return Some(Arc::clone(own));
        }
        let name = reference.to_string();
        let built_in = built_in_models().iter().find(|model| model.name == name)?;
        built_in.model()
    }

    /// The files of the project's own models and mappings.
    pub fn files(&self) -> impl Iterator<Item = &RepoPath> {
        let mappings = self.mappings.iter().map(|mapping| mapping.file.path());
        self.paths.values().chain(mappings)
    }

    /// The publisher's wording of a model's items, when the project has it.
    pub fn texts(&self, reference: &ModelRef) -> Option<&Texts> {
        self.texts.get(reference)
    }

    /// Every model there is, as `id@version`, sorted.
    pub fn names(&self) -> Vec<String> {
        let own = self.own.keys().map(ToString::to_string);
        let built_in = built_in_models().iter().map(|model| model.name.to_owned());
        let mut names: Vec<String> = own.chain(built_in).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Every model there is, broken ones too, by id and then from the lowest
    /// version up.
    pub fn all(&self) -> Vec<Shelved> {
        let built_in = built_in_models().iter();
        let built_in = built_in.filter_map(|model| ModelRef::parse(model.name));
        let own = self.own.keys().chain(&self.broken).cloned();
        let mut all: Vec<ModelRef> = own.chain(built_in).collect();
        all.sort_by(ModelRef::in_order);
        all.dedup();
        let shelved = |reference: ModelRef| Shelved {
            path: self.paths.get(&reference).cloned(),
            model: self.find(&reference),
            reference,
        };
        all.into_iter().map(shelved).collect()
    }

    /// The project's own models that can be used.
    pub(super) fn own(&self) -> impl Iterator<Item = &Arc<Model>> {
        let own = self.own.iter();
        let usable = own.filter(|(reference, _)| !self.broken.contains(reference));
        usable.map(|(_, model)| model)
    }

    /// The models, as `id@version`, that are not the same in another library, or
    /// not there, or whose items have other spellings.
    pub(super) fn differing(&self, other: &Self) -> Vec<String> {
        let references = self.own.keys().chain(other.own.keys());
        let references = references.chain(&self.broken).chain(&other.broken);
        let mut references: Vec<&ModelRef> = references.collect();
        references.sort();
        references.dedup();
        references.retain(
            |reference| match (self.find(reference), other.find(reference)) {
                (Some(one), Some(two)) => one.digest != two.digest || one.aliases != two.aliases,
                (one, two) => one.is_some() != two.is_some(),
            },
        );
        references.into_iter().map(ToString::to_string).collect()
    }

    /// Remembers which file a model of the project is in; the first stays, and a
    /// copy of a built-in model stays the built-in one.
    pub(super) fn add_path(&mut self, model: Option<&Model>, path: &RepoPath) {
        let Some(model) = model else { return };
        let there = self.find(&model.reference);
        if there.is_none_or(|there| there.digest != model.digest) {
            let paths = self.paths.entry(model.reference.clone());
            paths.or_insert_with(|| path.clone());
        }
    }

    /// Adds a project's model; gives back the one that has the name already.
    pub(super) fn add(&mut self, model: Model) -> Option<Arc<Model>> {
        let there = self.find(&model.reference);
        if there.is_none() {
            self.own.insert(model.reference.clone(), Arc::new(model));
        }
        there
    }

    /// Remembers a model that is there and cannot be used.
    pub(super) fn add_broken(&mut self, reference: ModelRef) {
        self.broken.insert(reference);
    }

    /// Whether a model is there and cannot be used.
    pub fn is_broken(&self, reference: &ModelRef) -> bool {
        self.broken.contains(reference)
    }

    /// The file of a model of the project.
    pub(super) fn path(&self, reference: &ModelRef) -> Option<&RepoPath> {
        self.paths.get(reference)
    }

    /// Adds a publisher's wording.
    pub(super) fn add_texts(&mut self, texts: Texts) {
        self.texts.insert(texts.model.clone(), texts);
    }
}
