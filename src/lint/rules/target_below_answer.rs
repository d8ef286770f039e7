use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "target-below-answer",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A target that is lower than the answer already is.",
            why: "Either the target was reached and wants a new one, or one of the two is wrong.",
            example: "ASSET-1.b: {answer: fully, target: {answer: largely}}",
            instead: "raise the target or remove it",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, item, _) in scene.known_answers() {
        let (Some(value), Some(target)) = (&answer.answer, &answer.target) else {
            continue;
        };
        let scores = (
            scene.score_of(item, &value.value.text),
            scene.score_of(item, &target.answer.value.text),
        );
        let (Some(current), Some(wanted)) = scores else {
            continue;
        };
        let negative = scene.model.item(item).negative;
        let below = if negative {
            wanted > current
        } else {
            wanted < current
        };
        if below {
            let message = format!(
                "the target `{}` is below the answer `{}`",
                target.answer.value.text, value.value.text
            );
            let finding = Diagnostic::new(&LINT.rule, scene.place(target.answer.at), message)
                .related(scene.place(value.at), "the answer");
            findings.push(finding.help("raise the target or remove it"));
        }
    }
}
