use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "override-twice",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "Two overrides of one measure at one node.",
            why: "Nobody can tell which of the two judgements holds.",
            example: "overrides:\n  - {node: ASSET, measure: level, value: CTI1, because: weak}\n  - {node: ASSET, measure: level, value: CTI2, because: strong}",
            instead: "keep one of the two",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for judged in &scene.assessment.overrides {
        let Some(node) = scene.model.find(&judged.node.value) else {
            continue;
        };
        let key = (node, judged.measure.value.as_str());
        let Some(earlier) = first.insert(key, judged.at) else {
            continue;
        };
        let message = format!(
            "`{}` of {} is overridden twice",
            judged.measure.value, judged.node.value
        );
        let finding = Diagnostic::new(&LINT.rule, scene.place(judged.node.at), message)
            .label("again here")
            .related(scene.place(earlier), "first here")
            .help("keep one of the two");
        findings.push(finding);
    }
}
