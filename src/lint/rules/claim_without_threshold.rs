use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "claim-without-threshold",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A `supported_by` with neither `at_least` nor `at_most`.",
            why: "No value could ever speak against the answer, so it is not supported either.",
            example: "supported_by: {metric: ASSET.2}",
            instead: "supported_by: {metric: ASSET.2, at_least: 90}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (_, claim) in scene
        .claims()
        .filter(|(_, claim)| claim.at_least.is_none() && claim.at_most.is_none())
    {
        let message = format!(
            "`{}` is named without the value that it must have",
            claim.metric.value
        );
        let finding = Diagnostic::new(&LINT.rule, scene.place(claim.at), message);
        findings.push(finding.help("add `at_least` or `at_most`"));
    }
}
