use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "model-digest-mismatch",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A `model_digest` that is not the digest of the model found under that id and version.",
            why: "The answers were given to other items, levels or rules than those they would be scored by.",
            example: "model_digest: sha256:00…",
            instead: "look at what changed in the model; then accept it with `rungs fmt --accept-model`",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(digest) = &scene.assessment.digest else {
        return;
    };
    let actual = scene.model.digest.to_string();
    if digest.value != actual {
        let message = format!("{} has another digest: {actual}", scene.model.reference);
        let help = format!(
            "if the model's change is meant, accept it with `rungs fmt --accept-model {}`",
            scene.assessment.path()
        );
        findings.push(Diagnostic::new(&LINT.rule, scene.place(digest.at), message).help(help));
    }
}
