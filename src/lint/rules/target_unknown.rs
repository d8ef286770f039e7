use super::override_unknown::{Named, unknown_name};
use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "target-unknown",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A target that names a node, a measure or a level that the model does not have.",
            why: "It could never be reached nor be overdue.",
            example: "targets:\n  - {node: THREAT, measure: level, at_least: CTI9}",
            instead: "targets:\n  - {node: THREAT, measure: level, at_least: CTI2}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (found, target) in scene.assessment.targets.iter().enumerate() {
        let named = Named {
            node: &target.node,
            measure: &target.measure,
            value: &target.at_least,
        };
        for (at, message, help) in unknown_name(scene, &named, found) {
            findings.push(Diagnostic::new(&LINT.rule, scene.place(at), message).maybe_help(help));
        }
    }
}
