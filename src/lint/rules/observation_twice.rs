use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, ObservationScene, Run};
use crate::value::Date;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "observation-twice",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "Two different values of one metric on the same day, in one unit.",
            why: "Nobody could say which of them is true; rungs takes the first.",
            example: "observations:\n  - {metric: ASSET.2, date: 2026-10-01, value: 93}\n  - {metric: ASSET.2, date: 2026-10-01, value: 91}",
            instead: "keep the one that is right, or correct the day of the other",
        },
    },
    run: Run::Observations(run),
};

fn run(scene: &ObservationScene<'_>, findings: &mut Vec<Diagnostic>) {
    for value in &scene.observations.values {
        let metric = scene.model.metric(&value.metric.value);
        let day = Date::parse(&value.date.value);
        let Some((metric, day)) = metric.zip(day) else {
            continue;
        };
        let first = scene.series.on(metric, day);
        let Some(first) = first.filter(|first| first.value != value.value.value) else {
            continue;
        };
        let message = format!(
            "`{}` was {} on {day}, and here it is {}",
            metric.id,
            metric.in_unit(&first.value),
            metric.in_unit(&value.value.value)
        );
        let place = scene.observations.place(value.value.at);
        let finding = Diagnostic::new(&LINT.rule, place, message)
            .related(first.place(), "the first value of that day")
            .help("keep the one that is right");
        findings.push(finding);
    }
}
