use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "duplicate-item",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "The same item answered twice: in two files of a split assessment, or under two spellings of its id.",
            why: "Nobody can tell which of the two answers counts.",
            example: "answers:\n  ASSET-1.a: fully\n  ASSET-1-a: not",
            instead: "keep one of the two",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, item, position) in scene.known_answers() {
        let first = scene.resolved.answers.get(item.0).copied().flatten();
        let Some(first) = first.filter(|first| *first != position) else {
            continue;
        };
        let Some(first) = scene.assessment.answers.get(first) else {
            continue;
        };
        let id = &scene.model.item(item).id;
        let message = format!("`{id}` is answered twice");
        let finding = Diagnostic::new(&LINT.rule, scene.place(answer.id.at), message)
            .label("again here")
            .related(scene.place(first.id.at), "first here")
            .help("keep one of the two");
        findings.push(finding);
    }
}
