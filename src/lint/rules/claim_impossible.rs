use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::model::Claim;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "claim-impossible",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A `supported_by` whose `at_least` is greater than its `at_most`.",
            why: "No value could ever support the answer; mostly the two are swapped.",
            example: "supported_by: {metric: ASSET.2, at_least: 90, at_most: 60}",
            instead: "supported_by: {metric: ASSET.2, at_least: 60, at_most: 90}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (_, claim) in scene.claims().filter(|(_, claim)| impossible(claim)) {
        let message = "no value is both that high and that low";
        let finding = Diagnostic::new(&LINT.rule, scene.place(claim.at), message);
        findings.push(finding.help("`at_least` is the lower end, `at_most` the upper one"));
    }
}

/// Whether no value keeps to both thresholds.
pub(super) fn impossible(claim: &Claim) -> bool {
    let ends = claim.least().zip(claim.most());
    ends.is_some_and(|(least, most)| least > most)
}
