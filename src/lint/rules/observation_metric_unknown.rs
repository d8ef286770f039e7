use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, ObservationScene, Run};
use crate::model::Model;
use crate::text::nearest;

/// How many findings look for a near name.
const MOST_SUGGESTIONS: usize = 50;
/// Metrics that a message lists.
const MOST_LISTED: usize = 12;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "observation-metric-unknown",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An observed value of a metric that the model does not define.",
            why: "The value would be shown nowhere and support nothing.",
            example: "observations:\n  - {metric: ASSET.20, date: 2026-10-01, value: 93}",
            instead: "observations:\n  - {metric: ASSET.2, date: 2026-10-01, value: 93}",
        },
    },
    run: Run::Observations(run),
};

fn run(scene: &ObservationScene<'_>, findings: &mut Vec<Diagnostic>) {
    let mut found = 0;
    for value in &scene.observations.values {
        let id = &value.metric.value;
        if scene.model.metric(id).is_some() {
            continue;
        }
        let message = format!("`{id}` is not a metric of {}", scene.model.reference);
        let place = scene.observations.place(value.metric.at);
        let help = did_you_mean(scene.model, id, found);
        findings.push(Diagnostic::new(&LINT.rule, place, message).help(help));
        found += 1;
    }
}

/// The metric that an unknown id may mean, or which there are; `found` counts
/// the findings before it.
pub(super) fn did_you_mean(model: &Model, id: &str, found: usize) -> String {
    let mut ids: Vec<&str> = model.metrics.keys().map(String::as_str).collect();
    let close = (found < MOST_SUGGESTIONS).then(|| nearest(id, ids.iter().copied()));
    match close.flatten() {
        Some(close) => format!("did you mean `{close}`?"),
        None if ids.is_empty() => "the model defines no metrics".to_owned(),
        None if ids.len() <= MOST_LISTED => {
            ids.sort_unstable();
            format!("there are {}", ids.join(", "))
        }
        None => format!("the model has {} metrics", ids.len()),
    }
}
