use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::observe::{Standing, standing};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "claim-unobserved",
        level: Level::Note,
        breaks: false,
        docs: RuleDocs {
            what: "An answer that is `supported_by` a metric of which no value was observed in its unit up to today.",
            why: "Nothing supports the answer yet, whatever the threshold says.",
            example: "supported_by: {metric: ASSET.2, at_least: 90}    # and no observation of ASSET.2",
            instead: "observations:\n  - {metric: ASSET.2, date: 2026-10-01, value: 93}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(observed) = scene.observed else {
        return;
    };
    for (answer, claim) in scene.live_claims() {
        let standing = standing(claim, scene.model, observed, scene.today);
        if !matches!(standing, Standing::Unobserved) {
            continue;
        }
        let message = format!(
            "`{}` rests on `{}`, of which `{}` has no value yet",
            answer.id.value, claim.metric.value, scene.assessment.unit.value
        );
        let place = scene.place(claim.metric.at);
        let finding = Diagnostic::new(&LINT.rule, place, message);
        findings.push(finding.help(
            "add one to a file of kind `observations/1` that `observations:` of rungs.yaml finds",
        ));
    }
}
