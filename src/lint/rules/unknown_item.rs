use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "unknown-item",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "An answer for an item that the model does not have, under its id or another spelling of it.",
            why: "The answer would count nowhere, and the item it was meant for would stay unanswered.",
            example: "answers:\n  ASSET-1.x: fully",
            instead: "use the id of the item that is meant; `rungs schema assessment --model` lets an editor complete them",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let mut found = 0;
    for (answer, item, _) in scene.answers() {
        if item.is_some() {
            continue;
        }
        let id = &answer.id.value;
        let message = format!("`{id}` is not an item of {}", scene.model.reference);
        let finding = Diagnostic::new(&LINT.rule, scene.place(answer.id.at), message);
        findings.push(finding.maybe_help(scene.practice_suggestion(id, found)));
        found += 1;
    }
    for (answer, item, _) in scene.known_answers() {
        if !scene.model.item(item).leaf {
            let message = format!(
                "`{}` is of kind {} and is not answered itself",
                answer.id.value,
                scene.model.item(item).kind
            );
            let finding = Diagnostic::new(&LINT.rule, scene.place(answer.id.at), message);
            findings.push(finding.help("answer the practices below it"));
        }
    }
}
