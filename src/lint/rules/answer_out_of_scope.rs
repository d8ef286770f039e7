use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "answer-out-of-scope",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "An answer for an item that `scope` puts out of scope.",
            why: "The answer counts nowhere, which its author may not know.",
            example: "scope:\n  out: {FRAUD: no consumer business}\nanswers:\n  FRAUD-1.a: fully",
            instead: "bring the node back into scope, or remove the answer",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, item, _) in scene.known_answers() {
        let out = scene.resolved.out.get(item.0).copied().unwrap_or(false);
        if !out || answer.unanswered() {
            continue;
        }
        let scope = scene.assessment.out_of_scope.iter().find(|node| {
            scene
                .model
                .find(&node.id.value)
                .is_some_and(|node| scene.model.within(item, node))
        });
        let Some(scope) = scope else { continue };
        let message = format!(
            "`{}` is answered but out of scope, so the answer does not count",
            answer.id.value
        );
        let finding = Diagnostic::new(&LINT.rule, scene.place(answer.id.at), message)
            .related(scene.place(scope.id.at), "out of scope here");
        findings.push(finding.help("bring it back into scope, or remove the answer"));
    }
}
