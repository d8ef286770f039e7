use std::collections::HashSet;
use std::sync::Arc;

use super::rules::UNIT_TREE;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{At, UnitDeclaration};
use crate::text::{SourceFile, nearest};

/// Checks that declared units hang together: parents and groups are declared, no
/// unit is declared twice, and none stands above itself.
pub(super) fn check_units(units: &[UnitDeclaration], file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let place = |at: At| Place::Text(Arc::clone(file), at.span);
    let mut findings = Vec::new();
    let mut seen = HashSet::new();
    for unit in units {
        if !seen.insert(unit.id.as_str()) {
            let message = format!("the unit `{}` is declared twice", unit.id);
            let finding = Diagnostic::new(&UNIT_TREE, place(unit.at), message);
            findings.push(finding.help("declare it once"));
        }
    }
    for unit in units {
        for above in unit.parent.iter().chain(&unit.groups) {
            if !seen.contains(above.value.as_str()) {
                let close = nearest(&above.value, seen.iter().copied());
                let help = close.map_or_else(
                    || format!("declare it too: `- {{id: {}}}`", above.value),
                    |close| format!("did you mean `{close}`?"),
                );
                let message = format!("the unit `{}` is not declared", above.value);
                findings.push(Diagnostic::new(&UNIT_TREE, place(above.at), message).help(help));
            } else if leads_to(units, &above.value, &unit.id) {
                let message = format!("the unit `{}` stands above itself", unit.id);
                let finding = Diagnostic::new(&UNIT_TREE, place(above.at), message);
                findings.push(finding.help("let parents and groups lead upwards only"));
            }
        }
    }
    findings
}

/// Whether a unit is another one or counts in it, directly or through others.
fn leads_to(units: &[UnitDeclaration], from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen = HashSet::new();
    while let Some(next) = open.pop() {
        if next == to {
            return true;
        }
        if seen.insert(next) {
            let declared = units.iter().filter(|unit| unit.id == next);
            let above = declared.flat_map(|unit| unit.parent.iter().chain(&unit.groups));
            open.extend(above.map(|above| above.value.as_str()));
        }
    }
    false
}
