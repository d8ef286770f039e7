use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "na-not-allowed",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "An item said to be not applicable on a scale that has no N/A.",
            why: "The model counts every such item, so taking one out would make its numbers incomparable.",
            example: "ASSET-1.c: {na: outsourced}",
            instead: "answer the item, or put its node out of scope with a reason",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, item, _) in scene.known_answers() {
        let Some(na) = &answer.na else { continue };
        let Some(scale) = scene.model.scale_of(item) else {
            continue;
        };
        if !scale.not_applicable {
            let message = format!(
                "the scale `{}` of {} has no N/A",
                scale.id, scene.model.reference
            );
            let finding = Diagnostic::new(&LINT.rule, scene.place(na.at), message);
            findings.push(finding.help("answer it, or put its node out of scope"));
        }
    }
}
