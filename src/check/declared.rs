use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule};
use crate::gate::{Known, check_declarations};
use crate::lint::Head;
use crate::project::{Project, check_levels};

/// What is wrong with the levels and gates that a project's configuration declares,
/// its assessments being those of `heads`.
pub fn check_policy(project: &Project, heads: &[Head], rules: &[&'static Rule]) -> Vec<Diagnostic> {
    let Some(file) = &project.config_file else {
        return Vec::new();
    };
    let config = &project.config;
    let mut found = check_levels(config, file, rules);
    if !config.gates.is_empty() || !config.profiles.is_empty() {
        found.extend(check_declarations(config, file, &known(project, heads)));
    }
    found
}

/// What there is to be named.
fn known(project: &Project, heads: &[Head]) -> Known {
    let models: BTreeSet<_> = heads.iter().map(|head| &head.model).collect();
    let declared = project.config.units.iter().map(|unit| unit.id.clone());
    let assessed = heads.iter().map(|head| head.unit.clone());
    Known {
        models: models
            .into_iter()
            .filter_map(|model| project.library.find(model))
            .collect(),
        units: declared.chain(assessed).collect(),
    }
}
