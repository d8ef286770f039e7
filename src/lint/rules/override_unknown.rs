use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::model::{At, Rule as MeasureRule, Spanned};
use crate::text::nearest;
use crate::value::Rational;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "override-unknown",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "An override that names a node, a measure or a level that the model does not have.",
            why: "The judgement would be recorded and have no effect.",
            example: "overrides:\n  - {node: ASSET, measure: levels, value: CTI1, because: weak}",
            instead: "overrides:\n  - {node: ASSET, measure: level, value: CTI1, because: weak}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (found, judged) in scene.assessment.overrides.iter().enumerate() {
        let named = Named {
            node: &judged.node,
            measure: &judged.measure,
            value: &judged.value,
        };
        for (at, message, help) in unknown_name(scene, &named, found) {
            findings.push(Diagnostic::new(&LINT.rule, scene.place(at), message).maybe_help(help));
        }
    }
}

/// A node, one of its measures and a value of that measure, by name.
pub(super) struct Named<'n> {
    pub(super) node: &'n Spanned<String>,
    pub(super) measure: &'n Spanned<String>,
    pub(super) value: &'n Spanned<String>,
}

/// What of it the model does not have: where, what, and a remedy.
pub(super) fn unknown_name(
    scene: &Scene<'_>,
    named: &Named<'_>,
    found: usize,
) -> Vec<(At, String, Option<String>)> {
    let model = scene.model;
    let mut unknown = Vec::new();
    let did_you_mean = |text: &str, ids: &[&str]| match nearest(text, ids.iter().copied()) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("there are {}", ids.join(", ")),
    };
    if model.find(&named.node.value).is_none() {
        let message = format!(
            "`{}` is not a node of {}",
            named.node.value, model.reference
        );
        unknown.push((
            named.node.at,
            message,
            scene.suggestion(&named.node.value, found),
        ));
    }
    let text = &named.measure.value;
    let Some(measure) = model
        .measure(text)
        .and_then(|measure| model.measures.get(measure))
    else {
        let ids: Vec<&str> = model
            .measures
            .iter()
            .map(|measure| measure.id.as_str())
            .collect();
        let message = format!("`{text}` is not a measure of {}", model.reference);
        unknown.push((named.measure.at, message, Some(did_you_mean(text, &ids))));
        return unknown;
    };
    let text = &named.value.value;
    if matches!(measure.rule, MeasureRule::Attain(_)) {
        if model.level(text).is_none() {
            let ids: Vec<&str> = model.levels.iter().map(|level| level.id.as_str()).collect();
            let message = format!("`{text}` is not a level of {}", model.reference);
            unknown.push((named.value.at, message, Some(did_you_mean(text, &ids))));
        }
    } else if Rational::parse(text).is_none() {
        let message = format!("`{text}` is not a number, which `{}` yields", measure.id);
        unknown.push((
            named.value.at,
            message,
            Some("write a plain decimal such as `0.6`".to_owned()),
        ));
    }
    unknown
}
