use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "claim-metric-unknown",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A `supported_by` that names a metric which the model does not define.",
            why: "No value of it can be observed, so the answer would rest on nothing.",
            example: "supported_by: {metric: ASSET.20, at_least: 90}",
            instead: "supported_by: {metric: ASSET.2, at_least: 90}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let mut found = 0;
    for (_, claim) in scene.claims() {
        let id = &claim.metric.value;
        if scene.model.metric(id).is_some() {
            continue;
        }
        let message = format!("`{id}` is not a metric of {}", scene.model.reference);
        let help = super::observation_metric_unknown::did_you_mean(scene.model, id, found);
        let place = scene.place(claim.metric.at);
        findings.push(Diagnostic::new(&LINT.rule, place, message).help(help));
        found += 1;
    }
}
