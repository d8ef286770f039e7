use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::model::Claim;
use crate::observe::{Standing, standing};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "claim-contradicted",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "An answer that is `supported_by` a metric whose latest observed value, up to today, does not keep to the threshold.",
            why: "The answer says one thing and the measured value another; one of them has to give.",
            example: "ASSET-1.b:\n  answer: largely\n  supported_by: {metric: ASSET.2, at_least: 90}    # observed: 84",
            instead: "look at the answer again, or at the threshold; a value that was observed later counts by itself",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(observed) = scene.observed else {
        return;
    };
    for (answer, claim) in scene.live_claims() {
        // A threshold that nothing keeps to is another finding.
        if super::claim_impossible::impossible(claim) {
            continue;
        }
        let standing = standing(claim, scene.model, observed, scene.today);
        let metric = scene.model.metric(&claim.metric.value);
        let (Standing::Contradicted(latest), Some(metric)) = (standing, metric) else {
            continue;
        };
        let message = format!(
            "`{}` rests on `{}` being {}, but on {} it was {}",
            answer.id.value,
            metric.id,
            wanted(claim),
            latest.date,
            metric.in_unit(&latest.value)
        );
        let finding = Diagnostic::new(&LINT.rule, scene.place(claim.at), message)
            .related(latest.place(), "the latest value")
            .help("look at the answer again, or at the threshold");
        findings.push(finding);
    }
}

/// The thresholds in words.
fn wanted(claim: &Claim) -> String {
    let least = claim.at_least.iter();
    let most = claim.at_most.iter();
    let least = least.map(|least| format!("at least {}", least.value));
    let most = most.map(|most| format!("at most {}", most.value));
    least.chain(most).collect::<Vec<_>>().join(" and ")
}
