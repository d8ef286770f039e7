use super::rules::GATE_IMPOSSIBLE;
use super::{Findings, Known};
use crate::model::{Function, GateDeclaration, Measure, Model, Over, Rule};
use crate::value::Rational;

/// Whether a minimum can be reached at all: of every model that has the measure at
/// least one has to yield such a value.
pub(super) fn check(declared: &GateDeclaration, known: &Known, findings: &mut Findings<'_>) {
    let (Some(measure), Some(least)) = (&declared.measure, &declared.at_least) else {
        return;
    };
    let mut problems = Vec::new();
    for model in &known.models {
        let measures = model.measures.iter();
        for measure in measures.filter(|found| found.id == measure.value) {
            match problem(model, measure, &least.value) {
                None => return,
                Some(problem) => problems.push(problem),
            }
        }
    }
    if let Some((message, help)) = problems.into_iter().next() {
        findings.add(&GATE_IMPOSSIBLE, least.at, message, Some(help));
    }
}

/// Why a measure of a model can never be at least so much.
fn problem(model: &Model, measure: &Measure, least: &str) -> Option<(String, String)> {
    let id = &measure.id;
    if let Rule::Attain(_) = measure.rule {
        if model.level(least).is_some() {
            return None;
        }
        let levels: Vec<&str> = model.levels.iter().map(|level| level.id.as_str()).collect();
        let message = format!("`{least}` is no level, and `{id}` yields levels");
        return Some((message, format!("the levels are {}", levels.join(", "))));
    }
    let Some(wanted) = Rational::parse(least) else {
        let message = format!("`{least}` is no number, and `{id}` yields numbers");
        return Some((message, "write a number such as 0.6".to_owned()));
    };
    let highest = highest(model, measure)?;
    (wanted > highest).then(|| {
        let message = format!("`{id}` is never above {highest}, wanted is at least {least}");
        let help = match measure.is_share() {
            true => "write a share as a number from 0 to 1, such as 0.6".to_owned(),
            false => format!("write at most {highest}"),
        };
        (message, help)
    })
}

/// The highest value that a measure can have, where that can be told.
fn highest(model: &Model, measure: &Measure) -> Option<Rational> {
    let Rule::Combine(rule) = &measure.rule else {
        return None;
    };
    let scores = || model.scales.iter().map(|scale| scale.highest().clone());
    match (rule.function, &rule.over) {
        (Function::Ratio | Function::ToTarget, _) => {
            let range = rule.range.as_ref();
            Some(range.map_or(Rational::ONE, |(_, high)| high.clone()))
        }
        (Function::Mean | Function::Min | Function::Max, Over::Leaves) => scores().max(),
        _ => None,
    }
}
