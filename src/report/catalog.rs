use crate::check;
use crate::diagnostic::Rule;
use crate::gate;
use crate::history;
use crate::import;
use crate::lint;
use crate::model;
use crate::project;
use crate::schema;
use crate::source;
use crate::yaml;

/// Every rule there is, sorted by id.
pub fn rules() -> Vec<&'static Rule> {
    let lints = lint::LINTS.iter().map(|lint| &lint.rule);
    let layers = [
        source::RULES,
        yaml::RULES,
        schema::RULES,
        model::RULES,
        project::RULES,
        gate::RULES,
        import::RULES,
        gate::RULES,
        check::RULES,
        check::WAIVER_RULES,
    ];
    let others = layers.into_iter().flatten().copied();
    let gates = gate::GATES.iter().map(|gate| gate.rule);
    let checks = history::audit::CHECKS.iter().map(|check| &check.rule);
    let mut rules: Vec<&'static Rule> = lints.chain(others).chain(gates).chain(checks).collect();
    rules.sort_by_key(|rule| rule.id);
    // A gate may ask with options what a lint asks.
    rules.dedup_by_key(|rule| rule.id);
    rules
}

/// A rule by its id.
pub fn find_rule(id: &str) -> Option<&'static Rule> {
    rules().into_iter().find(|rule| rule.id == id)
}
