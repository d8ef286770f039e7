use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::value::Rational;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "claim-off-scale",
        level: Level::Note,
        breaks: false,
        docs: RuleDocs {
            what: "A threshold on a metric in percent that looks as if it were written on another scale than its values: 1 or less where every observed value is above 1, or above 1 where every value is 1 or less.",
            why: "Thresholds and values are compared as they are written, so `0.9` is not 90 percent; the claim would hold, or fail, by a slip.",
            example: "supported_by: {metric: ASSET.2, at_least: 0.9}    # observed: 93 (percent)",
            instead: "supported_by: {metric: ASSET.2, at_least: 90}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(observed) = scene.observed else {
        return;
    };
    for (_, claim) in scene.live_claims() {
        let metric = scene.model.metric(&claim.metric.value);
        let Some(metric) = metric.filter(|metric| metric.percent()) else {
            continue;
        };
        // 0 is the same on both scales.
        let values = observed.until(metric, scene.today);
        let shares = values
            .filter(|point| point.value > Rational::ZERO)
            .map(|point| point.value <= Rational::ONE);
        let shares: Vec<bool> = shares.collect();
        let Some(first) = shares.first().copied() else {
            continue;
        };
        if shares.iter().any(|share| *share != first) {
            continue;
        }
        let thresholds = claim.at_least.iter().chain(&claim.at_most);
        for threshold in thresholds {
            let written = &threshold.value;
            let number = Rational::parse(written);
            let Some(number) = number.filter(|number| *number > Rational::ZERO) else {
                continue;
            };
            let share = number <= Rational::ONE;
            if share == first {
                continue;
            }
            let message = if share {
                format!(
                    "`{written}` looks like a share, but `{}` is observed in percent",
                    metric.id
                )
            } else {
                format!(
                    "`{written}` looks like percent, but `{}` is observed as a share",
                    metric.id
                )
            };
            let finding = Diagnostic::new(&LINT.rule, scene.place(threshold.at), message);
            findings.push(finding.help("write the threshold as the values are written"));
        }
    }
}
