use super::Findings;
use super::rules::GATE_OPTION;
use crate::gate::{COMMON_OPTIONS, Gate};
use crate::model::GateDeclaration;
use crate::text::nearest;

/// The options that a gate takes, and those it cannot do without.
pub(super) fn check(declared: &GateDeclaration, gate: &Gate, findings: &mut Findings<'_>) {
    let takes = || COMMON_OPTIONS.iter().chain(gate.options).copied();
    for key in &declared.keys {
        if takes().any(|option| option == key.value) {
            continue;
        }
        let message = format!("the gate `{}` takes no `{}`", gate.rule.id, key.value);
        let help = match nearest(&key.value, gate.options.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None if gate.options.is_empty() => "it takes only what every gate takes: units, places, levels, facets, a first day, a name, a level".to_owned(),
            None => format!("beside what every gate takes, it takes {}", gate.options.join(", ")),
        };
        findings.add(&GATE_OPTION, key.at, message, Some(help));
    }
    let there = |option: &&str| declared.keys.iter().any(|key| key.value == **option);
    // One of several ways to say what is wanted is enough.
    let ways = gate.needs.iter();
    if gate.needs.is_empty() || ways.clone().any(|way| way.iter().all(&there)) {
        return;
    }
    let ways: Vec<String> = ways
        .map(|way| {
            let way: Vec<String> = way.iter().map(|option| format!("`{option}`")).collect();
            way.join(" and ")
        })
        .collect();
    let ways = ways.join(", or ");
    let message = format!("the gate `{}` needs {ways}", gate.rule.id);
    findings.add(&GATE_OPTION, declared.at, message, None);
}
