use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, ObservationScene, Run};
use crate::text::nearest;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "observation-unit-unknown",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A file of observations of a unit that has no assessment against the same model, whichever its version.",
            why: "The values would be shown nowhere; mostly the unit is misspelt.",
            example: "rungs: observations/1\nmodel: cti-cmm@1.3\nunit: acme-ct",
            instead: "rungs: observations/1\nmodel: cti-cmm@1.3\nunit: acme-cti",
        },
    },
    run: Run::Observations(run),
};

fn run(scene: &ObservationScene<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(heads) = scene.heads else {
        return;
    };
    let (unit, model) = (&scene.observations.unit, &scene.model.reference.id);
    let units: Vec<&str> = heads
        .iter()
        .filter(|head| head.model.id == *model)
        .map(|head| head.unit.as_str())
        .collect();
    if units.contains(&unit.value.as_str()) {
        return;
    }
    let message = format!(
        "no assessment against {model} is of the unit `{}`",
        unit.value
    );
    let close = nearest(&unit.value, units);
    let finding = Diagnostic::new(&LINT.rule, scene.observations.place(unit.at), message);
    findings.push(finding.maybe_help(close.map(|close| format!("did you mean `{close}`?"))));
}
