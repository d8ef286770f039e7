use std::collections::HashMap;
use std::sync::Arc;

use super::rules::UNIT_TREE;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{At, DEEPEST_UNIT, UnitDeclaration};
use crate::text::{SourceFile, nearest};

/// Units of a project; the schema says so too, and its finding is enough.
const MOST_UNITS: usize = 2_000;

/// Checks that declared units hang together: parents and groups are declared, no
/// unit is declared twice, and none stands above itself or too deep.
pub(super) fn check_units(units: &[UnitDeclaration], file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    if units.len() > MOST_UNITS {
        return Vec::new();
    }
    let mut checker = Checker {
        units,
        file,
        declared: HashMap::new(),
        depths: vec![Depth::Unknown; units.len()],
        findings: Vec::new(),
    };
    checker.declarations();
    for position in 0..units.len() {
        checker.depth(position);
    }
    checker.findings
}

struct Checker<'c> {
    units: &'c [UnitDeclaration],
    file: &'c Arc<SourceFile>,
    /// Where each unit is declared.
    declared: HashMap<&'c str, Vec<usize>>,
    depths: Vec<Depth>,
    findings: Vec<Diagnostic>,
}

/// How many units stand above one, by the longest way.
#[derive(Clone, Copy)]
enum Depth {
    Unknown,
    Pending,
    Known(usize),
}

impl Checker<'_> {
    fn report(&mut self, at: At, message: String, help: String) {
        let place = Place::Text(Arc::clone(self.file), at.span);
        let finding = Diagnostic::new(&UNIT_TREE, place, message);
        self.findings.push(finding.help(help));
    }

    fn declarations(&mut self) {
        for (position, unit) in self.units.iter().enumerate() {
            let places = self.declared.entry(&unit.id).or_default();
            places.push(position);
            if places.len() > 1 {
                let message = format!("the unit `{}` is declared twice", unit.id);
                self.report(unit.at, message, "declare it once".to_owned());
            }
        }
    }

    /// Looks at what stands above a declared unit, each once.
    fn depth(&mut self, position: usize) -> Depth {
        let units = self.units;
        let (Some(unit), Some(known)) = (units.get(position), self.depths.get(position)) else {
            return Depth::Unknown;
        };
        if !matches!(known, Depth::Unknown) {
            return *known;
        }
        self.mark(position, Depth::Pending);
        let mut deepest = 0;
        for above in unit.parent.iter().chain(&unit.groups) {
            let Some(places) = self.declared.get(above.value.as_str()).cloned() else {
                self.unknown(&above.value, above.at);
                continue;
            };
            for place in places {
                match self.depth(place) {
                    Depth::Known(depth) => deepest = deepest.max(depth + 1),
                    Depth::Unknown => {}
                    Depth::Pending => {
                        let message = format!("the unit `{}` stands above itself", unit.id);
                        let help = "let parents and groups lead upwards only".to_owned();
                        self.report(above.at, message, help);
                    }
                }
            }
        }
        // Said where the limit is crossed, not again at all that is below.
        if deepest == DEEPEST_UNIT {
            let message = format!("more than {DEEPEST_UNIT} units inside each other");
            let help = "what is deeper counts in none of them".to_owned();
            self.report(unit.at, message, help);
        }
        self.mark(position, Depth::Known(deepest));
        Depth::Known(deepest)
    }

    fn mark(&mut self, position: usize, depth: Depth) {
        if let Some(place) = self.depths.get_mut(position) {
            *place = depth;
        }
    }

    fn unknown(&mut self, name: &str, at: At) {
        let close = nearest(name, self.units.iter().map(|unit| unit.id.as_str()));
        let help = close.map_or_else(
            || format!("declare it too: `- {{id: {name}}}`"),
            |close| format!("did you mean `{close}`?"),
        );
        self.report(at, format!("the unit `{name}` is not declared"), help);
    }
}
