use serde::Serialize;

use super::Tool;
use crate::model::{ItemIndex, Model};
use crate::project::{Library, Shelved};

/// The result of `model list`.
#[derive(Debug, Clone, Serialize)]
pub struct ModelsReport {
    /// `rungs/models/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// By id, and then from the lowest version up.
    pub models: Vec<ListedModel>,
}

/// A model in a list. Of one that cannot be used only name and place are known.
#[derive(Debug, Clone, Serialize)]
pub struct ListedModel {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Option<String>,
    /// How many practices it has.
    pub practices: Option<usize>,
    /// The ids of its levels, from the lowest up.
    pub levels: Option<Vec<String>>,
    /// The licence of its content.
    pub licence: Option<String>,
    /// Whether it comes with rungs.
    pub built_in: bool,
    /// Its file; nothing for a built-in one.
    pub path: Option<String>,
    /// The digest over what scoring and meaning use.
    pub digest: Option<String>,
    /// Whether it is there and cannot be used.
    pub broken: bool,
}

impl ModelsReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/models/1";

    /// Every model of a library.
    pub fn of(library: &Library) -> Self {
        Self {
            schema: Self::SCHEMA,
            tool: Tool::SELF,
            models: library.all().iter().map(listed).collect(),
        }
    }
}

fn listed(shelved: &Shelved) -> ListedModel {
    let model = shelved.model.as_deref();
    let levels = |model: &Model| model.levels.iter().map(|level| level.id.clone()).collect();
    ListedModel {
        id: shelved.reference.id.clone(),
        version: shelved.reference.version.clone(),
        title: model.map(|model| model.title.clone()),
        practices: model.map(|model| model.leaves(ItemIndex::ROOT).count()),
        levels: model.map(levels),
        licence: model.and_then(|model| model.licence.clone()),
        built_in: shelved.path.is_none(),
        path: shelved.path.as_ref().map(ToString::to_string),
        digest: model.map(|model| model.digest.to_string()),
        broken: model.is_none(),
    }
}
