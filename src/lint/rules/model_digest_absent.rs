use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "model-digest-absent",
        level: Level::Note,
        breaks: false,
        docs: RuleDocs {
            what: "An assessment that does not say which content of its model it was written for (`model_digest`).",
            why: "A model can change under the same version; the digest is what notices.",
            example: "model: cti-cmm@1.3",
            instead: "let `rungs fmt` write the digest",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    if scene.assessment.digest.is_none() {
        let finding = Diagnostic::new(
            &LINT.rule,
            scene.place(scene.assessment.model.at),
            "no `model_digest` locks the model's content",
        );
        findings.push(finding.help(format!(
            "run `rungs fmt {}` to write it",
            scene.assessment.path()
        )));
    }
}
