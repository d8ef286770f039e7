use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "item-outside-part",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "An answer in a part of a split assessment for an item that is not below the part's `node`.",
            why: "Code owners review a part for its domain; an answer for another domain would pass them by.",
            example: "rungs: answers/1\nnode: ASSET\nanswers:\n  THREAT-1.a: fully",
            instead: "move the answer to the part of its domain",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, item, _) in scene.known_answers() {
        let part = scene
            .assessment
            .parts
            .iter()
            .find(|(file, _)| *file == answer.id.at.file);
        let Some((_, node)) = part else { continue };
        let Some(index) = scene.model.find(&node.value) else {
            continue;
        };
        if !scene.model.within(item, index) {
            let message = format!(
                "`{}` is not below `{}`, the node of this part",
                answer.id.value, node.value
            );
            let finding = Diagnostic::new(&LINT.rule, scene.place(answer.id.at), message);
            findings.push(finding.help("move it to the part of its own domain"));
        }
    }
}
