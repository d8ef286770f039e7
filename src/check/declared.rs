use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule};
use crate::gate::{Reach, check_declarations};
use crate::lint::Head;
use crate::model::{Model, ModelRef};
use crate::project::{Project, check_levels};

/// What is wrong with what a configuration asks: with levels of rules, and with
/// gates. Whether names of gates are known can be told by the heads of all
/// assessments only; without them the names are not looked at.
pub fn check_policy(
    project: &Project,
    heads: Option<&[Head]>,
    rules: &[&'static Rule],
) -> Vec<Diagnostic> {
    let Some(file) = &project.config_file else {
        return Vec::new();
    };
    let mut found = check_levels(&project.config, file, rules);
    let models = heads.and_then(|heads| models(project, heads));
    let reach = heads.zip(models.as_ref()).map(|(heads, models)| Reach {
        models,
        units: units(project, heads),
    });
    found.extend(check_declarations(&project.config, file, reach.as_ref()));
    found
}

/// The models that assessments use; nothing where one of them is not there, as it
/// may be the one that has a name.
fn models(project: &Project, heads: &[Head]) -> Option<Vec<Arc<Model>>> {
    let used: BTreeSet<&ModelRef> = heads.iter().map(|head| &head.model).collect();
    used.into_iter()
        .map(|reference| project.library.find(reference))
        .collect()
}

/// The units that are declared or assessed.
fn units<'u>(project: &'u Project, heads: &'u [Head]) -> BTreeSet<&'u str> {
    let declared = project.config.units.iter().map(|unit| unit.id.as_str());
    declared
        .chain(heads.iter().map(|head| head.unit.as_str()))
        .collect()
}
