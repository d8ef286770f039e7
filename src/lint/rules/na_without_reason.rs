use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "na-without-reason",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An item that is not applicable without a reason.",
            why: "N/A takes an item out of the denominator; without a reason nobody can judge whether it should be.",
            example: "ASSET-1.c: {na: }",
            instead: "ASSET-1.c: {na: we run no asset change process of our own}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, _, _) in scene.answers() {
        let Some(na) = &answer.na else { continue };
        if na.value.as_deref().unwrap_or_default().trim().is_empty() {
            let finding = Diagnostic::new(
                &LINT.rule,
                scene.place(na.at),
                "not applicable, but no reason is given",
            );
            findings.push(finding.help("say why after `na:`"));
        }
    }
}
